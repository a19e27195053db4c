/** The steps that lead on from where a round is, each with what it does. */
import { html } from 'hono/html';
import { type RoundRecord, type RoundStep, takeStep } from '../../../../domain/register/round-record.ts';
import { paths } from '../../paths.ts';
import type { Html, Person } from '../frame.ts';
import { csrfField } from './page-parts.ts';

const STEPS: Readonly<Record<RoundStep, { readonly name: string; readonly does: string; readonly look: string }>> = {
  open: { name: 'Mở đợt', does: 'Các đơn vị bắt đầu gửi được phiếu.', look: ' primary' },
  lock: {
    name: 'Khoá đợt',
    does: 'Không nhận thêm phiếu, trừ đơn vị được gia hạn; số liệu và dự thảo thông báo vẫn tải được.',
    look: '',
  },
  reopen: { name: 'Mở lại đợt', does: 'Các đơn vị lại gửi được phiếu; phiếu gửi sau hạn được ghi là muộn.', look: '' },
  close: {
    name: 'Kết thúc đợt',
    does: 'Không nhận phiếu của bất kỳ đơn vị nào, kể cả đơn vị được gia hạn; mọi số liệu được giữ lại để xem.',
    look: ' danger',
  },
};

/** Gives a form per possible step. */
export function stepsCard(person: Person, record: RoundRecord): Html {
  const possible = (Object.keys(STEPS) as RoundStep[]).filter((step) => takeStep(record, step) !== undefined);
  return html`<section class="card" aria-labelledby="cac-buoc"><h2 id="cac-buoc">Bước tiếp theo</h2><ul class="steps">${possible.map(
    (step) => {
      const { name, does, look } = STEPS[step];
      return html`<li><form method="post" action="${paths.step(record.round.id)}">${csrfField(person)}<input type="hidden" name="step" value="${step}">
<button class="button${look}" type="submit">${name}</button></form><p>${does}</p></li>`;
    },
  )}</ul></section>`;
}
