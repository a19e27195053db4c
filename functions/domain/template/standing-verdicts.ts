/**
 * What the server said of a cell and the sheet cannot find out by itself stays in the check column until the cell changes:
 * a finding must not vanish from the print because a formula knows nothing of it.
 */
import { quoted } from '../expression/to-formula.ts';
import type { Form, Rule } from '../form/form.ts';
import type { Layout } from '../form/layout.ts';
import { type Answers, answerOf } from '../submission/answers.ts';
import type { Finding, FindingCode } from '../submission/findings.ts';
import type { CellContent } from '../workbook/workbook-model.ts';
import { cellContent } from './cell-content.ts';
import { ownCells } from './cell-scope.ts';
import { allOf, MARK, type Verdict } from './verdicts.ts';

/** Findings on a single cell as it was typed; others depend on cells that the sheet compares itself. */
const OF_ONE_CELL: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'NOT_A_NUMBER',
  'DATE_FOR_NUMBER',
  'FRACTION_IN_WHOLE',
  'SHARE_AS_FRACTION',
  'OUT_OF_RANGE',
  'CODE_OUTSIDE_LIST',
  'NOT_A_DATE',
  'NOT_A_MARK',
  'DOCUMENT_UNREADABLE',
  'DOCUMENT_WITHOUT_DAY',
  'DOCUMENT_DAY_IMPOSSIBLE',
  'DOCUMENT_SYMBOL_CONFLICT',
]);

/** Verdicts by key of the indicator at whose row they are said. */
export function standingVerdicts(
  form: Form,
  layout: Layout,
  answers: Answers,
  findings: readonly Finding[],
  isOnlyServers: (rule: Rule) => boolean,
): ReadonlyMap<string, readonly Verdict[]> {
  const rules = new Set(form.rules.filter(isOnlyServers).map(({ id }) => id));
  const verdicts = findings.flatMap((found): (readonly [string, Verdict])[] => {
    const { code, rule, severity, indicators } = found;
    const [home] = indicators;
    const stands = OF_ONE_CELL.has(code) || (rule !== undefined && rules.has(rule));
    if (!stands || home === undefined || severity === 'note') return [];
    const unchanged = indicators.flatMap((key) => unchangedTest(key, form, layout, answers));
    if (unchanged.length < indicators.length) return [];
    return [[home, { gravity: severity, when: allOf(unchanged), says: quoted(`${MARK[severity]} ${found.sentence}`) }]];
  });
  const byHome = Map.groupBy(verdicts, ([home]) => home);
  return new Map([...byHome].map(([home, own]) => [home, own.map(([, each]) => each)]));
}

/** Long texts are told by how they begin. */
const COMPARED = 200;

function unchangedTest(key: string, form: Form, layout: Layout, answers: Answers): readonly string[] {
  const indicator = form.byKey.get(key);
  const sent = indicator && cellContent(indicator, answerOf(answers, indicator));
  if (!indicator || sent === undefined || sent === '') return [];
  const { value } = ownCells(indicator, layout);
  return [sameContent(value, sent)];
}

function sameContent(cell: string, sent: CellContent): string {
  if (typeof sent !== 'string') return `${cell}=${String(sent).toUpperCase()}`;
  return `EXACT(LEFT(${cell},${COMPARED}),${quoted(sent.slice(0, COMPARED))})`;
}
