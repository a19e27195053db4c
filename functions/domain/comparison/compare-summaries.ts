/** Two summaries of one round: what moved between them, and whose returns moved it. Only returns that changed are looked at. */
import type { CommuneView } from '../aggregate/commune-figure.ts';
import type { Form, Indicator } from '../form/form.ts';
import type { Commune } from '../round/commune.ts';
import type { SubmissionState } from '../submission/findings.ts';
import { differenceOf, type Figure, type FigureKind, kindOf } from './figure.ts';
import type { KeptFigures } from './kept-figures.ts';
import { type Moved, moversOf } from './movers.ts';
import { isCompared, readingsOf } from './readings.ts';

/** A commune whose version in force is another one in the later summary, or is only in one of them. */
export interface ChangedReturn {
  readonly commune: Commune;
  readonly before?: ReturnSeen;
  readonly after?: ReturnSeen;
}

export interface ReturnSeen {
  readonly version: number;
  /** When it came; ISO 8601. */
  readonly at: string;
  readonly state: SubmissionState;
  readonly view: CommuneView;
}

/** The same without the return itself. */
export interface SentChange {
  readonly commune: Commune;
  /** `first`: nothing of it counted before; `again`: another version counts; `gone`: nothing of it counts any more. */
  readonly kind: 'first' | 'again' | 'gone';
  readonly before?: Omit<ReturnSeen, 'view'>;
  readonly after?: Omit<ReturnSeen, 'view'>;
}

export interface IndicatorMove extends Moved {
  readonly key: string;
  readonly code: string;
  readonly label: string;
  readonly kind: FigureKind;
  readonly before: Figure;
  readonly after: Figure;
  readonly difference?: number;
}

export interface SummaryChanges {
  readonly round: string;
  /** When the two summaries were built. */
  readonly from: string;
  readonly to: string;
  /** By commune code. */
  readonly sent: readonly SentChange[];
  /** Those that moved, in printed order. */
  readonly indicators: readonly IndicatorMove[];
  /** Keys of those to be said first, the greatest change first. */
  readonly foremost: readonly string[];
}

/** Codes whose returns must be looked at to compare the two. */
export function changedCodes(from: KeptFigures, to: KeptFigures): readonly string[] {
  const codes = new Set([...Object.keys(from.versions), ...Object.keys(to.versions)]);
  return [...codes].filter((code) => from.versions[code] !== to.versions[code]).sort();
}

/** Compares two summaries; `changed` has one entry per changed code. */
export function compareSummaries(
  { round, form }: { readonly round: string; readonly form: Form },
  { from, to }: { readonly from: KeptFigures; readonly to: KeptFigures },
  changed: readonly ChangedReturn[],
): SummaryChanges {
  const moves = form.indicators.filter(isCompared).flatMap((indicator): IndicatorMove[] => {
    const move = moveOf(indicator, form, { from, to }, changed);
    return hasMoved(move) ? [move] : [];
  });
  return {
    round,
    from: from.builtAt,
    to: to.builtAt,
    sent: changed.map(sentChange),
    indicators: moves,
    foremost: foremostOf(form, moves),
  };
}

const NOBODY: Figure = { reported: 0 };

function moveOf(
  indicator: Indicator,
  form: Form,
  { from, to }: { readonly from: KeptFigures; readonly to: KeptFigures },
  changed: readonly ChangedReturn[],
): IndicatorMove {
  const { key, code, label } = indicator;
  const kind = kindOf(indicator);
  const [before, after] = [from.totals[key] ?? NOBODY, to.totals[key] ?? NOBODY];
  const sideOf = (side: 'before' | 'after') =>
    readingsOf(
      indicator,
      form,
      changed.flatMap((one) => one[side]?.view ?? []),
    );
  const viewByCode = new Map(changed.map((one) => [one.commune.code, (one.after ?? one.before)?.view]));
  const moved = moversOf({
    indicator,
    kind,
    codes: changed.map(({ commune }) => commune.code),
    before: { figure: before, readings: sideOf('before') },
    after: { figure: after, readings: sideOf('after') },
    viewOf: (commune) => {
      const view = viewByCode.get(commune);
      return view && { form, view };
    },
  });
  const difference = differenceOf(before, after);
  return { key, code, label, kind, before, after, ...(difference === undefined ? {} : { difference }), ...moved };
}

const hasMoved = ({ before, after, movers }: IndicatorMove): boolean =>
  before.value !== after.value || before.reported !== after.reported || movers.length > 0;

function sentChange({ commune, before, after }: ChangedReturn): SentChange {
  const seen = (one: ReturnSeen | undefined) => one && { version: one.version, at: one.at, state: one.state };
  const kind = after ? (before ? 'again' : 'first') : 'gone';
  const [old, now] = [seen(before), seen(after)];
  return { commune, kind, ...(old ? { before: old } : {}), ...(now ? { after: now } : {}) };
}

const MOST_FOREMOST = 3;

/** The counts that moved most, one of each section at most; what is an amount of money or a percentage is not set against them. */
function foremostOf(form: Form, moves: readonly IndicatorMove[]): readonly string[] {
  const counts = moves.filter(
    (move) => move.movers.length > 0 && form.byKey.get(move.key)?.type === 'count' && isAddedUp(move),
  );
  const bySize = counts.toSorted((left, right) => sizeOf(right) - sizeOf(left));
  const sections = new Map(bySize.toReversed().map(({ key }) => [form.byKey.get(key)?.section, key]));
  const chosen = bySize.filter(({ key }) => [...sections.values()].includes(key)).slice(0, MOST_FOREMOST);
  return chosen.map(({ key }) => key);
}

/** Whether there is a total at both times: none where communes did not count the same thing. */
const isAddedUp = ({ before, after }: IndicatorMove): boolean =>
  [before, after].every(({ value, reported }) => value !== undefined || reported === 0);

const sizeOf = ({ before, after }: IndicatorMove): number => Math.abs((after.value ?? 0) - (before.value ?? 0));
