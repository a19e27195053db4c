/** Letters and the round's report through the real doors: who is written to, what comes back, and who may ask. */

import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '../../functions/entry/http/paths.ts';
import { AL_BA, BINH_DUONG, dayFromToday, returnOf, theRoster, theRound } from '../support/a-running-round.ts';
import { type RunningService, runService, type SignedIn } from '../support/running-service.ts';

const { api } = paths;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const WHO = 'Nguyễn Văn A';
const SOON = { ...theRound, id: 'dot-sap-het-han', deadline: dayFromToday(3) };
const [MISSING] = theRoster(1)
  .slice(-1)
  .map(({ code }) => code) as [string];

let running: RunningService;
let officer: SignedIn;
beforeAll(async () => {
  running = await runService({ moreCommunes: null });
  officer = await running.signIn('officer');
  const { rounds, receive } = running.service.register;
  await rounds.create(SOON, WHO);
  await rounds.setRoster(SOON.id, theRoster(1), WHO);
  await rounds.step(SOON.id, 'open', WHO);
  const send = async (commune: string, values: Readonly<Record<string, string>>) =>
    receive({
      round: SOON.id,
      commune,
      who: commune,
      file: 'phieu.xlsx',
      channel: 'web',
      bytes: await returnOf(commune, values, SOON),
    });
  await send(BINH_DUONG, {});
  await send(AL_BA, { '3.2': 'khoảng 600' });
});
afterAll(() => running.stop());

const ask = (path: string, token = officer.token) =>
  running.fetch(path, { headers: { authorization: `Bearer ${token}` } });

/** The text of a Word file, a paragraph a line. */
function textOf(docx: Uint8Array): string {
  const xml = new PizZip(docx).file('word/document.xml')?.asText() ?? '';
  return xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ');
}

async function document(path: string): Promise<string> {
  const response = await ask(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(DOCX);
  return textOf(new Uint8Array(await response.arrayBuffer()));
}

describe('công văn', () => {
  test('gửi đơn vị chưa gửi phiếu, còn 3 ngày', async () => {
    const text = await document(api.letter(SOON.id, MISSING));
    expect(text).toContain('Kính gửi: Ủy ban nhân dân xã Thử 1.');
    expect(text).toContain('UBND xã Thử 1 chưa gửi phiếu tự đánh giá; thời hạn còn 03 ngày.');
    expect(text).not.toMatch(/chưa có:|[{}]|\/p\//);
  });

  test('gửi đơn vị có lỗi: nêu lỗi và ô của bản mới nhất', async () => {
    const text = await document(api.letter(SOON.id, AL_BA));
    expect(text).toMatch(/UBND xã Al Bá \(bản thứ 1, gửi ngày [\d/]+\) còn \d+ lỗi phải sửa/);
    expect(text).toMatch(/- Ô “3\.2 .*” ghi “khoảng 600”, không phải là số \(ô E\d+, trang “3\. Thủ tục hành chính”\)/);
  });

  test('mọi công văn trong một tệp zip; đơn vị đã xong không có', async () => {
    const response = await ask(api.letters(SOON.id));
    expect(response.headers.get('content-type')).toBe('application/zip');
    const zip = new PizZip(await response.arrayBuffer());
    const names = Object.keys(zip.files).sort();
    expect(names).toEqual([`${AL_BA}-xa-al-ba-don-doc.docx`, `${MISSING}-xa-thu-1-don-doc.docx`]);
    expect(textOf(zip.files[names[0] as string]?.asUint8Array() as Uint8Array)).toContain('Ủy ban nhân dân xã Al Bá');
  });

  test('một công văn kèm danh sách', async () => {
    const text = await document(api.lettersList(SOON.id));
    expect(text).toContain('đã có 2/3 đơn vị gửi phiếu tự đánh giá; 02 đơn vị cần gửi hoặc hoàn thiện phiếu');
    expect(text).toMatch(
      /PHỤ LỤC[\s\S]*1\nXã Thử 1\nChưa gửi, sắp đến hạn[\s\S]*2\nXã Al Bá\nĐã gửi, còn lỗi phải sửa/,
    );
  });

  test('đơn vị không có gì phải đôn đốc, đơn vị lạ, đợt lạ: từ chối rõ lý do', async () => {
    const codeOf = async (path: string) => ((await (await ask(path)).json()) as { code: string }).code;
    expect(await codeOf(api.letter(SOON.id, BINH_DUONG))).toBe('NOTHING_TO_REMIND');
    expect(await codeOf(api.letter(SOON.id, '00001'))).toBe('COMMUNE_UNKNOWN');
    expect(await codeOf(api.lettersList('khong-co'))).toBe('ROUND_UNKNOWN');
  });
});

test('thông báo chung: số liệu kèm độ phủ, đơn vị thiếu và đơn vị có lỗi được nêu tên', async () => {
  const text = await document(api.roundReport(SOON.id));
  expect(text).toContain('có 2/3 đơn vị gửi phiếu tự đánh giá, đạt 66,67%. 01 đơn vị chưa gửi: xã Thử 1.');
  expect(text).toContain('Tổng số hồ sơ tiếp nhận: 1.440 hồ sơ (1/3 đơn vị).');
  expect(text).toMatch(/3\.2\nTổng số hồ sơ tiếp nhận\n1\/3\n–\n–\nxã Al Bá\n/);
  expect(text).not.toMatch(/chưa có:|[{}]/);
});

test('đợt không ghi cơ quan ban hành: trang nói vì sao, API từ chối', async () => {
  const { rounds } = running.service.register;
  const { notice: _notice, ...bare } = { ...SOON, id: 'dot-khong-thong-bao' };
  await rounds.create(bare, WHO);
  await rounds.setRoster(bare.id, theRoster(), WHO);
  await rounds.step(bare.id, 'open', WHO);
  for (const path of [
    api.letters(bare.id),
    api.lettersList(bare.id),
    api.letter(bare.id, AL_BA),
    api.roundReport(bare.id),
  ])
    expect(await (await ask(path)).json()).toMatchObject({ status: 404, code: 'ROUND_WITHOUT_ISSUER' });
  const page = await running.fetch(paths.letters(bare.id), { headers: { cookie: officer.cookie } });
  const html = await page.text();
  expect(html).toContain('chưa ghi cơ quan ban hành');
  expect(html).not.toContain(api.letters(bare.id));
});

describe('trang Văn bản', () => {
  test('nêu đơn vị cần đôn đốc với đường dẫn tải từng văn bản; trang tình hình dẫn tới', async () => {
    const open = async (path: string) => (await running.fetch(path, { headers: { cookie: officer.cookie } })).text();
    const html = await open(paths.letters(SOON.id));
    const { letter, letters, lettersList, roundReport } = api;
    for (const href of [
      letter(SOON.id, AL_BA),
      letter(SOON.id, MISSING),
      letters(SOON.id),
      lettersList(SOON.id),
      roundReport(SOON.id),
    ])
      expect(html).toContain(`href="${href}"`);
    expect(html).not.toContain(`href="${letter(SOON.id, BINH_DUONG)}"`);
    expect(await open(paths.round(SOON.id))).toContain(`href="${paths.letters(SOON.id)}"`);
  });

  test('chỉ cán bộ của tỉnh: đường dẫn của đơn vị hay không đăng nhập đều bị từ chối', async () => {
    const { access } = running.service.register;
    const commune = await access.issue({ kind: 'commune', round: SOON.id, commune: AL_BA });
    for (const path of [
      api.letter(SOON.id, AL_BA),
      api.letters(SOON.id),
      api.lettersList(SOON.id),
      api.roundReport(SOON.id),
    ]) {
      expect((await ask(path, commune)).status).toBe(403);
      expect((await running.fetch(path)).status).toBe(401);
    }
  });
});
