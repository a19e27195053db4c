/** Making one document of each kind. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Docxtemplater from 'docxtemplater';
import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { composeNotice } from '../../functions/domain/notice/compose-notice.ts';
import { noticeWords } from '../../functions/domain/notice/notice-words.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import type { Round } from '../../functions/domain/round/round.ts';
import { composeAnnotated } from '../../functions/domain/template/compose-annotated.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { FORMS_FOLDER, localTools } from '../../functions/wiring.ts';
import type { BenchTable } from './tables.ts';
import { interleaved } from './timing.ts';

/** Measures the template, the annotated return and the notice of the return in `file`. */
export async function benchPieces(file: string, round: Round, rounds: number): Promise<BenchTable> {
  const tools = localTools();
  const form = await tools.forms.load(round.form, round.version);
  const submission = await tools.checkReturn({ name: 'phieu.xlsx', bytes: await readFile(file) }, { round });
  const template = await tools.noticeTemplate(form.id, form.version);
  const { notice } = round;
  if (!notice) throw new Error('The round of the bench has no texts for notices.');
  const words = noticeWords(submission.commune, notice);
  const recommendations = recommend(form, submission, { constants: round.constants, words });
  const annotated = composeAnnotated({ form, submission, round, created: tools.clock() });
  const cells = countCells(annotated);
  const word = await readFile(join(FORMS_FOLDER, form.id, `v${form.version}`, 'notice.docx'));
  const times = await interleaved(
    {
      plain: () => writePlain(cells),
      template: () => tools.makeTemplate(form, submission.commune, round),
      annotated: () => tools.annotateReturn(form, submission, round),
      trivial: () => renderTrivial(word),
      notice: () => template.render(composeNotice({ form, submission, recommendations, round: { ...round, notice } })),
    },
    { rounds, warmUp: Math.ceil(rounds / 4) },
  );
  const row = (name: string, value: number, baseline: number) => [
    name,
    value.toFixed(1),
    `${(value / baseline).toFixed(2)}×`,
  ];
  return {
    title: `Making one document (median of ${rounds})`,
    head: ['', 'ms', '× baseline'],
    rows: [
      row(`baseline: exceljs writes ${cells} plain cells`, times.plain, times.plain),
      row('blank template', times.template, times.plain),
      row('annotated return', times.annotated, times.plain),
      row('baseline: docxtemplater opens the same Word file, nothing to fill in', times.trivial, times.trivial),
      row('notice', times.notice, times.trivial),
    ],
  };
}

function countCells({ sheets }: WorkbookModel): number {
  const rows = sheets.flatMap((sheet) => [...sheet.rows]);
  return rows.reduce((sum, { cells }) => sum + cells.filter((cell) => cell !== undefined).length, 0);
}

const COLUMNS = 12;

async function writePlain(cells: number): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Cells');
  for (let row = 0; row * COLUMNS < cells; row += 1) {
    sheet.addRow(Array.from({ length: COLUMNS }, (_, column) => (column % 2 === 0 ? row : `text ${row}`)));
  }
  await workbook.xlsx.writeBuffer();
}

/** Delimiters that do not occur: the file is opened, parsed and packed again, and stays as it is. */
function renderTrivial(word: Uint8Array): Uint8Array {
  const document = new Docxtemplater(new PizZip(word), { delimiters: { start: '⟦⟦', end: '⟧⟧' } });
  return document.render({}).getZip().generate({ type: 'uint8array', compression: 'DEFLATE' });
}
