/** Rows are taken lazily and no faster than the output takes them; what fails, fails whole. */
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { writeXlsx, writeXlsxStreamed } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import type { RowModel, WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { expectValidWorkbook } from '../support/workbook-validity.ts';
import { aSheet, aWorkbook, ofSheet } from './xlsx-writer.sample.ts';

/** Rows that zip cannot shrink to nothing, counted as they are taken. */
function counted(length: number, columns = 40) {
  const taken = { rows: 0 };
  function* rows(): Generator<RowModel> {
    for (let r = 0; r < length; r++) {
      taken.rows++;
      yield {
        cells: Array.from({ length: columns }, (_, c) => ({
          value: Math.sin(r * columns + c),
          style: 'number' as const,
        })),
      };
    }
  }
  return { taken, rows: rows() };
}

test('streams the same bytes that writing gives', async () => {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  await writeXlsxStreamed(aWorkbook(), out);
  expect(Buffer.compare(Buffer.concat(chunks), await writeXlsx(aWorkbook()))).toBe(0);
});

test('writes several long sheets one after the other', async () => {
  const sheets = ['A', 'B', 'C'].map((name) =>
    aSheet({ name, rows: counted(400).rows, protected: true, filter: 'A1:AN400' }),
  );
  expectValidWorkbook(await writeXlsx(aWorkbook({ sheets, names: [] })));
});

test('waits for an output that takes nothing', async () => {
  const { taken, rows } = counted(20_000);
  const stuck = new Writable({ highWaterMark: 1024, write: () => {} });
  const writing = writeXlsxStreamed(ofSheet({ rows }), stuck);
  let before = -1;
  while (taken.rows !== before) {
    before = taken.rows;
    await wait(500);
  }
  expect(taken.rows).toBeGreaterThan(0);
  expect(taken.rows).toBeLessThan(4000);
  stuck.destroy(new Error('gone'));
  await expect(writing).rejects.toThrow('gone');
});

test('rejects when the output closes early', async () => {
  const out = new PassThrough();
  const writing = writeXlsxStreamed(ofSheet({ rows: counted(5000).rows }), out);
  setTimeout(() => out.destroy(), 20);
  await expect(writing).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
});

test.each<[string, (workbook: WorkbookModel) => Promise<unknown>]>([
  ['in memory', writeXlsx],
  ['streamed', (workbook) => writeXlsxStreamed(workbook, new PassThrough().resume())],
])('rejects with the failure of a row, %s', async (_, write) => {
  function* rows(): Generator<RowModel> {
    yield* counted(100).rows;
    throw new Error('no more communes');
  }
  await expect(write(ofSheet({ rows: rows() }))).rejects.toThrow('no more communes');
});
