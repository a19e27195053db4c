/** Counts of a round as one stacked bar with its legend. */
import { html } from 'hono/html';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { RoundStatus } from '../../../../use-cases/register/round-status.ts';
import type { Html } from '../frame.ts';
import { STATE_LOOK } from '../state-badge.ts';

const PARTS = ['accepted', 'accepted with warnings', 'needs correction', 'missing'] as const;

/** Gives the counts; `data-filter` is what the script shows of the table when a count is chosen. */
export function stateBar({ counts, rows }: RoundStatus): Html {
  const sent = rows.length - counts.missing;
  const parts = PARTS.map((status) => ({ ...STATE_LOOK[status], status, count: counts[status] }));
  const words = parts.map(({ words, count }) => `${words.toLowerCase()} ${formatNumber(count)}`).join('; ');
  const marked = [
    [rows.filter(({ overdue }) => overdue).length, 'quá hạn chưa gửi', 'time=overdue'],
    [counts.late, 'gửi muộn', 'time=late'],
    [counts.approved, 'đã duyệt', 'review=approved'],
    [rows.filter(({ review }) => review?.outcome === 'returned').length, 'đã trả lại', 'review=returned'],
  ] as const;
  return html`<section class="card state-bar" aria-labelledby="tong-so"><h2 id="tong-so">Đã gửi
<span class="nowrap"><strong>${formatNumber(sent)}</strong>/${formatNumber(rows.length)} đơn vị</span></h2>
${bar(parts, rows.length, `Trong ${formatNumber(rows.length)} đơn vị: ${words}.`)}
<ul class="counts">${parts.map(
    ({ status, tone, mark, words, count }) =>
      html`<li data-filter="state=${status}"><span class="sq ${tone}" aria-hidden="true">${mark}</span> <strong>${formatNumber(count)}</strong> ${words.toLowerCase()}</li>`,
  )}</ul>
<ul class="counts soft">${marked.map(
    ([count, what, filter]) => html`<li data-filter="${filter}"><strong>${formatNumber(count)}</strong> ${what}</li>`,
  )}</ul></section>`;
}

const WIDTH = 1000;

function bar(parts: readonly { readonly tone: string; readonly count: number }[], total: number, label: string): Html {
  const startOf = (index: number): number => parts.slice(0, index).reduce((sum, { count }) => sum + count, 0);
  const scaled = (count: number): string => ((count / total) * WIDTH).toFixed(1);
  return html`<svg class="stacked" viewBox="0 0 ${WIDTH} 30" preserveAspectRatio="none" role="img" aria-label="${label}">${parts.map(
    ({ tone, count }, index) =>
      html`<rect class="${tone}" x="${scaled(startOf(index))}" y="0" width="${scaled(count)}" height="30"/>`,
  )}</svg>`;
}
