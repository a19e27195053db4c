/** What an annotated return shows at a cell: its worst finding and all that is said about it. */
import type { Finding } from '../submission/findings.ts';

export interface CellMark {
  readonly severity: 'error' | 'warning';
  readonly note: string;
}

/** Marks by `sheet!address`. */
export type CellMarks = ReadonlyMap<string, CellMark>;

export const markKey = (sheet: string, address: string): string => `${sheet}!${address}`;

/** Gathers the findings of each cell. Notes mark nothing: they concern the workbook. */
export function cellMarks(findings: readonly Finding[]): CellMarks {
  const marks = new Map<string, CellMark>();
  for (const found of findings) {
    if (found.severity === 'note') continue;
    const { severity } = found;
    const text = `${severity === 'error' ? 'LỖI' : 'CẢNH BÁO'}: ${found.sentence}${found.proposed ? ` Đề nghị ghi: ${found.proposed}.` : ''}`;
    for (const { sheet, address } of found.cells) {
      const before = marks.get(markKey(sheet, address));
      const note = before ? `${before.note}\n${text}` : text;
      marks.set(markKey(sheet, address), { severity: before?.severity === 'error' ? 'error' : severity, note });
    }
  }
  return marks;
}
