/** How a commune's state is said and marked on the province's pages: a word, a sign and a class; colour never stands alone. */
import type { Commune } from '../../../../domain/round/commune.ts';
import { communeTitle } from '../../../../domain/round/commune.ts';
import { STATES, TIMES } from '../../../../domain/summary/sending.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import type { CommuneRow, CommuneStatus } from '../../../../use-cases/register/round-status.ts';
import type { Html } from '../frame.ts';
import { badge, STATE_LOOK } from '../state-badge.ts';

/** What a square shows: the state of the latest version, unless an officer is waiting for something more urgent. */
export type Look = CommuneStatus | 'returned' | 'overdue';

interface Mark {
  readonly tone: string;
  readonly mark: string;
  readonly words: string;
}

export const LOOKS: Readonly<Record<Look, Mark>> = {
  ...STATE_LOOK,
  returned: { tone: 'returned', mark: '↩', words: 'Đã trả lại, chờ bản mới' },
  overdue: { tone: 'overdue', mark: '–', words: `${STATES.missing}, ${TIMES.overdue.toLowerCase()}` },
};

/** The looks in the order in which a legend names them. */
export const LOOK_ORDER: readonly Look[] = [
  'accepted',
  'accepted with warnings',
  'needs correction',
  'returned',
  'overdue',
  'missing',
];

/** What stands first about a commune. A return sent back waits for its next version, whatever its own state was. */
export function lookOf({ status, overdue, review, latest }: CommuneRow): Look {
  if (review?.outcome === 'returned' && review.version === latest?.version) return 'returned';
  return overdue ? 'overdue' : status;
}

/** "xã An Sơn: Đã nhận, bản 2, gửi muộn, đã duyệt": all there is to say of a commune in one line. */
export function saidOf(row: CommuneRow): string {
  const { commune, latest, review, deadline } = row;
  const parts = [
    LOOKS[lookOf(row)].words,
    latest && `bản ${latest.version}`,
    latest?.late && 'gửi muộn',
    review?.outcome === 'approved' && 'đã duyệt',
    !latest && deadline && `hạn ${formatDay(deadline)}`,
  ];
  return `${communeTitle(commune)}: ${parts.filter(Boolean).join(', ')}`;
}

/** The badge of what stands first about a commune. */
export function lookBadge(row: CommuneRow): Html {
  const { tone, mark, words } = LOOKS[lookOf(row)];
  return badge(tone, mark, words);
}

/** "Xã Bình Dương", as a heading begins. */
export function communeHeading(commune: Commune): string {
  const title = communeTitle(commune);
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}
