/** The previous round out of a folder. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import type { ReturnDesk } from '../../functions/ports/return-desk.ts';
import { Problem } from '../../functions/problems.ts';
import { checkReturn } from '../../functions/use-cases/check-return.ts';
import { previousOfFolder } from '../../functions/use-cases/previous-of-folder.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { AL_BA, BINH_DUONG, returnOf } from '../support/a-running-round.ts';

const forms = formFolder(FORMS_FOLDER);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A desk over files that are held in memory; one that is not there is refused. */
function deskOver(files: Readonly<Record<string, Uint8Array>>): ReturnDesk {
  const check = checkReturn({ forms, readWorkbook: readXlsx, sha256 });
  const unasked = () => Promise.reject(new Error('not asked for'));
  return {
    async check({ name }) {
      const bytes = files[name];
      if (bytes) return { submission: await check({ bytes, name }) };
      const { code, message } = new Problem('FILE_EMPTY');
      return { refused: { file: name, code, sentence: message } };
    },
    annotate: unasked,
    draftNotice: unasked,
    draftLetter: unasked,
    close: async () => {},
  };
}

const given = (names: readonly string[]) => ({
  folder: 'ky-truoc',
  files: names.map((name) => ({ name, path: name })),
});

test('đọc số liệu kỳ trước của từng đơn vị; tệp không dùng được thì đếm', async () => {
  const desk = deskOver({ 'a.xlsx': await returnOf(BINH_DUONG), 'b.xlsx': await returnOf(AL_BA) });
  const { held, earlier, refused } = await previousOfFolder({ desk, forms }, given(['a.xlsx', 'b.xlsx', 'rong.xlsx']));
  expect([held.form.id, held.count, refused]).toEqual(['kiem-tra-cchc-2025', { expected: 2, sent: 2 }, 1]);
  const key = held.form.byCode.get('3.2')?.key ?? '';
  expect(held.readings.get(key)?.get(BINH_DUONG)).toEqual({ number: 1440 });
  expect(earlier.get(BINH_DUONG)?.get(key)).toEqual({ value: 1440 });
});

const REFUSED = [
  { name: 'thư mục rỗng', names: [], code: 'FOLDER_EMPTY' },
  { name: 'không có phiếu nào', names: ['rong.xlsx'], code: 'NO_RETURN_COUNTED' },
];

test.each(REFUSED)('từ chối: $name', async ({ names, code }) => {
  await expect(previousOfFolder({ desk: deskOver({}), forms }, given(names))).rejects.toMatchObject({ code });
});
