/** What an annotated return shows at a cell: its worst finding and all that is said about it. */
import { type Finding, isOpenWarning } from '../submission/findings.ts';

export interface CellMark {
  readonly severity: 'error' | 'warning';
  readonly note: string;
  /** The sentence of the worst finding. */
  readonly says: string;
}

/** Marks by `sheet!address`. */
export type CellMarks = ReadonlyMap<string, CellMark>;

export const markKey = (sheet: string, address: string): string => `${sheet}!${address}`;

/** Gathers the findings of each cell. Notes mark nothing: they concern the workbook; nor does what was explained. */
export function cellMarks(findings: readonly Finding[]): CellMarks {
  const marks = new Map<string, CellMark>();
  for (const found of findings) {
    if (found.severity !== 'error' && !isOpenWarning(found)) continue;
    const severity = found.severity === 'error' ? 'error' : 'warning';
    for (const { sheet, address } of found.cells) {
      const key = markKey(sheet, address);
      marks.set(key, joined(marks.get(key), { severity, note: noteOf(found), says: found.sentence }));
    }
  }
  return marks;
}

const noteOf = ({ severity, sentence, proposed }: Finding): string =>
  `${severity === 'error' ? 'LỖI' : 'CẢNH BÁO'}: ${sentence}${proposed ? ` Đề nghị ghi: ${proposed}.` : ''}`;

function joined(before: CellMark | undefined, mark: CellMark): CellMark {
  if (!before) return mark;
  const note = `${before.note}\n${mark.note}`;
  return before.severity === 'error' || mark.severity === 'warning' ? { ...before, note } : { ...mark, note };
}
