import type { WorkbookData } from '../domain/workbook/workbook-data.ts';

/**
 * Reads an untrusted workbook into plain values, within fixed bounds of time and memory.
 *
 * Values only: formulas count by their stored result, links and embedded objects are passed by and named in `passedBy`.
 *
 * @throws Problem FILE_… when the bytes are no workbook that can be read; nothing of it is kept then.
 */
export type ReadWorkbook = (bytes: Uint8Array) => Promise<WorkbookData>;
