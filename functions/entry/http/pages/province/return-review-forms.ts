/** Approve, send back, choose the version that counts. */
import { html } from 'hono/html';
import { isPresent } from '../../../../domain/register/commune-record.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { csrfField } from './page-parts.ts';
import type { ReturnPageView } from './return-page.ts';

/** Gives the forms of a review of the version shown; of one that was replaced only the choice, where nothing was sent nothing. */
export function reviewForms(given: ReturnPageView): Html {
  const { record, shown } = given.view;
  if (!shown) return html``;
  const judge = isPresent(record, shown.entry.version) ? html`${approveForm(given)}${sendBackForm(given)}` : '';
  return html`<section class="card" aria-labelledby="tham-dinh"><h2 id="tham-dinh">${judge ? 'Duyệt hoặc trả lại' : 'Chọn'} bản ${shown.entry.version}</h2>
${judge}${choiceForm(given)}</section>`;
}

const place = ({ view }: ReturnPageView) => [view.round.round.id, view.row.commune.code] as const;
const shownVersion = ({ view }: ReturnPageView): number => view.shown?.entry.version ?? 0;
const versionField = (given: ReturnPageView): Html =>
  html`<input type="hidden" name="version" value="${shownVersion(given)}">`;

function approveForm(given: ReturnPageView): Html {
  const { review } = given.view.row;
  const version = shownVersion(given);
  if (review?.outcome === 'approved' && review.version === version) return html`<p>✓ Bản này đã được duyệt.</p>`;
  const hasErrors = given.view.shown?.entry.state === 'needs correction';
  return html`<form method="post" action="${paths.approve(...place(given))}">${csrfField(given.person)}${versionField(given)}
${hasErrors ? html`<p class="hint">Bản này còn lỗi; duyệt không làm cho các ô có lỗi được tính.</p>` : ''}
<p><button class="button primary" type="submit">✓ Duyệt bản ${version}</button></p></form>`;
}

function sendBackForm(given: ReturnPageView): Html {
  return html`<details><summary>Trả lại đơn vị</summary><form method="post" action="${paths.sendBack(...place(given))}">${csrfField(given.person)}${versionField(given)}
<div class="field"><label for="y-kien">Ý kiến gửi đơn vị</label><p class="hint" id="y-kien-ghi">Đơn vị đọc được ý kiến này ở trang của mình.</p>
<textarea id="y-kien" name="comment" required maxlength="2000" aria-describedby="y-kien-ghi"></textarea></div>
<p><button class="button danger" type="submit">Trả lại bản ${shownVersion(given)}</button></p></form></details>`;
}

/** Any version but the one that counts already; the one shown is proposed. */
function choiceForm(given: ReturnPageView): Html {
  const { record, row } = given.view;
  const others = record.versions.filter(({ version }) => version !== row.inForce?.version);
  if (others.length === 0) return html``;
  return html`<details><summary>Chọn bản khác để tính vào số liệu</summary><form method="post" action="${paths.putInForce(...place(given))}">${csrfField(given.person)}
<div class="field"><label for="ban-chon">Bản được tính</label><select id="ban-chon" name="version">${others.map(
    ({ version }) =>
      html`<option value="${version}"${version === shownVersion(given) ? html` selected` : ''}>Bản ${version}</option>`,
  )}</select></div>
<div class="field"><label for="ly-do">Lý do</label><textarea id="ly-do" name="reason" required maxlength="2000"></textarea></div>
<p><button class="button" type="submit">Dùng bản này để tính</button></p></form></details>`;
}
