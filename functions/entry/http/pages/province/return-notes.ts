/** What a reader must know before believing the version shown: whether it counts, whether there is a later one, the review. */
import { html } from 'hono/html';
import { formatInstant } from '../../../../domain/text/instant.ts';
import type { ReturnView } from '../../../../use-cases/register/read-return.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { alert } from './page-parts.ts';

/** Gives the notes on the version shown; nothing where nothing was sent. */
export function returnNotes(view: ReturnView): Html {
  const { shown } = view;
  if (!shown) return html``;
  return html`${notLatest(view, shown.entry.version)}${notInForce(view, shown.entry.version)}${inPart(view)}${reviewNote(view)}`;
}

function notLatest({ row, round }: ReturnView, version: number): Html | string {
  const latest = row.latest?.version;
  if (latest === undefined || latest === version) return '';
  const link = html`<a href="${paths.return(round.round.id, row.commune.code)}">Xem bản ${latest}</a>`;
  return alert('warning', html`Đây là bản ${version}, không phải bản mới nhất. ${link}.`);
}

function notInForce({ row, record, round }: ReturnView, version: number): Html | string {
  const inForce = row.inForce?.version;
  if (inForce === undefined) return '';
  const { chosen } = record;
  const why = chosen
    ? `${chosen.by} chọn lúc ${formatInstant(chosen.at)}, lý do: ${chosen.reason}`
    : 'bản gần nhất không có lỗi';
  if (inForce === version) return chosen ? alert('info', `Bản này đang được tính: ${why}.`) : '';
  const link = html`<a href="${paths.returnVersion(round.round.id, row.commune.code, inForce)}">bản ${inForce}</a>`;
  return alert('warning', html`Bản ${version} không được tính vào số liệu; đang tính ${link} (${why}).`);
}

/** No version without errors yet: the sound figures of this one count. */
function inPart({ row, shown }: ReturnView): Html | string {
  if (shown?.entry.state !== 'needs correction' || row.inForce?.version !== shown.entry.version) return '';
  return alert(
    'warning',
    `Bản ${shown.entry.version} có lỗi nhưng là bản đang được tính: các ô có lỗi và tỷ lệ dùng các ô đó không được cộng.`,
  );
}

function reviewNote({ row, record, shown }: ReturnView): Html | string {
  const { review } = row;
  if (review) {
    const when = `${review.by}, lúc ${formatInstant(review.at)}`;
    if (review.outcome === 'approved') return alert('good', `Đã duyệt bản ${review.version} (${when}).`);
    return alert('warning', `Đã trả lại bản ${review.version} (${when}): ${review.comment ?? ''}`);
  }
  const { approvedVersion } = record;
  if (approvedVersion === undefined || !shown) return '';
  return alert('info', `Bản ${approvedVersion} đã được duyệt; sau đó đơn vị gửi bản mới nên phải duyệt lại.`);
}
