/** A notice that was made final: what was frozen, its files, and the way back. */
import { html } from 'hono/html';
import type { FinalNotice } from '../../../../domain/notice/final-notice.ts';
import { may } from '../../../../domain/register/rights.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import { paths } from '../../paths.ts';
import type { Html, Person } from '../frame.ts';
import { alert, csrfField, tableFrame } from './page-parts.ts';

/** Gives the page's body; `inForce` is the version of the return that counts now. */
export function finalNoticePart(person: Person, final: FinalNotice, inForce: number): Html {
  const { round, commune, by, at, returnVersion, recommendations, answeredErrors } = final;
  const address = paths.api.notice(round, commune.code);
  return html`${alert('good', `Đã chốt lần ${final.issue} lúc ${formatInstant(at)} (${by}), theo bản ${returnVersion} của phiếu.`)}
${inForce === returnVersion ? '' : alert('warning', `Phiếu đang được tính nay là bản ${inForce}. Thông báo đã chốt vẫn theo bản ${returnVersion}; muốn theo bản mới thì mở lại thông báo.`)}
<section class="card" aria-labelledby="tai-ve"><h2 id="tai-ve">Tải về</h2><ul class="links">
<li><a href="${address}">Thông báo để trình ký (Word)</a></li>
<li><a href="${address}?ban=can-cu">Bản kèm phiếu căn cứ khi chốt (Word)</a></li>
<li><a href="${address}?ban=du-thao">Dự thảo theo phiếu hiện nay (Word)</a></li></ul>
<p><a href="${paths.remediationOf(round, commune.code)}">Theo dõi việc khắc phục</a></p></section>
<h2>Kiến nghị đã chốt (${recommendations.length})</h2>
${tableFrame(
  'Kiến nghị đã chốt',
  html`<table><thead><tr><th scope="col">Mã</th><th scope="col">Kiến nghị</th><th scope="col">Thời hạn</th></tr></thead>
<tbody>${recommendations.map(({ id, text, deadline }) => html`<tr><th scope="row">${id}</th><td>${text}</td><td>${formatDay(deadline)}</td></tr>`)}</tbody></table>`,
)}
${answeredErrors.length > 0 ? html`<h2>Lỗi được chấp nhận có lý do</h2><ul>${answeredErrors.map(({ sentence, reason, by: who }) => html`<li>${sentence} <span class="said">${who}: ${reason}</span></li>`)}</ul>` : ''}
${may(person.role, 'review') ? reopenForm(person, final) : ''}`;
}

const reopenForm = (person: Person, { round, commune }: FinalNotice): Html =>
  html`<section class="card" aria-labelledby="mo-lai"><h2 id="mo-lai">Mở lại thông báo</h2>
<form method="post" action="${paths.noticeReopen(round, commune.code)}">${csrfField(person)}
<div class="field"><label for="ly-do-mo-lai">Lý do</label><textarea class="short" id="ly-do-mo-lai" name="reason" required maxlength="1000"></textarea></div>
<p><button class="button danger" type="submit">Mở lại để sửa</button></p></form></section>`;
