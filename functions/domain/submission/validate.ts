/**
 * Checks a commune's answers against the form they were given.
 *
 * Every finding is returned, not just the first: a clerk corrects the whole file in one sitting. Three steps, each silent
 * about what an earlier one has said: the cell (see `read-cell.ts`), a ratio against its terms, the form's rules. A rule
 * whose inputs are missing or already failed is not verifiable, not a second error.
 */

import { evaluate, type Scope, type Value } from '../expression/evaluate.ts';
import { references } from '../expression/tree.ts';
import { type Form, type Indicator, isInput, isTold, type Rule } from '../form/form.ts';
import { termsOf } from '../form/ratio-terms.ts';
import type { Commune } from '../round/commune.ts';
import { scoreInWords } from '../scoring/points-by-figures.ts';
import { withoutPercent } from '../text/number-text.ts';
import { formatNumber, listed, roundHalfUp, truncate } from '../text/vietnamese.ts';
import { type Answer, type Answers, answerOf } from './answers.ts';
import { constantsOf, ratioOf, scopeOf } from './figures.ts';
import { type CellPlace, type Finding, finding } from './findings.ts';
import { nameOf } from './read-cell.ts';

/** What a check needs to know besides the answers. */
export interface CheckContext {
  readonly commune: Pick<Commune, 'type'>;
  /** Constants that the round sets otherwise than the form. */
  readonly constants?: Readonly<Record<string, number>>;
}

/** Findings of presence, ratios and rules. Those of single cells come from reading them. */
export function validateAnswers(form: Form, answers: Answers, context: CheckContext): readonly Finding[] {
  const scope = scopeOf(form, answers, constantsOf(form, context.constants));
  const presence = form.indicators.flatMap((indicator) => checkPresence(indicator, answers, context));
  const ratios = form.indicators.flatMap((indicator) => checkRatio(indicator, form, answers, scope));
  const rules = form.rules.filter(isTold).flatMap((rule) => checkRule(rule, form, answers, scope));
  return [...checkEmpty(form, answers), ...presence, ...ratios, ...rules];
}

/** Findings of the rules on trial: for the province alone, never part of a receipt. */
export function validateTrials(
  form: Form,
  answers: Answers,
  constants?: CheckContext['constants'],
): readonly Finding[] {
  const trials = form.rules.filter(({ off, trial }) => trial !== undefined && off === undefined);
  if (trials.length === 0) return [];
  const scope = scopeOf(form, answers, constantsOf(form, constants));
  return trials.flatMap((rule) => checkRule(rule, form, answers, scope));
}

/** A return nobody has filled in; what the form itself filled in does not count. */
function checkEmpty(form: Form, answers: Answers): Finding[] {
  const isUntouched = (indicator: Indicator) => isAsGiven(answerOf(answers, indicator), indicator);
  return form.indicators.every(isUntouched) ? [finding('RETURN_EMPTY', { indicators: [], cells: [] }, {})] : [];
}

function isAsGiven({ state, number, text, day, typed }: Answer, { prefill }: Indicator): boolean {
  return state === 'missing' || (prefill !== undefined && [number, text, day, typed].includes(prefill));
}

/** A blank cell; also the indicators that do not concern this type of unit, which say nothing. */
function checkPresence(indicator: Indicator, answers: Answers, { commune }: CheckContext): Finding[] {
  const answer = answerOf(answers, indicator);
  if (answer.state !== 'missing' || indicator.presence === 'optional' || !isInput(indicator)) return [];
  // The row is gone from the workbook: that was said when it was read.
  if (answer.at === undefined) return [];
  if (!indicator.appliesTo.includes(commune.type)) return [];
  const code = indicator.presence === 'required' ? 'REQUIRED_MISSING' : 'VALUE_MISSING';
  return [finding(code, subjectOf([indicator], answers), { name: nameOf(indicator) })];
}

function checkRatio(indicator: Indicator, form: Form, answers: Answers, scope: Scope): Finding[] {
  if (!indicator.ratio) return [];
  const { numerator, denominator, percent } = ratioOf(indicator, scope);
  const stated = answerOf(answers, indicator);
  const details = { name: nameOf(indicator), typed: withoutPercent(stated.typed) };
  const terms = termsOf(indicator, form);
  if (typeof numerator === 'number' && typeof denominator === 'number') {
    const figures = { ...details, numerator: formatNumber(numerator), denominator: formatNumber(denominator) };
    if (isShareOfWhole(indicator) && numerator > denominator) {
      return [finding('NUMERATOR_ABOVE_DENOMINATOR', subjectOf([indicator, ...terms], answers), figures)];
    }
    return stated.state === 'value'
      ? checkStated(indicator, stated, percent, subjectOf([indicator, ...terms], answers), figures)
      : [];
  }
  const blank = terms.filter((term) => answerOf(answers, term).state === 'missing');
  if (stated.state !== 'value' || blank.length === 0) return [];
  return [finding('RATIO_WITHOUT_TERMS', subjectOf([indicator, ...blank], answers, [indicator]), details)];
}

/**
 * The numerator is one figure, counted among those of the denominator, so it cannot be larger. A form writes a ratio that
 * may exceed 100 % (spending over plan) with a sum as its numerator.
 */
export function isShareOfWhole({ ratio }: Indicator): boolean {
  return ratio?.numerator.kind === 'reference' && ratio.denominator.kind === 'reference';
}

type Subject = Pick<Finding, 'indicators' | 'cells'>;

/** A stated ratio against its terms, at the decimals the clerk typed, at most the form's. */
function checkStated(
  indicator: Indicator,
  stated: Answer,
  percent: number | undefined | null,
  subject: Subject,
  figures: Record<string, string>,
): Finding[] {
  const ratio = subject.indicators.slice(0, 1);
  if (percent === null)
    return [finding('RATIO_OF_NO_CASES', { ...subject, indicators: ratio, proposed: 'Không phát sinh' }, figures)];
  if (percent === undefined || stated.number === undefined) return [];
  const most = indicator.ratio?.decimals ?? 2;
  const decimals = Math.min(stated.decimals ?? most, most);
  const typed = roundHalfUp(stated.number, decimals);
  const same = (value: number) => Math.abs(value - typed) < 1e-9;
  if (same(roundHalfUp(percent, decimals))) return [];
  const computed = formatNumber(percent, most);
  const truncated = same(truncate(percent, decimals));
  return [
    finding(
      truncated ? 'RATIO_TRUNCATED' : 'RATIO_DIFFERS',
      { ...subject, indicators: ratio, proposed: computed },
      {
        ...figures,
        computed,
      },
    ),
  ];
}

function checkRule(rule: Rule, form: Form, answers: Answers, scope: Scope): Finding[] {
  if (hasFailedInput(rule, form, answers)) return [];
  if (rule.when && evaluate(rule.when, scope) !== true) return [];
  if (evaluate(rule.check, scope, rule.tolerance) !== false) return [];
  const blamed = rule.blame.flatMap((code) => form.byCode.get(code) ?? firstCell(form, code));
  const subject = subjectOf(blamed, answers);
  const where =
    subject.cells.length > 0 ? ` ở ${subject.cells.length > 1 ? 'các ô' : 'ô'} ${placesInWords(subject.cells)}` : '';
  const fix = rule.fix ?? `Hãy kiểm tra lại số liệu${where}.`;
  const figures = rule.scored ? scoreInWords(rule.scored, scope) : figuresOf(rule, form, scope);
  const details = { says: rule.says, figures, fix };
  return [finding('RULE_BROKEN', { ...subject, severity: rule.severity, rule: rule.id }, details)];
}

/** A table as a whole is pointed at by its first cell. */
const firstCell = (form: Form, code: string): readonly Indicator[] =>
  form.tables.find((table) => table.code === code)?.rows[0]?.cells.slice(0, 1) ?? [];

/** An input that could not be read has its own finding; a rule over it cannot be verified. */
function hasFailedInput(rule: Rule, form: Form, answers: Answers): boolean {
  const codes = [...references(rule.check), ...(rule.when ? references(rule.when) : [])];
  return codes.some((code) => {
    const indicator = form.byCode.get(code);
    return indicator !== undefined && answerOf(answers, indicator).state === 'unreadable';
  });
}

/** " (1.379 so với 1.378)": both sides of a comparison of figures; day serials mean nothing to a reader. */
function figuresOf({ check, tolerance }: Rule, form: Form, scope: Scope): string {
  if (check.kind !== 'comparison' || references(check).some((code) => isDay(form.byCode.get(code)))) return '';
  const sides = [check.left, check.right].map((side) => evaluate(side, scope, tolerance));
  return sides.every((side: Value) => typeof side === 'number')
    ? ` (${sides.map((side) => formatNumber(side as number)).join(' so với ')})`
    : '';
}

const isDay = (indicator: Indicator | undefined): boolean =>
  indicator?.type === 'date' || indicator?.type === 'document';

function subjectOf(
  indicators: readonly Indicator[],
  answers: Answers,
  inDoubt: readonly Indicator[] = indicators,
): Subject {
  return {
    indicators: [...new Set(inDoubt.map((indicator) => indicator.key))],
    cells: [...new Set(indicators)].flatMap((indicator) => answerOf(answers, indicator).at ?? []),
  };
}

/** "E7, E8 và E9 (trang 3. TTHC)". */
function placesInWords(cells: readonly CellPlace[]): string {
  const sheets = [...new Set(cells.map((cell) => cell.sheet))];
  return sheets
    .map(
      (sheet) =>
        `${listed(cells.filter((cell) => cell.sheet === sheet).map((cell) => cell.address))} (trang "${sheet}")`,
    )
    .join('; ');
}
