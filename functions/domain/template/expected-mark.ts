/** What the check cell of a row must say, going by what the server finds: the proof of every live check rests on it. */
import { type Form, type Indicator, isInput } from '../form/form.ts';
import { answerOf } from '../submission/answers.ts';
import { constantsOf, ratioOf, scopeOf } from '../submission/figures.ts';
import type { Finding, FindingCode } from '../submission/findings.ts';
import type { Submission } from '../submission/submission.ts';
import { MARK } from './verdicts.ts';

/** Said of one cell's content in a way that no formula can: text taken apart, formats, rows that take no value. */
const ONLY_SERVER: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'DOCUMENT_UNREADABLE',
  'DOCUMENT_WITHOUT_DAY',
  'DOCUMENT_DAY_IMPOSSIBLE',
  'DOCUMENT_SYMBOL_CONFLICT',
  'DATE_FOR_NUMBER',
  'SHARE_AS_FRACTION',
  'STRAY_VALUE',
]);

export const isOnlyServers = (code: FindingCode): boolean => ONLY_SERVER.has(code);

/** A mark of `MARK`, or nothing. */
export interface ExpectedMark {
  readonly mark: (typeof MARK)[keyof typeof MARK] | '';
  /** A blank that keeps the return from being sent. */
  readonly required: boolean;
}

/**
 * The mark of a row of `indicators`: its worst finding, told by the indicator it is about. A blank is a blank however grave; one
 * that blocks the return goes before what is merely doubtful. `untold`: ids of the rules that only the server asks.
 */
export function expectedMark(
  form: Form,
  view: Pick<Submission, 'answers' | 'findings'>,
  indicators: readonly Indicator[],
  untold: ReadonlySet<string>,
): ExpectedMark {
  const keys = new Set(indicators.map(({ key }) => key));
  const own = view.findings.filter(({ indicators: [first] }) => first !== undefined && keys.has(first));
  const open = own.filter((found) => found.explanation === undefined && isTold(found, untold));
  const has = (test: (found: Finding) => boolean) => open.some(test);
  if (has(({ code, severity }) => severity === 'error' && code !== 'REQUIRED_MISSING')) return marked(MARK.error);
  if (has(({ code }) => code === 'REQUIRED_MISSING')) return { mark: MARK.blank, required: true };
  if (has(({ code }) => code !== 'VALUE_MISSING')) return marked(MARK.warning);
  if (open.length > 0) return marked(MARK.blank);
  const isGood = own.some(({ explanation }) => explanation) || indicators.some((one) => isFilled(one, form, view));
  return marked(isGood ? MARK.good : '');
}

const marked = (mark: ExpectedMark['mark']): ExpectedMark => ({ mark, required: false });

const isTold = ({ code, rule, severity }: Finding, untold: ReadonlySet<string>): boolean =>
  severity !== 'note' && !isOnlyServers(code) && !(rule !== undefined && untold.has(rule));

function isFilled(indicator: Indicator, form: Form, { answers }: Pick<Submission, 'answers'>): boolean {
  if (isInput(indicator)) return answerOf(answers, indicator).state !== 'missing';
  return ratioOf(indicator, scopeOf(form, answers, constantsOf(form))).percent !== undefined;
}
