/** The lines of a table as they can be read: code, label, and which rows of the sheet belong to one line. */

import { plainCode } from './printed-rows.ts';
import { lineOf } from './sheet-view.ts';
import type { Region } from './table-regions.ts';

export interface SheetLine {
  readonly row: number;
  /** "" where none is printed, as below "Trong đó". */
  readonly code: string;
  /** As typed, without the code that stands before it in the same cell. */
  readonly label: string;
}

/** The filled lines of a table; title rows and rows of values alone have no label. */
export function linesIn(region: Region, rows: Iterable<number>): readonly SheetLine[] {
  return [...rows].filter((row) => row >= region.first && row <= region.last).map((row) => lineAt(region, row));
}

function lineAt({ view, columns }: Region, row: number): SheetLine {
  const text = (column: number | undefined) => (column === undefined ? '' : lineOf(view.cell(row, column)?.value));
  const label = withoutLead(text(columns.get('label')).slice(0, LONGEST_LABEL));
  const code = codeOf(text(columns.get('code')));
  if (code !== '') return { row, code, label };
  const [, led = '', rest = ''] = LED.exec(label) ?? [];
  return led === '' ? { row, code, label } : { row, code: plainCode(led), label: withoutLead(rest) };
}

/** No label of a form is as long. */
const LONGEST_LABEL = 500;

const LED = /^(\d+(?:\.\d+)+(?:\.\p{L})?|\d+\.|[IVX]+\.)[.)]?\s+(.+)$/u;

/** "Trong đó", whole or in pieces, and bullets are no codes. */
function codeOf(text: string): string {
  const code = plainCode(text);
  return /^(?:trongđó|trong|đó|[-+*•–])$/.test(code) ? '' : code;
}

const withoutLead = (label: string): string => label.replace(/^(?:trong đó\s*:?\s+)?[-+*•–]?\s*/iu, '');

/** A label may go on in the rows below it, which have no code of their own. */
export function spans(lines: readonly SheetLine[], index: number, most = 4): readonly (readonly SheetLine[])[] {
  const first = lines[index];
  if (!first) return [];
  const found: SheetLine[][] = [[first]];
  for (let next = index + 1; next < lines.length && found.length < most; next += 1) {
    const line = lines[next] as SheetLine;
    const before = found.at(-1) as SheetLine[];
    if (line.code !== '' || line.label === '' || line.row !== (before.at(-1)?.row ?? 0) + 1) break;
    found.push([...before, line]);
  }
  return found;
}

/** The label of a line and of the rows that continue it. */
export function labelOf(span: readonly SheetLine[]): string {
  return span.map(({ label }) => label).join(' ');
}
