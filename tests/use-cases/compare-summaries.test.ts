/** Summaries of a round beside each other, and a round beside the one before, over the real stores. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderFiles } from '../../functions/adapters/folder-files/folder-files.ts';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { foremostSentences, sentSentence } from '../../functions/domain/comparison/change-words.ts';
import { movedWorkbook } from '../../functions/domain/summary/moved-sheet.ts';
import type { WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import type { Documents } from '../../functions/ports/documents.ts';
import { checkReturn } from '../../functions/use-cases/check-return.ts';
import { buildSummary, type SummaryFigures } from '../../functions/use-cases/register/build-summary.ts';
import { summaryChanges } from '../../functions/use-cases/register/compare-summaries.ts';
import { manageRound } from '../../functions/use-cases/register/manage-round.ts';
import { places } from '../../functions/use-cases/register/places.ts';
import { receiveSubmission } from '../../functions/use-cases/register/receive-submission.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { AL_BA, BINH_DUONG, returnOf, theRoster, theRound } from '../support/a-running-round.ts';

const WHO = 'Nguyễn Văn A';
const forms = formFolder(FORMS_FOLDER);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const ROUND = { ...theRound, dataPeriod: { from: '2025-07-01', to: '2025-10-15' } };
const LAST = { ...theRound, id: 'ky-truoc', dataPeriod: { from: '2024-07-01', to: '2024-10-15' } };

let folder: string;
let documents: Documents;
let now: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changes-'));
  documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
  now = '2025-10-13T01:00:00.000Z';
});
afterEach(async () => {
  await documents.close();
  rmSync(folder, { recursive: true });
});

async function aRegister(rounds = [ROUND]) {
  let ids = 0;
  const needs = {
    documents,
    files: await folderFiles(join(folder, 'files')),
    forms,
    checkReturn: checkReturn({ forms, readWorkbook: readXlsx, sha256 }),
    writeWorkbook: writeXlsx,
    sha256,
    clock: () => now,
    newId: () => String(ids++).padStart(6, '0'),
    announce: async () => {},
    linkOf: (round: string, code: string) => `https://cchc.example/${round}/${code}`,
  };
  const [manage, receive, build] = [manageRound(needs), receiveSubmission(needs), buildSummary(needs)];
  for (const round of rounds) {
    await manage.create(round, WHO);
    await manage.setRoster(round.id, theRoster(1), WHO);
    await manage.step(round.id, 'open', WHO);
  }
  const sendAt = async (at: string, commune: string, values: Readonly<Record<string, string>> = {}, round = ROUND) => {
    now = at;
    const bytes = await returnOf(commune, values, round);
    await receive({ round: round.id, commune, file: `${commune}.xlsx`, bytes, channel: 'web', who: WHO });
  };
  const changes = summaryChanges({ documents, forms, build });
  return { sendAt, build, changes, files: needs.files };
}

test('ai gửi mới, ai gửi lại, số liệu nào đổi và do ô nào', async () => {
  const { sendAt, build, changes } = await aRegister();
  await sendAt('2025-10-13T01:10:00.000Z', BINH_DUONG);
  await build(ROUND.id);
  await sendAt('2025-10-13T05:10:00.000Z', AL_BA);
  await build(ROUND.id);
  await sendAt('2025-10-14T02:30:00.000Z', BINH_DUONG, { '8.3': '8' });
  const { changes: all, form, kept } = await changes(ROUND.id, { from: '2025-10-13T02:00:00Z' });
  expect(kept).toEqual(['2025-10-13T01:10:00.000Z', '2025-10-13T05:10:00.000Z', '2025-10-14T02:30:00.000Z']);
  expect(all.sent).toMatchObject([
    {
      commune: { code: BINH_DUONG },
      kind: 'again',
      before: { version: 1 },
      after: { version: 2, at: '2025-10-14T02:30:00.000Z' },
    },
    { commune: { code: AL_BA }, kind: 'first', after: { version: 1 } },
  ]);
  expect(sentSentence(all)).toBe('Từ 13/10/2025 08:10 đến 14/10/2025 09:30: 1 đơn vị gửi mới, 1 đơn vị gửi lại.');
  for (const { kind, difference, movers, others, key } of all.indicators) {
    if (kind === 'median' || difference === undefined) continue;
    expect([key, others]).toEqual([key, 0]);
    expect(movers.reduce((sum, { by }) => sum + by, 0)).toBeCloseTo(difference, 6);
  }
  const { changes: last } = await changes(ROUND.id, { from: '2025-10-13T05:30:00Z' });
  expect(last.indicators.map(({ code }) => code)).toEqual(['8.3']);
  expect(last.indicators[0]?.movers).toMatchObject([
    { commune: { code: BINH_DUONG }, after: 8, cells: [{ address: expect.stringMatching(/^E\d+$/) }] },
  ]);
  expect(foremostSentences(last, form)).toEqual([
    expect.stringMatching(/^8\.3 .+: [+−]\d+ \(xã Bình Dương [+−]\d+\), nay là [\d.]+\.$/),
  ]);
  const workbook = await readXlsx(await writeXlsx(movedWorkbook({ changes: all, form, title: ROUND.title })));
  expect(workbook.sheets.map(({ name }) => name)).toEqual(['Số liệu thay đổi', 'Đơn vị gửi']);
});

test('lần lập gần nhất của mỗi giờ được giữ; không nói từ lúc nào thì là một ngày trước', async () => {
  const { sendAt, build, changes } = await aRegister();
  await build(ROUND.id);
  await sendAt('2025-10-13T01:20:00.000Z', BINH_DUONG);
  await build(ROUND.id);
  now = '2025-10-14T00:00:00.000Z';
  await sendAt('2025-10-14T02:00:00.000Z', AL_BA);
  const { changes: found } = await changes(ROUND.id);
  expect([found.from, found.to]).toEqual(['2025-10-13T01:20:00.000Z', '2025-10-14T02:00:00.000Z']);
  expect(await documents.list(places.summaryHistory(ROUND.id))).toHaveLength(2);
});

const REFUSED = [
  { name: 'không phải thời điểm', span: { from: 'hôm qua' } },
  { name: 'ngược thứ tự', span: { from: '2025-10-14T00:00:00Z', to: '2025-10-13T00:00:00Z' } },
];

test.each(REFUSED)('từ chối: $name', async ({ span }) => {
  const { changes } = await aRegister();
  await expect(changes(ROUND.id, span)).rejects.toMatchObject({ code: 'REQUEST_MALFORMED' });
});

test('bảng tổng hợp và số liệu cho máy đọc có phần so với kỳ trước', async () => {
  const { sendAt, build, files } = await aRegister([LAST, ROUND]);
  await sendAt('2024-10-10T01:00:00.000Z', BINH_DUONG, { '8.3': '8' }, LAST);
  await sendAt('2024-10-10T02:00:00.000Z', AL_BA, {}, LAST);
  await sendAt('2025-10-13T01:10:00.000Z', BINH_DUONG, { '8.3': '80' });
  const { workbook, figures } = await build(ROUND.id);
  const read = async (name: string) => (await files.get(name)) as Uint8Array;
  const { comparison } = JSON.parse(new TextDecoder().decode(await read(figures))) as SummaryFigures;
  expect(comparison).toMatchObject({
    previous: { id: LAST.id },
    sent: { before: { expected: 3, sent: 2 }, after: { expected: 3, sent: 1 }, both: 1 },
  });
  const ours = comparison?.indicators.find(({ code }) => code === '8.3');
  expect(ours?.common).toMatchObject({
    difference: 72,
    movers: [{ commune: { code: BINH_DUONG }, before: 8, after: 80 }],
  });
  const names = (await readXlsx(await read(workbook))).sheets.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['So với kỳ trước', 'Số liệu kỳ trước']));
  expect(outlierTexts(await readXlsx(await read(workbook)))).toEqual([expect.stringMatching(/^8\.3 .*kỳ trước/)]);
  // The first round has none before it.
  const first = await build(LAST.id);
  expect((await readXlsx(await read(first.workbook))).sheets.map(({ name }) => name)).not.toContain('So với kỳ trước');
});

/** What is said to be far from the commune's own figure of the previous round. */
function outlierTexts({ sheets }: WorkbookData): readonly unknown[] {
  const cells = [...(sheets.find(({ name }) => name === 'Cảnh báo số liệu')?.cells.values() ?? [])];
  const rows = cells.filter(({ value }) => value === 'Khác thường').map(({ row }) => row);
  return cells.filter(({ row, column }) => rows.includes(row) && column === 6).map(({ value }) => value);
}
