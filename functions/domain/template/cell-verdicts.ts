/** What a check cell says of single cells: contents that are no answer, and blanks. */
import { UNREADABLE } from '../expression/to-formula.ts';
import { type Indicator, isInput, isNumeric, type UnitType } from '../form/form.ts';
import type { Layout } from '../form/layout.ts';
import { NIL, NOT_APPLICABLE_TEXT } from '../submission/read-cell.ts';
import { formatNumber } from '../text/vietnamese.ts';
import { ownCells } from './cell-scope.ts';
import { allOf, anyOf, MARK, REQUIRED_BLANK, type Verdict, verdict } from './verdicts.ts';

const ERRORS: Readonly<Partial<Record<Indicator['type'], string>>> = {
  choice: 'Hãy chọn một mục trong danh sách',
  yesno: 'Hãy chọn Có hoặc Không',
  date: 'Cần một ngày, ví dụ 03/7/2025',
  mark: 'Hãy đánh dấu x hoặc để trống',
};

/** What to type instead of something that is no answer. */
function errorWords(indicator: Indicator): string {
  if (!isNumeric(indicator.type)) return ERRORS[indicator.type] ?? 'Lựa chọn này không dùng được ở ô này';
  const how = indicator.unit === '%' ? ', không kèm dấu %' : ', gõ bằng số';
  return `Cần một số${indicator.type === 'count' ? ' nguyên' : ''}${rangeWords(indicator)}${how}`;
}

function rangeWords({ min, max }: Indicator): string {
  if (min !== undefined && max !== undefined) return ` từ ${formatNumber(min)} đến ${formatNumber(max)}`;
  if (max !== undefined) return ` không quá ${formatNumber(max)}`;
  if (min === undefined) return '';
  return min === 0 ? ' không âm' : ` không nhỏ hơn ${formatNumber(min)}`;
}

/** What can be wrong with one cell, whatever stands in the others. */
export function cellVerdicts(indicator: Indicator, layout: Layout, prefix: string): readonly Verdict[] {
  const { value, kind, helper } = ownCells(indicator, layout);
  const wrong = (when: string, words: string) => verdict('error', when, `${MARK.error} ${prefix}${words}`);
  const unread = `${helper}="${UNREADABLE}"`;
  const words = errorWords(indicator);
  const unfit = isNumeric(indicator.type)
    ? [
        wrong(`AND(${unread},NOT(${isNumberAsText(value)}))`, words),
        verdict('warning', unread, `${MARK.warning} ${prefix}Số đang ở dạng chữ. Hãy gõ lại bằng số`),
      ]
    : [wrong(unread, words)];
  if (kind === undefined) return unfit;
  const unknownKind = `AND(${kind}<>"",${kind}<>"${NIL}",${kind}<>"${NOT_APPLICABLE_TEXT}")`;
  return [
    wrong(unknownKind, `Ô bên cạnh chỉ nhận "${NIL}", "${NOT_APPLICABLE_TEXT}" hoặc để trống`),
    wrong(
      `AND(${unread},${kind}<>"")`,
      'Vừa có số liệu vừa chọn ở ô bên cạnh, hoặc lựa chọn không dùng được ở dòng này',
    ),
    ...unfit,
  ];
}

/** "97,09%", "1. 440": the server reads such text; whether the sheet could depends on the machine, so it only asks. */
function isNumberAsText(value: string): string {
  const digits = ['%', ' ', '.', ','].reduce((text, sign) => `SUBSTITUTE(${text},"${sign}","")`, value);
  return `IFERROR(AND(NOT(ISNUMBER(${value})),VALUE(${digits})>=0),FALSE)`;
}

/** What a row says of cells left blank: its guidance too, where it stands alone. Free rows and computed cells say nothing. */
export function blankVerdicts(
  indicators: readonly Indicator[],
  layout: Layout,
  unitType: UnitType | undefined,
): readonly Verdict[] {
  const isBlank = (indicator: Indicator): string => {
    const { value, kind, helper } = ownCells(indicator, layout);
    if (!indicator.ratio?.stated) return `${helper}=""`;
    return kind === undefined ? `${value}=""` : `AND(${value}="",${kind}="")`;
  };
  const blankOf = (presence: Indicator['presence']) =>
    concerned.filter((indicator) => isInput(indicator) && indicator.presence === presence).map(isBlank);
  const concerned = indicators.filter(({ appliesTo }) => unitType === undefined || appliesTo.includes(unitType));
  const [required, expected] = [blankOf('required'), blankOf('expected')];
  const says = blankTexts(indicators);
  return [
    ...(required.length > 0 ? [verdict('required', anyOf(required), says.required)] : []),
    ...(expected.length > 0 ? [verdict('blank', anyOf(expected), says.expected)] : []),
    verdict('empty', allOf(indicators.map(isBlank)), says.optional),
  ];
}

/** The three ways to say that a row is blank, by how much an answer is wanted. */
export function blankTexts(indicators: readonly Indicator[]) {
  const [only, ...others] = indicators;
  const help = others.length === 0 && only?.place === undefined ? (only?.help ?? '') : '';
  const more = help === '' ? '' : `. ${help}`;
  return {
    required: `${REQUIRED_BLANK}${more}`,
    expected: `${MARK.blank} Chưa điền${more}`,
    optional: help,
  };
}
