/** Sign-in, quota, faults and exports of the stand-in for Google, asked by Google's own client. */
import { spawnSync } from 'node:child_process';
import { sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import {
  begin,
  clients,
  exported,
  FORM,
  id,
  inDrive,
  NEVER,
  naming,
  pass,
  type Request,
  refusal,
  refusedBody,
  server,
  text,
  time,
  update,
} from '../support/google-server/asking.ts';
import { SCOPE_SHEETS } from '../support/google-server/tokens.ts';
import { recalculate } from '../support/libreoffice.ts';
import { PYTHON, requires } from '../support/requires.ts';

const hasOffice = requires('soffice');
const hasOpenpyxl = requires('openpyxl');

afterEach(() => server.close());

describe('đăng nhập, hạn mức, sự cố', () => {
  beforeEach(async () => {
    await begin();
    await update(...FORM);
  });

  const read = (token?: string) =>
    clients(token).sheets.spreadsheets.get({ spreadsheetId: id, fields: 'spreadsheetId' });

  test('tài khoản dịch vụ đổi JWT lấy mã; chữ ký sai bị từ chối', async () => {
    const { client_email, private_key } = server.account.credentials;
    const form = (assertion: string) =>
      new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
    const ask = async (assertion: string) => {
      const answer = await fetch(`${server.url}/token`, { method: 'POST', body: form(assertion) });
      return [answer.status, await answer.json()] as const;
    };
    const claims = Buffer.from(
      JSON.stringify({
        iss: client_email,
        scope: SCOPE_SHEETS,
        aud: `${server.url}/token`,
        exp: time / 1000 + 60,
      }),
    ).toString('base64url');
    const head = Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url');
    const signature = sign('sha256', Buffer.from(`${head}.${claims}`), private_key ?? '').toString('base64url');
    expect(await ask(`${head}.${claims}.${signature}`)).toMatchObject([
      200,
      { token_type: 'Bearer', scope: SCOPE_SHEETS },
    ]);
    expect(await ask(`${head}.${claims}.${signature.slice(0, -8)}AAAAAAAA`)).toMatchObject([
      400,
      { error: 'invalid_grant' },
    ]);
  });

  test('không mã, mã lạ, mã hết hạn, mã thiếu phạm vi', async () => {
    const token = server.token();
    expect((await read(token)).status).toBe(200);
    pass(3_600_000);
    expect(await refusal(read(token))).toMatch(/^401 /);
    expect(await refusal(read('lạ'.normalize('NFD').replaceAll(/[^a-z]/g, '')))).toMatch(/^401 /);
    const bare = await fetch(`${server.url}/v4/spreadsheets/${id}`);
    expect(bare.status).toBe(403);
    const narrow = clients(server.token({ scopes: [SCOPE_SHEETS] }));
    expect(await refusal(narrow.drive.files.get({ ...inDrive, fileId: id }))).toBe('403 Insufficient Permission');
  });

  test('60 lần đọc một phút, rồi 429 cho đến phút sau; ghi tính riêng', async () => {
    const asked = await Promise.all(Array.from({ length: 61 }, () => refusal(read())));
    expect(asked.filter((said) => said === NEVER)).toHaveLength(60);
    const body = await refusedBody(read());
    expect(body).toMatchObject({
      error: { code: 429, status: 'RESOURCE_EXHAUSTED', details: [{ reason: 'RATE_LIMIT_EXCEEDED' }] },
    });
    await update(naming('ghi_rieng'));
    pass(60_000);
    expect((await read()).status).toBe(200);
  });

  test('hạn mức của dự án chung cho mọi người dùng', async () => {
    await server.close();
    await begin({ limits: { writesPerProject: 2 } });
    const as = (email: string) =>
      clients(server.token({ email })).sheets.spreadsheets.batchUpdate({
        spreadsheetId: id,
        requestBody: { requests: [] },
      });
    expect(await refusal(as('a@x.vn'))).toMatch(/^403 /);
    expect(await refusal(as('b@x.vn'))).toMatch(/^403 /);
    expect(await refusal(as('c@x.vn'))).toContain("limit 'Write requests per minute'");
  });

  test('Drive đầy hạn mức là 403 userRateLimitExceeded', async () => {
    await server.close();
    await begin({ limits: { drivePerUser: 1 } });
    const body = await refusedBody(clients().drive.files.get({ ...inDrive, fileId: id }));
    expect(body).toMatchObject({
      error: { code: 403, errors: [{ domain: 'usageLimits', reason: 'userRateLimitExceeded' }] },
    });
  });

  test.each([
    ['internal', '500 Internal error encountered.', 2],
    ['unavailable', '503 The service is currently unavailable.', 2],
    ['rateLimit', '429 Quota exceeded', 2],
    ['expired', '401 Request had invalid', 2],
    ['cutBefore', 'undefined ', 2],
    ['cutAfter', 'undefined ', 3],
    ['failAfter', '500 ', 3],
  ] as const)('sự cố %s xảy ra một lần: trả lời %s, sau đó có %s trang tính', async (fault, said, sheetCount) => {
    server.fail({ fault, on: /batchUpdate/, after: 1, retryAfterSeconds: 7 });
    await update(naming('truoc_do'));
    expect(await refusal(update({ addSheet: { properties: { title: 'Mới' } } }))).toContain(said);
    const { data } = await clients().sheets.spreadsheets.get({ spreadsheetId: id });
    expect(data.sheets).toHaveLength(sheetCount);
    await update(naming('sau_do'));
  });

  test('API chưa bật, dự án đã xóa', async () => {
    server.disable('sheets');
    expect(await refusedBody(read())).toMatchObject({
      error: { status: 'PERMISSION_DENIED', details: [{ reason: 'SERVICE_DISABLED' }] },
    });
    server.disable('drive');
    const body = await refusedBody(clients().drive.files.get({ ...inDrive, fileId: id }));
    expect(body).toMatchObject({ error: { errors: [{ reason: 'accessNotConfigured' }] } });
    server.disable('sheets', 'project');
    expect(await refusal(read())).toContain('has been deleted');
    server.enable('sheets');
    expect((await read()).status).toBe(200);
  });

  test('nhật ký yêu cầu có phương thức, đường dẫn, thân và mã trả lời', async () => {
    await update(naming('ghi_lai'));
    const last = server.requests.at(-1);
    expect(last).toMatchObject({
      method: 'POST',
      path: `/v4/spreadsheets/${id}:batchUpdate`,
      body: { requests: [naming('ghi_lai')] },
    });
    expect(last?.status).toBe(200);
  });
});

describe('xuất ra .xlsx', () => {
  const CONTENT: readonly Request[] = [
    ...FORM,
    {
      updateCells: {
        start: { sheetId: 5 },
        rows: [
          {
            values: [
              text('Đúng hạn'),
              {
                userEnteredValue: { numberValue: 0.97 },
                userEnteredFormat: { numberFormat: { type: 'PERCENT', pattern: '0.00%' } },
              },
              { userEnteredValue: { numberValue: 45_658 }, userEnteredFormat: { numberFormat: { type: 'DATE' } } },
              { userEnteredValue: { boolValue: true } },
              { userEnteredValue: { formulaValue: '=IF(B1>0,5;"lớn; hơn";"nhỏ")' } },
            ],
          },
        ],
        fields: '*',
      },
    },
    { addSheet: { properties: { title: 'Ẩn', hidden: true } } },
    {
      updateDimensionProperties: {
        range: { sheetId: 5, dimension: 'ROWS', startIndex: 4, endIndex: 5 },
        properties: { hiddenByUser: true },
        fields: 'hiddenByUser',
      },
    },
    { deleteSheet: { sheetId: 0 } },
  ];

  test('bộ đọc của ta thấy trang, giá trị, tên, công thức chưa có kết quả', async () => {
    await begin();
    await update(...CONTENT);
    const book = await readXlsx(await exported());
    expect(book.sheets.map(({ name, state }) => [name, state])).toEqual([
      ['Phần I', 'visible'],
      ['Ẩn', 'hidden'],
    ]);
    expect(book.names).toEqual([{ name: 'o_nhap', refersTo: "'Phần I'!$A$1" }]);
    const shown = book.sheets[0]?.cells.map(({ value, isDate, isPercent, isFormula }) => [
      value,
      isDate,
      isPercent,
      isFormula,
    ]);
    expect(shown).toEqual([
      ['Đúng hạn', false, false, false],
      [0.97, false, true, false],
      [45_658, true, false, false],
      [true, false, false, false],
      [undefined, false, false, true],
    ]);
  });

  test.skipIf(!hasOffice)('qua LibreOffice công thức có kết quả', async () => {
    await begin({
      recalculate: async (bytes) => (await recalculate(new Map([['a.xlsx', bytes]]))).get('a.xlsx') ?? bytes,
    });
    await update(...CONTENT);
    const book = await readXlsx(await exported());
    expect(book.sheets[0]?.cells.find(({ column }) => column === 5)?.value).toBe('lớn; hơn');
  });

  test.skipIf(!hasOpenpyxl)('openpyxl thấy công thức theo lối Excel, hàng ẩn và tên', async () => {
    await begin();
    await update(...CONTENT);
    const folder = mkdtempSync(join(tmpdir(), 'google-server-'));
    writeFileSync(join(folder, 'a.xlsx'), await exported());
    const script = `import openpyxl, json, sys
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['Phần I']
print(json.dumps([sheet['E1'].value, sheet.row_dimensions[5].hidden, book.defined_names['o_nhap'].value]))`;
    const run = spawnSync(PYTHON, ['-c', script, join(folder, 'a.xlsx')], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(JSON.parse(run.stdout || JSON.stringify(run.stderr))).toEqual([
      '=IF(B1>0.5,"lớn; hơn","nhỏ")',
      true,
      "'Phần I'!$A$1",
    ]);
  });

  test('quá cỡ thì bị từ chối', async () => {
    await begin({ mostExportBytes: 100 });
    expect(await refusal(exported())).toMatch(/^403 /);
  });
});
