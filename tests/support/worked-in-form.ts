/** A small form, filled in and sent out as a workbook, for tests of what becomes of it. */
import type { Form } from '../../functions/domain/form/form.ts';
import { layOut } from '../../functions/domain/form/layout.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import type { WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import { aCommune, aForm, answersOf } from './builders.ts';
import { type Edit, opened } from './workbook-edits.ts';

export const SHEET = '3. TTHC';
const count = (code: string, key: string, label: string, presence = 'expected') => ({
  code,
  key,
  label,
  type: 'count',
  presence,
});

export const FORM: Form = aForm({
  sections: [
    {
      code: '3',
      key: 'thu_tuc',
      title: 'Cải cách thủ tục hành chính',
      sheet: SHEET,
      rows: [
        { code: '3.1', label: 'Giải quyết hồ sơ' },
        count('3.2', 'tiep_nhan', 'Tổng số hồ sơ tiếp nhận', 'required'),
        count('3.3', 'truc_tuyen', 'Hồ sơ trực tuyến'),
        count('3.4', 'truc_tiep', 'Hồ sơ trực tiếp'),
        count('3.5', 'ky_truoc', 'Kỳ trước chuyển qua', 'optional'),
        {
          table: {
            code: 'B',
            key: 'bang',
            label: 'Biên chế',
            columns: [
              { code: 'giao', key: 'giao', label: 'Giao', type: 'count' },
              { code: 'mat', key: 'mat', label: 'Có mặt', type: 'count' },
            ],
            rows: [
              { code: '2024', key: 'nam_2024', label: 'Năm 2024' },
              { code: '2025', key: 'nam_2025', label: 'Năm 2025' },
            ],
          },
        },
      ],
    },
  ],
});
const VALUES = {
  '3.2': 1440,
  '3.3': 1439,
  '3.4': 1,
  'B.2024.giao': 45,
  'B.2024.mat': 42,
  'B.2025.giao': 44,
  'B.2025.mat': 40,
};
/** The same as text, for short expectations. */
export const FILLED = '3.2=1440 3.3=1439 3.4=1 B.2024.giao=45 B.2024.mat=42 B.2025.giao=44 B.2025.mat=40';

const places = layOut(FORM);
/** Row of an indicator in the workbook as it is sent out. */
export const rowOf = (code: string): number => places.placeOf(FORM.byCode.get(code)?.key ?? '').row;

/** The workbook as it comes back after `edit`. */
export const returned = (edit: Edit = (workbook) => workbook): WorkbookData =>
  edit(
    opened(
      composeTemplate({
        form: FORM,
        commune: aCommune(),
        answers: answersOf(FORM, VALUES),
        created: '2025-10-01T00:00:00Z',
      }),
    ),
  );

/** Rows that take no value. */
export const ROW = { section: rowOf('3.2') - 2, heading: rowOf('3.2') - 1 };
