/** What a commune takes away knows the round before and its own earlier versions. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderFiles } from '../../functions/adapters/folder-files/folder-files.ts';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { FINDINGS_SHEET } from '../../functions/domain/form/layout.ts';
import type { WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import type { Documents } from '../../functions/ports/documents.ts';
import { openWorks } from '../../functions/service/works.ts';
import { checkReturn } from '../../functions/use-cases/check-return.ts';
import { manageRound } from '../../functions/use-cases/register/manage-round.ts';
import { receiveSubmission } from '../../functions/use-cases/register/receive-submission.ts';
import { reviewSubmission } from '../../functions/use-cases/register/review-submission.ts';
import { takeAway } from '../../functions/use-cases/register/take-away.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { AL_BA, BINH_DUONG, returnOf, theRoster, theRound } from '../support/a-running-round.ts';

const WHO = 'Nguyễn Văn A';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const LAST = { ...theRound, id: 'ky-truoc', dataPeriod: { from: '2024-07-01', to: '2025-06-30' } };
const NOW = { ...theRound, id: 'ky-nay', dataPeriod: { from: '2025-07-01', to: '2026-06-30' } };

let folder: string;
let documents: Documents;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'take-away-'));
  documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
});
afterEach(async () => {
  await documents.close();
  rmSync(folder, { recursive: true });
});

async function register() {
  const forms = formFolder(FORMS_FOLDER);
  let ids = 0;
  const needs = {
    documents,
    files: await folderFiles(join(folder, 'files')),
    forms,
    checkReturn: checkReturn({ forms, readWorkbook: readXlsx, sha256 }),
    sha256,
    clock: () => '2025-10-10T02:00:00.000Z',
    newId: () => String(ids++),
    announce: async () => {},
    workshop: openWorks({ formsFolder: FORMS_FOLDER, key: '00' }),
    build: () => Promise.reject(new Error('not asked for')),
  };
  const [rounds, receive, review] = [manageRound(needs), receiveSubmission(needs), reviewSubmission(needs)];
  for (const round of [LAST, NOW]) {
    await rounds.create(round, WHO);
    await rounds.setRoster(round.id, theRoster(), WHO);
    await rounds.step(round.id, 'open', WHO);
  }
  const send = (round: string, commune: string, bytes: Uint8Array) =>
    receive({ round, commune, file: 'phieu.xlsx', bytes, channel: 'web', who: commune });
  return { send, review, take: takeAway(needs) };
}

const textsOn = (workbook: WorkbookData, sheet: string): readonly string[] =>
  workbook.sheets.find(({ name }) => name === sheet)?.cells.map(({ value }) => String(value)) ?? [];
const SHEET = '3. Thủ tục hành chính';
const PREVIOUS = 'Kỳ trước: từ 01/7/2024 đến 30/6/2025';

test('biểu mẫu của đợt này mang số liệu đợt trước của chính đơn vị; đơn vị chưa gửi đợt trước thì không có', async () => {
  const { send, take } = await register();
  await send(LAST.id, BINH_DUONG, await returnOf(BINH_DUONG, {}, LAST));
  const made = async (code: string) => textsOn(await readXlsx((await take.template(NOW.id, code)).bytes), SHEET);
  expect(await made(BINH_DUONG)).toContain(PREVIOUS);
  expect(await made(AL_BA)).not.toContain(PREVIOUS);
  expect(textsOn(await readXlsx((await take.template(LAST.id, BINH_DUONG)).bytes), SHEET)).not.toContain(PREVIOUS);
});

test('tệp có ghi chú: kỳ trước, thay đổi so với bản trước, ý kiến của tỉnh chỉ ở bản bị trả lại', async () => {
  const { send, review, take } = await register();
  await send(LAST.id, BINH_DUONG, await returnOf(BINH_DUONG, {}, LAST));
  await send(NOW.id, BINH_DUONG, await returnOf(BINH_DUONG, {}, NOW));
  await send(NOW.id, BINH_DUONG, await returnOf(BINH_DUONG, { '8.3': '8' }, NOW));
  await review.sendBack({ round: NOW.id, commune: BINH_DUONG, version: 2, who: WHO }, 'Rà soát lại mục 8.3.');
  const annotated = async (version: number) => readXlsx((await take.annotated(NOW.id, BINH_DUONG, version)).bytes);
  const [first, second] = [await annotated(1), await annotated(2)];
  expect(textsOn(second, SHEET)).toContain(PREVIOUS);
  expect(textsOn(second, FINDINGS_SHEET).join('\n')).toMatch(/ý kiến của tỉnh .*: Rà soát lại mục 8\.3\./i);
  expect(textsOn(second, FINDINGS_SHEET).join('\n')).toMatch(/Thay đổi so với bản 1 \(1 ô\)[\s\S]*8\.3 .*→ 8/);
  expect(textsOn(first, FINDINGS_SHEET).join('\n')).not.toMatch(/ý kiến của tỉnh|Thay đổi/i);
});
