import { compareVietnamese, listed } from '../text/vietnamese.ts';
import type { CommuneScore } from './commune-score.ts';
import type { ScoreClass, Scoring } from './scoring.ts';

export interface Ranked {
  readonly score: CommuneScore;
  /** Those with the same index share it; the next one counts them all: 1, 2, 2, 4. */
  readonly rank: number;
  readonly index: number;
  readonly className: string;
}

/** A commune that cannot be ranked, and why, without the full stop. */
export interface Unranked {
  readonly score: CommuneScore;
  readonly reason: string;
}

export interface Ranking {
  /** Best first; of one rank by name. */
  readonly ranked: readonly Ranked[];
  readonly unranked: readonly Unranked[];
}

/** Ranks communes by index; one without a complete assessed score stands apart, never as 0. */
export function rankCommunes(scores: readonly CommuneScore[], scoring: Scoring): Ranking {
  const known = scores.flatMap((score) =>
    score.total.index === undefined ? [] : [{ score, index: score.total.index }],
  );
  const ranked = known
    .map(({ score, index }) => ({
      score,
      index,
      rank: 1 + known.filter((other) => other.index > index).length,
      className: classOf(index, scoring.classes),
    }))
    .sort((left, right) => left.rank - right.rank || byName(left.score, right.score));
  const unranked = scores
    .filter(({ total }) => total.index === undefined)
    .map((score) => ({ score, reason: reasonOf(score, scoring) }))
    .sort((left, right) => byName(left.score, right.score));
  return { ranked, unranked };
}

/** The class whose cut point `index` reaches. */
export function classOf(index: number, classes: readonly ScoreClass[]): string {
  return classes.find(({ from }) => index >= from)?.name ?? '';
}

const byName = (left: CommuneScore, right: CommuneScore): number =>
  compareVietnamese(left.commune.name, right.commune.name) || (left.commune.code < right.commune.code ? -1 : 1);

const MOST_NAMED = 6;

function reasonOf({ lines, sent, assessed, survey }: CommuneScore, scoring: Scoring): string {
  const begun = lines.some(({ assessed: given }) => given.state === 'scored');
  const codes = assessed.missing.map(({ code }) => code);
  const rest =
    codes.length > MOST_NAMED ? [...codes.slice(0, MOST_NAMED), `${codes.length - MOST_NAMED} tiêu chí khác`] : codes;
  const reasons = [
    ...(sent ? [] : ['chưa gửi phiếu']),
    ...(codes.length === 0
      ? []
      : begun
        ? [`còn ${codes.length} tiêu chí chưa thẩm định (${listed(rest)})`]
        : ['chưa thẩm định']),
    ...(scoring.survey && survey === undefined ? ['chưa có điểm điều tra'] : []),
  ];
  const text = reasons.length > 0 ? reasons.join('; ') : 'không có tiêu chí nào áp dụng';
  return text.charAt(0).toUpperCase() + text.slice(1);
}
