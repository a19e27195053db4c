import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { cellAddress } from '../../domain/workbook/workbook-data.ts';
import type { ValidationModel } from '../../domain/workbook/workbook-model.ts';
import { inFormula, typedNumber } from './formulas.ts';
import { onSheet, type Rectangle, rectangleOf, rectanglesByKey } from './grid.ts';

type Condition = sheets_v4.Schema$BooleanCondition;

/** What may be typed where. Cells that touch are one range; a rule that names its own cell is told of the first of them. */
export function validationRequests(
  sheetId: number,
  validations: readonly ValidationModel[],
): readonly sheets_v4.Schema$Request[] {
  return validations.flatMap((validation) =>
    blocksOf(validation.cells).map((block) => ({
      setDataValidation: {
        range: onSheet(sheetId, block),
        rule: {
          condition: conditionOf(validation.rule, cellAddress(block.startRowIndex + 1, block.startColumnIndex + 1)),
          inputMessage: validation.error.text,
          strict: validation.strict,
          showCustomUi: true,
        },
      },
    })),
  );
}

function blocksOf(cells: readonly string[]): readonly Rectangle[] {
  const each = cells.map(rectangleOf).flatMap(cellsIn);
  const inOrder = each.sort((left, right) => left.row - right.row || left.column - right.column);
  return rectanglesByKey(inOrder.map((cell) => ({ ...cell, key: '' }))).get('') ?? [];
}

function cellsIn({ startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }: Rectangle) {
  const rows = Array.from({ length: endRowIndex - startRowIndex }, (_, index) => startRowIndex + index);
  const columns = Array.from({ length: endColumnIndex - startColumnIndex }, (_, index) => startColumnIndex + index);
  return rows.flatMap((row) => columns.map((column) => ({ row, column })));
}

const value = (userEnteredValue: string): sheets_v4.Schema$ConditionValue => ({ userEnteredValue });

function conditionOf(rule: ValidationModel['rule'], cell: string): Condition {
  switch (rule.kind) {
    case 'list':
      return { type: 'ONE_OF_LIST', values: rule.options.map(value) };
    case 'listFrom':
      return { type: 'ONE_OF_RANGE', values: [value(`=${rule.reference}`)] };
    case 'whole':
      return { type: 'CUSTOM_FORMULA', values: [value(wholeNumber(cell, rule))] };
    case 'decimal':
      return between('NUMBER', rule, typedNumber) ?? { type: 'CUSTOM_FORMULA', values: [value(`=ISNUMBER(${cell})`)] };
    case 'date':
      return between('DATE', rule, (day) => `=${inFormula(day)}`) ?? { type: 'DATE_IS_VALID' };
  }
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** Sheets has no condition of its own for whole numbers; the test stands behind the one that it is a number. */
function wholeNumber(cell: string, { min, max }: Bounds): string {
  const tests = [
    `${cell}=INT(${cell})`,
    ...(min === undefined ? [] : [`${cell}>=${inFormula(min)}`]),
    ...(max === undefined ? [] : [`${cell}<=${inFormula(max)}`]),
  ];
  return `=IF(ISNUMBER(${cell});AND(${tests.join(';')});FALSE)`;
}

/** `undefined` without bounds. */
function between(
  what: 'NUMBER' | 'DATE',
  { min, max }: Bounds,
  written: (bound: number) => string,
): Condition | undefined {
  const bounds = [min, max].flatMap((bound) => (bound === undefined ? [] : [value(written(bound))]));
  if (min !== undefined && max !== undefined) return { type: `${what}_BETWEEN`, values: bounds };
  if (min !== undefined)
    return { type: what === 'DATE' ? 'DATE_ON_OR_AFTER' : 'NUMBER_GREATER_THAN_EQ', values: bounds };
  if (max !== undefined) return { type: what === 'DATE' ? 'DATE_ON_OR_BEFORE' : 'NUMBER_LESS_THAN_EQ', values: bounds };
  return undefined;
}
