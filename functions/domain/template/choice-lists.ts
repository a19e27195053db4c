/** The hidden sheet of drop-down lists: each distinct list of choices once, as the options offered and the codes behind them. */
import type { Form, Indicator } from '../form/form.ts';
import { LISTS_SHEET } from '../form/layout.ts';
import { choiceOption } from '../submission/read-cell.ts';
import { columnName, sheetReference } from '../workbook/workbook-data.ts';
import type { RowModel, SheetModel } from '../workbook/workbook-model.ts';

export interface ChoiceLists {
  /** Ranges of the options offered and of the codes they stand for. */
  of(indicator: Indicator): { readonly options: string; readonly codes: string };
  readonly sheet: SheetModel | undefined;
}

/** Collects the lists of a form. */
export function choiceLists(form: Form): ChoiceLists {
  const lists = new Map<string, { readonly options: readonly string[]; readonly codes: readonly string[] }>();
  for (const indicator of form.indicators.filter((candidate) => candidate.choices.length > 0)) {
    const options = indicator.choices.map((choice) => choiceOption(choice, indicator));
    lists.set(options.join('\n'), { options, codes: indicator.choices.map((choice) => choice.code) });
  }
  const keys = [...lists.keys()];
  const range = (column: number, length: number) =>
    sheetReference(LISTS_SHEET, `$${columnName(column)}$1:$${columnName(column)}$${length}`);

  return {
    of(indicator) {
      const at = keys.indexOf(indicator.choices.map((choice) => choiceOption(choice, indicator)).join('\n'));
      const length = indicator.choices.length;
      return { options: range(at * 2 + 1, length), codes: range(at * 2 + 2, length) };
    },
    sheet: keys.length === 0 ? undefined : listSheet([...lists.values()]),
  };
}

function listSheet(
  lists: readonly { readonly options: readonly string[]; readonly codes: readonly string[] }[],
): SheetModel {
  const columns = lists.flatMap(({ options, codes }) => [options, codes]);
  const longest = Math.max(...columns.map((column) => column.length));
  const rows = Array.from(
    { length: longest },
    (_, row): RowModel => ({
      cells: columns.map((column) => {
        const value = column[row];
        return value === undefined ? undefined : { value };
      }),
    }),
  );
  return { name: LISTS_SHEET, hidden: true, columns: columns.map(() => ({ width: 24 })), rows };
}
