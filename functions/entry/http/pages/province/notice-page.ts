/** One commune's notice: what is recommended and why, what inspectors decide about it, and the step that makes it final. */
import { html } from 'hono/html';
import { isStanding } from '../../../../domain/notice/final-notice.ts';
import { may } from '../../../../domain/register/rights.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import type { NoticeView } from '../../../../use-cases/register/settle-notice.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { noticeErrorFields } from './notice-errors.ts';
import { noticeFields, type Typed } from './notice-fields.ts';
import { finalNoticePart } from './notice-final.ts';
import { addedRecommendation, formRecommendation, newRecommendation } from './notice-recommendation.ts';
import { alert, csrfField, type Said, said } from './page-parts.ts';
import { communeHeading } from './state-words.ts';

export interface NoticePageView extends Said {
  readonly person: Person;
  readonly view: NoticeView;
  /** What stands in the fields. */
  readonly typed: Typed;
}

/** Gives the page of a commune's notice. */
export function noticePage(given: NoticePageView): Html {
  const { person, view } = given;
  const { round, commune, final, returnVersion } = view;
  const title = `Thông báo: ${communeHeading(commune)}`;
  const standing = final && isStanding(final) ? final : undefined;
  return page(
    { title: `${title}: ${round.title}`, person, round, wide: true },
    html`<div class="page-head"><p class="eyebrow"><a href="${paths.return(round.id, commune.code)}">Phiếu của đơn vị mã ${commune.code}</a></p><h1>${title}</h1>
<p>Theo bản ${returnVersion} của phiếu · báo cáo khắc phục trước ngày ${formatDay(round.notice.reportBefore)}</p></div>
${said(given)}
${standing ? finalNoticePart(person, standing, returnVersion) : draftPart(given)}`,
  );
}

function draftPart(given: NoticePageView): Html {
  const { person, view, typed } = given;
  const { round, commune, recommendations, closingId, final, mark } = view;
  const own = recommendations.filter(({ origin }) => origin === 'form');
  const added = recommendations.filter(({ origin }) => origin === 'added');
  const address = paths.api.notice(round.id, commune.code);
  return html`${final?.reopened ? alert('info', `Thông báo chốt lần ${final.issue} đã được ${final.reopened.by} mở lại lúc ${formatInstant(final.reopened.at)}: ${final.reopened.reason}`) : ''}
<p><a class="button" href="${address}">Tải dự thảo kèm phiếu căn cứ (Word)</a></p>
<form method="post" action="${paths.notice(round.id, commune.code)}" class="notice-form">${csrfField(person)}<input type="hidden" name="${noticeFields.mark}" value="${mark}">
${noticeErrorFields(view.errors, typed)}
<h2>Kiến nghị</h2>
<p>Kiến nghị được in theo thứ tự dưới đây. Bỏ trống thời hạn riêng thì theo hạn báo cáo của đợt.</p>
${own.map((row) => formRecommendation(row, typed, row.id === closingId))}
${added.map((row) => addedRecommendation(row, typed))}${newRecommendation(typed)}
${may(person.role, 'review') ? html`<p class="toolbar"><button class="button primary" type="submit">Lưu quyết định</button></p>` : ''}</form>
${may(person.role, 'review') ? finalForm(given) : ''}`;
}

function finalForm({ person, view }: NoticePageView): Html {
  const { round, commune, mark, errors, recommendations } = view;
  const open = errors.filter(({ answered }) => !answered).length;
  const old = recommendations.filter(({ changed }) => changed.length > 0).map(({ id }) => id);
  const lacks = [
    ...(open > 0 ? [`còn ${open} lỗi chưa sửa hoặc chưa có lý do chấp nhận`] : []),
    ...(old.length > 0 ? [`quyết định về ${old.join(', ')} cần xem lại vì số liệu đã đổi`] : []),
  ];
  const ready = html`<p>Chốt những gì đã lưu: tệp Word để trình ký được giữ nguyên, không còn dấu DỰ THẢO và phiếu căn cứ; kiến nghị và thời hạn được dùng để theo dõi khắc phục.</p>
<form method="post" action="${paths.noticeFinal(round.id, commune.code)}">${csrfField(person)}<input type="hidden" name="${noticeFields.mark}" value="${mark}">
<p><button class="button primary" type="submit">Chốt thông báo</button></p></form>`;
  return html`<section class="card" aria-labelledby="chot"><h2 id="chot">Chốt thông báo</h2>
${lacks.length > 0 ? alert('warning', `Chưa chốt được: ${lacks.join('; ')}.`) : ready}</section>`;
}
