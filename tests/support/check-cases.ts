/**
 * Cases for the checks of a form, found from the form itself: for each rule values that keep it, break it, and leave it
 * unjudged; for each cell what it refuses. Packed into as few workbooks as do not disturb each other.
 */

import { evaluate } from '../../functions/domain/expression/evaluate.ts';
import { branches, references, type Tree } from '../../functions/domain/expression/tree.ts';
import type { Form, Indicator, Rule } from '../../functions/domain/form/form.ts';
import { isInput, isNumeric } from '../../functions/domain/form/form.ts';
import { termsOf } from '../../functions/domain/form/ratio-terms.ts';
import type { Answers } from '../../functions/domain/submission/answers.ts';
import { constantsOf, scopeOf } from '../../functions/domain/submission/figures.ts';
import { readCell } from '../../functions/domain/submission/read-cell.ts';
import type { CellContent } from '../../functions/domain/workbook/workbook-model.ts';
import { type Entries, type Entry, entryOf, indicatorOf } from './typed-workbook.ts';

/** What is typed, by code; `undefined` is left blank on purpose. */
export type Assignment = ReadonlyMap<string, CellContent | undefined>;
export type Outcome = 'kept' | 'broken' | 'unjudged';

export interface Case {
  readonly name: string;
  readonly assignment: Assignment;
}

export interface RuleCases {
  readonly cases: readonly Case[];
  /** Outcomes that no values were found for, as "Q3.1 broken". */
  readonly missing: readonly string[];
}

/** Kept, broken, and every way to take the judgement away from a broken rule: an input blank, nil, not applicable, unreadable. */
export function casesOfRule(form: Form, rule: Rule, random: Random): RuleCases {
  const inputs = inputsOf(form, rule);
  const named = (what: string, assignment: Assignment): Case => ({ name: `${rule.id} ${what}`, assignment });
  const kept = search(form, rule, inputs, (typed) => judge(form, rule, typed) === 'kept', random);
  const broken = searchBroken(form, rule, random);
  const spoilt = broken
    ? (['blank', 'nil', 'na', 'unreadable'] as const).flatMap((how) => {
        const assignment = spoil(form, inputs, only(inputs, broken), how, random);
        return assignment ? [named(how, assignment)] : [];
      })
    : [];
  return {
    cases: [...(kept ? [named('kept', kept)] : []), ...(broken ? [named('broken', broken)] : []), ...spoilt],
    missing: [...(kept ? [] : [`${rule.id} kept`]), ...(broken ? [] : [`${rule.id} broken`])],
  };
}

const only = (inputs: readonly Indicator[], typed: Assignment): Assignment =>
  new Map(inputs.map(({ code }) => [code, typed.get(code)]));

/** Breaks a rule alone in the row that shows it: other rules of that row hold, and its other cells are sound. */
function searchBroken(form: Form, rule: Rule, random: Random): Assignment | undefined {
  const row = rowOf(form, homeOf(form, rule));
  const rivals = form.rules.filter((other) => other !== rule && row.includes(homeOf(form, other)));
  const inputs = [...new Set([rule, ...rivals].flatMap((each) => inputsOf(form, each)))];
  const isAlone = (typed: Assignment) =>
    judge(form, rule, typed) === 'broken' && rivals.every((rival) => judge(form, rival, typed) !== 'broken');
  const found = search(form, rule, inputs, isAlone, random);
  if (!found) return undefined;
  const others = row.filter(isInput).filter(({ code }) => !found.has(code));
  return new Map([...found, ...others.map(({ code }) => [code, undefined] as const)]);
}

/** The cell whose row shows a rule. */
function homeOf(form: Form, { blame: [home = ''] }: Rule): Indicator {
  const table = form.tables.find(({ code }) => code === home);
  return table?.rows[0]?.cells[0] ?? indicatorOf(form, home);
}

const rowOf = (form: Form, home: Indicator): readonly Indicator[] =>
  form.tables.flatMap(({ rows }) => rows.map(({ cells }) => cells)).find((cells) => cells.includes(home)) ?? [home];

/** Everything a rule reads, tables cell by cell, ratios by their terms too. */
function inputsOf(form: Form, rule: Rule): readonly Indicator[] {
  const codes = [...references(rule.check), ...(rule.when ? references(rule.when) : [])];
  const cells = codes.flatMap((code) => {
    const table = form.tables.find((candidate) => candidate.code === code);
    return table ? table.rows.flatMap((row) => row.cells.slice(0, 1)) : filledFor(form, indicatorOf(form, code));
  });
  return [...new Set(cells)];
}

/** A computed ratio takes no value: its terms do. */
function filledFor(form: Form, indicator: Indicator): readonly Indicator[] {
  return isInput(indicator) ? [indicator] : termsOf(indicator, form).flatMap((term) => filledFor(form, term));
}

/** How the server judges a rule over these values. */
export function judge(form: Form, rule: Rule, assignment: Assignment): Outcome {
  const answers = answersIn(form, assignment);
  const inputs = inputsOf(form, rule);
  if (inputs.some(({ key }) => answers.get(key)?.state === 'unreadable')) return 'unjudged';
  const scope = scopeOf(form, answers, constantsOf(form));
  if (rule.when && evaluate(rule.when, scope) !== true) return 'unjudged';
  const verdict = evaluate(rule.check, scope, rule.tolerance);
  return verdict === true ? 'kept' : verdict === false ? 'broken' : 'unjudged';
}

function answersIn(form: Form, assignment: Assignment): Answers {
  return new Map(
    [...assignment].flatMap(([code, typed]) => {
      if (typed === undefined) return [];
      const indicator = indicatorOf(form, code);
      const { value, kind } = entryOf(indicator, typed);
      const cell = (content: CellContent | undefined) =>
        content === undefined ? undefined : { ...PLAIN, value: content, isDate: indicator.type === 'date' };
      const reading = readCell(indicator, cell(value), { sheet: '', address: 'A1' }, { emptyKind: cell(kind) });
      return [[indicator.key, reading.answer] as const];
    }),
  );
}

const PLAIN = { row: 1, column: 1, isDate: false, isPercent: false, isFormula: false };
const TRIES = 4000;

function search(
  form: Form,
  rule: Rule,
  inputs: readonly Indicator[],
  isWanted: (typed: Assignment) => boolean,
  random: Random,
): Assignment | undefined {
  const numbers = numbersIn(form, rule);
  for (let tries = 0; tries < TRIES; tries++) {
    // The first tries leave little blank, so that a rule is broken by its figures where it can be.
    const blank = tries < TRIES / 2 ? 12 : 2;
    const assignment = new Map(
      inputs.map((input) => [input.code, random(blank) === 0 ? undefined : pick(soundValues(input, numbers), random)]),
    );
    if (isWanted(assignment)) return assignment;
  }
  return undefined;
}

/** The fixed numbers a rule compares with, and their neighbours. */
function numbersIn(form: Form, { check, when }: Rule): readonly number[] {
  const found = [check, ...(when ? [when] : [])].flatMap((tree) => literals(form, tree));
  return found.flatMap((number) => [number - 1, number, number + 1]);
}

function literals(form: Form, tree: Tree): readonly number[] {
  // Larger ones are no figures but factors, as of a step that climbs at once.
  if (tree.kind === 'number') return tree.value < 1_000_000 ? [tree.value] : [];
  if (tree.kind === 'constant') return [form.constants[tree.name]?.value ?? 0];
  return branches(tree).flatMap((part) => literals(form, part));
}

const DAYS = ['2024-11-30', '2025-06-30', '2025-07-01', '2025-08-15', '2025-12-31', '2026-01-02'];
const SMALL = [0, 1, 2, 3, 4, 5, 7, 10];

/** Contents that the cell of `indicator` takes without a word. */
export function soundValues(indicator: Indicator, numbers: readonly number[] = []): readonly CellContent[] {
  const { type, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = indicator;
  if (isNumeric(type)) {
    const fractions = type === 'count' ? [] : [2.5, 33.33, 50, 97.1, 100];
    const all = [...SMALL, ...numbers.filter((number) => type !== 'count' || Number.isInteger(number)), ...fractions];
    return all.filter((number) => number >= min && number <= max);
  }
  if (indicator.choices.length > 0) return indicator.choices.map(({ code }) => code);
  if (type === 'date') return DAYS;
  if (type === 'document')
    return DAYS.map((day) => `Kế hoạch số 12/KH-UBND ngày ${day.split('-').reverse().join('/')}`);
  return [type === 'mark' ? 'x' : 'Nội dung thử'];
}

/** Contents that the cell of `indicator` must refuse. */
export function unsoundValues(indicator: Indicator): readonly CellContent[] {
  const { type, min, max } = indicator;
  const beyond = [...(min === undefined ? [] : [min - 1]), ...(max === undefined ? [] : [max + 1])];
  if (isNumeric(type)) return ['khoảng mười', ...(type === 'count' ? [1.5] : []), ...beyond];
  if (indicator.choices.length > 0) return ['mục khác'];
  if (type === 'date') return ['hôm qua'];
  return type === 'mark' ? ['chưa'] : [];
}

function spoil(
  form: Form,
  inputs: readonly Indicator[],
  broken: Assignment,
  how: 'blank' | 'nil' | 'na' | 'unreadable',
  random: Random,
): Assignment | undefined {
  const able = inputs.filter((input) => {
    if (broken.get(input.code) === undefined) return false;
    if (how === 'nil') return input.mayBeNil;
    if (how === 'na') return input.mayBeNotApplicable;
    return how === 'blank' || unsoundValues(input).length > 0;
  });
  if (able.length === 0) return undefined;
  const victim = indicatorOf(form, pick(able, random).code);
  const instead = how === 'blank' ? undefined : how === 'unreadable' ? pick(unsoundValues(victim), random) : how;
  return new Map([...broken, [victim.code, instead]]);
}

/** Each refusal of each kind of cell: what it does not take, a value beside a kind of empty, kinds it does not know. */
export function casesOfCells(form: Form): readonly Case[] {
  return form.indicators.filter(isInput).flatMap((indicator) => {
    const contents = [...soundValues(indicator).slice(0, 1), ...unsoundValues(indicator), 'nil', 'na'];
    return contents.map(
      (typed): Case => ({ name: `${indicator.code} ${typed}`, assignment: new Map([[indicator.code, typed]]) }),
    );
  });
}

/** Puts the cases into as few groups as possible; a group never asks for two contents of one cell. */
export function pack(cases: readonly Case[]): readonly Assignment[] {
  const groups: Map<string, CellContent | undefined>[] = [];
  for (const { assignment } of cases) {
    const free = groups.find((group) =>
      [...assignment].every(([code, typed]) => !group.has(code) || group.get(code) === typed),
    );
    const group = free ?? new Map<string, CellContent | undefined>();
    if (!free) groups.push(group);
    for (const [code, typed] of assignment) group.set(code, typed);
  }
  return groups;
}

/** A workbook filled at random: sound, unsound, empty of every kind. */
export function randomAssignment(form: Form, random: Random): Assignment {
  return new Map(
    form.indicators.filter(isInput).map((indicator) => {
      const what = random(12);
      if (what === 0) return [indicator.code, undefined];
      if (what === 1) return [indicator.code, indicator.mayBeNil ? 'nil' : undefined];
      if (what === 2) return [indicator.code, indicator.mayBeNotApplicable ? 'na' : undefined];
      const unsound = unsoundValues(indicator);
      const values = what === 3 && unsound.length > 0 ? unsound : soundValues(indicator);
      return [indicator.code, pick(values, random)];
    }),
  );
}

export function entriesOf(form: Form, assignment: Assignment): Entries {
  return new Map(
    [...assignment].flatMap(([code, typed]): [string, Entry][] =>
      typed === undefined ? [] : [[code, entryOf(indicatorOf(form, code), typed)]],
    ),
  );
}

/** The same with every row explained, blank ones too. */
export function explainedEverywhere(form: Form, entries: Entries): Entries {
  return new Map(form.indicators.map(({ code }) => [code, { ...entries.get(code), explanation: 'Đã đối chiếu sổ.' }]));
}

export type Random = (below: number) => number;

/** Numbers that look random and are the same each time. */
export function numbersFrom(seed: number): Random {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pick = <T>(values: readonly T[], random: Random): T => values[random(values.length)] as T;
