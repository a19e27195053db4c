/**
 * The communes' returns → the province's figures.
 *
 * Only the return in force counts, a figure under an error counts nowhere, and every figure says whose it is. A ratio is
 * Σ numerators / Σ denominators over the communes that gave both terms soundly; an average of ratios cannot be had here.
 * The order in which communes are given does not matter.
 */

import type { Table } from '../form/form.ts';
import { type Form, type Indicator, isInput } from '../form/form.ts';
import type { Commune } from '../round/commune.ts';
import { UNIT_TYPES } from '../round/commune.ts';
import { answerOf } from '../submission/answers.ts';
import { type CommuneEntry, type CommuneFigure, type CommuneView, figureReader, viewOf } from './commune-figure.ts';
import { expectedCommunes } from './expected-communes.ts';
import { likeGroups, likeReader } from './like-groups.ts';
import type {
  Counted,
  Coverage,
  IndicatorFigure,
  JoinedTable,
  LikeGroup,
  ProvinceFigures,
  Result,
  SectionCompleteness,
} from './province-figures.ts';
import { spreadOf, sumOf } from './spread.ts';

export interface AggregateContext {
  /** Constants of the form as the round sets them (`constantsOf`). */
  readonly constants: Readonly<Record<string, number>>;
  /** Who should send. Without it: those that sent. */
  readonly roster?: readonly Commune[];
}

/** Adds up the returns in force. */
export function aggregate(
  form: Form,
  communes: readonly CommuneEntry[],
  { constants, roster }: AggregateContext,
): ProvinceFigures {
  const { entries, unexpected } = expectedCommunes(communes, roster);
  const views = entries.map((entry) => viewOf(form, entry, constants));
  const expected = entries.map(({ commune }) => commune);
  return {
    expected,
    withoutReturn: views.filter((view) => !view.submission).map(({ commune }) => commune),
    unexpected: unexpected.map(({ commune }) => commune),
    indicators: form.indicators
      .filter((indicator) => indicator.place?.free !== true)
      .map((indicator) => figureOf(indicator, form, views)),
    tables: form.tables.filter((table) => table.free).map((table) => joined(table, views)),
    completeness: form.sections.map((section) => completenessOf(section.key, form, views)),
  };
}

interface Read {
  readonly commune: Commune;
  readonly figure: CommuneFigure;
  readonly alike?: LikeGroup['choices'];
}

function figureOf(indicator: Indicator, form: Form, views: readonly CommuneView[]): IndicatorFigure {
  const read = figureReader(indicator, form);
  const readAlike = likeReader(indicator, form);
  const all = views
    .map((view) => ({ commune: view.commune, figure: read(view), alike: readAlike?.(view) }))
    .filter(({ figure }) => figure.state !== 'outOfScope');
  const groups = UNIT_TYPES.map((type) => ({ type, part: all.filter(({ commune }) => commune.type === type) }));
  const present = groups.filter(({ part }) => part.length > 0);
  return {
    key: indicator.key,
    code: indicator.code,
    ...summed(indicator, all),
    byType: present.length < 2 ? [] : present.map(({ type, part }) => ({ type, ...summed(indicator, part) })),
  };
}

function summed(indicator: Indicator, figures: readonly Read[]): { coverage: Coverage; result: Result } {
  return { coverage: coverageOf(figures), result: likeResult(indicator, figures) };
}

function coverageOf(figures: readonly Read[]): Coverage {
  const lists: Record<CommuneFigure['state'], Commune[]> = {
    value: [],
    nil: [],
    noCases: [],
    notApplicable: [],
    outOfScope: [],
    missing: [],
    error: [],
  };
  for (const { commune, figure } of figures) lists[figure.state].push(commune);
  const { nil, noCases, notApplicable, missing, error } = lists;
  const reported = lists.value.length + nil.length;
  return { expected: figures.length, reported, nil, noCases, notApplicable, missing, inError: error };
}

/** One result where all count the same thing, or one for each group that does. */
function likeResult(indicator: Indicator, figures: readonly Read[]): Result {
  const groups = indicator.alike ? likeGroups(figures.filter(({ figure }) => figure.number !== undefined)) : [];
  if (groups.length < 2) return resultOf(indicator, figures);
  return {
    kind: 'unlike',
    groups: groups.map((group) => ({
      choices: group[0]?.alike ?? [],
      communes: group.map(({ commune }) => commune),
      result: resultOf(indicator, group),
    })),
  };
}

function resultOf(indicator: Indicator, figures: readonly Read[]): Result {
  switch (indicator.type) {
    case 'count':
    case 'amount': {
      const held = numbers(figures);
      return held.length === 0
        ? { kind: 'total' }
        : { kind: 'total', sum: sumOf(held.map(({ value }) => value)), spread: spreadOf(held) };
    }
    case 'ratio':
      return ratioResult(figures);
    case 'share':
      return {
        kind: 'distribution',
        spread: spreadOf(numbers(figures.filter(({ figure }) => figure.state === 'value'))),
      };
    case 'choice':
    case 'yesno':
    case 'mark':
      return { kind: 'choices', counted: choicesOf(indicator).map((choice) => countedFor(choice, figures)) };
    case 'date':
      return { kind: 'days', counted: daysOf(figures) };
    default:
      return { kind: 'text' };
  }
}

const numbers = (figures: readonly Read[]) =>
  figures.flatMap(({ commune, figure }) => (figure.number === undefined ? [] : [{ commune, value: figure.number }]));

function ratioResult(figures: readonly Read[]): Result {
  const sound = figures.filter(({ figure }) => figure.state === 'value');
  const numerator = sumOf(sound.map(({ figure }) => figure.numerator ?? 0));
  const denominator = sumOf(sound.map(({ figure }) => figure.denominator ?? 0));
  return {
    kind: 'ratio',
    numerator,
    denominator,
    ...(denominator === 0 ? {} : { fraction: numerator / denominator, spread: spreadOf(numbers(sound)) }),
  };
}

/** What can be chosen; a mark is there or not. */
export function choicesOf(indicator: Indicator): readonly { readonly code: string; readonly label: string }[] {
  return indicator.type === 'mark' ? MARKS : indicator.choices;
}

const MARKS = [
  { code: 'x', label: 'Có đánh dấu' },
  { code: '', label: 'Không đánh dấu' },
];

function countedFor({ code, label }: { code: string; label: string }, figures: readonly Read[]): Counted {
  const who = figures.filter(({ figure }) => figure.state === 'value' && figure.code === code);
  return { code, label, communes: who.map(({ commune }) => commune) };
}

function daysOf(figures: readonly Read[]) {
  const given = figures.flatMap(({ commune, figure }) =>
    figure.day === undefined ? [] : [{ commune, day: figure.day }],
  );
  const byDay = Map.groupBy(given, ({ day }) => day);
  return [...byDay.keys()]
    .sort()
    .map((day) => ({ day, communes: (byDay.get(day) ?? []).map(({ commune }) => commune) }));
}

function joined(table: Table, views: readonly CommuneView[]): JoinedTable {
  const rows = views.flatMap(({ commune, submission }) =>
    submission
      ? table.rows
          .map((row) => ({ commune, cells: row.cells.map((cell) => answerOf(submission.answers, cell)) }))
          .filter(({ cells }) => cells.some((cell) => cell.state !== 'missing'))
      : [],
  );
  return { code: table.code, rows };
}

function completenessOf(section: string, form: Form, views: readonly CommuneView[]): SectionCompleteness {
  const asked = form.indicators.filter((indicator) => indicator.section === section && isAsked(indicator));
  const parts = views.map((view) => answeredOf(asked, view));
  const total = (pick: 'answered' | 'asked') => parts.reduce((sum, part) => sum + part[pick], 0);
  return { key: section, answered: total('answered'), asked: total('asked') };
}

/** Cells that a clerk is expected to fill in: an optional one left blank is not incomplete. */
export function isAsked(indicator: Indicator): boolean {
  return indicator.presence !== 'optional' && indicator.type !== 'mark' && isInput(indicator);
}

/** How many of `asked` a commune answered, of those that concern it; none asked where nothing is in force. */
export function answeredOf(asked: readonly Indicator[], view: CommuneView): { answered: number; asked: number } {
  const { submission, commune } = view;
  if (!submission) return { answered: 0, asked: 0 };
  const apply = asked.filter((indicator) => indicator.appliesTo.includes(commune.type));
  const answered = apply.filter((indicator) => answerOf(submission.answers, indicator).state !== 'missing');
  return { answered: answered.length, asked: apply.length };
}
