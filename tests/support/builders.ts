/** Small forms and returns for tests; every builder takes what the test is about and fills in the rest. */

import { compileForm } from '../../functions/domain/form/compile-form.ts';
import type { Form, Indicator } from '../../functions/domain/form/form.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import type { Answer, Answers } from '../../functions/domain/submission/answers.ts';
import { explainWarnings } from '../../functions/domain/submission/explained.ts';
import { type Finding, rootCausesFirst, stateOf } from '../../functions/domain/submission/findings.ts';
import { NIL, NOT_APPLICABLE_TEXT, readCell } from '../../functions/domain/submission/read-cell.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { validateAnswers } from '../../functions/domain/submission/validate.ts';
import type { CellData } from '../../functions/domain/workbook/workbook-data.ts';

const SECTION = {
  code: '3',
  key: 'thu_tuc',
  title: 'Cải cách thủ tục hành chính',
  sheet: '3. TTHC',
  rows: [
    { code: '3.1', key: 'tiep_nhan', label: 'Tổng số hồ sơ tiếp nhận', type: 'count', unit: 'hồ sơ' },
    { code: '3.2', key: 'truc_tuyen', label: 'Hồ sơ trực tuyến', type: 'count', unit: 'hồ sơ' },
    {
      code: '3.3',
      key: 'ty_le_truc_tuyen',
      label: 'Tỷ lệ trực tuyến',
      type: 'ratio',
      presence: 'optional',
      ratio: { numerator: '[3.2]', denominator: '[3.1]', stated: true },
    },
  ],
};

/** A form as `form.yaml` would say it: `overrides` replace its parts. Throws where it does not compile. */
export function aForm(overrides: Readonly<Record<string, unknown>> = {}): Form {
  const source = { id: 'bieu-thu', version: 1, title: 'Biểu thử', sections: [SECTION], ...overrides };
  const compiled = compileForm(source);
  if ('form' in compiled) return compiled.form;
  throw new Error(compiled.faults.map((fault) => `${fault.path.join('.')}: ${fault.sentence}`).join('\n'));
}

/** What stands in the value cells, by code, as typed; 'nil' and 'na' are the two kinds of empty; blank when absent. */
export type Typed = Readonly<Record<string, string | number | undefined>>;

/** Answers as the reader gives them: every indicator is there. */
export function answersOf(form: Form, values: Typed = {}): Answers {
  return new Map(readingsOf(form, values).map(({ indicator, answer }) => [indicator.key, answer]));
}

const WORDS: Readonly<Record<string, string>> = { nil: NIL, na: NOT_APPLICABLE_TEXT };

interface Reading {
  readonly indicator: Indicator;
  readonly answer: Answer;
  readonly findings: readonly Finding[];
}

/** Cells stand in column E of their section's sheet, the first in row 2. */
function readingsOf(form: Form, values: Typed): Reading[] {
  const unknown = Object.keys(values).filter((code) => !form.byCode.has(code));
  if (unknown.length > 0) throw new Error(`No such indicator: ${unknown.join(', ')}`);
  return form.indicators.map((indicator, index) => {
    const typed = values[indicator.code];
    const value = typeof typed === 'string' ? (WORDS[typed] ?? typed) : typed;
    const sheet = form.sections.find((section) => section.key === indicator.section)?.sheet ?? '';
    const at = { sheet, address: `E${index + 2}` };
    return { indicator, ...readCell(indicator, cellOf(value, index + 2), at) };
  });
}

const cellOf = (value: string | number | undefined, row: number): CellData | undefined =>
  value === undefined ? undefined : { row, column: 5, value, isDate: false, isPercent: false, isFormula: false };

export const aCommune = (overrides: Partial<Commune> = {}): Commune => ({
  code: '21733',
  name: 'Bình Dương',
  type: 'xã',
  province: 'Gia Lai',
  ...overrides,
});

/** A return of `form` holding `values`, checked. */
export function aSubmission(form: Form, values: Typed = {}, overrides: Partial<Submission> = {}): Submission {
  const readings = readingsOf(form, values);
  const commune = overrides.commune ?? aCommune();
  const answers = new Map(readings.map(({ indicator, answer }) => [indicator.key, answer]));
  const checked = validateAnswers(form, answers, { commune });
  const findings = rootCausesFirst([...readings.flatMap((reading) => reading.findings), ...checked]);
  return {
    commune,
    file: `${commune.code}.xlsx`,
    sha256: commune.code.padStart(64, '0'),
    sentAt: '2025-10-10T02:00:00.000Z',
    identity: { form: form.id, version: form.version, commune: commune.code },
    answers,
    strays: new Map(),
    findings,
    state: stateOf(findings),
    ...overrides,
  };
}

/** The same return with `explanation` in the row of the indicator `key`. */
export function withExplanation(form: Form, sent: Submission, key: string, explanation: string): Submission {
  const answer = sent.answers.get(key);
  if (!answer) throw new Error(`no answer to ${key}`);
  const answers = new Map([...sent.answers, [key, { ...answer, explanation }]]);
  const findings = explainWarnings(form, answers, sent.findings);
  return { ...sent, answers, findings, state: stateOf(findings) };
}
