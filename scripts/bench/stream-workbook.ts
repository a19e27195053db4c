/** A process that streams one workbook to a file and says what it took: `node stream-workbook.ts TASK`, the task as JSON. */
import { createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { deserialize } from 'node:v8';
import ExcelJS from 'exceljs';
import { readRoundFile } from '../../functions/adapters/local-files/round-file.ts';
import { writeXlsxStreamed } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import { noticeWords } from '../../functions/domain/notice/notice-words.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import type { Round } from '../../functions/domain/round/round.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { sharedParts } from '../../functions/domain/submission/share-parts.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { type CommuneSummary, composeSummary } from '../../functions/domain/summary/compose-summary.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { localTools } from '../../functions/wiring.ts';
import { communeAt } from './made-names.ts';
import { timed } from './timing.ts';

export interface SummaryTask {
  readonly kind: 'summary';
  /** File of checked returns, as v8 serialises them. */
  readonly stored: string;
  readonly roundFile: string;
  readonly size: number;
  readonly out: string;
}

export interface PlainTask {
  readonly kind: 'plain';
  readonly cells: number;
  readonly out: string;
}

export interface Streamed {
  readonly ms: number;
  readonly aggregateMs: number;
  readonly cells: number;
  readonly rows: number;
  readonly bytes: number;
  readonly beforeMiB: number;
  readonly peakMiB: number;
}

const COLUMNS = 12;
/** The zip gets a turn, or all rows would wait for it in memory. */
const ROWS_AT_ONCE = 500;

const task = JSON.parse(process.argv[2] ?? '') as SummaryTask | PlainTask;
const streamed = task.kind === 'summary' ? await streamSummary(task) : await streamPlain(task);
const { size: bytes } = await stat(task.out);
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ...streamed, bytes, peakMiB } satisfies Streamed));

type Written = Omit<Streamed, 'bytes' | 'peakMiB'>;

async function streamSummary({ stored, roundFile, size, out }: SummaryTask): Promise<Written> {
  const round = await readRoundFile(roundFile);
  const form = await localTools().forms.load(round.form, round.version);
  const communes = province(form, round, deserialize(await readFile(stored)) as readonly Submission[], size);
  const roster = communes.map(({ commune }) => commune);
  const constants = constantsOf(form, round.constants);
  const start = performance.now();
  const figures = aggregate(form, communes, { constants, roster });
  const aggregateMs = performance.now() - start;
  const created = new Date().toISOString();
  const compose = () => composeSummary({ form, round, roster, communes, refused: [], figures, created, constants });
  const beforeMiB = process.memoryUsage.rss() / 2 ** 20;
  const ms = await timed(() => writeXlsxStreamed(compose(), createWriteStream(out)));
  return { ms, aggregateMs, beforeMiB, ...countCells(compose()) };
}

/** As a register reads them: parts that are alike are held once. */
function province(form: Form, round: Round, returns: readonly Submission[], size: number): readonly CommuneSummary[] {
  const shared = sharedParts();
  return Array.from({ length: size }, (_, index) => {
    const commune = communeAt(index);
    const one = returns[index % returns.length] as Submission;
    const inForce = shared.submission({ ...one, commune, file: `phieu-${commune.code}.xlsx` });
    const words = round.notice && noticeWords(commune, round.notice);
    const proposed = recommend(form, inForce, { constants: round.constants, words });
    return { commune, returns: { inForce, others: [] }, recommendations: proposed.map(shared.recommendation) };
  });
}

function countCells({ sheets }: WorkbookModel): Pick<Streamed, 'cells' | 'rows'> {
  const counted = { cells: 0, rows: 0 };
  for (const { rows } of sheets)
    for (const { cells } of rows) {
      counted.rows += 1;
      counted.cells += cells.filter((cell) => cell !== undefined).length;
    }
  return counted;
}

async function streamPlain({ cells, out }: PlainTask): Promise<Written> {
  const beforeMiB = process.memoryUsage.rss() / 2 ** 20;
  const rows = Math.ceil(cells / COLUMNS);
  const ms = await timed(async () => {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: out, useSharedStrings: true });
    const sheet = workbook.addWorksheet('Cells');
    for (let row = 0; row < rows; row += 1) {
      const width = Math.min(COLUMNS, cells - row * COLUMNS);
      const values = Array.from({ length: width }, (_, column) => (column % 2 === 0 ? row : `text ${row}`));
      sheet.addRow(values).commit();
      if (row % ROWS_AT_ONCE === 0) await breathe();
    }
    sheet.commit();
    await workbook.commit();
  });
  return { ms, aggregateMs: 0, cells, rows, beforeMiB };
}
