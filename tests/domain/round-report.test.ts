/** The province's notice on a round: no figure without its coverage, nothing in error printed as sound, the most frequent first. */
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import type { IssuingRound } from '../../functions/domain/letter/letter.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import { roundSchema } from '../../functions/domain/round/round.ts';
import { composeRoundReport } from '../../functions/domain/round-report/compose-round-report.ts';
import type { Assessments } from '../../functions/domain/scoring/assessment.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import { localTools } from '../../functions/wiring.ts';
import { aProvince } from '../support/a-province.ts';
import { aScoredProvince } from '../support/a-scored-province.ts';
import { aCommune, aForm, aSubmission, type Typed } from '../support/builders.ts';

const CREATED = '2025-10-20T02:00:00.000Z';

const aRound = (form: Form): IssuingRound =>
  roundSchema.parse({
    id: 'dot',
    form: form.id,
    version: form.version,
    title: 'Kiểm tra cải cách hành chính năm 2025',
    province: { code: '52', name: 'Gia Lai' },
    deadline: '2025-10-15',
    notice: {
      parentAgency: 'VĂN PHÒNG UBND TỈNH',
      agency: 'ĐOÀN KIỂM TRA',
      symbol: 'TB-ĐKT',
      place: 'Gia Lai',
      year: 2025,
      grounds: ['Quyết định số 1071/QĐ-UBND', 'Quyết định số 85/QĐ-VPUBND'],
      reportTo: 'Văn phòng UBND tỉnh',
      reportBefore: '2025-12-15',
      recipients: ['UBND {loai} {ten}', 'Công an tỉnh'],
      archive: 'VT',
      signature: { authority: 'TM. ĐOÀN KIỂM TRA', title: 'TRƯỞNG ĐOÀN' },
    },
  }) as IssuingRound;

const count = (code: string, key: string, label: string, more: object = {}) => ({
  code,
  key,
  label,
  type: 'count',
  unit: 'hồ sơ',
  ...more,
});

const FORM = aForm({
  constants: { nguong: { value: 90, label: 'Ngưỡng' } },
  sections: [
    {
      code: '3',
      key: 'tthc',
      title: 'Cải cách thủ tục hành chính',
      sheet: '3. TTHC',
      rows: [
        count('3.1', 'tong', 'Tổng số hồ sơ', { presence: 'required' }),
        count('3.2', 'truc_tuyen', 'Trong đó: trực tuyến'),
        {
          code: '3.3',
          key: 'ty_le',
          label: 'Tỷ lệ trực tuyến',
          type: 'ratio',
          ratio: { numerator: '[3.2]', denominator: '[3.1]' },
        },
        count('3.4', 'tre', 'Trong đó: trễ hạn'),
        { code: '3.5', key: 'quy_che', label: 'Đã ban hành Quy chế', type: 'yesno' },
      ],
    },
  ],
  rules: [
    {
      id: 'Q1',
      severity: 'warning',
      check: '[3.4] <= 50',
      says: 'Số hồ sơ trễ hạn lớn bất thường',
      fix: 'Hãy kiểm tra lại.',
      blame: ['3.4'],
    },
  ],
  recommendations: [
    { id: 'R1', default: 'always', text: 'Tăng cường chỉ đạo.' },
    {
      id: 'R2',
      default: 'when',
      when: '[3.4] > 0',
      text: 'Chấm dứt tình trạng trễ hạn của {ubnd}[, trước hết là {3.4} hồ sơ].',
      shortcoming: 'Còn {3.4} hồ sơ trễ hạn.',
      common: 'Còn hồ sơ giải quyết trễ hạn.',
    },
    {
      id: 'R3',
      default: 'when',
      when: '[3.2] * 100 < nguong * [3.1]',
      text: 'Nâng tỷ lệ trực tuyến.',
      shortcoming: 'Tỷ lệ trực tuyến dưới {nguong}%[, mới đạt {3.3}].',
    },
    { id: 'KT', default: 'always', text: 'Báo cáo về {noi_bao_cao} trước ngày {han_bao_cao}.' },
  ],
});

const SOUND = { '3.1': 100, '3.2': 95, '3.4': 0, '3.5': 'Có' };
const communeAt = (index: number): Commune => aCommune({ code: `2100${index}`, name: `A${index}` });

/** What each commune sent; `undefined` where nothing. */
function reportOn(returns: readonly (Typed | undefined)[], { withRoster = true, reverse = false } = {}) {
  const roster = returns.map((_, index) => communeAt(index));
  const communes = returns.flatMap((values, index) => {
    if (!values) return [];
    const submission = aSubmission(FORM, values, { commune: communeAt(index) });
    return [
      { commune: communeAt(index), returns: chooseInForce([submission]), recommendations: recommend(FORM, submission) },
    ];
  });
  const given = reverse ? communes.toReversed() : communes;
  const constants = constantsOf(FORM);
  const known = withRoster ? { roster } : {};
  return composeRoundReport({
    form: FORM,
    round: aRound(FORM),
    ...known,
    communes: given,
    refused: [],
    figures: aggregate(FORM, given, { constants, ...known }),
    created: CREATED,
    constants,
  });
}

describe('số liệu', () => {
  const wrong = { ...SOUND, '3.1': 'khoảng 100' };
  const report = reportOn([SOUND, { ...SOUND, '3.2': 45 }, wrong, { ...SOUND, '3.2': undefined }, undefined]);
  const [field] = report.fields;

  test('tổng và tỷ lệ chỉ gồm số liệu hợp lệ, mỗi số kèm độ phủ', () => {
    expect(field?.lines).toEqual([
      'Tổng số hồ sơ: 300 hồ sơ (3/5 đơn vị).',
      'Trực tuyến: 235 hồ sơ (3/5 đơn vị).',
      'Tỷ lệ trực tuyến: 70,00% (140/200 hồ sơ; 2/5 đơn vị).',
      'Trễ hạn: không có (4/5 đơn vị).',
      'Đã ban hành Quy chế: có 04 đơn vị (4/5 đơn vị).',
    ]);
  });

  test('phụ lục nêu tên đơn vị thiếu, lỗi của từng số liệu; đơn vị chưa gửi không lặp lại ở đó', () => {
    const line = (code: string) => report.coverage.find((each) => each.code === code);
    expect(line('3.1')).toMatchObject({ coverage: '3/5', missing: '', inError: 'xã A2' });
    expect(line('3.3')).toMatchObject({ coverage: '2/5', missing: 'xã A3', inError: 'xã A2' });
    expect(line('3.4')).toBeUndefined();
  });

  test('số liệu còn cảnh báo được in kèm lời nhắc rà soát, không như số liệu chắc chắn', () => {
    const { fields, coverage } = reportOn([SOUND, { ...SOUND, '3.4': 60 }]);
    expect(fields[0]?.lines).toContain('Trễ hạn: 60 hồ sơ (2/2 đơn vị; cần rà soát lại số liệu của xã A1).');
    expect(coverage).toMatchObject([{ code: '3.4', doubtful: 'xã A1' }]);
  });

  test('thứ tự nhận phiếu không làm đổi thông báo', () => {
    const returns = [SOUND, { ...SOUND, '3.4': 7 }, undefined, { ...SOUND, '3.2': 10 }];
    expect(reportOn(returns, { reverse: true })).toEqual(reportOn(returns));
  });
});

describe('tình hình gửi phiếu', () => {
  test.each([
    [
      'thiếu một đơn vị',
      [SOUND, undefined, SOUND],
      {},
      'Tính đến ngày 20/10/2025, có 2/3 đơn vị gửi phiếu tự đánh giá, đạt 66,67%. 01 đơn vị chưa gửi: xã A1.',
    ],
    ['đủ', [SOUND, SOUND], {}, 'Tính đến ngày 20/10/2025, toàn bộ 2/2 đơn vị đã gửi phiếu tự đánh giá.'],
    [
      'chưa ai gửi',
      [undefined, undefined],
      {},
      'Tính đến ngày 20/10/2025, chưa có đơn vị nào trong 02 đơn vị gửi phiếu tự đánh giá. 02 đơn vị chưa gửi: xã A0 và xã A1.',
    ],
    [
      'không có danh sách đơn vị',
      [SOUND, SOUND],
      { withRoster: false },
      'Tính đến ngày 20/10/2025, có 02 đơn vị gửi phiếu tự đánh giá; chưa có danh sách đơn vị phải gửi nên kết quả chỉ tính trên các đơn vị này.',
    ],
  ] as const)('%s', (_name, returns, options, said) => {
    expect(reportOn(returns, options).sending[0]).toBe(said);
  });

  test('phụ lục: chưa gửi đứng trước, rồi còn lỗi; phiếu đạt đúng hạn không có', () => {
    const { pending } = reportOn([SOUND, { ...SOUND, '3.1': 'x' }, undefined]);
    expect(pending.map(({ commune, state, detail }) => [commune, state, detail])).toEqual([
      ['Xã A2', 'Chưa gửi', ''],
      ['Xã A1', 'Cần sửa', '01 lỗi'],
    ]);
  });
});

describe('tồn tại, kiến nghị chung', () => {
  const report = reportOn([
    { ...SOUND, '3.4': 60 },
    { ...SOUND, '3.2': 45 },
    { ...SOUND, '3.2': 10, '3.4': 3 },
    { ...SOUND, '3.2': 20, '3.1': 'sai' },
    { ...SOUND, '3.2': 45 },
  ]);

  test('nhiều nhất đứng trước; câu chung không có số liệu của một đơn vị; số đơn vị trên số đánh giá được', () => {
    expect(report.shortcomings).toEqual([
      'Tỷ lệ trực tuyến dưới 90% (3/4 đơn vị có đủ số liệu để đánh giá: xã A1, xã A2 và xã A4).',
      'Còn hồ sơ giải quyết trễ hạn (2/5 đơn vị có đủ số liệu để đánh giá: xã A0 và xã A2).',
    ]);
  });

  test('lỗi và cảnh báo trong số liệu, kèm tên đơn vị', () => {
    expect(report.faultsInFigures).toEqual([
      'Số hồ sơ trễ hạn lớn bất thường (cảnh báo; 01 đơn vị: xã A0).',
      'Ô không ghi số (lỗi; 01 đơn vị: xã A3).',
    ]);
  });

  test('kiến nghị: việc của phiếu trước, theo thứ tự của biểu mẫu, từ ngữ cho mọi đơn vị; báo cáo ở câu kết', () => {
    expect(report.recommendations).toEqual([
      'Các đơn vị có phiếu còn lỗi khẩn trương sửa số liệu và gửi lại (danh sách tại Phụ lục I).',
      'Tăng cường chỉ đạo.',
      'Chấm dứt tình trạng trễ hạn của UBND các xã.',
      'Nâng tỷ lệ trực tuyến.',
    ]);
    expect(report.closing).toBe(
      'Đề nghị UBND các xã khắc phục các tồn tại, hạn chế nêu tại Thông báo này và báo cáo kết quả về Văn phòng UBND tỉnh trước ngày 15/12/2025./.',
    );
    expect(report.recipients).toEqual(['UBND các xã', 'Công an tỉnh']);
  });

  test('kiến nghị của riêng một đơn vị không phải kiến nghị chung', () => {
    expect(reportOn([{ ...SOUND, '3.4': 1 }, SOUND, SOUND]).recommendations).toEqual(['Tăng cường chỉ đạo.']);
  });
});

test('câu chung in số liệu của một đơn vị là lỗi của biểu mẫu', () => {
  const withCommon = (common: string) =>
    aForm({ recommendations: [{ id: 'R1', default: 'when', when: '[3.1] > 0', text: 'Làm.', common }] });
  expect(() => withCommon('Còn {3.1} hồ sơ.')).toThrow(/nói về nhiều đơn vị nên không in được số liệu/);
  expect(withCommon('Còn hồ sơ tại {don_vi}.').recommendations[0]?.common).toBeDefined();
});

describe('biểu mẫu thật', async () => {
  const { forms } = localTools();
  const HOLE = /undefined|NaN|\[object|\{|\}| {2}|\(\)| [,.;:)]|,,|[,;:]\.(?!\/)/;

  const texts = (report: ReturnType<typeof composeRoundReport>): readonly string[] => [
    report.opening,
    report.closing,
    report.coverageNote,
    ...report.sending,
    ...report.fields.flatMap(({ lines }) => lines),
    ...report.ranking,
    ...report.shortcomings,
    ...report.faultsInFigures,
    ...report.recommendations,
  ];

  test('135 đơn vị: câu nào cũng trọn, số liệu nào cũng có n/N', async () => {
    const form = await forms.load('kiem-tra-cchc-2025', 1);
    const { roster, communes } = aProvince(form, 135);
    const constants = constantsOf(form);
    const report = composeRoundReport({
      form,
      round: aRound(form),
      roster,
      communes,
      refused: [],
      figures: aggregate(form, communes, { constants, roster }),
      created: CREATED,
      constants,
    });
    expect(texts(report).filter((text) => HOLE.test(text))).toEqual([]);
    expect(report.fields).toHaveLength(9);
    const lines = report.fields.flatMap((field) => field.lines);
    expect(lines.filter((line) => !/\d+\/135 đơn vị/.test(line))).toEqual([]);
    expect(report.ranking.length).toBeGreaterThan(2);
    expect(report.ranked).toEqual([]);
    expect(report.shortcomings.join(' ')).not.toContain('…');
  });

  test('biểu có chấm điểm: xếp hạng, phân loại, đơn vị chưa xếp hạng để riêng', async () => {
    const form = await forms.load('cham-diem-vi-du', 1);
    const { roster, communes, assessments } = aScoredProvince(form, 24);
    const constants = constantsOf(form);
    const made = (given?: Assessments) =>
      composeRoundReport({
        form,
        round: aRound(form),
        roster,
        communes,
        refused: [],
        figures: aggregate(form, communes, { constants, roster }),
        created: CREATED,
        constants,
        assessments: given,
      });
    const report = made(assessments);
    expect(report.ranking[0]).toMatch(
      new RegExp(`^Đã xếp hạng ${report.ranked.length}/24 đơn vị \\(Bộ tiêu chí ví dụ`),
    );
    expect(report.ranking.at(-1)).toMatch(/^Chưa xếp hạng \d+ đơn vị do chưa đủ điểm: /);
    expect(report.ranked[0]?.rank).toBe(`1/${report.ranked.length}`);
    const none = made();
    expect(none.ranked).toEqual([]);
    expect(none.ranking[0]).toBe('Chưa có đơn vị nào đủ điểm thẩm định để xếp hạng.');
    expect(texts(report).filter((text) => HOLE.test(text))).toEqual([]);
  });
});
