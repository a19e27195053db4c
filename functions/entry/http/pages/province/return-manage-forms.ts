/** One commune's own deadline and link. */
import { html } from 'hono/html';
import { formatDay } from '../../../../domain/text/day.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { csrfField } from './page-parts.ts';
import type { ReturnPageView } from './return-page.ts';

/** Gives the forms that need the right to manage. */
export function manageForms(given: ReturnPageView): Html {
  return html`${deadlineCard(given)}${linkCard(given)}`;
}

function deadlineCard({ person, view }: ReturnPageView): Html {
  const { row, record, round, open } = view;
  const until = row.deadline ? `Hạn hiện nay: ${formatDay(row.deadline)}.` : 'Đợt này không đặt hạn gửi.';
  const now =
    round.state === 'closed'
      ? 'Đợt đã kết thúc: gia hạn chỉ có tác dụng khi mở lại đợt.'
      : open
        ? 'Đơn vị đang gửi được phiếu.'
        : 'Đơn vị hiện không gửi được phiếu; gia hạn thì gửi được cả khi đợt đã khoá.';
  return html`<section class="card" aria-labelledby="gia-han"><h2 id="gia-han">Hạn gửi của đơn vị</h2>
<p>${until} ${record.extendedTo ? `Đã gia hạn riêng đến ${formatDay(record.extendedTo)}. ` : ''}${now}</p>
<details><summary>Gia hạn</summary><form method="post" action="${paths.extend(round.round.id, row.commune.code)}">${csrfField(person)}
<div class="field"><label for="han-moi">Gia hạn đến hết ngày</label><input id="han-moi" name="deadline" type="date" required${row.deadline ? html` min="${row.deadline}"` : ''}></div>
<p><button class="button" type="submit">Gia hạn</button></p></form></details></section>`;
}

function linkCard({ person, view, hasLink }: ReturnPageView): Html {
  const [round, code] = [view.round.round.id, view.row.commune.code];
  const renew = html`<form method="post" action="${paths.renewLink(round, code)}">${csrfField(person)}
${hasLink ? html`<p class="hint">Đường dẫn mới chỉ hiện một lần; đường dẫn đang dùng sẽ ngừng hoạt động.</p>` : ''}
<p><button class="button" type="submit">${hasLink ? 'Cấp lại đường dẫn' : 'Cấp đường dẫn'}</button></p></form>`;
  const revoke = html`<details><summary>Thu hồi đường dẫn</summary><form method="post" action="${paths.revokeLink(round, code)}">${csrfField(person)}
<p class="hint">Đơn vị không vào được trang của mình cho đến khi được cấp đường dẫn mới.</p>
<p><button class="button danger" type="submit">Thu hồi đường dẫn</button></p></form></details>`;
  return html`<section class="card" aria-labelledby="duong-dan"><h2 id="duong-dan">Đường dẫn của đơn vị</h2>
<p>${hasLink ? 'Đơn vị đang có đường dẫn riêng.' : 'Đơn vị chưa có đường dẫn.'}</p>
${renew}${hasLink ? revoke : ''}</section>`;
}
