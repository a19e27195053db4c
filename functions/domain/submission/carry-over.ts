/**
 * A return on an earlier version of a form, read for a later one: each cell is found by the old form's names, marks, codes
 * and labels, and read as what the new form asks under the same key.
 */
import { type Form, type Indicator, isInput } from '../form/form.ts';
import { listed } from '../text/vietnamese.ts';
import type { WorkbookData } from '../workbook/workbook-data.ts';
import type { CellContent } from '../workbook/workbook-model.ts';
import { type Answer, type Answers, answerOf } from './answers.ts';
import { type Finding, finding } from './findings.ts';
import { cellFinder } from './locate-cells.ts';
import { type AnswersReading, readAnswers, readInputs } from './read-answers.ts';
import { nameOf } from './read-cell.ts';
import { shortened } from './sheet-view.ts';
import { plainKey } from './table-captions.ts';

/** Reads a workbook of `from` as a return on `to`, and says what found no place there. Places are those of the file as sent. */
export function carryOver(from: Form, to: Form, workbook: WorkbookData): AnswersReading {
  const inputs = to.indicators.filter(isInput);
  const known = inputs.filter(({ key }) => isAsked(from, key));
  const reading = readInputs(from, cellFinder(from, workbook), known, workbook);
  const asSent = readAnswers(from, workbook);
  const left = from.indicators.filter((indicator) => isInput(indicator) && !isAsked(to, indicator.key));
  return {
    ...reading,
    strays: straysUnder(from, to, reading.strays),
    findings: [
      ...reading.findings,
      ...askedMore(
        to,
        inputs.filter(({ key }) => !isAsked(from, key)),
      ),
      finding('VERSION_CARRIED', WHOLE, { from: String(from.version), to: String(to.version) }),
      ...leftBehind(left, to, asSent.answers),
    ],
  };
}

const WHOLE = { indicators: [], cells: [] };

function isAsked(form: Form, key: string): boolean {
  const indicator = form.byKey.get(key);
  return indicator !== undefined && isInput(indicator);
}

/** What the old form did not ask: grave where the new one requires it. */
function askedMore(to: Form, added: readonly Indicator[]): readonly Finding[] {
  const severities = { required: 'error', expected: 'warning' } as const;
  return (['required', 'expected'] as const).flatMap((presence) => {
    const own = added.filter((indicator) => indicator.presence === presence);
    if (own.length === 0) return [];
    const subject = { indicators: own.map(({ key }) => key), cells: [], severity: severities[presence] };
    const list = listed(own.map(({ code }) => code));
    return [finding('VERSION_ASKS_MORE', subject, { version: String(to.version), list })];
  });
}

/** Figures that were sent and have no place in the new form, with what stood there. */
function leftBehind(left: readonly Indicator[], to: Form, answers: Answers): readonly Finding[] {
  const filled = left.filter((indicator) => answerOf(answers, indicator).state !== 'missing');
  const isComputed = ({ key }: Indicator) => to.byKey.has(key);
  return [
    ...listOf(
      'VALUES_NOT_CARRIED',
      filled.filter((indicator) => !isComputed(indicator)),
      to,
      answers,
    ),
    ...listOf('RATIOS_COMPUTED', filled.filter(isComputed), to, answers),
  ];
}

function listOf(
  code: 'VALUES_NOT_CARRIED' | 'RATIOS_COMPUTED',
  left: readonly Indicator[],
  to: Form,
  answers: Answers,
): readonly Finding[] {
  if (left.length === 0) return [];
  const cells = left.flatMap((indicator) => answerOf(answers, indicator).at ?? []);
  const list = left.map((indicator) => `${nameOf(indicator)} (${saidIn(answerOf(answers, indicator))})`).join('; ');
  return [finding(code, { indicators: [], cells }, { to: String(to.version), list })];
}

const saidIn = ({ typed, explanation }: Answer): string =>
  [shortened(typed), shortened(explanation ?? '')].filter(Boolean).join('; giải trình: ');

/** Codes of headings may be renumbered: a value that strays in one is shown again in the heading of the same words. */
function straysUnder(from: Form, to: Form, strays: AnswersReading['strays']): ReadonlyMap<string, CellContent> {
  return new Map(
    [...strays].flatMap(([code, content]) => {
      const label = from.headings.find((heading) => heading.code === code)?.label ?? '';
      const same = to.headings.filter((heading) => plainKey(heading.label) === plainKey(label));
      const heading = same.find((candidate) => candidate.code === code) ?? same[0];
      return heading ? [[heading.code, content] as const] : [];
    }),
  );
}
