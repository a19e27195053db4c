/** What an annotated return shows at a cell: its worst finding and all that is said about it. */
import { type Finding, type FindingCode, isOpenWarning } from '../submission/findings.ts';

export interface CellMark {
  readonly severity: 'error' | 'warning';
  readonly note: string;
  /** The sentence that the row's check cell begins with: said once, at the first cell; of a blank the form says it itself. */
  readonly says?: string;
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
    for (const [index, { sheet, address }] of found.cells.entries()) {
      const key = markKey(sheet, address);
      const says = index === 0 && !BLANKS.has(found.code) ? { says: found.sentence } : {};
      marks.set(key, joined(marks.get(key), { severity, note: noteOf(found), ...says }));
    }
  }
  return marks;
}

/** Cells that the file sent did not have at all: their finding lists them all, too long for each. */
const ABSENT: ReadonlySet<FindingCode> = new Set<FindingCode>(['VERSION_ASKS_MORE', 'PART_LOST', 'CELL_LOST']);
const BLANKS: ReadonlySet<FindingCode> = new Set<FindingCode>([...ABSENT, 'VALUE_MISSING', 'REQUIRED_MISSING']);

function noteOf({ code, severity, sentence, proposed }: Finding): string {
  const says = ABSENT.has(code) ? 'Tệp đã gửi không có ô này. Hãy điền số liệu vào đây.' : sentence;
  return `${severity === 'error' ? 'LỖI' : 'CẢNH BÁO'}: ${says}${proposed ? ` Đề nghị ghi: ${proposed}.` : ''}`;
}

function joined(before: CellMark | undefined, mark: CellMark): CellMark {
  if (!before) return mark;
  const note = `${before.note}\n${mark.note}`;
  return before.severity === 'error' || mark.severity === 'warning' ? { ...before, note } : { ...mark, note };
}
