/** The communes' personal links: how many have one, and how they are given out. */
import { html } from 'hono/html';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { csrfField } from './page-parts.ts';
import type { SettingsPageView } from './settings-page.ts';

/** Gives the card of links. */
export function linksCard({ person, record, roster, linked }: SettingsPageView): Html {
  const have = roster.filter(({ code }) => linked.has(code)).length;
  const without = roster.length - have;
  const form = (kind: 'new' | 'all', button: Html) =>
    html`<form method="post" action="${paths.links(record.round.id)}">${csrfField(person)}<input type="hidden" name="for" value="${kind}">${button}</form>`;
  const forNew = form(
    'new',
    html`<p><button class="button primary" type="submit">Cấp cho đơn vị chưa có (${formatNumber(without)})</button></p>`,
  );
  const forAll = html`<details><summary>Cấp lại cho tất cả</summary>${form(
    'all',
    html`<p class="hint">⚠ Mọi đường dẫn đã gửi cho các đơn vị sẽ ngừng hoạt động; phải gửi lại đường dẫn mới cho cả ${formatNumber(roster.length)} đơn vị.</p>
<p><button class="button danger" type="submit">Cấp lại cho tất cả</button></p>`,
  )}</details>`;
  return html`<section class="card" aria-labelledby="duong-dan"><h2 id="duong-dan">Đường dẫn của các đơn vị</h2>
<p>${formatNumber(have)}/${formatNumber(roster.length)} đơn vị đã có đường dẫn riêng. Đường dẫn chỉ hiện một lần khi cấp: hãy in hoặc tải về ngay lúc đó.</p>
${without > 0 ? forNew : ''}${have > 0 ? forAll : ''}</section>`;
}
