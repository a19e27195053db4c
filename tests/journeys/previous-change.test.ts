/** The column "Thay đổi" as LibreOffice computes it from what is typed beside the value of the round before. */
import { expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { layOut } from '../../functions/domain/form/layout.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { aCommune, aForm, answersOf, aSubmission } from '../support/builders.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';

const count = (code: string, key: string) => ({ code, key, label: key, type: 'count', unit: 'hồ sơ' });
const FORM = aForm({
  sections: [
    {
      code: '3',
      key: 'tthc',
      title: 'TTHC',
      sheet: 'TTHC',
      rows: [
        count('3.1', 'tang'),
        count('3.2', 'giam'),
        count('3.3', 'khong_phat_sinh'),
        count('3.4', 'chua_dien'),
        count('3.5', 'sai'),
        {
          code: '3.6',
          key: 'ty_le',
          label: 'Tỷ lệ',
          type: 'ratio',
          ratio: { numerator: '[3.2]', denominator: '[3.1]' },
        },
      ],
    },
  ],
});

test.skipIf(!requires('soffice'))('phần trăm, điểm, để trống khi chưa có gì để so', { timeout: 300_000 }, async () => {
  const submission = aSubmission(FORM, { '3.1': 1600, '3.2': 500, '3.3': 10, '3.4': 10, '3.5': 10 });
  const answers = answersOf(FORM, { '3.1': 1800, '3.2': 484, '3.3': 'nil', '3.5': 'nhiều' });
  const previous = { form: FORM, submission };
  const model = composeTemplate({
    form: FORM,
    commune: aCommune(),
    answers,
    previous,
    created: '2026-01-01T00:00:00Z',
  });
  const files = await recalculate(new Map([['a.xlsx', await writeXlsx(model)]]));
  const { sheets } = await readXlsx(files.get('a.xlsx') as Uint8Array);
  const { columns } = layOut(FORM).sheets[0] as { columns: { change: number } };
  const cells = sheets.find(({ name }) => name === 'TTHC')?.cells ?? [];
  const changeOf = (key: string) =>
    cells.find(({ row, column }) => row === layOut(FORM).placeOf(key).row && column === columns.change)?.value || '';
  const shown = Object.fromEntries(FORM.indicators.map(({ key }) => [key, changeOf(key)]));
  expect(shown).toEqual({ tang: 12.5, giam: -3.2, khong_phat_sinh: -100, chua_dien: '', sai: '', ty_le: -4.36 });
});
