/**
 * The checks of the form as formulas in its own workbook, so that a clerk sees what is wrong while typing.
 *
 * A hidden helper cell beside each value says what the value comes to; the visible check cell of a row reads helpers and
 * begins with one mark: ✓ sound, ○ blank, ⚠ doubtful, ✗ wrong. What only the server can tell is left to the server.
 */
import { type CellScope, NOT_APPLICABLE, quoted, toFormula, UNREADABLE } from '../expression/to-formula.ts';
import { references } from '../expression/tree.ts';
import { constantsOf } from '../figures.ts';
import { type Form, type Indicator, isNumeric, type Rule, type Table } from '../form/form.ts';
import type { Layout } from '../layout.ts';
import { NIL, NOT_APPLICABLE_TEXT } from '../read-cell.ts';
import { isShareOfWhole } from '../validate.ts';
import { cellAddress, columnName, sheetReference } from '../workbook-data.ts';
import type { ChoiceLists } from './choice-lists.ts';

export const MARK = { good: '✓', blank: '○', warning: '⚠', error: '✗' } as const;

/** Blank, and the return cannot be accepted like that. */
export const REQUIRED_BLANK = `${MARK.blank} Chưa điền (bắt buộc)`;

export interface LiveChecks {
  /** What the value cell of `indicator` comes to. */
  helper(indicator: Indicator): string;
  /** Formula of a computed ratio's value cell. */
  ratio(indicator: Indicator): string;
  /** Verdict on a row of one indicator, or on all cells of a table's row. */
  row(indicators: readonly Indicator[]): string;
}

/** Prepares the formulas of one form. */
export function liveChecks(
  form: Form,
  layout: Layout,
  lists: ChoiceLists,
  overrides: Readonly<Record<string, number>> = {},
): LiveChecks {
  const constants = constantsOf(form, overrides);
  const scopes = new Map(layout.sheets.map(({ name }) => [name, cellScope(form, layout, name, constants)]));
  const scopeOf = (indicator: Indicator) => scopes.get(layout.placeOf(indicator.key).sheet) as CellScope;
  const rulesAt = new Map<string, Rule[]>();
  for (const rule of form.rules) {
    const [home] = rule.blame;
    if (home !== undefined && rule.off === undefined) rulesAt.set(home, [...(rulesAt.get(home) ?? []), rule]);
  }

  function verdicts(indicator: Indicator, prefix: string): readonly Verdict[] {
    const scope = scopeOf(indicator);
    const rules = [...(rulesAt.get(indicator.code) ?? [])].sort((left, right) =>
      left.severity === right.severity ? 0 : left.severity === 'error' ? -1 : 1,
    );
    return [
      ...cellVerdicts(indicator, layout, prefix),
      ...ratioVerdicts(indicator, scope, layout),
      ...rules.flatMap((rule) => ruleVerdict(rule, scope)),
    ];
  }

  return {
    helper: (indicator) => helperFormula(indicator, layout, lists, scopeOf(indicator)),
    ratio: (indicator) => ratioFormula(indicator, scopeOf(indicator)),
    row(indicators) {
      const inTable = indicators.length > 1 || indicators[0]?.place !== undefined;
      const found = indicators.flatMap((indicator) =>
        verdicts(indicator, inTable ? `${columnLabel(form, indicator)}: ` : ''),
      );
      return chain(found, presence(indicators, layout));
    },
  };
}

/** A condition and what the check cell then says. */
interface Verdict {
  readonly when: string;
  /** A formula that gives the text. */
  readonly says: string;
}

/** Excel takes formulas of at most 8,192 characters. */
const LONGEST_FORMULA = 8000;

/** The first verdict that holds, or `otherwise`. One that would make the formula too long is left to the server. */
function chain(verdicts: readonly Verdict[], otherwise: string): string {
  return verdicts.reduceRight((rest, { when, says }) => {
    const formula = `IF(${when},${says},${rest})`;
    return formula.length > LONGEST_FORMULA ? rest : formula;
  }, otherwise);
}

const columnLabel = (form: Form, { place }: Indicator): string =>
  form.tables.find((table) => table.code === place?.table)?.columns.find((column) => column.code === place?.column)
    ?.label ?? '';

/** Inputs as formulas on sheet `home` see them: without the sheet's name on their own sheet, which keeps formulas short. */
function cellScope(form: Form, layout: Layout, home: string, constants: Readonly<Record<string, number>>): CellScope {
  const at = (sheet: string, range: string): string => (sheet === home ? range : sheetReference(sheet, range));
  const helperOf = (indicator: Indicator): string => {
    const { sheet, row, helperColumn } = layout.placeOf(indicator.key);
    return at(sheet, `$${columnName(helperColumn)}$${row}`);
  };
  const known = (code: string): Indicator => {
    const indicator = form.byCode.get(code);
    if (!indicator) throw new Error(`no indicator ${code}`);
    return indicator;
  };
  return {
    helper: (code) => helperOf(known(code)),
    holds: (code) => {
      if (form.tables.some((table) => table.code === code)) return 'table';
      const { type } = known(code);
      if (type === 'document') return 'opaque';
      return isNumeric(type) || type === 'date' ? 'number' : 'text';
    },
    rows: (code) => filledRowsFormula(form.tables.find((table) => table.code === code)?.rows ?? [], layout, at),
    constant: (name) => constants[name] ?? Number.NaN,
  };
}

/** Counts the rows of a table in which any helper holds something; a table's rows stand below each other. */
function filledRowsFormula(rows: Table['rows'], layout: Layout, at: (sheet: string, range: string) => string): string {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return '0';
  const filled = first.cells.map((top, index) => {
    const { sheet, row, helperColumn } = layout.placeOf(top.key);
    const end = layout.placeOf((last.cells[index] as Indicator).key).row;
    const column = columnName(helperColumn);
    return `(${at(sheet, `$${column}$${row}:$${column}$${end}`)}<>"")`;
  });
  return `SUMPRODUCT(--((${filled.join('+')})>0))`;
}

/** Addresses of an indicator's cells in its own row: value, kind of empty (none in tables), helper. */
function own(
  indicator: Indicator,
  layout: Layout,
): { readonly value: string; readonly kind?: string; readonly helper: string } {
  const { row, column, helperColumn } = layout.placeOf(indicator.key);
  const kind = indicator.place ? {} : { kind: `$${cellAddress(row, column + 1)}` };
  return { value: `$${cellAddress(row, column)}`, ...kind, helper: `$${cellAddress(row, helperColumn)}` };
}

function helperFormula(indicator: Indicator, layout: Layout, lists: ChoiceLists, scope: CellScope): string {
  const { value, kind } = own(indicator, layout);
  if (indicator.type === 'ratio') return computedRatio(indicator, scope);
  const content = `IF(${value}="","",${contentFormula(indicator, value, lists)})`;
  const nil = indicator.mayBeNil ? '0' : `"${UNREADABLE}"`;
  const notApplicable = indicator.mayBeNotApplicable ? `"${NOT_APPLICABLE}"` : `"${UNREADABLE}"`;
  if (kind === undefined)
    return `IF(${value}="${NIL}",${nil},IF(${value}="${NOT_APPLICABLE_TEXT}",${notApplicable},${content}))`;
  const alone = (answer: string, allowZero: string) => `IF(OR(${value}=""${allowZero}),${answer},"${UNREADABLE}")`;
  const zero = isNumeric(indicator.type) ? `,${value}=0` : '';
  return `IF(${kind}="${NIL}",${alone(nil, zero)},IF(${kind}="${NOT_APPLICABLE_TEXT}",${alone(notApplicable, '')},${content}))`;
}

/** What a filled cell comes to. */
function contentFormula(indicator: Indicator, value: string, lists: ChoiceLists): string {
  const sound = (test: string) => `IF(${test},${value},"${UNREADABLE}")`;
  switch (indicator.type) {
    case 'count':
    case 'amount':
    case 'share':
      return `IF(ISNUMBER(${value}),${sound(numberTests(indicator, value))},"${UNREADABLE}")`;
    case 'date':
      return sound(`ISNUMBER(${value})`);
    case 'choice':
    case 'yesno': {
      const { options, codes } = lists.of(indicator);
      const byCode = `IFERROR(INDEX(${codes},MATCH(${value}&"",${codes},0)),"${UNREADABLE}")`;
      return `IFERROR(INDEX(${codes},MATCH(${value},${options},0)),${byCode})`;
    }
    case 'mark':
      return `IF(OR(${value}="x",${value}="✓",${value}="v"),"x","${UNREADABLE}")`;
    default:
      return value;
  }
}

function numberTests({ type, min, max }: Indicator, value: string): string {
  const tests = [
    ...(type === 'count' ? [`${value}=INT(${value})`] : []),
    ...(min === undefined ? [] : [`${value}>=${min}`]),
    ...(max === undefined ? [] : [`${value}<=${max}`]),
  ];
  return tests.length > 0 ? `AND(${tests.join(',')})` : 'TRUE';
}

const ERRORS: Readonly<Partial<Record<Indicator['type'], string>>> = {
  count: 'Cần một số nguyên không âm, gõ bằng số',
  amount: 'Cần một số, gõ bằng số',
  share: 'Cần một số từ 0 đến 100',
  choice: 'Hãy chọn một mục trong danh sách',
  yesno: 'Hãy chọn Có hoặc Không',
  date: 'Cần một ngày, ví dụ 03/7/2025',
  mark: 'Hãy đánh dấu x hoặc để trống',
};

function cellVerdicts(indicator: Indicator, layout: Layout, prefix: string): readonly Verdict[] {
  const { value, kind, helper } = own(indicator, layout);
  const text = (words: string) => quoted(`${MARK.error} ${prefix}${words}`);
  const unread = (words: string): Verdict => ({ when: `${helper}="${UNREADABLE}"`, says: text(words) });
  const conflict: Verdict[] = kind
    ? [
        {
          when: `AND(${helper}="${UNREADABLE}",${kind}<>"")`,
          says: text('Vừa có số liệu vừa chọn ở ô bên cạnh, hoặc lựa chọn không dùng được ở dòng này'),
        },
      ]
    : [];
  if (indicator.type === 'ratio') {
    const stated = indicator.ratio?.stated
      ? [{ when: `AND(${value}<>"",NOT(ISNUMBER(${value})))`, says: text('Cần một số, gõ bằng số') }]
      : [];
    return stated;
  }
  const words = ERRORS[indicator.type];
  return words ? [...conflict, unread(words)] : conflict;
}

/** Both terms as formulas. Ratio terms are plain arithmetic over figures, so the sheet can always compute them. */
function terms(indicator: Indicator, scope: CellScope) {
  const numerator = indicator.ratio && toFormula(indicator.ratio.numerator, scope);
  const denominator = indicator.ratio && toFormula(indicator.ratio.denominator, scope);
  if (!numerator || !denominator) throw new Error(`ratio ${indicator.code} has terms that a sheet cannot compute`);
  return {
    numerator: numerator.value,
    denominator: denominator.value,
    known: `AND(${numerator.known},${denominator.known})`,
  };
}

/** The percentage, "na" where there are no cases, "" where a term is missing. */
function computedRatio(indicator: Indicator, scope: CellScope): string {
  const { numerator, denominator, known } = terms(indicator, scope);
  return `IF(${known},IF(${denominator}=0,"${NOT_APPLICABLE}",${numerator}/IF(${denominator}=0,1,${denominator})*100),"")`;
}

/** What the value cell of a computed ratio shows: the percentage, a dash for "no cases". */
function ratioFormula(indicator: Indicator, scope: CellScope): string {
  const { numerator, denominator, known } = terms(indicator, scope);
  return `IF(${known},IF(${denominator}=0,"–",ROUND(${numerator}/IF(${denominator}=0,1,${denominator})*100,${indicator.ratio?.decimals ?? 2})),"")`;
}

function ratioVerdicts(indicator: Indicator, scope: CellScope, layout: Layout): readonly Verdict[] {
  if (!indicator.ratio) return [];
  const { numerator, denominator, known } = terms(indicator, scope);
  const { value, helper } = own(indicator, layout);
  const error = (words: string) => quoted(`${MARK.error} ${words}`);
  const isAbove = {
    when: `AND(${known},${numerator}>${denominator})`,
    says: error('Tử số lớn hơn mẫu số. Hãy kiểm tra lại hai số liệu này.'),
  };
  const above: readonly Verdict[] = isShareOfWhole(indicator) ? [isAbove] : [];
  if (!indicator.ratio.stated) return above;
  const blank = [...references(indicator.ratio.numerator), ...references(indicator.ratio.denominator)].map(
    (code) => `${scope.helper(code)}=""`,
  );
  const most = indicator.ratio.decimals;
  const typed = `IF(ISNUMBER(${value}),${value},0)`;
  const percent = `IF(ISNUMBER(${helper}),${helper},0)`;
  const decimals = decimalsTyped(typed, most);
  const comparable = `ISNUMBER(${value}),ISNUMBER(${helper})`;
  const computed = `ROUND(${percent},${most})`;
  const differs = `ABS(ROUND(${percent},${decimals})-${typed})>0.000000001`;
  const truncated = `ABS(TRUNC(${percent},${decimals})-${typed})<0.000000001`;
  return [
    ...above,
    {
      when: `AND(ISNUMBER(${value}),OR(${blank.join(',')}))`,
      says: error('Có tỷ lệ nhưng chưa có tử số, mẫu số. Hãy điền đủ.'),
    },
    {
      when: `AND(ISNUMBER(${value}),${helper}="${NOT_APPLICABLE}")`,
      says: error('Mẫu số bằng 0: xoá số ở ô này và chọn "Không phát sinh".'),
    },
    {
      when: `AND(${comparable},${differs},${truncated})`,
      says: `${quoted(`${MARK.warning} Số bị cắt đuôi, làm tròn đúng là `)}&${computed}&" %"`,
    },
    {
      when: `AND(${comparable},${differs})`,
      says: `${quoted(`${MARK.error} Tính từ tử số, mẫu số là `)}&${computed}&" %"`,
    },
  ];
}

/** How many decimals a number shows of itself, at most `most`. */
function decimalsTyped(value: string, most: number): string {
  return Array.from({ length: most }, (_, decimals) => decimals).reduceRight(
    (rest, decimals) => `IF(ABS(${value}-ROUND(${value},${decimals}))<0.000000001,${decimals},${rest})`,
    String(most),
  );
}

/** A rule as the check cell of its first blamed indicator says it; none where only the server can tell. */
function ruleVerdict(rule: Rule, scope: CellScope): readonly Verdict[] {
  const check = toFormula(rule.check, scope, rule.tolerance);
  const when = rule.when ? toFormula(rule.when, scope) : { known: 'TRUE', value: 'TRUE' };
  if (!check || !when) return [];
  const inputs = [...references(rule.check), ...(rule.when ? references(rule.when) : [])].map((code) =>
    scope.helper(code),
  );
  const readable = [...new Set(inputs)].map((helper) => `${helper}<>"${UNREADABLE}"`);
  const applies = [
    ...readable,
    ...(when.value === 'TRUE' ? [] : [when.known, when.value]),
    ...(check.known === 'TRUE' ? [] : [check.known]),
    `NOT(${check.value})`,
  ];
  const mark = rule.severity === 'error' ? MARK.error : MARK.warning;
  return [
    { when: `AND(${applies.join(',')})`, says: quoted(`${mark} ${rule.says}.${rule.fix ? ` ${rule.fix}` : ''}`) },
  ];
}

/** Nothing wrong: blank cells first, then the tick. Free rows and computed cells say nothing while empty. */
function presence(indicators: readonly Indicator[], layout: Layout): string {
  const blank = (indicator: Indicator) =>
    indicator.ratio?.stated ? `${own(indicator, layout).value}=""` : `${own(indicator, layout).helper}=""`;
  const required = indicators.filter((indicator) => indicator.presence === 'required');
  const expected = indicators.filter(
    (indicator) => indicator.presence === 'expected' && !(indicator.type === 'ratio' && !indicator.ratio?.stated),
  );
  const verdicts: Verdict[] = [
    ...(required.length > 0 ? [{ when: anyOf(required.map(blank)), says: quoted(REQUIRED_BLANK) }] : []),
    ...(expected.length > 0 ? [{ when: anyOf(expected.map(blank)), says: quoted(`${MARK.blank} Chưa điền`) }] : []),
    { when: allOf(indicators.map(blank)), says: '""' },
  ];
  return chain(verdicts, quoted(MARK.good));
}

const anyOf = (tests: readonly string[]): string =>
  tests.length === 1 ? (tests[0] as string) : `OR(${tests.join(',')})`;
const allOf = (tests: readonly string[]): string =>
  tests.length === 1 ? (tests[0] as string) : `AND(${tests.join(',')})`;
