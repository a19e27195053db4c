/** Where the parts of a form stand in its file, so that a fault names the line of its row and not of its section. */

import type { Form, FormRow, Indicator } from './form.ts';
import type { FormFault } from './form-fault.ts';

type Path = FormFault['path'];

/** A name and where it is given. */
export interface NamedPlace {
  readonly name: string;
  readonly path: Path;
}

/** Path of an indicator's row; of the whole table for a table's cell. */
export function rowPath(indicator: Indicator, form: Form): Path {
  const holds = (row: FormRow): boolean =>
    row.kind === 'indicator'
      ? row.indicator === indicator
      : row.kind === 'table' && row.table.code === indicator.place?.table;
  return rowsOf(form).find(({ row }) => holds(row))?.path ?? ['sections'];
}

/** Every printed code: sections, headings, indicators, tables and their cells. */
export function printedCodes(form: Form): readonly NamedPlace[] {
  const sections = form.sections.map(({ code }, index) => ({ name: code, path: ['sections', index, 'code'] }));
  return [...sections, ...rowsOf(form).flatMap(({ row, path }) => codesOf(row).map((name) => ({ name, path })))];
}

function rowsOf(form: Form): readonly { readonly row: FormRow; readonly path: Path }[] {
  return form.sections.flatMap((section, index) =>
    section.rows.map((row, n) => ({ row, path: ['sections', index, 'rows', n] })),
  );
}

function codesOf(row: FormRow): readonly string[] {
  if (row.kind === 'heading') return [row.heading.code];
  if (row.kind === 'indicator') return [row.indicator.code];
  return [row.table.code, ...row.table.rows.flatMap(({ cells }) => cells.map(({ code }) => code))];
}
