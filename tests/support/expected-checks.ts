/** What the check cells and state lines of a workbook must say, going by the server's findings. */

import type { Form, Indicator } from '../../functions/domain/form/form.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import { explainWarnings } from '../../functions/domain/submission/explained.ts';
import { constantsOf, ratioOf, scopeOf } from '../../functions/domain/submission/figures.ts';
import type { Finding } from '../../functions/domain/submission/findings.ts';
import { type AnswersReading, readAnswers } from '../../functions/domain/submission/read-answers.ts';
import { validateAnswers } from '../../functions/domain/submission/validate.ts';
import { type ExpectedMark, expectedMark as markOf } from '../../functions/domain/template/expected-mark.ts';
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

export type { ExpectedMark } from '../../functions/domain/template/expected-mark.ts';
export { isOnlyServers } from '../../functions/domain/template/expected-mark.ts';

/** The mark of a row as the server's view of the return asks for it. */
export const expectedMark = (
  { indicators }: RowState,
  form: Form,
  { reading: { answers }, findings }: ServerView,
  onlyServer: ReadonlySet<string>,
): ExpectedMark => markOf(form, { answers, findings }, indicators, onlyServer);

/** What the value cell of a computed ratio shows. */
export function expectedRatio(indicator: Indicator, form: Form, { reading: { answers } }: ServerView): number | string {
  const { percent } = ratioOf(indicator, scopeOf(form, answers, constantsOf(form)));
  if (percent === null) return '–';
  return percent === undefined ? '' : roundHalfUp(percent, indicator.ratio?.decimals ?? 2);
}

/** The state lines over these rows: of the whole workbook, and of one sheet. */
export function expectedLines(
  rows: readonly ExpectedMark[],
  { findings }: ServerView,
): { readonly workbook: string; readonly sheet: string } {
  const count = (mark: ExpectedMark['mark']) => rows.filter((row) => row.mark === mark).length;
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
