/**
 * A round beside the previous one of the same form, indicator by indicator. Indicators are matched by the key that stays when
 * a form has a new version. The figure of all is said with who is in it, and again over the communes that gave it both
 * times: otherwise a change of who reported looks like a change of the figure.
 */
import { type CommuneEntry, viewOf } from '../aggregate/commune-figure.ts';
import { expectedCommunes } from '../aggregate/expected-communes.ts';
import type { Form, Indicator } from '../form/form.ts';
import type { Commune } from '../round/commune.ts';
import {
  differenceOf,
  type Figure,
  type FigureKind,
  figureOver,
  kindOf,
  type RatioEffects,
  ratioEffects,
} from './figure.ts';
import { type Moved, moversOf } from './movers.ts';
import { isCompared, type Readings, readingsOf } from './readings.ts';

/** The returns of one round, with its own version of the form. */
export interface RoundReturns {
  readonly id: string;
  readonly title: string;
  readonly form: Form;
  readonly constants: Readonly<Record<string, number>>;
  readonly communes: readonly CommuneEntry[];
  readonly roster?: readonly Commune[];
}

export interface IndicatorName {
  readonly key: string;
  readonly code: string;
  readonly label: string;
}

export interface IndicatorComparison extends IndicatorName {
  readonly kind: FigureKind;
  /** The figure of the whole province at each time. */
  readonly before: Figure;
  readonly after: Figure;
  /** The same over the communes that gave a figure both times and counted the same thing. */
  readonly common: {
    readonly before: Figure;
    readonly after: Figure;
    readonly difference?: number;
    readonly effects?: RatioEffects;
  } & Moved;
}

export interface RoundComparison {
  readonly previous: { readonly id: string; readonly title: string; readonly version: number };
  /** Communes expected and communes with a return in force, then and now, and those that have one both times. */
  readonly sent: {
    readonly before: { readonly expected: number; readonly sent: number };
    readonly after: { readonly expected: number; readonly sent: number };
    readonly both: number;
  };
  /** In the order of the form as it is now. */
  readonly indicators: readonly IndicatorComparison[];
  /** Numbers asked for only now, only then, and those whose unit or kind changed: they are not compared. */
  readonly added: readonly IndicatorName[];
  readonly dropped: readonly IndicatorName[];
  readonly altered: readonly IndicatorName[];
}

/** By key of the indicator. */
export type EarlierReadings = ReadonlyMap<string, Readings>;

/** What is held of a round to compare a later one with: its readings, not its returns. */
export interface HeldRound {
  readonly id: string;
  readonly title: string;
  readonly form: Form;
  readonly readings: EarlierReadings;
  /** Codes of the communes with a return in force. */
  readonly sent: ReadonlySet<string>;
  readonly count: { readonly expected: number; readonly sent: number };
}

export interface ComparedRounds {
  readonly comparison: RoundComparison;
  /** The previous round's readings, by key. */
  readonly earlier: EarlierReadings;
}

/** Takes out of a round's returns what a comparison needs of them. */
export function heldRound(round: RoundReturns): HeldRound {
  const { views, sent, count } = sideOf(round);
  const { id, title, form } = round;
  const numbers = form.indicators.filter(isCompared);
  const readings = new Map(numbers.map((indicator) => [indicator.key, readingsOf(indicator, form, views)]));
  return { id, title, form, readings, sent, count };
}

/** Compares two rounds of one form. */
export function compareRounds(previous: HeldRound, current: RoundReturns): ComparedRounds {
  const now = sideOf(current);
  const pairs = current.form.indicators.filter(isCompared).map((indicator) => ({
    indicator,
    former: previous.form.byKey.get(indicator.key),
  }));
  const same = pairs.filter(({ indicator, former }) => former && isSame(indicator, former));
  const earlier = new Map(same.map(({ indicator: { key } }) => [key, previous.readings.get(key) ?? NONE]));
  const keys = new Set(current.form.indicators.map(({ key }) => key));
  const comparison: RoundComparison = {
    previous: { id: previous.id, title: previous.title, version: previous.form.version },
    sent: {
      before: previous.count,
      after: now.count,
      both: [...now.sent].filter((code) => previous.sent.has(code)).length,
    },
    indicators: same.map(({ indicator }) => compared(indicator, earlier.get(indicator.key) ?? NONE, now)),
    added: pairs.filter(({ former }) => !former).map(({ indicator }) => nameOf(indicator)),
    dropped: previous.form.indicators.filter((one) => isCompared(one) && !keys.has(one.key)).map(nameOf),
    altered: pairs
      .filter(({ indicator, former }) => former && !isSame(indicator, former))
      .map(({ indicator }) => nameOf(indicator)),
  };
  return { comparison, earlier };
}

const NONE: Readings = new Map();
const nameOf = ({ key, code, label }: Indicator): IndicatorName => ({ key, code, label });
const isSame = (one: Indicator, other: Indicator): boolean => one.type === other.type && one.unit === other.unit;

function sideOf({ form, constants, communes, roster }: RoundReturns) {
  const { entries } = expectedCommunes(communes, roster);
  const views = entries.map((entry) => viewOf(form, entry, constants));
  const sent = new Set(views.flatMap(({ commune, submission }) => (submission ? [commune.code] : [])));
  const byCode = new Map(views.map((view) => [view.commune.code, view]));
  return { form, views, byCode, sent, count: { expected: entries.length, sent: sent.size } };
}

function compared(indicator: Indicator, before: Readings, now: ReturnType<typeof sideOf>): IndicatorComparison {
  const kind = kindOf(indicator);
  const after = readingsOf(indicator, now.form, now.views);
  const codes = [...after].flatMap(([code, { counted }]) => {
    const former = before.get(code);
    return former && former.counted === counted ? [code] : [];
  });
  const over = (readings: Readings) =>
    figureOver(
      kind,
      codes.flatMap((code) => readings.get(code) ?? []),
    );
  const [common, moved] = [over(before), over(after)];
  const difference = differenceOf(common, moved);
  const effects = kind === 'ratio' ? ratioEffects(common, moved) : undefined;
  return {
    ...nameOf(indicator),
    kind,
    before: figureOver(kind, [...before.values()]),
    after: figureOver(kind, [...after.values()]),
    common: {
      before: common,
      after: moved,
      ...(difference === undefined ? {} : { difference }),
      ...(effects ? { effects } : {}),
      ...(difference === undefined
        ? { movers: [], others: 0 }
        : moversOf({
            indicator,
            kind,
            codes,
            before: { figure: common, readings: before },
            after: { figure: moved, readings: after },
            viewOf: (code) => {
              const view = now.byCode.get(code);
              return view && { form: now.form, view };
            },
          })),
    },
  };
}
