/** What an officer can take away from a return and do with it, by right. */
import { html } from 'hono/html';
import { may } from '../../../../domain/register/rights.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { manageForms } from './return-manage-forms.ts';
import type { ReturnPageView } from './return-page.ts';
import { reviewForms } from './return-review-forms.ts';

/** Gives downloads and forms. */
export function returnActions(given: ReturnPageView): Html {
  const { role } = given.person;
  return html`${may(role, 'review') ? reviewForms(given) : ''}${downloads(given)}${may(role, 'manage') ? manageForms(given) : ''}`;
}

function downloads({ view, hasNotices }: ReturnPageView): Html {
  const [round, { code }, version] = [view.round.round.id, view.row.commune, view.shown?.entry.version];
  const { api } = paths;
  const ofVersion =
    version === undefined
      ? ''
      : html`<li><a href="${api.annotated(round, code)}?version=${version}">Bản ${version} có ghi kết quả kiểm tra tại ô</a></li>
<li><a href="${api.original(round, code)}?version=${version}">Bản ${version} như đơn vị gửi</a></li>`;
  return html`<section class="card" aria-labelledby="tai-ve"><h2 id="tai-ve">Tải về</h2><ul class="links">${ofVersion}
<li><a href="${api.template(round, code)}">Biểu mẫu trống của đơn vị</a></li>
${view.form.scoring ? html`<li><a href="${paths.score(round, code)}">Chấm điểm đơn vị</a></li>` : ''}
${
  hasNotices && view.row.inForce
    ? html`<li><a href="${paths.notice(round, code)}">Thông báo: kiến nghị, căn cứ, chốt</a></li>
<li><a href="${api.notice(round, code)}?ban=du-thao">Dự thảo thông báo (Word), theo bản ${view.row.inForce.version}</a></li>`
    : ''
}</ul></section>`;
}
