/** What the province said of a return. */
import { html } from 'hono/html';
import type { Review } from '../../../../domain/register/commune-record.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import type { ReturnView } from '../../../../use-cases/register/read-return.ts';
import type { Html } from '../frame.ts';
import { alert, paragraphs } from './alert.ts';

/** The review of the present return; that an approval awaits renewal; nothing before either. */
export function reviewNote({ record, open }: ReturnView): Html {
  const { review, approvedVersion, versions } = record;
  if (review?.outcome === 'returned') return returned(review, open);
  if (review) return approved(review, open);
  if (approvedVersion === undefined) return html``;
  const latest = versions.at(-1)?.version;
  return alert(
    { tone: 'info', mark: '…', title: `Bản ${latest} đang chờ tỉnh xem lại` },
    paragraphs([`Tỉnh đã duyệt bản ${approvedVersion}; đơn vị gửi bản mới sau đó nên phải duyệt lại.`]),
  );
}

function returned(review: Review, open: boolean): Html {
  const next = open
    ? 'Hãy sửa theo ý kiến trên rồi gửi lại.'
    : 'Đợt hiện không nhận phiếu. Hãy liên hệ cán bộ tỉnh để được mở lại hoặc gia hạn.';
  return alert(
    { tone: 'error', mark: '↩', title: `Tỉnh trả lại bản ${review.version}, đề nghị sửa và gửi lại` },
    html`${quote(review)}${paragraphs([next])}`,
  );
}

function approved(review: Review, open: boolean): Html {
  const next = open ? ['Nếu gửi bản mới, tỉnh sẽ xem và duyệt lại.'] : [];
  return alert(
    { tone: 'good', mark: '✓', title: `Tỉnh đã duyệt bản ${review.version}` },
    html`${quote(review)}${paragraphs(next)}`,
  );
}

const quote = ({ comment, by, at }: Review): Html => html`<figure class="comment">
${comment ? html`<blockquote>${comment}</blockquote>` : ''}
<figcaption>${by}, ${formatInstant(at)}</figcaption>
</figure>`;
