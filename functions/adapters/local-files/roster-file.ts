/** A register of communes from a CSV file or a workbook, as an office has it. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { type RosterReading, readRoster } from '../../domain/round/read-roster.ts';
import { formatNumber } from '../../domain/text/vietnamese.ts';
import type { CellValue, WorkbookData } from '../../domain/workbook/workbook-data.ts';
import type { ReadWorkbook } from '../../ports/read-workbook.ts';
import { Problem } from '../../problems.ts';

/** @throws Problem FILE_NOT_FOUND and those of `readRosterBytes`. */
export async function readRosterFile(file: string, readWorkbook: ReadWorkbook): Promise<RosterReading> {
  const bytes = await readFile(file).catch((cause) => {
    throw new Problem('FILE_NOT_FOUND', { file }, { cause });
  });
  return readRosterBytes(bytes, file, readWorkbook);
}

/** @throws Problem ROSTER_EMPTY (no row could be used), FILE_… for a workbook that cannot be read. */
export async function readRosterBytes(
  bytes: Uint8Array,
  file: string,
  readWorkbook: ReadWorkbook,
): Promise<RosterReading> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const reading = readRoster(isZip ? firstSheet(await readWorkbook(bytes)) : csvTable(bytes));
  if (reading.communes.length > 0) return reading;
  throw new Problem('ROSTER_EMPTY', { file, fault: reading.faults[0]?.sentence ?? 'Tệp không có dòng nào.' });
}

function csvTable(bytes: Uint8Array): string[][] {
  const text = new TextDecoder('utf-8').decode(bytes);
  const head = text.slice(0, text.indexOf('\n'));
  const delimiter = [';', '\t', ','].find((sign) => head.includes(sign)) ?? ',';
  return parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
}

function firstSheet({ sheets }: WorkbookData): string[][] {
  const rows = new Map<number, string[]>();
  for (const cell of sheets[0]?.cells ?? []) {
    const row = rows.get(cell.row) ?? [];
    row[cell.column - 1] = textOf(cell.value);
    rows.set(cell.row, row);
  }
  const last = Math.max(0, ...rows.keys());
  return Array.from({ length: last }, (_, index) => Array.from(rows.get(index + 1) ?? [], (text) => text ?? ''));
}

function textOf(value: CellValue | undefined): string {
  if (value === undefined || typeof value === 'object') return '';
  return typeof value === 'number' && !Number.isInteger(value) ? formatNumber(value) : String(value);
}
