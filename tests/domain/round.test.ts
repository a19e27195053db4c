/** A round as its file says it: days are days, nothing unknown passes, nothing required is missing. */
import { expect, test } from 'vitest';
import { roundSchema } from '../../functions/domain/round/round.ts';

const NOTICE = {
  parentAgency: 'ỦY BAN NHÂN DÂN TỈNH GIA LAI',
  agency: 'ĐOÀN KIỂM TRA',
  symbol: 'TB-ĐKT',
  place: 'Gia Lai',
  year: 2025,
  reportTo: 'Văn phòng UBND tỉnh',
  reportBefore: '2025-12-15',
  archive: 'VT, ĐKT',
  signature: { authority: 'TM. ĐOÀN KIỂM TRA', title: 'TRƯỞNG ĐOÀN' },
};
const ROUND = {
  id: 'kiem-tra-2025',
  form: 'kiem-tra-cchc-2025',
  version: 1,
  title: 'Kiểm tra năm 2025',
  province: { code: '52', name: 'Gia Lai' },
};

test('đợt tối thiểu, có giá trị mặc định', () => {
  expect(roundSchema.parse(ROUND)).toEqual({ ...ROUND, constants: {} });
  expect(roundSchema.parse({ ...ROUND, notice: NOTICE }).notice).toEqual({ ...NOTICE, grounds: [], recipients: [] });
});

test('ngày viết như chữ hoặc như ngày của YAML', () => {
  const round = roundSchema.parse({
    ...ROUND,
    deadline: new Date('2025-10-15T00:00:00Z'),
    dataPeriod: { from: '2025-07-01', to: '2025-09-30' },
  });
  expect(round).toMatchObject({ deadline: '2025-10-15', dataPeriod: { from: '2025-07-01', to: '2025-09-30' } });
});

test.each([
  { name: 'thiếu tỉnh', change: { province: undefined }, where: 'province' },
  { name: 'hạn không có trong lịch', change: { deadline: '2025-06-31' }, where: 'deadline' },
  { name: 'hạn viết ngày trước', change: { deadline: '15/10/2025' }, where: 'deadline' },
  { name: 'mã có dấu', change: { id: 'Kiểm tra' }, where: 'id' },
  { name: 'phiên bản lẻ', change: { version: 1.5 }, where: 'version' },
  { name: 'thuộc tính lạ', change: { hanchot: '2025-10-15' }, where: '' },
  { name: 'ngưỡng không phải số', change: { constants: { nguong: '95' } }, where: 'constants.nguong' },
  {
    name: 'thông báo thiếu nơi nhận báo cáo',
    change: { notice: { ...NOTICE, reportTo: '' } },
    where: 'notice.reportTo',
  },
])('$name bị từ chối ở "$where"', ({ change, where }) => {
  const result = roundSchema.safeParse({ ...ROUND, ...change });
  expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual([where]);
});
