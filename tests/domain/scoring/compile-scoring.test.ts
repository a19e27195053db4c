/**
 * What the author of a table of criteria is told, every fault at once, each with its path; and what follows from the table:
 *   C1  points add up; each criterion has one method
 *   C2  steps: in order, without gap or overlap, up to the full points
 *   C3  classes: cut points descend to 0
 *   C4  expressions name what is there and are of the right kind
 *   C5  own scores are ordinary cells
 */
import { describe, expect, test } from 'vitest';
import { aScoredForm, CRITERIA, scoredSource, withCriterion } from '../../support/a-scored-form.ts';
import { faults } from '../../support/form-source.ts';

const AT = 'scoring.groups.0.criteria';
const steps = (...of: readonly object[]) => withCriterion(1, { threshold: { of: '[1.3]', steps: of } });

const FAULTS: readonly { name: string; source: object; says: readonly string[] }[] = [
  {
    name: 'C1 · nhóm cộng lại không bằng tổng',
    source: scoredSource({ total: 12 }),
    says: ['scoring.total: Điểm của các nhóm tiêu chí cộng lại là 10, khác tổng điểm 12. Hãy sửa điểm cho khớp.'],
  },
  {
    name: 'C1 · điểm điều tra nằm trong tổng',
    source: scoredSource({ survey: { label: 'Điều tra', points: 5 } }),
    says: [
      'scoring.total: Điểm của các nhóm tiêu chí và điểm điều tra cộng lại là 15, khác tổng điểm 10. Hãy sửa điểm cho khớp.',
    ],
  },
  {
    name: 'C1 · tiêu chí cộng lại không bằng nhóm, điểm lẻ quá',
    source: withCriterion(3, { points: 3.125 }),
    says: [
      'scoring.groups.0.points: Điểm các tiêu chí của nhóm T1 cộng lại là 10,125, khác điểm 10 của nhóm. Hãy sửa điểm cho khớp.',
      `${AT}.3.points: Điểm của tiêu chí T1.4 có quá hai chữ số thập phân. Hãy làm tròn.`,
    ],
  },
  {
    name: 'C1 · hai cách chấm',
    source: withCriterion(0, { manual: 'Đoàn chấm.' }),
    says: [
      `${AT}.0: Tiêu chí T1.1 phải có đúng một cách chấm: "share", "threshold", "yesno" hoặc "manual". Hãy bỏ bớt.`,
    ],
  },
  {
    name: 'C1 · không có cách chấm',
    source: withCriterion(3, { manual: undefined }),
    says: [
      `${AT}.3: Tiêu chí T1.4 phải có đúng một cách chấm: "share", "threshold", "yesno" hoặc "manual". Hãy bổ sung.`,
    ],
  },
  {
    name: 'C1 · mã và khoá dùng hai lần, nói một lần',
    source: withCriterion(1, { code: '1', key: 'a' }),
    says: [
      `${AT}.1.code: Tiêu chí dùng mã số "1" hai lần. Hãy đặt lại cho khác nhau.`,
      `${AT}.1.key: Tiêu chí dùng khoá "a" hai lần. Hãy đặt lại cho khác nhau.`,
    ],
  },
  {
    name: 'C1 · mã nhóm trùng mã của biểu',
    source: scoredSource({ groups: [{ code: '1', key: 't1', title: 'Nhóm', points: 10, criteria: CRITERIA }] }),
    says: ['scoring.groups.0: Mã số 1 bị dùng hai lần. Hãy đặt lại cho khác nhau.'],
  },
  {
    name: 'C2 · khoảng trống',
    source: steps({ from: 95, points: 2 }, { from: 80, to: 90, points: 1 }),
    says: [`${AT}.1.threshold.steps.0: Tiêu chí T1.2: Khoảng từ 90 đến 95 không thuộc mức nào. Hãy nối liền các mức.`],
  },
  {
    name: 'C2 · chồng lên nhau',
    source: steps({ from: 95, points: 2 }, { from: 80, to: 97, points: 1 }),
    says: [
      `${AT}.1.threshold.steps.0: Tiêu chí T1.2: Khoảng từ 95 đến 97 thuộc hai mức. Hãy sửa mốc để các mức không chồng lên nhau.`,
    ],
  },
  {
    name: 'C2 · không theo thứ tự',
    source: steps({ from: 95, points: 2 }, { from: 60, points: 0.5 }, { from: 80, points: 1 }),
    says: [
      `${AT}.1.threshold.steps.0: Tiêu chí T1.2: Các mức chưa xếp theo thứ tự. Hãy xếp từ mức cao xuống thấp hoặc từ thấp lên cao, không trùng nhau.`,
    ],
  },
  {
    name: 'C2 · mốc ngược, mức không mốc, điểm quá cao: nói cả ba',
    source: steps({ from: 95, to: 90, points: 2 }, { points: 1 }, { from: 60, points: 3 }),
    says: [
      `${AT}.1.threshold.steps.0: Tiêu chí T1.2: Mức này bắt đầu từ 95 nhưng kết thúc ở 90. Hãy sửa mốc cho tăng dần.`,
      `${AT}.1.threshold.steps.1: Tiêu chí T1.2: Mức này chưa có "from" hoặc "to". Hãy ghi mốc của mức.`,
      `${AT}.1.threshold.steps.2: Tiêu chí T1.2: Mức này cho 3 điểm, cao hơn điểm tối đa 2 của tiêu chí. Hãy sửa điểm.`,
    ],
  },
  {
    name: 'C2 · không mức nào đủ điểm',
    source: steps({ from: 95, points: 1.5 }),
    says: [
      `${AT}.1.threshold.steps.0: Tiêu chí T1.2: Không mức nào cho đủ 2 điểm. Hãy sửa điểm của mức cao nhất hoặc điểm tối đa của tiêu chí.`,
    ],
  },
  {
    name: 'C3 · mốc không giảm dần',
    source: scoredSource({
      classes: [
        { name: 'Khá', from: 60 },
        { name: 'Tốt', from: 80 },
        { name: 'Yếu', from: 0 },
      ],
    }),
    says: ['scoring.classes.1: Loại "Tốt" bắt đầu từ 80, không thấp hơn loại "Khá" (60). Hãy xếp các mốc giảm dần.'],
  },
  {
    name: 'C3 · dưới mốc thấp nhất không có loại; hai loại một tên',
    source: scoredSource({
      classes: [
        { name: 'Tốt', from: 80 },
        { name: 'Tốt', from: 50 },
      ],
    }),
    says: [
      'scoring.classes.1: Dưới 50 không thuộc loại nào. Hãy để loại thấp nhất bắt đầu từ 0.',
      'scoring.classes.1: Loại "Tốt" có hai lần. Hãy đặt tên khác nhau.',
    ],
  },
  {
    name: 'C4 · chỉ tiêu lạ, nói một lần ở tiêu chí của nó',
    source: withCriterion(0, { share: { of: '[1.9]' } }),
    says: [`${AT}.0.share: Không có chỉ tiêu [1.9] trong biểu. Hãy kiểm tra lại mã số.`],
  },
  {
    name: 'C4 · so sánh ở chỗ cần số, số ở chỗ cần so sánh',
    source: withCriterion(2, { yesno: '[1.1] + 1', when: '[1.2]' }),
    says: [
      `${AT}.2.yesno: Biểu thức phải là một phép so sánh, ví dụ [3.2] = [3.3] + [3.4].`,
      `${AT}.2.when: Biểu thức phải là một phép so sánh, ví dụ [3.2] = [3.3] + [3.4].`,
    ],
  },
  {
    name: 'C4 · biểu thức dở dang, nói một lần',
    source: withCriterion(0, { share: { of: '[1.3] +' } }),
    says: [`${AT}.0.share.of: Sau "[1.3] +" cần một chỉ tiêu, một số hoặc một hàm, nhưng lại gặp chỗ hết biểu thức.`],
  },
  {
    name: 'C4 · chấm bằng chính điểm tự chấm',
    source: withCriterion(1, { threshold: { of: '[T1.1.d]', steps: [{ from: 1, points: 2 }] } }),
    says: [`${AT}.1.threshold: Tiêu chí T1.2 dùng điểm tự chấm [T1.1.d] để chấm điểm. Hãy dùng số liệu.`],
  },
  {
    name: 'quy tắc vừa tắt vừa chạy thử',
    source: scoredSource(
      {},
      { rules: [{ id: 'Q1', severity: 'error', check: '[1.2] <= [1.1]', says: 'Sai', off: 'a', trial: 'b' }] },
    ),
    says: ['rules.0.trial: Quy tắc Q1 vừa tắt vừa chạy thử. Hãy chỉ giữ "off" hoặc "trial".'],
  },
];

test('biểu thử không có lỗi nào', () => expect(faults(scoredSource())).toEqual([]));

test.each(FAULTS)('$name', ({ source, says }) => expect(faults(source)).toEqual(says));

describe('C5 · trang tự chấm', () => {
  const form = aScoredForm();

  test('mỗi tiêu chí một ô điểm từ 0 đến tối đa, được trả lời không áp dụng, và một ô tài liệu', () => {
    const shown = form.scoring.criteria.map(({ self, evidence }) =>
      [self, evidence].map(({ code, type, min, max }) => [code, type, min, max]),
    );
    expect(shown[0]).toEqual([
      ['T1.1.d', 'amount', 0, 4],
      ['T1.1.m', 'longtext', undefined, undefined],
    ]);
    expect(form.scoring.criteria.every(({ self }) => self.mayBeNotApplicable && !self.mayBeNil)).toBe(true);
    expect(form.byKey.get('t1__a__diem')).toBe(form.scoring.criteria[0]?.self);
  });

  test('dòng nói điểm tối đa và cách chấm', () => {
    const rows = form.tables.find(({ code }) => code === 'T1')?.rows ?? [];
    expect(rows.map(({ label, unit }) => `${label} | ${unit}`)).toEqual([
      'Theo tỷ lệ (Từ 80% trở lên: 4 điểm; thấp hơn thì tính theo tỷ lệ) | tối đa 4 điểm',
      'Theo mốc (Từ 95% trở lên: 2 điểm; từ 80% đến dưới 95%: 1 điểm; còn lại: 0 điểm) | tối đa 2 điểm',
      'Có hay không (Có: 1 điểm; không: 0 điểm) | tối đa 1 điểm',
      'Do đoàn chấm (Đoàn chấm) | tối đa 3 điểm',
    ]);
  });
});
