/** Every commune as a row, by code: a plain table to which the script adds search, filters and sorting. */
import { html } from 'hono/html';
import { communeTitle, UNIT_TYPES } from '../../../../domain/round/commune.ts';
import { STATES, TIMES } from '../../../../domain/summary/sending.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { CommuneRow, RoundStatus } from '../../../../use-cases/register/round-status.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { tableFrame } from './page-parts.ts';
import { LOOKS, lookOf } from './state-words.ts';

const HEAD = [
  'Mã',
  'Đơn vị',
  'Tình trạng',
  'Bản',
  'Gửi lúc',
  'Thời hạn',
  'Lỗi',
  'Cảnh báo',
  'Để trống',
  'Tỉnh duyệt',
  'Hạn gửi',
];

/** Gives the table with its filters; these stay hidden until the script is there to serve them. */
export function stateTable({ record, rows }: RoundStatus): Html {
  return html`<section class="state-table" aria-labelledby="danh-sach"><h2 id="danh-sach">Danh sách đơn vị</h2>
${filters()}
<p id="dem" class="soft" role="status">${formatNumber(rows.length)} đơn vị, xếp theo mã.</p>
${tableFrame(
  'Bảng danh sách đơn vị',
  html`<table id="don-vi"><caption class="visually-hidden">Tình trạng gửi phiếu của từng đơn vị</caption>
<thead><tr>${HEAD.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => line(record.round.id, row))}</tbody></table>`,
)}</section>`;
}

function filters(): Html {
  const states = Object.entries(STATES).filter(([state]) => state !== 'order unknown');
  return html`<form id="loc" class="toolbar filters" hidden role="search" aria-label="Lọc danh sách đơn vị">
<div class="field wide-field"><label for="loc-q">Tìm tên hoặc mã (không cần gõ dấu)</label><input id="loc-q" name="q" type="search" autocomplete="off"></div>
${choice('state', 'Tình trạng', states)}
${choice(
  'type',
  'Loại đơn vị',
  UNIT_TYPES.map((type) => [type, type] as const),
)}
${choice('time', 'Thời hạn', [
  ['late', 'Gửi muộn'],
  ['overdue', 'Quá hạn chưa gửi'],
])}
${choice('review', 'Tỉnh duyệt', [
  ['approved', 'Đã duyệt'],
  ['returned', 'Đã trả lại'],
  ['waiting', 'Chờ duyệt'],
])}
<button type="reset" class="button">Bỏ lọc</button></form>`;
}

function choice(name: string, label: string, options: readonly (readonly [string, string])[]): Html {
  return html`<div class="field"><label for="loc-${name}">${label}</label><select id="loc-${name}" name="${name}"><option value="">Tất cả</option>${options.map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  )}</select></div>`;
}

/** `data-f` is what the filters compare, in their order: state, type, time, review. */
function line(round: string, row: CommuneRow): Html {
  const { commune, latest, deadline, status } = row;
  const { tone, mark, words } = LOOKS[lookOf(row)];
  const [time, review] = [timeOf(row), reviewOf(row)];
  return html`<tr data-f="${status}|${commune.type}|${time.filter}|${review.filter}"><td>${commune.code}<th scope="row"><a href="${paths.return(round, commune.code)}">${communeTitle(commune)}</a></th><td><b class="${tone}">${mark}</b> ${words}<td>${latest?.version}<td>${latest && formatInstant(latest.receivedAt)}<td>${time.word}<td>${latest?.errors || ''}<td>${latest && (latest.warnings - (latest.blanks ?? 0) || '')}<td>${latest?.blanks || ''}<td>${review.word}<td>${deadline && formatDay(deadline)}
`;
}

interface Told {
  readonly filter: string;
  readonly word: string;
}

function timeOf({ latest, overdue, deadline }: CommuneRow): Told {
  if (latest?.late) return { filter: 'late', word: TIMES.late };
  if (overdue) return { filter: 'overdue', word: TIMES.overdue };
  return { filter: '', word: latest && deadline ? TIMES.onTime : '' };
}

function reviewOf({ latest, review }: CommuneRow): Told {
  if (review) return { filter: review.outcome, word: review.outcome === 'approved' ? 'Đã duyệt' : 'Đã trả lại' };
  return latest ? { filter: 'waiting', word: 'Chờ duyệt' } : { filter: '', word: '' };
}
