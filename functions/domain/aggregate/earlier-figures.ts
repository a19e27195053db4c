/** What the communes gave in an earlier round, as far as a later one is compared with it. */
import type { Form, Indicator } from '../form/form.ts';
import { type CommuneEntry, figureReader, viewOf } from './commune-figure.ts';
import { likeReader } from './like-groups.ts';

/** By commune code, then by key of the indicator, which stays when a form has a new version. */
export type EarlierFigures = ReadonlyMap<string, ReadonlyMap<string, EarlierFigure>>;

export interface EarlierFigure {
  /** A count or amount as it is, a ratio or stated share as a fraction. */
  readonly value: number;
  /** What was counted, where a form lets the communes choose: figures of another choice are not compared. */
  readonly counted?: string;
}

const NUMBERS: readonly Indicator['type'][] = ['count', 'amount', 'ratio', 'share'];

/** Takes the sound figures out of the returns in force of an earlier round; `form` and `constants` are those of that round. */
export function earlierFigures(
  form: Form,
  communes: readonly CommuneEntry[],
  constants: Readonly<Record<string, number>>,
): EarlierFigures {
  const views = communes.map((entry) => viewOf(form, entry, constants));
  const readers = form.indicators
    .filter(({ type, place }) => NUMBERS.includes(type) && place?.free !== true)
    .map((indicator) => ({ indicator, read: figureReader(indicator, form), alike: likeReader(indicator, form) }));
  return new Map(
    views.map((view) => {
      const own = readers.flatMap(({ indicator, read, alike }): [string, EarlierFigure][] => {
        const { state, number } = read(view);
        if (state !== 'value' || number === undefined) return [];
        const counted = countedAs(alike?.(view));
        return [
          [indicator.key, { value: plainNumber(indicator, number), ...(counted === undefined ? {} : { counted }) }],
        ];
      });
      return [view.commune.code, new Map(own)] as const;
    }),
  );
}

/** A share is stated in percent; every other figure is a plain number already. */
export const plainNumber = ({ type }: Indicator, number: number): number => (type === 'share' ? number / 100 : number);

/** The labels of what was chosen; nothing where nothing is to be chosen. */
export function countedAs(
  choices: ReturnType<NonNullable<ReturnType<typeof likeReader>>> | undefined,
): string | undefined {
  return choices?.map(({ label }) => label ?? '?').join('; ');
}
