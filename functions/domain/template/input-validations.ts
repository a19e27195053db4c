/** What may be typed into each input cell: spreadsheets refuse or question the rest while it is being typed. */
import { type Indicator, isInput } from '../form/form.ts';
import type { SheetLayout } from '../form/layout.ts';
import { NIL, NOT_APPLICABLE_TEXT } from '../submission/read-cell.ts';
import { cellAddress } from '../workbook/workbook-data.ts';
import type { ValidationModel } from '../workbook/workbook-model.ts';
import type { ChoiceLists } from './choice-lists.ts';

type Rule = ValidationModel['rule'];
interface CellRule {
  readonly address: string;
  readonly rule: Rule;
  readonly text: string;
  readonly strict: boolean;
}

/** Validations of a sheet, cells with the same rule together. */
export function inputValidations(sheet: SheetLayout, lists: ChoiceLists): readonly ValidationModel[] {
  const { columns } = sheet;
  const cells = sheet.lines.flatMap((line): CellRule[] => {
    if (line.kind === 'indicator')
      return [
        ...valueRule(line.indicator, cellAddress(line.row, columns.value), lists),
        ...kindRule(line.indicator, cellAddress(line.row, columns.emptyKind)),
      ];
    if (line.kind !== 'tableRow') return [];
    return line.tableRow.cells.flatMap((cell, offset) =>
      valueRule(cell, cellAddress(line.row, columns.value + offset), lists),
    );
  });
  const groups = Map.groupBy(cells, ({ rule, text, strict }) => JSON.stringify([rule, text, strict]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return [
      {
        cells: group.map(({ address }) => address),
        rule: first.rule,
        strict: first.strict,
        error: { title: 'Chưa đúng', text: first.text },
      },
    ];
  });
}

/** Table cells have no column for the kind of empty, so its words may be typed into them: there a wrong entry is only questioned. */
function valueRule(indicator: Indicator, address: string, lists: ChoiceLists): CellRule[] {
  const rule = isInput(indicator) ? ruleOf(indicator, lists) : undefined;
  return rule ? [{ address, ...rule, strict: indicator.place === undefined }] : [];
}

function ruleOf(indicator: Indicator, lists: ChoiceLists): Pick<CellRule, 'rule' | 'text'> | undefined {
  const { min, max } = indicator;
  switch (indicator.type) {
    case 'count':
      return { rule: { kind: 'whole', min: min ?? 0, max }, text: 'Hãy gõ một số nguyên không âm, không kèm chữ.' };
    case 'amount':
      return { rule: { kind: 'decimal', min, max }, text: 'Hãy gõ một số, không kèm chữ.' };
    case 'share':
    case 'ratio':
      return {
        rule: { kind: 'decimal', min, max },
        text: 'Hãy gõ tỷ lệ phần trăm bằng số, ví dụ 97,09; không gõ dấu %. Dấu thập phân: xem bước 3, trang Hướng dẫn.',
      };
    case 'date':
      return { rule: { kind: 'date' }, text: 'Hãy gõ một ngày theo thứ tự nêu ở bước 4, trang Hướng dẫn.' };
    case 'choice':
    case 'yesno':
      return {
        rule: { kind: 'listFrom', reference: lists.of(indicator).options },
        text: 'Hãy chọn một mục trong danh sách.',
      };
    case 'mark':
      return { rule: { kind: 'list', options: ['x'] }, text: 'Hãy đánh dấu x hoặc để trống.' };
    default:
      return undefined;
  }
}

function kindRule(indicator: Indicator, address: string): CellRule[] {
  const options = [
    ...(indicator.mayBeNil ? [NIL] : []),
    ...(indicator.mayBeNotApplicable ? [NOT_APPLICABLE_TEXT] : []),
  ];
  return options.length === 0
    ? []
    : [{ address, rule: { kind: 'list', options }, text: 'Hãy chọn trong danh sách hoặc để trống.', strict: true }];
}
