/** Rows below an indicator of the province table: its choices, or its groups that must not be added up together. */
import type { Counted, LikeGroup } from '../aggregate/province-figures.ts';
import { quoted } from '../expression/to-formula.ts';
import type { Form } from '../form/form.ts';
import type { CellModel, RowModel } from '../workbook/workbook-model.ts';
import { count, EMPTY, NO_CASES_MARK, text } from './cells.ts';
import {
  countFormula,
  type FormulaPlace,
  formatOf,
  type MatrixColumn,
  onMatrix,
  ratioFormula,
  shownChoice,
  sumFormula,
} from './matrix-columns.ts';
import { named } from './wording.ts';

interface GroupTools {
  readonly form: Form;
  readonly columnOf: ReadonlyMap<string, MatrixColumn>;
  /** Columns of the table. */
  readonly width: number;
}

/** One row per group that counted the same thing. */
export function likeRows(
  groups: readonly LikeGroup[],
  column: MatrixColumn,
  { form, columnOf, width }: GroupTools,
): RowModel[] {
  const { indicator } = column;
  const rest = Array.from({ length: width - 7 }, () => EMPTY);
  return groups.map(({ choices, communes, result }) => {
    const where = choices.map(({ code, label }) => {
      const deciding = columnOf.get(form.byCode.get(code)?.key ?? '');
      return deciding && label !== undefined ? ([deciding.range, exactly(label)] as const) : undefined;
    });
    const known = where.filter((condition) => condition !== undefined);
    const formula = known.length === where.length ? groupFormula(column, { at: onMatrix, where: known }) : undefined;
    const value =
      result.kind === 'ratio' ? (result.fraction ?? NO_CASES_MARK) : result.kind === 'total' ? result.sum : '';
    const name = choices.map(({ code, label }) => label ?? `chưa rõ ở ${code}`).join('; ');
    const total: CellModel = {
      value: value ?? '',
      formula,
      style: 'heading',
      align: 'right',
      format: formatOf(indicator),
    };
    return {
      cells: [
        EMPTY,
        text(`– ${name}`),
        text(indicator.unit, 'centre'),
        total,
        EMPTY,
        EMPTY,
        count(communes.length),
        ...rest,
      ],
    };
  });
}

/** A criterion that takes no character of `label` for a wildcard or an operator. */
const exactly = (label: string): string => quoted(`=${label.replace(/[~*?]/g, '~$&')}`);

function groupFormula(column: MatrixColumn, place: FormulaPlace): string | undefined {
  if (column.indicator.type !== 'ratio') return sumFormula(column, place);
  return column.ratio && ratioFormula(column, place);
}

/** One row per code of the list; those that answered "Không", and those that are few, are named. */
export function choiceRows(counted: readonly Counted[], column: MatrixColumn, width: number): RowModel[] {
  const { indicator } = column;
  const rest = Array.from({ length: width - 4 }, () => EMPTY);
  return counted.map(({ code, label, communes }) => {
    const isNamed = communes.length > 0 && (indicator.type === 'yesno' ? code === 'khong' : communes.length <= 3);
    const name = isNamed ? `– ${label}: ${named(communes, 12)}` : `– ${label}`;
    const formula = countFormula(column, shownChoice(indicator, code, label), { at: onMatrix });
    return { cells: [EMPTY, text(name), text('đơn vị', 'centre'), { ...count(communes.length), formula }, ...rest] };
  });
}
