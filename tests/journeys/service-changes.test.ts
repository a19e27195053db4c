/** What moved in a round, asked of the running service: as figures, as a workbook, as a page; and links in the summary. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { BINH_DUONG, returnOf, theRound } from '../support/a-running-round.ts';
import { unpack } from '../support/package-xml.ts';
import { type RunningService, runService, type SignedIn } from '../support/running-service.ts';

let running: RunningService;
let officer: SignedIn;
beforeAll(async () => {
  running = await runService({ settings: { PUBLIC_URL: 'https://cchc.example' } });
  officer = await running.signIn('officer');
  const sent = await running.fetch(paths.api.submission(theRound.id, BINH_DUONG), {
    method: 'PUT',
    headers: { authorization: `Bearer ${await running.link(BINH_DUONG)}` },
    body: (await returnOf(BINH_DUONG)) as RequestInit['body'],
  });
  expect(sent.status).toBe(201);
}, 60_000);
afterAll(() => running?.stop());

const asked = (path: string) => running.fetch(path, { headers: { cookie: officer.cookie } });

test('số liệu thay đổi: cho máy đọc, bảng tính và trang web', async () => {
  const answer = await asked(paths.api.changes(theRound.id));
  expect(answer.status).toBe(200);
  const changes = (await answer.json()) as { from: string; to: string; kept: readonly string[] };
  expect(changes).toMatchObject({ round: theRound.id, kept: [changes.to] });
  const workbook = await asked(paths.api.changesWorkbook(theRound.id, changes));
  const { sheets } = await readXlsx(new Uint8Array(await workbook.arrayBuffer()));
  expect(sheets.map(({ name }) => name)).toEqual(['Số liệu thay đổi', 'Đơn vị gửi']);
  const page = await asked(paths.changes(theRound.id));
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Số liệu thay đổi thế nào')]);
});

test('chưa có kỳ trước thì trang so sánh nói vậy', async () => {
  const page = await asked(paths.previousRound(theRound.id));
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Chưa có đợt trước')]);
});

test('ai không phải cán bộ thì không xem được', async () => {
  const token = await running.link(BINH_DUONG);
  const headers = { authorization: `Bearer ${token}` };
  const answers = [paths.api.changes(theRound.id), paths.api.changesWorkbook(theRound.id, { from: '', to: '' })];
  for (const path of answers) expect((await running.fetch(path, { headers })).status).toBe(403);
  expect((await running.fetch(paths.api.changes(theRound.id))).status).toBe(401);
});

test('thời điểm viết sai thì bị từ chối', async () => {
  expect((await asked(`${paths.api.changes(theRound.id)}?from=sai`)).status).toBe(400);
});

test('bảng tổng hợp dẫn tới phiếu của đơn vị', async () => {
  const answer = await asked(paths.api.summaryWorkbook(theRound.id));
  const parts = unpack(new Uint8Array(await answer.arrayBuffer()));
  const address = `https://cchc.example${paths.return(theRound.id, BINH_DUONG)}`;
  expect([...parts.values()].filter((xml) => xml.includes(address)).length).toBeGreaterThan(0);
});
