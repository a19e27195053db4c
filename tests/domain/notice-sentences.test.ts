/** The shipped inspection: whatever half of a field was answered, its sentences are whole. */
import { expect, test } from 'vitest';
import { readFormFile } from '../../functions/adapters/form-folder/read-form-file.ts';
import {
  composeFields,
  NOTHING_REPORTED,
  TOO_LITTLE_REPORTED,
} from '../../functions/domain/notice/compose-notice-fields.ts';
import { figureSource } from '../../functions/domain/notice/figure-source.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import { communeWords } from '../../functions/domain/round/words.ts';
import type { Answer } from '../../functions/domain/submission/answers.ts';
import { aCommune, answersOf, aSubmission, type Typed } from '../support/builders.ts';

const read = await readFormFile(
  new URL('../../sheets-templates/kiem-tra-cchc-2025/v1/form.yaml', import.meta.url).pathname,
);
if (!('form' in read)) throw new Error(read.faults.map((fault) => fault.sentence).join('\n'));
const { form } = read;
const PHUONG = aCommune({ code: '21550', name: 'Quy Nhơn', type: 'phường' });

const PLAN = 'Kế hoạch số 06/KH-UBND ngày 18/7/2025';
/** A handful of facts of each field; each may be there or not. */
const FACTS: Readonly<Record<string, readonly Typed[]>> = {
  '1': [
    { '1.1': PLAN },
    { '1.2': PLAN },
    { '1.4': '2' },
    { '1.5': '0' },
    { '1.6': '5.000' },
    { '1.7': 'theo dõi hằng quý.' },
    { '1.8.1.a': PLAN },
    { '1.8.1.b': 'về kiểm tra' },
  ],
  '2': [
    { '2.1': PLAN },
    { '2.4': PLAN },
    { '2.5': PLAN },
    { '2.6': PLAN },
    { '2.7': PLAN },
    { '2.8.a': '19' },
    { '2.8.b': '665' },
    { '2.8.c': '0' },
    { '2.9': '0' },
  ],
  '3': [
    { '3.1.a': '01/7/2025', '3.1.b': '30/9/2025' },
    { '3.2': '9' },
    { '3.3': '0' },
    { '3.4': '9' },
    { '3.6': '9' },
    { '3.7': '0' },
  ],
  '3 giải quyết': [
    { '3.2': '9' },
    { '3.8': '8' },
    { '3.9': '7' },
    { '3.10': '1' },
    { '3.11': '0' },
    { '3.12': '1' },
    { '3.12.a': '2' },
    { '3.13': 'thiếu nhân lực' },
  ],
  '3 bàn giao': [
    { '3.10': '0', '3.8': '0' },
    { '3.14.a': '40' },
    { '3.14.b': '0' },
    { '3.14.c': '40' },
    { '3.14.d': '31/12/2025' },
  ],
  '3 trang thiết bị': [
    { '3.15.1': '5' },
    { '3.15.6': '1' },
    { '3.15.7': '0' },
    { '3.15.8': '2' },
    { '3.15.9': 'Có' },
    { '3.16': 'Không' },
  ],
  '4': [
    { '4.1': 'Nghị quyết số 03/NQ-HĐND' },
    { '4.2': '4' },
    { '4.3': '12' },
    { '4.4': '0' },
    { '4.5': PLAN },
    { '4.6': 'Không' },
  ],
  '5': [
    { '5.1.a': '67' },
    { '5.1.b': '65' },
    { '5.2.a': '272' },
    { '5.2.b': '251' },
    { '5.3': '9' },
    { '5.4': PLAN },
    { '5.5': '0' },
  ],
  '6': [
    { '6.1.a': '0' },
    { '6.1.b': '100' },
    { '6.2.a': '7', '4.4': '7' },
    { '6.2.b': '100' },
    { '6.3.a': '12,5' },
    { '6.3.b': '10' },
    { '6.4.b': '8,25' },
    { '6.5.a': '45,5' },
    { '6.5.b': '3' },
    { '6.6': 'Không' },
    { '6.6.a': PLAN },
  ],
  '7': [
    { '7.1.a': '49' },
    { '7.1.b': '0' },
    { '7.1.c': '4' },
    { '7.2': '100' },
    { '7.3.a': '100' },
    { '7.3.b': '99,5' },
    { '7.4': PLAN },
  ],
  '8': [
    { '8.1': PLAN },
    { '8.2': PLAN },
    { '8.3': '7' },
    { '8.4.a': '100' },
    { '8.4.b': '100' },
    { '8.5.a': '0' },
    { '8.5.b': '92' },
    { '8.6.1.b': '(9) Mô hình' },
    { '8.6.1.a': 'Khối MTTQ' },
  ],
  '9': [
    { '9.1': 'mức độ 2' },
    { '9.2.a': '0' },
    { '9.2.b': '24.422' },
    { '9.2.c': 'số tài khoản đã được cấp' },
    { '9.3.a': '9' },
    { '9.3.b': '40' },
    { '9.4': '5' },
    { '9.5.a': '0' },
    { '9.5.b': '22' },
    { '9.6.1.a': PLAN },
  ],
};

/** What no sentence of an office looks like. */
const UGLY =
  / {2}|^ | $| [,.;:)]|[,;:]\s*[.,;:]|,\s*\)|\(\s*\)|(?<!\.)\.\.(?!\.)|gồm\s*[.:,]\s*[.,]|[{}[\]\ue000]|undefined|NaN|(?<![\d./,])0 \p{L}|(?<![\d.,/])[1-9] (?:hồ sơ|buổi|máy|quầy|cái|bộ|phòng|đơn vị|người|cơ quan|trường hợp|công dân|điểm|chức danh)/u;
const ENDS_WELL = /^\p{Lu}.*[.:]$/u;

/** The form with one field of its notice: the others would be composed for nothing, thousands of times. */
const onlyField = (number: number) => ({ ...form, noticeFields: form.noticeFields.slice(number - 1, number) });

function* subsets<T>(facts: readonly T[]): Generator<readonly T[]> {
  for (let mask = 0; mask < 2 ** facts.length; mask += 1) yield facts.filter((_, index) => mask & (1 << index));
}

test.each(Object.entries(FACTS))('lĩnh vực %s: mọi tổ hợp số liệu đều thành câu', (field, facts) => {
  const number = Number.parseInt(field, 10);
  const seen = new Set<string>();
  const blank = answersOf(form);
  const all = answersOf(form, Object.assign({}, ...facts));
  for (const some of subsets(facts)) {
    const keys = some.flatMap((fact) => Object.keys(fact)).map((code) => form.byCode.get(code)?.key ?? '');
    const answers = new Map([...blank, ...keys.map((key) => [key, all.get(key)] as [string, Answer])]);
    const fields = composeFields(figureSource(onlyField(number), { answers, findings: [] }), communeWords(PHUONG));
    const paragraphs = fields[0]?.paragraphs ?? [];
    expect(paragraphs.length).toBeGreaterThan(0);
    for (const { text } of paragraphs) seen.add(text);
    // A line that announces a list has its list.
    const heads = paragraphs.flatMap(({ text }, index) => (text.endsWith(':') ? [index] : []));
    expect(heads.filter((index) => !paragraphs[index + 1]?.nested)).toEqual([]);
  }
  expect(
    [...seen].filter((text) => UGLY.test(text) || !ENDS_WELL.test(text) || /(?<!\p{L}|cấp )xã(?!\p{L})/u.test(text)),
  ).toEqual([]);
  expect(seen.size).toBeGreaterThan(facts.length / 2);
  expect([...seen].some((text) => text !== NOTHING_REPORTED && text !== TOO_LITTLE_REPORTED)).toBe(true);
});

test('số 0 viết thành lời, số dưới 10 có số 0 đứng trước, tỷ lệ đủ hai chữ số', () => {
  const values = {
    '3.2': '9',
    '3.3': '9',
    '3.4': '0',
    '3.8': '9',
    '3.9': '8',
    '3.10': '1',
    '3.11': '0',
    '3.12': '0',
    '8.5.a': '0',
    '3.15.4': '0',
    '3.15.2': '6',
  };
  const submission = aSubmission(form, values, { commune: PHUONG, findings: [] });
  const text = composeFields(figureSource(form, submission), communeWords(PHUONG))
    .flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.text))
    .join('\n');
  expect(text).toContain('tiếp nhận trực tuyến 09 hồ sơ (đạt tỷ lệ 100,00%)');
  expect(text).toContain('dịch vụ bưu chính công ích không có hồ sơ.');
  expect(text).toContain('Không còn hồ sơ đang giải quyết.');
  expect(text).toContain('06 máy vi tính, không có máy scan.');
  expect(text).toContain('Chưa có chỉ tiêu cấp xã nào được cập nhật hoàn thành');
});

test.each([
  { late: '16', overdue: '1', says: 'quy định: 16 hồ sơ giải quyết trễ hạn, 01 hồ sơ đang giải quyết đã quá hạn.' },
  { late: '16', overdue: '0', says: 'quy định: 16 hồ sơ giải quyết trễ hạn.' },
  { late: '0', overdue: '2', says: 'quy định, 02 hồ sơ đang giải quyết đã quá hạn.' },
])('tồn tại R4: trễ hạn $late, quá hạn $overdue', ({ late, overdue, says }) => {
  const submission = aSubmission(form, { '3.10': late, '3.12': overdue }, { commune: PHUONG, findings: [] });
  expect(recommend(form, submission).find(({ id }) => id === 'R4')?.shortcoming).toContain(says);
});
