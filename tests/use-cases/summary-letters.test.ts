/** Who is reminded where returns came in a folder: by the latest file of each, whatever counts for the figures. */
import { expect, test } from 'vitest';
import type { IssuingRound } from '../../functions/domain/letter/letter.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { remindersOfFolder } from '../../functions/use-cases/summary-letters.ts';
import { theRound } from '../support/a-running-round.ts';
import { aCommune, aForm, aSubmission } from '../support/builders.ts';

const FORM = aForm();
const SOUND = { '3.1': 10, '3.2': 5, '3.3': '50' };
const WRONG = { ...SOUND, '3.1': 'khoảng 10' };
const round = { ...theRound, deadline: '2025-10-15' } as IssuingRound;
const communeAt = (index: number): Commune => aCommune({ code: `2100${index}`, name: `A${index}` });

const at = (commune: Commune, values: object, sentAt: string | undefined, file: string): Submission =>
  aSubmission(FORM, values as typeof SOUND, { commune, sentAt, sha256: file.padStart(64, '0'), file });

const sentBy = (commune: Commune, ...submissions: Submission[]) => ({
  commune,
  returns: chooseInForce(submissions),
  recommendations: [],
});

const roster = [0, 1, 2, 3, 4].map(communeAt);
const [sound, wrong, missing, replaced, unclear] = roster as [Commune, Commune, Commune, Commune, Commune];
const communes = [
  sentBy(sound, at(sound, SOUND, '2025-10-10T01:00:00Z', 'a')),
  sentBy(wrong, at(wrong, WRONG, '2025-10-10T01:00:00Z', 'b')),
  sentBy(replaced, at(replaced, SOUND, '2025-10-10T01:00:00Z', 'c'), at(replaced, WRONG, '2025-10-12T01:00:00Z', 'd')),
  sentBy(unclear, at(unclear, SOUND, undefined, 'e'), at(unclear, { ...SOUND, '3.2': 4, '3.3': '40' }, undefined, 'f')),
];

const drafts = (today: string, given: typeof communes = communes) =>
  remindersOfFolder({ round, roster, communes: given, today });

test('chưa gửi, còn lỗi, gửi lại bản có lỗi: mỗi đơn vị một công văn; đã đạt hoặc chưa rõ tệp nào mới thì không', () => {
  expect(drafts('2025-10-20').map(({ file }) => file)).toEqual([
    'letters/21002-xa-a2.docx',
    'letters/21001-xa-a1.docx',
    'letters/21003-xa-a3.docx',
    'letters/danh-sach.docx',
  ]);
  expect(drafts('2025-10-20')[2]?.draft.letter).toMatchObject({
    standing: 'Qua kiểm tra, phiếu tự đánh giá của UBND xã A3 gửi ngày 12/10/2025 còn 01 lỗi phải sửa:',
  });
  expect(drafts('2025-10-20').at(-1)?.draft.letter).toMatchObject({
    standing: expect.stringContaining('đã có 4/5 đơn vị gửi phiếu tự đánh giá'),
  });
  expect(missing.code).toBe('21002');
});

test('còn lâu mới đến hạn: chỉ đơn vị có lỗi; không ai thì không có tệp nào', () => {
  expect(drafts('2025-10-01').map(({ file }) => file)).not.toContain('letters/21002-xa-a2.docx');
  const allSound = roster.map((commune) => sentBy(commune, at(commune, SOUND, '2025-10-10T01:00:00Z', commune.code)));
  expect(drafts('2025-10-20', allSound)).toEqual([]);
});
