/** The two published inspections of 2025, through the shipped form: the draft must say what was said of these communes. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readFormFile } from '../../functions/adapters/form-folder/read-form-file.ts';
import { composeNotice } from '../../functions/domain/notice/compose-notice.ts';
import type { NoticeModel } from '../../functions/domain/notice/notice.ts';
import { type NoticeSettings, noticeWords } from '../../functions/domain/notice/notice-words.ts';
import { DOUBT } from '../../functions/domain/notice/print-figure.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import { type Round, roundSchema } from '../../functions/domain/round/round.ts';
import { aSubmission } from '../support/builders.ts';

const FOLDER = new URL('../../sheets-templates/kiem-tra-cchc-2025/v1/', import.meta.url);
const example = (name: string) => parse(readFileSync(new URL(`example/${name}.yaml`, FOLDER), 'utf8'));

const read = await readFormFile(new URL('form.yaml', FOLDER).pathname);
if (!('form' in read)) throw new Error(read.faults.map((fault) => fault.sentence).join('\n'));
const { form } = read;
const round = roundSchema.parse(example('round')) as Round & { notice: NoticeSettings };

/** As the reader gives them: each figure as a text cell. */
function draftOf(name: string): NoticeModel {
  const { commune, values } = example(name);
  const submission = aSubmission(form, values, { commune });
  const words = noticeWords(commune, round.notice);
  const recommendations = recommend(form, submission, { constants: round.constants, words });
  return composeNotice({ form, submission, round, recommendations });
}

const proposedIn = (model: NoticeModel): string[] =>
  model.groundsOfRecommendations.filter((row) => row.state === 'proposed').map((row) => row.id);

const linesOf = (model: NoticeModel): string[] => [
  ...model.fields.flatMap((field) => field.paragraphs.map((paragraph) => paragraph.text)),
  ...model.shortcomings,
];

test('Al Bá: 16 hồ sơ trễ hạn, 01 quá hạn; 91/92 chỉ tiêu; 23/22 tổ chức', () => {
  const model = draftOf('al-ba');
  expect(proposedIn(model)).toEqual(['R1', 'R2', 'R4', 'R5', 'R6', 'R6b', 'R7', 'R8', 'KT']);
  expect(linesOf(model).join('\n')).toMatch(/16 hồ sơ giải quyết trễ hạn, 01 hồ sơ/);
  expect(linesOf(model).join('\n')).toMatch(/91\/92 chỉ tiêu[\s\S]*\(9\) Mô hình “Dân vận số”/);
  expect(linesOf(model).join('\n')).toContain(`23/22${DOUBT}`);
  expect(model.doubts).toHaveLength(1);
});

test('Bình Dương: 92/92 chỉ tiêu, 97,10%, không có số liệu nào mang dấu', () => {
  const model = draftOf('binh-duong');
  expect(proposedIn(model)).toEqual(['R1', 'R4', 'R5', 'R6', 'R6b', 'R7', 'KT']);
  expect(linesOf(model).join('\n')).toMatch(/1\.338 hồ sơ[\s\S]*97,10%[\s\S]*92\/92 chỉ tiêu/);
  expect(JSON.stringify(model)).not.toContain(DOUBT.trim());
  expect(model.doubts).toEqual([]);
});

test.each(['al-ba', 'binh-duong'])('%s: câu chữ gọn, không còn dấu của mẫu câu', (name) => {
  const model = draftOf(name);
  const texts = [
    linesOf(model).join('\n'),
    ...model.recommendations,
    model.opening,
    model.closing,
    ...model.groundsOfRecommendations.map((row) => row.reason),
  ];
  expect(texts.join('\n').replaceAll(DOUBT, '')).not.toMatch(
    / {2}| [,.;]|,,|(?<!\.)\.\.(?!\.)|\(\)|[{}[\]]|undefined|NaN/,
  );
});
