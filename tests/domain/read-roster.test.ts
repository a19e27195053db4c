/**
 * A register of communes as offices have it:
 *   G1  codes are five digits as text: zeros that a program lost come back
 *   G2  heads in Vietnamese or as the national register has them, in any order, NFC or NFD
 *   G3  a row that cannot be used is reported with its number; the others are kept, in code order
 *   G4  the type in front of a name is not part of it
 *   G5  an address for sheets in a drive, where one is given; one that cannot be is a fault
 */
import { expect, test } from 'vitest';
import { readRoster } from '../../functions/domain/round/read-roster.ts';

const table = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.includes('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()));

function outcome(text: string): { communes: string[]; faults: string[] } {
  const { communes, faults } = readRoster(table(text));
  return {
    communes: communes.map(({ code, type, name, province }) => `${code} ${type} ${name}, ${province}`),
    faults: faults.map(({ row, sentence }) => `${row}: ${sentence}`),
  };
}

test.each([
  {
    rule: 'G1',
    name: 'mất số 0 ở đầu',
    text: 'code | name | type | province_name\n5605 | Bình Thành | xã | Tỉnh Thái Nguyên\n21733 | Bình Dương | xã | Gia Lai',
    communes: ['05605 xã Bình Thành, Thái Nguyên', '21733 xã Bình Dương, Gia Lai'],
  },
  {
    rule: 'G2',
    name: 'tiêu đề tiếng Việt, đảo cột, thiếu tỉnh',
    text: 'TT | Loại đơn vị | TÊN ĐƠN VỊ | Mã đơn vị\n1 | Phường | Quy Nhơn | 21550',
    communes: ['21550 phường Quy Nhơn, '],
  },
  {
    rule: 'G2',
    name: 'chữ tổ hợp (NFD)',
    text: 'Mã | Tên | Loại | Tỉnh\n23954 | Al Bá | Xã | tỉnh Gia Lai'.normalize('NFD'),
    communes: ['23954 xã Al Bá, Gia Lai'],
  },
  {
    rule: 'G3',
    name: 'theo thứ tự mã, bỏ dòng trống',
    text: 'mã | tên | loại\n30 | B | xã\n | | \n4 | A | đặc khu',
    communes: ['00004 đặc khu A, ', '00030 xã B, '],
  },
  {
    rule: 'G4',
    name: 'tên có kèm loại',
    text: 'mã | tên | loại\n1 | Xã Bình Dương | xã\n2 | PHƯỜNG Quy Nhơn | phường\n3 | Xã Đàn | phường',
    communes: ['00001 xã Bình Dương, ', '00002 phường Quy Nhơn, ', '00003 phường Xã Đàn, '],
  },
])('$rule · $name', ({ text, communes }) => expect(outcome(text)).toEqual({ communes, faults: [] }));

test.each([
  { name: 'mã trùng', row: '5605 | Bình Thành 2 | xã', fault: 'Mã 05605 đã có ở một dòng trên.' },
  { name: 'mã trùng khi thêm số 0', row: '05605 | Bình Thành | xã', fault: 'Mã 05605 đã có ở một dòng trên.' },
  {
    name: 'loại lạ',
    row: '7 | Bình An | thị trấn',
    fault: 'Loại đơn vị "thị trấn" của mã 7 không phải xã, phường hay đặc khu.',
  },
  { name: 'mã dài', row: '123456 | Bình An | xã', fault: 'Mã đơn vị "123456" không phải là 5 chữ số.' },
  { name: 'mã trống', row: ' | Bình An | xã', fault: 'Mã đơn vị "" không phải là 5 chữ số.' },
  { name: 'thiếu tên', row: '7 | | xã', fault: 'Đơn vị mã 7 chưa có tên.' },
])('G3 · $name', ({ row, fault }) => {
  const text = `mã | tên | loại\n05605 | Bình Thành | xã\n${row}\n21733 | Bình Dương | xã`;
  expect(outcome(text)).toEqual({
    communes: ['05605 xã Bình Thành, ', '21733 xã Bình Dương, '],
    faults: [`3: ${fault}`],
  });
});

test.each([
  { name: 'không có dòng tiêu đề', text: '05605 | Bình Thành | xã' },
  { name: 'thiếu cột loại', text: 'mã | tên\n05605 | Bình Thành' },
  { name: 'tệp trống', text: '' },
])('G2 · $name', ({ text }) => {
  expect(outcome(text)).toEqual({
    communes: [],
    faults: ['1: Dòng đầu của danh sách đơn vị phải có các cột: mã, tên, loại (xã, phường, đặc khu).'],
  });
});

test.each([
  { head: 'Thư điện tử', typed: 'UBND.BinhThanh@thainguyen.gov.vn', email: 'ubnd.binhthanh@thainguyen.gov.vn' },
  { head: 'Email', typed: 'a@b.vn', email: 'a@b.vn' },
  { head: 'Email', typed: '', email: undefined },
])('G5 · cột $head: "$typed"', ({ head, typed, email }) => {
  const { communes, faults } = readRoster([
    ['mã', 'tên', 'loại', head],
    ['1', 'A', 'xã', typed],
  ]);
  expect(faults).toEqual([]);
  expect(communes[0]?.email).toBe(email);
});

test.each(['a', 'a@b', 'a@b.vn; c@d.vn', 'a b@c.vn'])('G5 · "%s" không phải một địa chỉ', (typed) => {
  const { communes, faults } = readRoster([
    ['mã', 'tên', 'loại', 'email'],
    ['1', 'A', 'xã', typed],
  ]);
  expect(communes).toEqual([]);
  expect(faults[0]?.sentence).toContain('thư điện tử');
});
