/** One recommendation of a draft notice: tick, wording, deadline, its ground, and why the rules propose it or not. */
import { html } from 'hono/html';
import type { GroundFigure, RecommendationState } from '../../../../domain/notice/recommendation.ts';
import type { SettledRecommendation } from '../../../../domain/notice/settle.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import type { Html } from '../frame.ts';
import { badge } from '../state-badge.ts';
import { MOST_REASON, MOST_TEXT, NEW, noticeFields, type Typed } from './notice-fields.ts';
import { alert, tableFrame } from './page-parts.ts';

const PROPOSALS: Readonly<Record<RecommendationState, readonly [tone: string, mark: string, words: string]>> = {
  proposed: ['good', '✓', 'Biểu mẫu đề xuất'],
  'not proposed': ['plain', '–', 'Biểu mẫu không đề xuất'],
  undecided: ['warning', '?', 'Chờ Đoàn kiểm tra quyết định'],
};

/** One of the form's. `closing`: it is the last sentence of the notice, whose day is the round's. */
export function formRecommendation(row: SettledRecommendation, typed: Typed, closing: boolean): Html {
  const { id, rule = row, decision, changed } = row;
  const names = noticeFields;
  return html`<fieldset class="recommendation" id="kn-${id}"><legend>${id} ${badge(...PROPOSALS[rule.state])}</legend>
${changed.length > 0 ? stale(id, changed, typed) : ''}
<p class="choice"><input type="checkbox" id="chon-${id}" name="${names.tick(id)}" value="1"${typed(names.tick(id)) === '' ? '' : html` checked`}><label for="chon-${id}">Đưa vào thông báo</label></p>
${textField(id, 'Lời văn', typed)}
<p class="hint">${rule.reason}</p>
${rule.ground.length > 0 ? groundTable(id, rule.ground) : ''}
<div class="fields">${closing ? '' : deadlineField(id, typed)}${reasonField(id, 'Lý do chọn khác đề xuất hoặc sửa', typed)}</div>
${decision ? made(decision) : ''}</fieldset>`;
}

/** One of the inspector's own. */
export function addedRecommendation({ id, decision }: SettledRecommendation, typed: Typed): Html {
  return html`<fieldset class="recommendation" id="kn-${id}"><legend>${id} ${badge('info', '+', 'Đoàn kiểm tra bổ sung')}</legend>
${addedFields(id, 'Lời văn (xoá trắng để bỏ kiến nghị này)', typed)}${decision ? made(decision) : ''}</fieldset>`;
}

/** The place for one more. */
export function newRecommendation(typed: Typed): Html {
  return html`<fieldset class="recommendation" id="kn-${NEW}"><legend>Bổ sung kiến nghị</legend>${addedFields(NEW, 'Lời văn', typed)}</fieldset>`;
}

const addedFields = (id: string, label: string, typed: Typed): Html =>
  html`${textField(id, label, typed)}
<div class="field"><label for="ton-tai-${id}">Tồn tại, hạn chế tương ứng ở mục II (nếu có)</label><textarea class="short" id="ton-tai-${id}" name="${noticeFields.shortcoming(id)}" maxlength="${MOST_TEXT}">${typed(noticeFields.shortcoming(id))}</textarea></div>
<div class="fields">${deadlineField(id, typed)}${reasonField(id, 'Lý do bổ sung', typed)}</div>`;

const textField = (id: string, label: string, typed: Typed): Html =>
  html`<div class="field"><label for="loi-van-${id}">${label}</label><textarea id="loi-van-${id}" name="${noticeFields.text(id)}" maxlength="${MOST_TEXT}">${typed(noticeFields.text(id))}</textarea></div>`;

const deadlineField = (id: string, typed: Typed): Html =>
  html`<div class="field"><label for="han-${id}">Thời hạn riêng</label><input id="han-${id}" name="${noticeFields.deadline(id)}" type="date" value="${typed(noticeFields.deadline(id))}"></div>`;

const reasonField = (id: string, label: string, typed: Typed): Html =>
  html`<div class="field"><label for="ly-do-${id}">${label}</label><textarea class="short" id="ly-do-${id}" name="${noticeFields.reason(id)}" maxlength="${MOST_REASON}">${typed(noticeFields.reason(id))}</textarea></div>`;

function stale(id: string, changed: readonly string[], typed: Typed): Html {
  const name = noticeFields.confirmed(id);
  return html`${alert('warning', changed.join(' '))}
<p class="choice"><input type="checkbox" id="giu-${id}" name="${name}" value="1"${typed(name) === '' ? '' : html` checked`}><label for="giu-${id}">Đã xem lại, giữ nguyên quyết định</label></p>`;
}

const groundTable = (id: string, ground: readonly GroundFigure[]): Html =>
  html`<details><summary>Số liệu làm căn cứ (${ground.length})</summary>${tableFrame(
    `Số liệu làm căn cứ của kiến nghị ${id}`,
    html`<table><thead><tr><th scope="col">Mã số</th><th scope="col">Chỉ tiêu</th><th scope="col">Số liệu</th><th scope="col">Ô trong phiếu</th></tr></thead>
<tbody>${ground.map(
      ({ code, label, printed, cell }) =>
        html`<tr><td class="row-code">${code}</td><td>${label}</td><td>${printed}</td><td>${cell ?? ''}</td></tr>`,
    )}</tbody></table>`,
  )}</details>`;

const made = ({ by, at }: { readonly by: string; readonly at: string }): Html =>
  html`<p class="formerly">${by} quyết định lúc ${formatInstant(at)}.</p>`;
