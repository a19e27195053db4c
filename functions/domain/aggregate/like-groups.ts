/** Adds up only like with like: communes by what they say they counted. */
import type { Form, Indicator } from '../form/form.ts';
import { type CommuneFigure, type CommuneView, figureReader } from './commune-figure.ts';
import type { LikeGroup } from './province-figures.ts';

type Choices = LikeGroup['choices'];

/** Gives what a commune chose for each indicator that decides what `indicator` counts. */
export function likeReader(indicator: Indicator, form: Form): ((view: CommuneView) => Choices) | undefined {
  if (!indicator.alike) return undefined;
  const readers = indicator.alike.flatMap((code) => {
    const deciding = form.byCode.get(code);
    return deciding ? [{ deciding, read: figureReader(deciding, form) }] : [];
  });
  return (view) => readers.map(({ deciding, read }) => ({ code: deciding.code, label: labelOf(deciding, read(view)) }));
}

const labelOf = ({ choices }: Indicator, figure: CommuneFigure): string | undefined =>
  figure.state === 'value' ? choices.find(({ code }) => code === figure.code)?.label : undefined;

/** `items` in groups whose choices agree, by their labels. */
export function likeGroups<T extends { readonly alike?: Choices }>(items: readonly T[]): readonly (readonly T[])[] {
  const keyOf = ({ alike = [] }: T) => JSON.stringify(alike.map(({ label }) => label ?? null));
  const groups = Map.groupBy(items, keyOf);
  return [...groups.keys()].sort().map((key) => groups.get(key) ?? []);
}
