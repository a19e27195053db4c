/** The main figures of each part of the form, each with its coverage and with whose figures are in doubt. */
import type { IndicatorFigure, LikeGroup, Result } from '../aggregate/province-figures.ts';
import type { Form, Indicator } from '../form/form.ts';
import { termsOf } from '../form/ratio-terms.ts';
import { counted, namedFew } from '../letter/wording.ts';
import { nameInProse } from '../notice/name-in-prose.ts';
import type { Commune } from '../round/commune.ts';
import { lowerFirst } from '../text/prose.ts';
import { formatNumber } from '../text/vietnamese.ts';
import type { Doubts } from './doubts.ts';
import type { CoverageLine, ReportField } from './round-report.ts';

/** More figures of one part are looked up in the summary workbook. */
const MOST_FIGURES = 6;
const MOST_NAMES = 3;
const MOST_IN_CELL = 6;

export interface FiguresInput {
  readonly form: Form;
  readonly figureOf: ReadonlyMap<string, IndicatorFigure>;
  readonly doubts: Doubts;
  /** In no figure at all: named once, not at every figure. */
  readonly withoutReturn: readonly Commune[];
}

/** Composes the parts that have a figure. */
export function composeFigures(input: FiguresInput): readonly ReportField[] {
  const { form } = input;
  return form.sections
    .map(({ key, title }) => ({
      title,
      lines: mainOf(key, form).flatMap((indicator) => lineOf(indicator, input) ?? []),
    }))
    .filter(({ lines }) => lines.length > 0)
    .map((field, index) => ({ number: index + 1, ...field }));
}

/** The annex: of each figure in the text that lacks one of those who sent, or holds a doubtful one, who that is. */
export function composeCoverage(input: FiguresInput): readonly CoverageLine[] {
  const { form, figureOf } = input;
  const main = form.sections.flatMap(({ key }) => mainOf(key, form));
  return main.flatMap((indicator) => {
    const figure = figureOf.get(indicator.key);
    if (!figure || lineOf(indicator, input) === undefined) return [];
    const gaps = gapsOf(indicator, figure, input);
    if (Object.values(gaps).every((names) => names === '')) return [];
    const label = nameInProse(indicator, form);
    return [{ code: indicator.printed, label, coverage: coverageOf(figure), ...gaps }];
  });
}

function gapsOf(indicator: Indicator, figure: IndicatorFigure, { doubts, withoutReturn }: FiguresInput) {
  const { missing, inError, noCases, notApplicable } = figure.coverage;
  const silent = new Set(withoutReturn.map(({ code }) => code));
  return {
    missing: countedNamed(missing.filter(({ code }) => !silent.has(code))),
    notApplicable: countedNamed([...notApplicable, ...noCases]),
    inError: countedNamed(inError),
    doubtful: countedNamed(doubtsIn(figure, doubts(indicator))),
  };
}

/** "12 đơn vị: xã A, …": a table is for reading; every name stands in the summary workbook. */
const countedNamed = (communes: readonly Commune[]): string =>
  communes.length > MOST_IN_CELL
    ? `${counted(communes.length)} đơn vị: ${namedFew(communes, MOST_IN_CELL)}`
    : namedFew(communes, MOST_IN_CELL);

/** Of those in doubt, the ones whose figure is in the result. */
function doubtsIn({ coverage }: IndicatorFigure, doubtful: readonly Commune[]): readonly Commune[] {
  const { missing, inError, noCases, notApplicable } = coverage;
  const out = new Set([...missing, ...inError, ...noCases, ...notApplicable].map(({ code }) => code));
  return doubtful.filter(({ code }) => !out.has(code));
}

/** Ratios first, then what every commune must state; in printed order. */
function mainOf(section: string, form: Form): readonly Indicator[] {
  const own = form.indicators.filter((each) => each.section === section && !each.place && weightOf(each) > 0);
  const chosen = new Set(own.toSorted((left, right) => weightOf(right) - weightOf(left)).slice(0, MOST_FIGURES));
  return own.filter((each) => chosen.has(each));
}

function weightOf({ type, presence }: Indicator): number {
  if (type === 'ratio') return 4;
  if (type === 'count' || type === 'amount') return { required: 3, expected: 1, optional: 0 }[presence];
  return presence !== 'optional' && (type === 'share' || type === 'yesno') ? 2 : 0;
}

/** "Tỷ lệ …: 97,10% (1.338/1.378 hồ sơ; 118/135 đơn vị)"; nothing where nobody gave a sound figure. */
function lineOf(indicator: Indicator, { form, figureOf, doubts }: FiguresInput): string | undefined {
  const figure = figureOf.get(indicator.key);
  const value = figure && saidOf(figure.result, indicator, form);
  if (!figure || value === undefined) return undefined;
  const doubtful = doubtsIn(figure, doubts(indicator));
  const who = doubtful.length > MOST_NAMES ? `${counted(doubtful.length)} đơn vị` : namedFew(doubtful, MOST_NAMES);
  const doubt = doubtful.length > 0 ? `; cần rà soát lại số liệu của ${who}` : '';
  const { said, terms } = value;
  return `${nameInProse(indicator, form)}: ${said} (${terms ? `${terms}; ` : ''}${coverageOf(figure)} đơn vị${doubt}).`;
}

const coverageOf = ({ coverage }: IndicatorFigure): string =>
  `${formatNumber(coverage.reported)}/${formatNumber(coverage.expected)}`;

interface Said {
  readonly said: string;
  readonly terms?: string;
}

function saidOf(result: Result, indicator: Indicator, form: Form): Said | undefined {
  switch (result.kind) {
    case 'total':
      return totalOf(result.sum, indicator);
    case 'ratio':
      return ratioOf(result, indicator, form);
    case 'distribution':
      return spreadOf(result);
    case 'choices':
      return choicesOf(result);
    case 'unlike':
      return unlikeOf(result.groups, indicator, form);
    default:
      return undefined;
  }
}

/** Nothing of a count is written out. */
function totalOf(sum: number | undefined, { type, unit, decimals }: Indicator): Said | undefined {
  if (sum === undefined) return undefined;
  if (sum === 0) return { said: 'không có' };
  return { said: `${type === 'count' ? counted(sum) : formatNumber(sum, decimals)} ${unit}`.trim() };
}

function ratioOf(result: Result & { kind: 'ratio' }, indicator: Indicator, form: Form): Said | undefined {
  if (result.fraction === undefined) return undefined;
  const { numerator, denominator } = result;
  return {
    said: `${formatNumber(result.fraction * 100, indicator.ratio?.decimals ?? 2)}%`,
    terms: `${formatNumber(numerator)}/${formatNumber(denominator)}${unitOfTerms(indicator, form)}`,
  };
}

/** The unit that all terms have in common. */
function unitOfTerms(indicator: Indicator, form: Form): string {
  const [unit = '', ...others] = new Set(termsOf(indicator, form).map((term) => term.unit));
  return others.length === 0 && unit !== '' ? ` ${unit}` : '';
}

function spreadOf({ spread }: Result & { kind: 'distribution' }): Said | undefined {
  if (!spread) return undefined;
  const { min, median, max } = spread;
  const percent = (value: number) => `${formatNumber(value)}%`;
  if (min.value === max.value) return { said: `${percent(min.value)} ở tất cả các đơn vị có số liệu` };
  return { said: `từ ${percent(min.value)} đến ${percent(max.value)}, trung vị ${percent(median)}` };
}

/** Those who said no are named, as far as they are few. */
function choicesOf({ counted: given }: Result & { kind: 'choices' }): Said | undefined {
  const chosen = given.filter(({ communes }) => communes.length > 0);
  if (chosen.length === 0) return undefined;
  const parts = chosen.map(({ code, label, communes }) => {
    const names = code === 'khong' ? ` (${namedFew(communes, MOST_NAMES)})` : '';
    return `${lowerFirst(label)} ${counted(communes.length)} đơn vị${names}`;
  });
  return { said: parts.join('; ') };
}

/** Groups that counted different things stand side by side. */
function unlikeOf(groups: readonly LikeGroup[], indicator: Indicator, form: Form): Said | undefined {
  const parts = groups.flatMap(({ choices, communes, result }) => {
    const value = saidOf(result, indicator, form);
    if (!value) return [];
    const where = choices.map(({ code, label }) => label ?? `cơ sở chưa nêu ở mục ${code}`).join('; ');
    return [
      `${value.said}${value.terms ? ` (${value.terms})` : ''} ở ${counted(communes.length)} đơn vị tính theo ${where}`,
    ];
  });
  return parts.length > 0 ? { said: `không cộng chung vì tính theo cơ sở khác nhau: ${parts.join('; ')}` } : undefined;
}
