/** Submissions that came as copies hold their common parts in common, and say what they said. */
import { expect, test } from 'vitest';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import { sharedParts } from '../../functions/domain/submission/share-parts.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { aForm, aSubmission } from '../support/builders.ts';

const form = aForm({
  recommendations: [{ id: 'R1', default: 'always', text: 'Đẩy mạnh tuyên truyền.', ground: ['3.1'] }],
});
const sent = aSubmission(form, { '3.1': 'khoảng 20', '3.2': 12, '3.3': '97,09' });
const copyOf = (submission: Submission): Submission => structuredClone(submission);

test('nội dung không đổi', () => {
  const shared = sharedParts();
  expect([copyOf(sent), copyOf(sent)].map(shared.submission)).toEqual([sent, sent]);
  expect(recommend(form, sent).map(shared.recommendation)).toEqual(recommend(form, sent));
});

test('vị trí ô của hai phiếu là một', () => {
  const shared = sharedParts();
  const [first, second] = [copyOf(sent), copyOf(sent)].map(shared.submission);
  const places = (submission: Submission | undefined) => [
    ...[...(submission?.answers.values() ?? [])].map(({ at }) => at),
    ...(submission?.findings ?? []).flatMap(({ cells }) => cells),
  ];
  expect(places(first).length).toBeGreaterThan(3);
  for (const [index, place] of places(first).entries()) expect(places(second)[index]).toBe(place);
});
