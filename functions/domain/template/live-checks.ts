/**
 * The checks of the form as formulas in its own workbook, so that a clerk sees what is wrong while typing.
 *
 * A hidden helper cell beside each value says what the value comes to; the visible check cell of a row reads helpers and
 * begins with one mark: ✓ sound, ○ blank, ⚠ doubtful, ✗ wrong. What only the server can tell is left to the server.
 */
import { type CellScope, toFormula, UNREADABLE } from '../expression/to-formula.ts';
import { references } from '../expression/tree.ts';
import { type Form, type Indicator, isTold, type Rule, type UnitType } from '../form/form.ts';
import type { Layout } from '../form/layout.ts';
import { constantsOf } from '../submission/figures.ts';
import { columnName } from '../workbook/workbook-data.ts';
import { cellScope } from './cell-scope.ts';
import { blankVerdicts, cellVerdicts } from './cell-verdicts.ts';
import type { ChoiceLists } from './choice-lists.ts';
import { helperFormula } from './helper-cells.ts';
import { LONGEST_OF_RATIO, ratioFormula, ratioVerdicts } from './ratio-formulas.ts';
import { checkFormula, MARK, type Verdict, verdict } from './verdicts.ts';

export interface LiveChecks {
  /** What the value cell of `indicator` comes to. */
  helper(indicator: Indicator): string;
  /** Formula of a computed ratio's value cell. */
  ratio(indicator: Indicator): string;
  /** Verdict on a row of one indicator, or on all cells of a table's row; `standing` is said besides. */
  row(indicators: readonly Indicator[], standing?: readonly Verdict[]): string;
  /** What only the server can tell of `indicator`: the rules that no formula says. */
  onlyServer(indicator: Indicator): readonly Rule[];
  /** Characters of the longest sentence that the row may show of a rule or a ratio. */
  longest(indicators: readonly Indicator[]): number;
}

/** What a round and its commune make of a form's checks. */
export interface CheckSettings {
  readonly constants?: Readonly<Record<string, number>>;
  /** Without it every indicator is taken to concern the unit. */
  readonly unitType?: UnitType;
}

/** Prepares the formulas of one form. */
export function liveChecks(
  form: Form,
  layout: Layout,
  lists: ChoiceLists,
  { constants: overrides, unitType }: CheckSettings = {},
): LiveChecks {
  const constants = constantsOf(form, overrides);
  const scopes = new Map(layout.sheets.map(({ name }) => [name, cellScope(form, layout, name, constants)]));
  const scopeOf = (indicator: Indicator) => scopes.get(layout.placeOf(indicator.key).sheet) as CellScope;
  const rulesAt = Map.groupBy(form.rules.filter(isTold), (rule) => homeOf(rule, form));

  function verdicts(indicator: Indicator, prefix: string): readonly Verdict[] {
    const scope = scopeOf(indicator);
    return [
      ...cellVerdicts(indicator, layout, prefix),
      ...ratioVerdicts(indicator, scope, layout, prefix),
      ...(rulesAt.get(indicator.code) ?? []).flatMap((rule) => ruleVerdict(rule, scope)),
    ];
  }

  return {
    helper: (indicator) => helperFormula(indicator, layout, lists, scopeOf(indicator)),
    ratio: (indicator) => ratioFormula(indicator, scopeOf(indicator)),
    row(indicators, standing = []) {
      const inTable = indicators.length > 1 || indicators[0]?.place !== undefined;
      const found = indicators.flatMap((indicator) =>
        verdicts(indicator, inTable ? `${columnLabel(form, indicator)}: ` : ''),
      );
      const all = [...found, ...standing, ...blankVerdicts(indicators, layout, unitType)];
      return checkFormula(all, explainedIn(indicators, layout));
    },
    onlyServer: (indicator) =>
      (rulesAt.get(indicator.code) ?? []).filter((rule) => ruleVerdict(rule, scopeOf(indicator)).length === 0),
    longest: (indicators) => {
      const rules = indicators.flatMap(({ code }) => rulesAt.get(code) ?? []);
      const ofRatio = indicators.some(({ ratio }) => ratio) ? LONGEST_OF_RATIO : 0;
      return Math.max(ofRatio, ...rules.map((rule) => ruleText(rule).length));
    },
  };
}

/** Whether something is written in the row's cell for explanations. */
function explainedIn([first]: readonly Indicator[], layout: Layout): string {
  const place = first && layout.placeOf(first.key);
  const sheet = layout.sheets.find(({ name }) => name === place?.sheet);
  return place && sheet ? `TRIM($${columnName(sheet.columns.explanation)}${place.row})<>""` : 'FALSE';
}

/** The cell whose row shows a rule: the first to blame; a table as a whole is pointed at by its first cell. */
function homeOf({ blame: [home] }: Rule, form: Form): string | undefined {
  const table = form.tables.find(({ code }) => code === home);
  return table?.rows[0]?.cells[0]?.code ?? home;
}

const columnLabel = (form: Form, { place }: Indicator): string =>
  form.tables.find((table) => table.code === place?.table)?.columns.find((column) => column.code === place?.column)
    ?.label ?? '';

/** A rule as the check cell of its first blamed indicator says it; none where only the server can tell. */
function ruleVerdict(rule: Rule, scope: CellScope): readonly Verdict[] {
  const check = toFormula(rule.check, scope, rule.tolerance);
  const when = rule.when ? toFormula(rule.when, scope) : { known: 'TRUE', value: 'TRUE' };
  if (!check || !when) return [];
  const inputs = [...references(rule.check), ...(rule.when ? references(rule.when) : [])]
    .filter((code) => scope.holds(code) !== 'table')
    .map((code) => scope.helper(code));
  const readable = [...new Set(inputs)].map((helper) => `${helper}<>"${UNREADABLE}"`);
  const applies = [
    ...readable,
    ...(when.value === 'TRUE' ? [] : [when.known, when.value]),
    ...(check.known === 'TRUE' ? [] : [check.known]),
    `NOT(${check.value})`,
  ];
  return [verdict(rule.severity, `AND(${applies.join(',')})`, ruleText(rule))];
}

const ruleText = ({ severity, says, fix }: Rule): string => `${MARK[severity]} ${says}.${fix ? ` ${fix}` : ''}`;
