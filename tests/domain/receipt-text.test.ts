/** The receipt as a text file: what a clerk reads in Notepad, line by line. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../functions/domain/submission/findings.ts';
import type { Receipt } from '../../functions/domain/submission/receipt.ts';
import { composeReceiptText, composeRefusalText } from '../../functions/domain/submission/receipt-text.ts';

const SHA = 'ab'.repeat(32);
const commune = { code: '21733', name: 'Bình Dương', type: 'xã', province: 'Gia Lai' } as const;
const found = (over: Partial<Finding>): Finding => ({
  code: 'RULE_BROKEN',
  severity: 'error',
  indicators: [],
  cells: [],
  sentence: 'Có lỗi. Hãy sửa.',
  ...over,
});

function receipt(over: Partial<Receipt> = {}): Receipt {
  return {
    form: 'kiem-tra-cchc-2025',
    version: 1,
    round: 'kiem-tra-2025',
    commune,
    file: 'Phiếu.xlsx',
    sha256: SHA,
    checkedAt: '2025-10-10T02:30:00.000Z',
    state: 'accepted',
    counts: { errors: 0, warnings: 0, blanks: 0, explained: 0, answered: 80, asked: 90 },
    findings: [],
    received: {},
    kept: { version: 1, versionInForce: 1, late: false, changes: [] },
    ...over,
  };
}

const textOf = (over: Partial<Receipt> = {}) =>
  composeReceiptText({ receipt: receipt(over), commune, annotated: 'Phiếu.ket-qua.xlsx' });
const linesOf = (over: Partial<Receipt> = {}) => textOf(over).slice(1).split('\r\n');

test('phiếu đạt: đủ đơn vị, tệp, thời điểm, mã SHA-256, kết quả, số lượng, việc cần làm', () => {
  expect(linesOf()).toEqual([
    'BIÊN NHẬN PHIẾU TỰ ĐÁNH GIÁ',
    '',
    'Đơn vị: xã Bình Dương (mã 21733)',
    'Tệp: Phiếu.xlsx',
    'Thời điểm nhận: 10/10/2025 09:30 (giờ Việt Nam)',
    `Mã SHA-256 của tệp: ${SHA}`,
    'Bản thứ 1 của đơn vị, đang được dùng để tổng hợp.',
    '',
    'Kết quả: Đạt yêu cầu.',
    'Đã điền 80/90 chỉ tiêu; 0 lỗi, 0 cảnh báo.',
    '',
    'Việc cần làm: Không phải làm gì thêm.',
    '',
  ]);
});

test.each<{ what: string; over: Partial<Receipt>; lines: readonly string[] }>([
  {
    what: 'gửi muộn',
    over: { kept: { version: 1, versionInForce: 1, late: true, changes: [] } },
    lines: ['Thời điểm nhận: 10/10/2025 09:30 (giờ Việt Nam), gửi muộn so với hạn'],
  },
  {
    what: 'bản khác đang được dùng',
    over: { kept: { version: 3, versionInForce: 2, late: false, changes: [] } },
    lines: ['Bản thứ 3 của đơn vị, chưa được dùng để tổng hợp; đang dùng bản thứ 2.'],
  },
  {
    what: 'cần sửa',
    over: {
      state: 'needs correction',
      counts: { errors: 2, warnings: 1, blanks: 0, explained: 0, answered: 80, asked: 90 },
    },
    lines: [
      'Kết quả: Cần sửa: có 2 lỗi.',
      'Đã điền 80/90 chỉ tiêu; 2 lỗi, 1 cảnh báo.',
      'Việc cần làm: Hãy mở tệp "Phiếu.ket-qua.xlsx" ở cùng thư mục, sửa các ô được đánh dấu, lưu lại rồi chép ra thư mục của đơn vị để gửi lại.',
    ],
  },
  {
    what: 'có cảnh báo',
    over: {
      state: 'accepted with warnings',
      counts: { errors: 0, warnings: 4, blanks: 3, explained: 2, answered: 80, asked: 90 },
    },
    lines: [
      'Kết quả: Đạt yêu cầu, có cảnh báo.',
      'Đã điền 80/90 chỉ tiêu; 0 lỗi, 1 cảnh báo, 3 chỉ tiêu để trống và 2 cảnh báo đã giải trình.',
      'Việc cần làm: Hãy xem lại các cảnh báo dưới đây. Nếu số liệu đúng, hãy ghi lý do vào cột "Giải trình"; nếu sai, hãy sửa rồi gửi lại.',
    ],
  },
])('$what', ({ over, lines }) => {
  expect(linesOf(over)).toEqual(expect.arrayContaining([...lines]));
});

test('lỗi trước, rồi cảnh báo, ô trống gộp lại, đã giải trình, ghi chú; mỗi mục có ô và số đề nghị', () => {
  const sheet = '3. TTHC';
  const lines = linesOf({
    findings: [
      found({ code: 'PASSED_BY', severity: 'note', sentence: 'Tệp có hình ảnh.' }),
      found({ code: 'VALUE_MISSING', severity: 'warning', cells: [{ sheet, address: 'E20' }] }),
      found({ code: 'VALUE_MISSING', severity: 'warning', cells: [{ sheet, address: 'E21' }] }),
      found({
        code: 'RATIO_TRUNCATED',
        severity: 'warning',
        sentence: 'Số bị cắt đuôi. Hãy ghi 97,10.',
        proposed: '97,10',
      }),
      found({ code: 'STRAY_VALUE', severity: 'warning', sentence: 'Có số liệu thừa.', explanation: 'Số liệu đúng.' }),
      found({ code: 'RULE_BROKEN', sentence: 'Tổng không khớp. Hãy sửa.' }),
      found({ code: 'NOT_A_NUMBER', sentence: 'Không phải số. Hãy gõ số.', cells: [{ sheet, address: 'E12' }] }),
    ],
  });
  expect(lines.slice(lines.indexOf('LỖI PHẢI SỬA (2)'))).toEqual([
    'LỖI PHẢI SỬA (2)',
    '1. Không phải số. Hãy gõ số.',
    '   Ô: 3. TTHC!E12',
    '2. Tổng không khớp. Hãy sửa.',
    '',
    'CẢNH BÁO (1)',
    '1. Số bị cắt đuôi. Hãy ghi 97,10.',
    '   Đề nghị ghi: 97,10',
    '',
    'CÒN ĐỂ TRỐNG (2 chỉ tiêu)',
    'Hãy điền, hoặc chọn "Không phát sinh" hay "Không áp dụng" ở cột bên cạnh.',
    '   Ô: 3. TTHC!E20, E21',
    '',
    'CẢNH BÁO ĐÃ GIẢI TRÌNH (1)',
    '1. Có số liệu thừa.',
    '   Giải trình: Số liệu đúng.',
    '',
    'GHI CHÚ (1)',
    '1. Tệp có hình ảnh.',
    '',
  ]);
});

describe('Notepad', () => {
  test.each([textOf(), composeRefusalText('a.xlsx', 'Tệp rỗng. Hãy gửi lại.')])(
    'UTF-8 có BOM, mọi dòng kết thúc bằng CRLF',
    (text) => {
      expect(text.startsWith('\uFEFF')).toBe(true);
      expect(text.endsWith('\r\n')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    },
  );

  test('xuống dòng trong tên tệp hay trong ô không thành dòng của biên nhận', () => {
    expect(linesOf({ file: 'a\r\nKết quả: Đạt.xlsx' })).toContain('Tệp: a Kết quả: Đạt.xlsx');
  });
});

test('tệp không được nhận: tên tệp, lý do, và số liệu cũ vẫn còn', () => {
  expect(composeRefusalText('a.xls', 'Tệp rỗng. Hãy gửi lại.').slice(1).split('\r\n')).toEqual([
    'TỆP KHÔNG ĐƯỢC NHẬN',
    '',
    'Tệp: a.xls',
    'Lý do: Tệp rỗng. Hãy gửi lại.',
    '',
    'Số liệu đã nhận trước đó (nếu có) không thay đổi.',
    '',
  ]);
});
