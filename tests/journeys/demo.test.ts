/**
 * The main job on published figures, through the command a user types.
 *
 * What a reader finds wrong in the three published returns must be found by rule, and nothing else: the lists are complete.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import type { Receipt } from '../../functions/domain/submission/receipt.ts';

const out = mkdtempSync(join(tmpdir(), 'demo-'));
let printed = '';

beforeAll(() => {
  const script = fileURLToPath(new URL('../../scripts/demo.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--out', out], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  printed = stdout;
});
afterAll(() => rmSync(out, { recursive: true }));

const receiptOf = (round: string, commune: string): Receipt => {
  const folder = join(out, round, 'receipts');
  const file = readdirSync(folder).find((name) => name.startsWith(commune)) as string;
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
};

/** "RULE_BROKEN Q7.1 error": findings in question form, blanks and notes apart. */
const doubts = ({ findings }: Receipt): readonly string[] =>
  findings
    .filter(({ code, severity }) => code !== 'VALUE_MISSING' && severity !== 'note')
    .map(({ code, rule, severity, cells }) => [severity, rule ?? code, cells[0]?.address].join(' '))
    .sort();

const PUBLISHED = [
  {
    name: 'Bình Thành: báo cáo 5 năm',
    round: 'tong-ket-2021-2025',
    commune: '05605',
    state: 'needs correction',
    found: [
      'error CODE_OUTSIDE_LIST E23', // 1.5 = 6 outside {0, 1}
      'error NUMERATOR_ABOVE_DENOMINATOR E39', // 3.2.1: 40 of 0 shown as 100 %
      'error Q7.1 E121', // 7.5.2: 100 % + 10 %
      'error QB1.2 H11', // digitisation 2024: 100 % and 97,54 %
      'error RATIO_OF_NO_CASES E28', // 2.4: 0/0 shown as 0
      'error RATIO_WITHOUT_TERMS E45', // 3.2.3
      'error RATIO_WITHOUT_TERMS E48', // 3.2.4
      'error RATIO_WITHOUT_TERMS E51', // 3.2.5
      'warning QB3.2.2024 F25', // rank series without 2024
      'warning QB4.3 E12', // 3 district inspections in the text, 4 in its footnote
      'warning QDM.3.11 H28', // task 11 done without evidence
      'warning STRAY_VALUE E32', // header 3.1 holding 123
    ],
  },
  {
    name: 'Bình Dương: phiếu kiểm tra',
    round: 'kiem-tra-2025',
    commune: '21733',
    state: 'accepted with warnings',
    found: [
      'warning Q3.9 E25', // 40 late files, no cause given
      'warning RATIO_TRUNCATED E19', // 97,09 % where 97,10 % is right
    ],
  },
  {
    name: 'Al Bá: phiếu kiểm tra',
    round: 'kiem-tra-2025',
    commune: '23954',
    state: 'needs correction',
    found: [
      'error NUMERATOR_ABOVE_DENOMINATOR E62', // 23 of 22 organisations
      'warning DOCUMENT_WITHOUT_DAY E7', // Nghị quyết số 03/NQ-HĐND, no day
      'warning DOT_AS_DECIMAL E53', // 90.19%
      'warning DOT_AS_DECIMAL E62', // 104.55%
      'warning Q3.9 E25', // 16 late and 1 overdue, no cause given
    ],
  },
] as const;

test.each(PUBLISHED)('$name: tìm ra đúng các lỗi, không thừa không thiếu', ({ round, commune, state, found }) => {
  const receipt = receiptOf(round, commune);
  expect(doubts(receipt)).toEqual([...found]);
  expect(receipt.state).toBe(state);
});

test('bảng in ra đọc được: tên đơn vị, số lỗi, nơi để kết quả', () => {
  expect(printed).toMatch(/xã Bình Thành\s+✗ cần sửa\s+8\s+4\s+23/);
  expect(printed).toMatch(/xã Al Bá\s+✗ cần sửa\s+1\s+4\s+31/);
  expect(printed).not.toMatch(/undefined|NaN|\[object/);
});

describe('bảng tổng hợp', () => {
  /** Texts of a sheet, row by row. */
  async function rowsOf(round: string, sheet: string): Promise<readonly (readonly string[])[]> {
    const workbook = await readXlsx(readFileSync(join(out, round, 'summary.xlsx')));
    const cells = workbook.sheets.find(({ name }) => name === sheet)?.cells ?? [];
    return [...Map.groupBy(cells, ({ row }) => row).values()].map((row) => row.map(({ value }) => String(value)));
  }

  test('số liệu đang có lỗi bị để ngoài và nêu tên đơn vị, số liệu khác của cùng phiếu vẫn được tính', async () => {
    const rows = await rowsOf('kiem-tra-2025', 'Số liệu tỉnh');
    const received = rows.find((row) => row[0] === '3.2');
    const organisations = rows.find((row) => row[0] === '9.5.a');
    expect(received?.join(' | ')).toContain('1994');
    expect(organisations?.join(' | ')).toContain('Al Bá');
    expect(organisations?.join(' | ')).not.toContain('23');
  });
});

describe('dự thảo thông báo', () => {
  const textOf = (commune: string): string => {
    const folder = join(out, 'kiem-tra-2025', 'notices');
    const file = readdirSync(folder).find((name) => name.startsWith(commune)) as string;
    const xml = new PizZip(readFileSync(join(folder, file))).file('word/document.xml')?.asText() ?? '';
    return xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
  };
  const body = (commune: string): string => textOf(commune).split('PHIẾU KÈM DỰ THẢO')[0] as string;

  test('Al Bá: có kiến nghị về hồ sơ trễ hạn mà bản công bố bỏ sót, có 91/92 và chỉ tiêu còn lại', () => {
    const text = body('23954');
    expect(text).toContain('16 hồ sơ giải quyết trễ hạn, 01 hồ sơ đang giải quyết đã quá hạn');
    expect(text).toContain('Nghị định số 118/2025/NĐ-CP');
    expect(text).toContain('91/92');
    expect(text).toContain('Dân vận số');
    expect(text).toMatch(/23\/22 \[số liệu đang có lỗi/);
    expect(text).toContain('Công an xã');
  });

  test('Bình Dương: không có kiến nghị nq57, tỷ lệ in đúng 97,10%', () => {
    const text = body('21733');
    expect(text).not.toContain('Hoàn thành 100% chỉ tiêu cấp xã');
    expect(text).toContain('97,10%');
    expect(text).not.toContain('97,09');
  });

  test.each(['21733', '23954'])('%s: số, ngày để trống, đủ chín lĩnh vực và ba phần', (commune) => {
    const text = body(commune);
    for (const part of ['I. KẾT QUẢ KIỂM TRA', 'II. TỒN TẠI, HẠN CHẾ', 'III. KIẾN NGHỊ', '9. '])
      expect(text).toContain(part);
    expect(text).toMatch(/Số:\s+\/TB-ĐKT/);
    expect(text).not.toMatch(/\{|\}|\[chưa có/);
  });
});
