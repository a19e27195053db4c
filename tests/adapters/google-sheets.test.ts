/**
 * Every shipped form through the strict server: what a clerk gets, and what comes back by the export.
 *   F1 identity, names and empties as in the .xlsx      F2 what a person types comes back       F3 filled in once
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOOPBACK_ACCOUNT } from '../../functions/adapters/google-sheets/access.ts';
import { REAL_TIME } from '../../functions/adapters/google-sheets/calls.ts';
import { googleSheets } from '../../functions/adapters/google-sheets/google-sheets.ts';
import { MAX_FILE_BYTES } from '../../functions/adapters/xlsx-reader/limits.ts';
import { isInput } from '../../functions/domain/form/form.ts';
import { inputName, LISTS_SHEET } from '../../functions/domain/form/layout.ts';
import { readAnswers } from '../../functions/domain/submission/read-answers.ts';
import { readIdentity } from '../../functions/domain/submission/read-identity.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import type { SheetFront } from '../../functions/ports/sheet-front.ts';
import { localTools } from '../../functions/wiring.ts';
import { type GoogleServer, startGoogleServer } from '../support/google-server/google-server.ts';

const { forms, readWorkbook, writeWorkbook } = localTools();
const SHIPPED = (await forms.list()).flatMap(({ id, versions }) => versions.map((version) => ({ id, version })));
const commune = { code: '05605', name: 'Bình Thành', type: 'xã', province: 'Thái Nguyên' } as const;

let server: GoogleServer;
let front: SheetFront;
beforeAll(async () => {
  server = await startGoogleServer({ serviceAccount: LOOPBACK_ACCOUNT });
  server.channels.held = true;
  const place = { folder: server.folderId, pushUrl: 'https://cchc.example.vn/', channelToken: 'x' };
  front = googleSheets({ ...place, loopback: server.url, limitBytes: MAX_FILE_BYTES }, REAL_TIME);
});
afterAll(() => server.close());

describe.each(SHIPPED)('$id bản $version', ({ id, version }) => {
  const made = async () => {
    const form = await forms.load(id, version);
    const model = composeTemplate({ form, commune, roundId: 'dot-1', inDrive: true, created: '2026-01-01T00:00:00Z' });
    const mark = { round: `${id}-${version}`, commune: commune.code, kind: 'sheet' } as const;
    const item = await front.sheet(mark, form.title, server.folderId);
    await front.fill(item.id, model);
    return { form, model, item };
  };

  test('F1 bản xuất ra đọc lại cho cùng danh tính, tên và ô trống như tệp .xlsx', async () => {
    const { form, model, item } = await made();
    const fromSheet = await readWorkbook(await front.workbook(item.id));
    const fromFile = await readWorkbook(await writeWorkbook(model));
    expect(readIdentity(fromSheet)).toEqual(readIdentity(fromFile));
    const plain = (names: typeof fromFile.names) =>
      names
        .flatMap(({ name, refersTo, sheet }) => (sheet ? [] : [`${name} ${refersTo.replaceAll(/[$']/g, '')}`]))
        .sort();
    expect(plain(fromSheet.names)).toEqual(plain(fromFile.names));
    const states = (workbook: typeof fromFile) =>
      [...readAnswers(form, workbook).answers].map(([key, { state }]) => [key, state]);
    expect(states(fromSheet)).toEqual(states(fromFile));
    expect(fromSheet.sheets.map(({ name, state }) => [name, state !== 'visible'])).toEqual(
      fromFile.sheets.map(({ name, state }) => [name, state !== 'visible']),
    );
    expect(fromSheet.sheets.find(({ name }) => name === LISTS_SHEET)?.cells.length).toBe(
      fromFile.sheets.find(({ name }) => name === LISTS_SHEET)?.cells.length,
    );
  });

  test('F2 ô nhập liệu nào cũng gõ được, ô khác thì không, và gõ gì đọc lại nấy', async () => {
    const { form, item } = await made();
    const numbers = form.indicators.filter((indicator) => isInput(indicator) && indicator.type === 'count');
    for (const [index, { key }] of numbers.entries()) server.people.edit(item.id, inputName(key), index + 1);
    const { answers } = readAnswers(form, await readWorkbook(await front.workbook(item.id)));
    expect(numbers.map(({ key }) => answers.get(key)?.number)).toEqual(numbers.map((_, index) => index + 1));
    const others = form.indicators.filter((indicator) => !isInput(indicator));
    for (const { key } of others) expect(() => server.people.edit(item.id, inputName(key), 1)).toThrow('protected');
  });

  test('F3 điền lần nữa không đổi gì', async () => {
    const { item, model } = await made();
    const before = server.requests.length;
    await front.fill(item.id, model);
    expect(server.requests.slice(before).map(({ method }) => method)).toEqual(['GET']);
  });
});
