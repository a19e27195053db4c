/** The commune that the headings of a workbook name, if the roster has exactly one of that name and type. */
import { expect, test } from 'vitest';
import type { Commune, UnitType } from '../../functions/domain/round/commune.ts';
import { communeInHeadings } from '../../functions/domain/submission/heading-commune.ts';
import { grid } from '../support/grid.ts';

const commune = (code: string, type: UnitType, name: string, province = 'Thái Nguyên'): [string, Commune] => [
  code,
  { code, name, type, province },
];

const ROSTER = new Map([
  commune('05605', 'xã', 'Bình Thành'),
  commune('05606', 'xã', 'Bình Thành Trung'),
  commune('05607', 'phường', 'Bình Thành'),
  commune('21733', 'xã', 'Bình Dương', 'Gia Lai'),
  commune('90001', 'xã', 'Bình Dương', 'Đồng Tháp'),
  commune('90002', 'phường', 'Hòa Bình'),
]);

test.each([
  { heading: 'UBND xã Bình Thành', code: '05605' },
  { heading: 'GIAI ĐOẠN 2021 - 2025 XÃ BÌNH THÀNH', code: '05605' },
  { heading: 'XÃ BÌNH THÀNH GIAI ĐOẠN 2021 - 2025', code: '05605' },
  { heading: '(Ban hành kèm theo Kế hoạch số /KH-UBND của UBND xã Bình Thành)', code: '05605' },
  { heading: 'UBND xã Bình Thành, huyện Định Hóa', code: '05605' },
  { heading: 'PHƯỜNG BÌNH THÀNH', code: '05607' },
  { heading: 'UBND xã Bình Thành Trung', code: '05606' },
  { heading: 'UBND phường Hoà Bình', code: '90002' },
  { heading: 'UBND xã Bình Thành Đông', code: undefined },
  { heading: 'XÃ BÌNH THÀNH ĐÔNG', code: undefined },
  { heading: 'UBND xã Bình Dương', code: undefined },
  { heading: 'UBND xã Hòa Bình', code: undefined },
  { heading: 'Bình Thành', code: undefined },
])('"$heading": $code', ({ heading, code }) => {
  const named = communeInHeadings(grid(`| ${heading} |\n| STT | Các chỉ tiêu |`), ROSTER);
  expect(named?.commune.code).toBe(code);
  expect(named?.heading).toBe(code && heading);
});

test.each([
  { name: 'hai đơn vị khác nhau', table: '| UBND xã Bình Thành |\n| Kính gửi UBND phường Hòa Bình |', code: undefined },
  { name: 'một đơn vị hai lần', table: '| UBND xã Bình Thành |\n| XÃ BÌNH THÀNH |', code: '05605' },
  {
    name: 'tên chỉ có trong bảng',
    table: '| STT | Các chỉ tiêu |\n| 1 | Kế hoạch của xã Bình Thành |',
    code: undefined,
  },
  {
    name: 'tên trên bảng, đơn vị khác trong bảng',
    table: '| xã Bình Thành |\n| TT | Nội dung |\n| 1 | phường Hòa Bình |',
    code: '05605',
  },
])('$name: $code', ({ table, code }) => {
  expect(communeInHeadings(grid(table), ROSTER)?.commune.code).toBe(code);
});
