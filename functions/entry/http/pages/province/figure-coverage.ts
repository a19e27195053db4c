/** Who is in a figure and who is not, named. */
import { html } from 'hono/html';
import type { Coverage } from '../../../../domain/aggregate/province-figures.ts';
import type { Commune } from '../../../../domain/round/commune.ts';
import { named } from '../../../../domain/summary/wording.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { Html } from '../frame.ts';
import { shareBar } from './page-parts.ts';

const MOST_NAMES = 60;

/** "n/N" with a bar and, where somebody is not in it, how many and why. */
export function coverageBar({ reported, expected, missing, inError }: Coverage): Html {
  return html`${shareBar(reported, expected)}
<span class="nowrap">${formatNumber(reported)}/${formatNumber(expected)}</span>${
    missing.length > 0 ? html` <span class="lack nowrap">thiếu ${formatNumber(missing.length)}</span>` : ''
  }${inError.length > 0 ? html` <span class="wrong nowrap">✗ lỗi ${formatNumber(inError.length)}</span>` : ''}`;
}

/** Those outside the figure by reason. Who has no return at all is named once, at the head of the page. */
export function outsideFigure(
  coverage: Coverage,
  without: ReadonlySet<string>,
): readonly (readonly [string, string])[] {
  const blank = coverage.missing.filter(({ code }) => !without.has(code));
  const absent = coverage.missing.length - blank.length;
  const groups: readonly (readonly [string, readonly Commune[]])[] = [
    ['Có lỗi, không tính', coverage.inError],
    ['Để trống', blank],
    ['Không áp dụng', coverage.notApplicable],
    ['Không có trường hợp nào', coverage.noCases],
    ['Không phát sinh (tính là 0)', coverage.nil],
  ];
  return [
    ...groups
      .filter(([, who]) => who.length > 0)
      .map(([why, who]) => [`${why} (${formatNumber(who.length)})`, named(who, MOST_NAMES)] as const),
    ...(absent > 0 ? [['Chưa có phiếu', `${formatNumber(absent)} đơn vị, nêu tên ở đầu trang`] as const] : []),
  ];
}
