/** Links just given out: shown this once, to print or to take into a mail merge. */
import { html } from 'hono/html';
import type { RoundRecord } from '../../../../domain/register/round-record.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { IssuedLink } from '../../../../use-cases/register/issue-links.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { alert, csrfField } from './page-parts.ts';
import { communeHeading } from './state-words.ts';

export interface LinksPageView {
  readonly person: Person;
  readonly record: RoundRecord;
  readonly issued: readonly IssuedLink[];
  /** Where the service is reached, without a slash at the end. */
  readonly publicUrl: string;
}

/** Gives the page of links. */
export function linksPage(view: LinksPageView): Html {
  const { person, record, issued } = view;
  const { round } = record;
  const body =
    issued.length === 0
      ? alert('info', 'Mọi đơn vị trong danh sách đều đã có đường dẫn; không cấp thêm đường dẫn nào.')
      : html`${alert('warning', 'Các đường dẫn này chỉ hiện một lần. Hãy in hoặc tải về ngay và gửi riêng cho từng đơn vị; ai có đường dẫn đều gửi được phiếu thay đơn vị.')}
${download(view)}<ol class="issued">${issued.map((link) => slip(view, link))}</ol>`;
  return page(
    { title: `Đường dẫn: ${round.title}`, person, round, active: 'settings' },
    html`<div class="page-head"><h1>Đường dẫn của ${formatNumber(issued.length)} đơn vị</h1><p>${round.title}</p></div>${body}
<p class="no-print"><a href="${paths.settings(round.id)}">Về trang Thiết lập</a></p>`,
  );
}

function download({ person, record, issued }: LinksPageView): Html {
  const links = JSON.stringify(issued.map(({ commune, token }) => [commune.code, token]));
  return html`<form class="no-print" method="post" action="${paths.linksCsv(record.round.id)}">${csrfField(person)}<input type="hidden" name="links" value="${links}">
<p><button class="button primary" type="submit">Tải danh sách để trộn thư (CSV)</button> <span class="soft">hoặc in trang này: mỗi đơn vị một mảnh.</span></p></form>`;
}

/** One strip of paper per commune. */
function slip({ record, publicUrl }: LinksPageView, { commune, token }: IssuedLink): Html {
  const { deadline } = record.round;
  return html`<li class="slip"><p><strong>${communeHeading(commune)}</strong> <span class="soft">(mã ${commune.code})</span></p>
<p class="link">${publicUrl}${paths.commune(token)}</p>${deadline ? html`<p class="soft small-text print-only">Hạn gửi ${formatDay(deadline)}</p>` : ''}</li>`;
}
