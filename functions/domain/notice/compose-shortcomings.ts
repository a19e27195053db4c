/** Section II of a notice, and the list of doubtful figures that goes with the draft. */

import { references } from '../expression/tree.ts';
import type { Indicator, Rule } from '../form/form.ts';
import { termsOf } from '../form/ratio-terms.ts';
import { answerOf } from '../submission/answers.ts';
import { ratioOf } from '../submission/figures.ts';
import type { Finding, FindingCode } from '../submission/findings.ts';
import { asSentence, lowerFirst } from '../text/prose.ts';
import { slotsOf } from '../text/sentence-template.ts';
import { formatNumber } from '../text/vietnamese.ts';
import { cellsOf, type FigureSource, knownTerms } from './figure-source.ts';
import { nameInProse, placesInProse } from './name-in-prose.ts';
import type { ProposedRecommendation } from './recommendation.ts';

/** What is to be mended: what the proposed recommendations rest on, then what is wrong in the figures printed. */
export function composeShortcomings(
  source: FigureSource,
  errors: readonly Finding[],
  recommendations: readonly ProposedRecommendation[],
): readonly string[] {
  const proposed = recommendations.filter((row) => row.state === 'proposed');
  const absent = errors.filter((finding) => ABSENT.has(finding.code));
  const wrong = errors.filter((finding) => !ABSENT.has(finding.code));
  return [
    ...new Set([
      ...proposed.flatMap((row) => row.shortcoming ?? []),
      ...wrong.map((finding) => asSentence(whatIsWrong(finding, source))),
      ...absentInProse(absent, source),
    ]),
  ];
}

/** The same errors for the inspector: with their cells, and with what the commune says to them. */
export function composeDoubts(source: FigureSource, errors: readonly Finding[]): readonly string[] {
  return errors.map((finding) => {
    const text = ABSENT.has(finding.code)
      ? `Chưa có số liệu: ${namesOf(finding, source)}`
      : whatIsWrong(finding, source);
    const places = placesInProse(finding.cells);
    const explained = indicatorsOf(finding, source).flatMap((cell) => answerOf(source.answers, cell).explanation ?? []);
    const explanation = [...new Set(explained)].map((said) => ` Giải trình của đơn vị: “${said}”.`).join('');
    return `${asSentence(`${text}${places ? ` (${places})` : ''}`)}${explanation}`;
  });
}

/** Errors on figures that the notice prints or decides by. */
export function errorsInNotice(
  source: FigureSource,
  findings: readonly Finding[],
  recommendations: readonly ProposedRecommendation[],
): readonly Finding[] {
  const keys = keysInNotice(source, recommendations);
  return findings.filter(({ severity, indicators }) => severity === 'error' && indicators.some((key) => keys.has(key)));
}

function keysInNotice({ form }: FigureSource, recommendations: readonly ProposedRecommendation[]): ReadonlySet<string> {
  const proposed = new Set(recommendations.filter((row) => row.state === 'proposed').map((row) => row.id));
  const rows = form.recommendations.filter((row) => proposed.has(row.id));
  const paragraphs = form.noticeFields.flatMap((field) => field.paragraphs);
  const codes = [
    ...paragraphs.flatMap(({ text, items }) => [text, ...items].flatMap(slotsOf)),
    ...rows.flatMap(({ text, shortcoming }) => [...slotsOf(text), ...slotsOf(shortcoming ?? [])]),
    ...[...paragraphs, ...rows].flatMap(({ when }) => (when ? references(when) : [])),
  ];
  const cells = codes.flatMap((code) => cellsOf(code, form));
  return new Set(cells.flatMap((cell) => [cell, ...termsOf(cell, form)]).map((cell) => cell.key));
}

/** Findings of a figure that is simply not there: said together in one sentence. */
const ABSENT: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'REQUIRED_MISSING',
  'CELL_LOST',
  'CELL_ERROR',
  'FORMULA_WITHOUT_VALUE',
]);

function absentInProse(absent: readonly Finding[], source: FigureSource): readonly string[] {
  const names = [...new Set(absent.map((finding) => namesOf(finding, source)))];
  return names.length > 0 ? [`Báo cáo tự kiểm tra chưa có số liệu: ${names.join('; ')}.`] : [];
}

const indicatorsOf = ({ indicators }: Finding, { form }: FigureSource): readonly Indicator[] =>
  indicators.flatMap((key) => form.byKey.get(key) ?? []);

const namesOf = (finding: Finding, source: FigureSource): string =>
  indicatorsOf(finding, source)
    .map((cell) => lowerFirst(nameInProse(cell, source.form)))
    .join('; ');

function whatIsWrong(finding: Finding, source: FigureSource): string {
  const rule = source.form.rules.find((candidate) => candidate.id === finding.rule);
  if (rule) return `Số liệu báo cáo chưa thống nhất: ${lowerFirst(rule.says)}${figuresSaid(finding, rule)}`;
  const cells = indicatorsOf(finding, source);
  const ratio = cells.find((cell) => cell.type === 'ratio');
  const cell = ratio ?? cells[0];
  if (!cell) return finding.sentence;
  const name = `Số liệu “${nameInProse(cell, source.form)}”`;
  const said = ratio && ratioFault(finding.code, ratio, source);
  return said ? `${name} chưa thống nhất: ${said}` : `${name} chưa đúng: báo cáo ghi “${typedIn(cell, source)}”`;
}

/** " (1.379 so với 1.378)", which the finding says right after the rule's own words. */
function figuresSaid({ sentence }: Finding, { says }: Rule): string {
  return /^ \([\d.,-]+ so với [\d.,-]+\)/.exec(sentence.slice(says.length))?.[0] ?? '';
}

function ratioFault(code: FindingCode, ratio: Indicator, source: FigureSource): string | undefined {
  const stated = `${typedIn(ratio, source)}%`;
  const terms = knownTerms(ratio, source.scope)
    ?.map((term) => formatNumber(term))
    .join('/');
  const { percent } = ratioOf(ratio, source.scope);
  switch (code) {
    case 'NUMERATOR_ABOVE_DENOMINATOR':
      return `tử số lớn hơn mẫu số (${terms})`;
    case 'RATIO_DIFFERS':
      return `báo cáo ghi ${stated}, tính từ số liệu chi tiết (${terms}) là ${formatNumber(percent ?? 0, ratio.ratio?.decimals)}%`;
    case 'RATIO_WITHOUT_TERMS':
      return `báo cáo ghi ${stated} nhưng không có số liệu chi tiết để đối chiếu`;
    case 'RATIO_OF_NO_CASES':
      return `báo cáo ghi ${stated} nhưng không có trường hợp nào phát sinh`;
    default:
      return undefined;
  }
}

const typedIn = (cell: Indicator, { answers }: FigureSource): string => answerOf(answers, cell).typed;
