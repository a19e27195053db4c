/** Errors on figures that the notice prints, each with the place for an inspector's answer. */
import { html } from 'hono/html';
import type { NoticeError } from '../../../../domain/notice/notice-errors.ts';
import { UNVERIFIED } from '../../../../domain/notice/print-figure.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import type { Html } from '../frame.ts';
import { MOST_REASON, noticeFields, type Typed } from './notice-fields.ts';
import { alert } from './page-parts.ts';

/** Gives the part of the form about errors; a good word where there are none. */
export function noticeErrorFields(errors: readonly NoticeError[], typed: Typed): Html {
  if (errors.length === 0) return alert('good', 'Không có số liệu nào in trong thông báo còn lỗi.');
  return html`<section aria-labelledby="loi"><h2 id="loi">Số liệu còn lỗi in trong thông báo (${errors.length})</h2>
<p>Thông báo chỉ chốt được khi đơn vị đã sửa phiếu, hoặc Đoàn kiểm tra ghi lý do chấp nhận từng lỗi. Số liệu được chấp nhận vẫn in kèm câu “${UNVERIFIED.trim().slice(1, -1)}”.</p>
${errors.map((error, index) => errorField(error, index, typed))}</section>`;
}

function errorField({ key, sentence, answered, outdated }: NoticeError, index: number, typed: Typed): Html {
  const name = noticeFields.answer(key);
  return html`<fieldset class="recommendation"><legend>Lỗi ${index + 1}</legend><p>${sentence}</p>
${outdated ? alert('warning', 'Số liệu đã đổi sau khi lý do dưới đây được ghi. Hãy xem lại rồi lưu nếu vẫn chấp nhận.') : ''}
<div class="field"><label for="loi-${index}">Lý do chấp nhận</label><textarea class="short" id="loi-${index}" name="${name}" maxlength="${MOST_REASON}">${typed(name)}</textarea></div>
${answered ? html`<p class="formerly">${answered.by} ghi lúc ${formatInstant(answered.at)}.</p>` : ''}</fieldset>`;
}
