/** Who moved a figure most. */
import type { CommuneView } from '../aggregate/commune-figure.ts';
import type { Form, Indicator } from '../form/form.ts';
import type { Commune } from '../round/commune.ts';
import type { CellPlace } from '../submission/findings.ts';
import { contributionOf, type Figure, type FigureKind } from './figure.ts';
import { cellsOf, type Reading, type Readings } from './readings.ts';

export interface Mover {
  readonly commune: Commune;
  /** Absent where it gave no sound figure at that time. */
  readonly before?: number;
  readonly after?: number;
  /** What its change did to the figure of all: of a ratio as a fraction. */
  readonly by: number;
  /** Where the later figure stands in its return; the earlier one's where there is no later one. */
  readonly cells: readonly CellPlace[];
}

export interface Moved {
  /** The greatest first, whichever way. */
  readonly movers: readonly Mover[];
  /** Communes that moved it besides. */
  readonly others: number;
}

export interface MoveInput {
  readonly indicator: Indicator;
  readonly kind: FigureKind;
  readonly codes: readonly string[];
  readonly before: { readonly figure: Figure; readonly readings: Readings };
  readonly after: { readonly figure: Figure; readonly readings: Readings };
  /** Of a commune's return, the later one where there is one. */
  readonly viewOf: (code: string) => { readonly form: Form; readonly view: CommuneView } | undefined;
}

const MOST = 5;
/** What is left of a difference of nothing. */
const NEARLY_NOTHING = 1e-9;

/** Names those of `codes` that moved the figure most. */
export function moversOf({ indicator, kind, codes, before, after, viewOf }: MoveInput): Moved {
  const all = { before: before.figure, after: after.figure };
  const moved = codes.flatMap((code) => {
    const of = { before: before.readings.get(code), after: after.readings.get(code) };
    const by = contributionOf(kind, of, all);
    return by === undefined || Math.abs(by) < NEARLY_NOTHING ? [] : [{ code, of, by }];
  });
  moved.sort((left, right) => Math.abs(right.by) - Math.abs(left.by) || (left.code < right.code ? -1 : 1));
  const movers = moved.slice(0, MOST).flatMap(({ code, of, by }): Mover[] => {
    const found = viewOf(code);
    const own = found?.form.byKey.get(indicator.key);
    return found && own
      ? [{ commune: found.view.commune, ...numbersOf(of), by, cells: cellsOf(own, found.form, found.view) }]
      : [];
  });
  return { movers, others: moved.length - movers.length };
}

const numbersOf = ({ before, after }: { before?: Reading; after?: Reading }) => ({
  ...(before ? { before: before.number } : {}),
  ...(after ? { after: after.number } : {}),
});
