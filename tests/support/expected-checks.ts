/** What the check cells and state lines of a workbook must say, going by the server's findings. */

import { type Form, type Indicator, isInput } from '../../functions/domain/form/form.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import { answerOf } from '../../functions/domain/submission/answers.ts';
import { explainWarnings } from '../../functions/domain/submission/explained.ts';
import { constantsOf, ratioOf, scopeOf } from '../../functions/domain/submission/figures.ts';
import type { Finding, FindingCode } from '../../functions/domain/submission/findings.ts';
import { type AnswersReading, readAnswers } from '../../functions/domain/submission/read-answers.ts';
import { validateAnswers } from '../../functions/domain/submission/validate.ts';
import { roundHalfUp } from '../../functions/domain/text/vietnamese.ts';
import type { WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import { aCommune } from './builders.ts';
import type { RowState } from './typed-workbook.ts';

export interface ServerView {
  readonly reading: AnswersReading;
  readonly findings: readonly Finding[];
}

/** Reads and checks a return as the service does. */
export function serverView(form: Form, workbook: WorkbookData, commune: Commune = aCommune()): ServerView {
  const reading = readAnswers(form, workbook);
  const findings = [...reading.findings, ...validateAnswers(form, reading.answers, { commune })];
  return { reading, findings: explainWarnings(form, reading.answers, findings) };
}

/** Said of one cell's content in a way that no formula can: text taken apart, formats, rows that take no value. */
const ONLY_SERVER_FINDINGS: readonly FindingCode[] = [
  'DOCUMENT_UNREADABLE',
  'DOCUMENT_WITHOUT_DAY',
  'DOCUMENT_DAY_IMPOSSIBLE',
  'DOCUMENT_SYMBOL_CONFLICT',
  'DATE_FOR_NUMBER',
  'SHARE_AS_FRACTION',
  'STRAY_VALUE',
];

export const isOnlyServers = (code: FindingCode): boolean => ONLY_SERVER_FINDINGS.includes(code);

export interface Expectation {
  readonly mark: '✗' | '○' | '⚠' | '✓' | '';
  readonly required: boolean;
}

/**
 * The mark of a row: its worst finding, told by the indicator it is about. A blank is a blank however grave; one that
 * blocks the return goes before what is merely doubtful.
 */
export function expectedMark(
  row: RowState,
  form: Form,
  view: ServerView,
  onlyServer: ReadonlySet<string>,
): Expectation {
  const keys = new Set(row.indicators.map(({ key }) => key));
  const said = view.findings.filter(
    ({ code, rule, explanation, indicators: [first] }) =>
      explanation === undefined &&
      first !== undefined &&
      keys.has(first) &&
      !isOnlyServers(code) &&
      !(rule !== undefined && onlyServer.has(rule)),
  );
  const has = (test: (found: Finding) => boolean) => said.some(test);
  if (has(({ code, severity }) => severity === 'error' && code !== 'REQUIRED_MISSING'))
    return { mark: '✗', required: false };
  if (has(({ code }) => code === 'REQUIRED_MISSING')) return { mark: '○', required: true };
  if (has(({ code }) => code !== 'VALUE_MISSING')) return { mark: '⚠', required: false };
  if (has(() => true)) return { mark: '○', required: false };
  if (view.findings.some(({ explanation, indicators: [first = ''] }) => explanation !== undefined && keys.has(first)))
    return { mark: '✓', required: false };
  return { mark: row.indicators.some((indicator) => isFilled(indicator, form, view)) ? '✓' : '', required: false };
}

function isFilled(indicator: Indicator, form: Form, { reading: { answers } }: ServerView): boolean {
  if (isInput(indicator)) return answerOf(answers, indicator).state !== 'missing';
  return ratioOf(indicator, scopeOf(form, answers, constantsOf(form))).percent !== undefined;
}

/** What the value cell of a computed ratio shows. */
export function expectedRatio(indicator: Indicator, form: Form, { reading: { answers } }: ServerView): number | string {
  const { percent } = ratioOf(indicator, scopeOf(form, answers, constantsOf(form)));
  if (percent === null) return '–';
  return percent === undefined ? '' : roundHalfUp(percent, indicator.ratio?.decimals ?? 2);
}

/** The state lines over these rows: of the whole workbook, and of one sheet. */
export function expectedLines(
  rows: readonly Expectation[],
  { findings }: ServerView,
): { readonly workbook: string; readonly sheet: string } {
  const count = (mark: Expectation['mark']) => rows.filter((row) => row.mark === mark).length;
  const [blank, errors, warnings] = [count('○'), count('✗'), count('⚠')];
  const tally = `Còn ${blank} dòng chưa điền · ${errors} lỗi · ${warnings} cảnh báo`;
  const also = (number: number, what: string) => (number === 0 ? '' : ` · ${number} ${what}`);
  const sendable = errors === 0 && !rows.some(({ required }) => required);
  const isEmpty = findings.some(({ code }) => code === 'RETURN_EMPTY');
  const ready = `✓ Sẵn sàng gửi${also(blank, 'dòng chưa điền')}${also(warnings, 'cảnh báo')}`;
  const done = `✓ Trang này đã điền xong, không có lỗi${also(warnings, 'cảnh báo')}`;
  return {
    workbook: !sendable ? tally : isEmpty ? 'Chưa điền dòng nào' : ready,
    sheet: errors + blank > 0 ? tally : done,
  };
}
