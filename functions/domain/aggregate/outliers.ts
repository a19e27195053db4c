/**
 * Figures for a person to look at again: far from those of the peers, or from what the commune itself gave last time. Never an
 * error, and nothing is left out of a figure for it.
 *
 * Compared is only what can be: ratios and stated shares as they are, counts and amounts by how many times they differ.
 * A count that is the numerator of a ratio is looked at in the ratio, over its own base. Peers are the units of the same
 * type that counted the same thing.
 */
import { references } from '../expression/tree.ts';
import type { Form, Indicator } from '../form/form.ts';
import { type CommuneFigure, type CommuneView, figureReader } from './commune-figure.ts';
import { countedAs, type EarlierFigures, plainNumber } from './earlier-figures.ts';
import { likeGroups, likeReader } from './like-groups.ts';
import { historyReason, peersReason } from './outlier-words.ts';
import { type Middle, middleOf, stepsFrom } from './robust.ts';

export interface Outlier {
  readonly commune: string;
  readonly indicator: Indicator;
  readonly against: 'peers' | 'history';
  /** The figure and what it is far from, to stand behind the indicator's name. */
  readonly reason: string;
  readonly value: number;
  /** Distance in steps, whatever its direction: what is farther comes first. */
  readonly steps: number;
}

/** Fewer have no middle worth the name. */
const LEAST_PEERS = 8;
/** The usual bound for a modified z-score (Iglewicz and Hoaglin). */
const BOUND = 3.5;
/** More than a person reads about one commune. */
const MOST_OF_COMMUNE = 3;
/** Where more of a column's communes are far off, the column is uneven and its communes are not odd. */
const MOST_OF_COLUMN = 0.05;

/** How one kind of figure is compared. */
interface Measure {
  /** On the scale on which it is compared; nothing where that says nothing. */
  readonly of: (value: number) => number | undefined;
  /** Least step: the bound times this is the least difference worth a question. */
  readonly floor: number;
}

/** 2 points a step: less than 7 points off is never asked about. */
const AS_FRACTION: Measure = { of: (value) => value, floor: 0.02 };
/** Ten times more or less than the middle at least: an extra nought, another unit. Small numbers differ so by chance. */
const AS_MULTIPLE: Measure = { of: (value) => (value >= 5 ? Math.log(value) : undefined), floor: Math.log(10) / BOUND };
/** Against its own figure three times at least, 10 points at least. */
const CHANGE_FLOORS = { fraction: 0.1 / BOUND, multiple: Math.log(3) / BOUND };

interface Read {
  readonly commune: string;
  readonly type: string;
  readonly figure: CommuneFigure;
  readonly value: number;
  readonly alike?: ReturnType<NonNullable<ReturnType<typeof likeReader>>>;
}

/** Finds them, by commune, the oddest first. */
export function findOutliers(
  form: Form,
  views: readonly CommuneView[],
  earlier?: EarlierFigures,
): ReadonlyMap<string, readonly Outlier[]> {
  const numerators = new Set(form.indicators.flatMap(({ ratio }) => (ratio ? references(ratio.numerator) : [])));
  const compared = form.indicators.filter((indicator) => isCompared(indicator, numerators));
  const found = compared.flatMap((indicator) => {
    const all = readAll(indicator, form, views);
    return [...againstPeers(indicator, all), ...againstHistory(indicator, all, earlier)];
  });
  const byCommune = Map.groupBy(found, ({ commune }) => commune);
  return new Map([...byCommune].map(([commune, own]) => [commune, fewOf(own)]));
}

function isCompared({ type, place, code }: Indicator, numerators: ReadonlySet<string>): boolean {
  if (place?.free === true) return false;
  if (type === 'ratio' || type === 'share') return true;
  return (type === 'count' || type === 'amount') && !numerators.has(code);
}

/** One and the same figure is said once, also where it is there twice: late is what is not in time. */
function fewOf(own: readonly Outlier[]): readonly Outlier[] {
  const few: Outlier[] = [];
  for (const one of own.toSorted((left, right) => right.steps - left.steps)) {
    if (!few.some((other) => other.indicator === one.indicator || isRestOf(one, other))) few.push(one);
  }
  return few.slice(0, MOST_OF_COMMUNE);
}

function isRestOf(one: Outlier, other: Outlier): boolean {
  const [base, otherBase] = [one, other].map(
    ({ indicator: { ratio } }) => ratio && references(ratio.denominator).join(),
  );
  return base !== undefined && base === otherBase && Math.abs(one.value + other.value - 1) < NEARLY;
}

const NEARLY = 0.0001;

function readAll(indicator: Indicator, form: Form, views: readonly CommuneView[]): readonly Read[] {
  const [read, alike] = [figureReader(indicator, form), likeReader(indicator, form)];
  return views.flatMap((view): Read[] => {
    const figure = read(view);
    const { code, type } = view.commune;
    if (figure.state !== 'value' || figure.number === undefined) return [];
    return [{ commune: code, type, figure, value: plainNumber(indicator, figure.number), alike: alike?.(view) }];
  });
}

const isFraction = ({ type }: Indicator): boolean => type === 'ratio' || type === 'share';
const measureOf = (indicator: Indicator): Measure => (isFraction(indicator) ? AS_FRACTION : AS_MULTIPLE);

function againstPeers(indicator: Indicator, all: readonly Read[]): Outlier[] {
  const groups = [...Map.groupBy(all, ({ type }) => type).values()].flatMap((ofType) => likeGroups(ofType));
  return groups.flatMap((peers) => oddAmong(indicator, peers));
}

function oddAmong(indicator: Indicator, peers: readonly Read[]): Outlier[] {
  const { of, floor } = measureOf(indicator);
  const measured = peers.flatMap((peer) => {
    const at = of(peer.value);
    return at === undefined ? [] : [{ peer, at }];
  });
  const middle =
    measured.length < LEAST_PEERS
      ? undefined
      : middleOf(
          measured.map(({ at }) => at),
          floor,
        );
  if (!middle) return [];
  const odd = measured.flatMap(({ peer, at }): Outlier[] => {
    const steps = Math.abs(stepsFrom(middle, at, chanceOf(peer.figure, middle.median)));
    if (steps <= BOUND) return [];
    const { commune, type, value } = peer;
    const shown = plainMiddle(middle, isFraction(indicator));
    return [
      {
        commune,
        indicator,
        against: 'peers',
        steps,
        value,
        reason: peersReason({ indicator, value, type, middle: shown }),
      },
    ];
  });
  return fewAmong(odd, measured.length);
}

/** The oddest; none where so many are odd that the column itself is uneven. */
function fewAmong(odd: readonly Outlier[], size: number): Outlier[] {
  return odd.length > Math.max(2, size * MOST_OF_COLUMN) ? [] : [...odd];
}

/** What a ratio over a small base differs by chance alone: 2 of 3 files in time is no sign of anything. */
function chanceOf({ denominator }: CommuneFigure, median: number): number {
  if (denominator === undefined || denominator <= 0) return 0;
  const share = Math.min(Math.max(median, 0.02), 0.98);
  return Math.sqrt((share * (1 - share)) / denominator);
}

function plainMiddle(middle: Middle, asFraction: boolean) {
  const plain = (value: number) => (asFraction ? value : Math.exp(value));
  const { size, median, quarter, threeQuarters } = middle;
  return { size, median: plain(median), quarter: plain(quarter), threeQuarters: plain(threeQuarters) };
}

/** Changed much, and also beside how the others changed: a half-year's figures all lie below a year's. */
function againstHistory(indicator: Indicator, all: readonly Read[], earlier: EarlierFigures | undefined): Outlier[] {
  const { of } = measureOf(indicator);
  const changes = all.flatMap((read) => {
    const before = earlier?.get(read.commune)?.get(indicator.key);
    if (!before || before.counted !== countedAs(read.alike)) return [];
    const [was, is] = [before.value, read.value].map(of);
    return was === undefined || is === undefined ? [] : [{ read, before: before.value, by: is - was }];
  });
  const floor = isFraction(indicator) ? CHANGE_FLOORS.fraction : CHANGE_FLOORS.multiple;
  const usual =
    changes.length < LEAST_PEERS
      ? noChange(floor)
      : middleOf(
          changes.map(({ by }) => by),
          floor,
        );
  const odd = changes.flatMap(({ read, before, by }): Outlier[] => {
    const noise = chanceOf(read.figure, before);
    const beside = usual ? Math.abs(stepsFrom(usual, by, noise)) : 0;
    const steps = Math.min(beside, Math.abs(stepsFrom(noChange(floor), by, noise)));
    if (steps <= BOUND) return [];
    const usually = usual && changes.length >= LEAST_PEERS ? usual.median : undefined;
    const reason = historyReason({ indicator, value: read.value, before, usually });
    return [{ commune: read.commune, indicator, against: 'history', steps, value: read.value, reason }];
  });
  return changes.length < LEAST_PEERS ? odd : fewAmong(odd, changes.length);
}

/** Too few others to say how figures usually changed. */
const noChange = (floor: number): Middle => ({
  size: 0,
  median: 0,
  quarter: 0,
  threeQuarters: 0,
  below: floor,
  above: floor,
});
