/** The text of a draft notice: what is printed, what is left out, and what carries a mark. */
import { describe, expect, test } from 'vitest';
import type { Form } from '../../functions/domain/form/form.ts';
import { composeNotice } from '../../functions/domain/notice/compose-notice.ts';
import { NOTHING_REPORTED, TOO_LITTLE_REPORTED } from '../../functions/domain/notice/compose-notice-fields.ts';
import { type NoticeSettings, noticeWords } from '../../functions/domain/notice/notice-words.ts';
import { DOUBT } from '../../functions/domain/notice/print-figure.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import type { ProposedRecommendation } from '../../functions/domain/notice/recommendation.ts';
import { type Round, roundSchema } from '../../functions/domain/round/round.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { aCommune, aForm, aSubmission, type Typed } from '../support/builders.ts';

const SOLVED = { code: '3.8', key: 'giai_quyet', label: 'Hồ sơ đã giải quyết', type: 'count', presence: 'optional' };
const LATE = { code: '3.10', key: 'tre_han', label: 'Hồ sơ trễ hạn', type: 'count', presence: 'optional' };
const ROWS = [
  { code: '3.2', key: 'tiep_nhan', label: 'Tổng số hồ sơ tiếp nhận', type: 'count', presence: 'required' },
  { code: '3.3', key: 'truc_tuyen', label: 'Hồ sơ trực tuyến', type: 'count' },
  { code: '3.4', key: 'truc_tiep', label: 'Hồ sơ trực tiếp', type: 'count' },
  SOLVED,
  LATE,
  { code: '3.13', key: 'nguyen_nhan', label: 'Nguyên nhân', type: 'longtext', presence: 'optional' },
  { code: '3.20', key: 'khong_in', label: 'Số liệu không in', type: 'count', presence: 'optional' },
  { code: '9.5', label: 'Định danh tổ chức' },
  { code: '9.5.a', key: 'da_cap', label: 'Số đã cấp', type: 'count', presence: 'optional' },
  { code: '9.5.b', key: 'tong_so', label: 'Tổng số', type: 'count', presence: 'optional' },
  {
    code: '9.5.c',
    key: 'ty_le',
    label: 'Tỷ lệ được cấp',
    type: 'ratio',
    presence: 'optional',
    ratio: { numerator: '[9.5.a]', denominator: '[9.5.b]', stated: true },
  },
  { code: '1.9', key: 'ngay_kiem_tra_truc_tiep', label: 'Ngày làm việc trực tiếp', type: 'date', presence: 'optional' },
];

const FORM = aForm({
  constants: { dinh_muc: { value: 3, label: 'Định mức' } },
  sections: [
    { code: '3', key: 'tthc', title: 'Thủ tục', sheet: '3. TTHC', rows: ROWS },
    {
      code: '4',
      key: 'bo_may',
      title: 'Bộ máy',
      sheet: '4. Bộ máy',
      rows: [
        { code: '4.1', key: 'phong', label: 'Số phòng', type: 'count', presence: 'optional' },
        { code: '4.2', key: 'don_vi', label: 'Số đơn vị', type: 'count', presence: 'optional' },
      ],
    },
  ],
  rules: [{ id: 'Q1', severity: 'error', check: '[3.2] = [3.3] + [3.4]', says: 'Tổng số không bằng các thành phần' }],
  recommendations: [
    { id: 'R1', default: 'always', text: 'Tăng cường chỉ đạo.' },
    {
      id: 'R4',
      default: 'when',
      when: '[3.10] > 0',
      text: 'Chấm dứt trễ hạn.',
      shortcoming: 'Còn {3.10} hồ sơ trễ hạn.',
    },
    { id: 'R9', default: 'choice', text: 'Rà soát.', shortcoming: 'Chưa rà soát.' },
    { id: 'KT', default: 'always', text: 'Khắc phục tồn tại và báo cáo về {noi_bao_cao} trước ngày {han_bao_cao}.' },
  ],
  notice: {
    fields: [
      {
        section: '3',
        title: 'Cải cách thủ tục hành chính',
        paragraphs: [
          { text: 'Kết quả giải quyết:', when: 'not na([3.2])' },
          { nested: true, text: 'Tiếp nhận {3.2} hồ sơ[, trực tuyến {3.3} hồ sơ][, trực tiếp {3.4} hồ sơ].' },
          { nested: true, when: '[3.10] > 0', text: 'Trễ hạn {3.10} hồ sơ[ (nguyên nhân: {3.13})].' },
          { nested: true, when: '[3.10] = 0', text: 'Không có hồ sơ trễ hạn.' },
          { text: 'Hồ sơ:', items: ['{3.8} đã giải quyết.', 'trong đó {3.10} trễ hạn'] },
          { text: 'Định danh tổ chức: {9.5.a}/{9.5.b} đơn vị[, đạt {9.5.c}].' },
        ],
      },
      {
        section: '4',
        title: 'Tổ chức bộ máy',
        paragraphs: [{ text: '{ubnd} có {4.1} phòng' }, { when: '[4.1] > dinh_muc', text: 'Vượt định mức.' }],
      },
    ],
  },
});

const ROUND = roundSchema.parse({
  id: 'kiem-tra',
  form: FORM.id,
  version: 1,
  title: 'Kiểm tra công tác cải cách hành chính năm 2025',
  province: { code: '52', name: 'Gia Lai' },
  constants: { dinh_muc: 5 },
  notice: {
    parentAgency: 'VĂN PHÒNG UBND TỈNH',
    agency: 'ĐOÀN KIỂM TRA',
    symbol: 'TB-ĐKT',
    place: 'Gia Lai',
    year: 2025,
    grounds: ['Quyết định số 1071/QĐ-UBND ngày 07/8/2025;', 'Căn cứ Quyết định số 85/QĐ-VPUBND ngày 25/9/2025'],
    announcement: 'Thông báo số 02/TB-ĐKT ngày 26/9/2025',
    reportTo: 'Văn phòng UBND tỉnh',
    reportBefore: '2026-02-05',
    recipients: ['UBND {loai} {ten}', 'Công an tỉnh;'],
    archive: 'VT, hồ sơ kiểm tra.',
    signature: { authority: 'TM. ĐOÀN KIỂM TRA', title: 'TRƯỞNG ĐOÀN', name: 'Võ Gia Nghĩa' },
  },
}) as RoundWithNotice;
type RoundWithNotice = Round & { notice: NoticeSettings };

const SOUND: Typed = { '3.2': '1.440', '3.3': '1.439', '3.4': '1', '3.8': '8', '3.10': '2', '4.1': '4' };

function notice(
  values: Typed = {},
  {
    settings = {},
    edit = (rows: readonly ProposedRecommendation[]) => rows,
    ...overrides
  }: Partial<Submission> & {
    settings?: Partial<NoticeSettings>;
    edit?: (rows: readonly ProposedRecommendation[]) => readonly ProposedRecommendation[];
  } = {},
) {
  const round = { ...ROUND, notice: { ...ROUND.notice, ...settings } };
  return draft(FORM, aSubmission(FORM, { ...SOUND, ...values }, overrides), round, edit);
}

function draft(
  form: Form,
  submission: Submission,
  round: RoundWithNotice,
  edit = (rows: readonly ProposedRecommendation[]) => rows,
) {
  const words = noticeWords(submission.commune, round.notice);
  const recommendations = edit(recommend(form, submission, { constants: round.constants, words }));
  return composeNotice({ form, submission, round, recommendations });
}

/** Section I as a reader sees it. */
const fieldsOf = (values: Typed, field = 1): string[] =>
  (notice(values).fields[field - 1]?.paragraphs ?? []).map(({ nested, text }) => `${nested ? '+' : '-'} ${text}`);

test('một dự thảo trọn vẹn', () => {
  expect(notice()).toEqual({
    stage: 'draft',
    parentAgency: 'VĂN PHÒNG UBND TỈNH',
    agency: 'ĐOÀN KIỂM TRA',
    symbol: 'TB-ĐKT',
    place: 'Gia Lai',
    year: 2025,
    commune: 'xã Bình Dương',
    committee: 'Ủy ban nhân dân xã Bình Dương',
    subject: 'Kết quả kiểm tra công tác cải cách hành chính năm 2025 tại Ủy ban nhân dân xã Bình Dương',
    grounds: ['Căn cứ Quyết định số 1071/QĐ-UBND ngày 07/8/2025;', 'Căn cứ Quyết định số 85/QĐ-VPUBND ngày 25/9/2025.'],
    opening:
      'Thực hiện Thông báo số 02/TB-ĐKT ngày 26/9/2025; qua theo dõi và trên cơ sở báo cáo kết quả tự kiểm tra của UBND xã Bình Dương, Đoàn kiểm tra thông báo kết quả kiểm tra công tác cải cách hành chính năm 2025 như sau:',
    fields: [
      {
        number: 1,
        title: 'Cải cách thủ tục hành chính',
        paragraphs: [
          { text: 'Kết quả giải quyết:', nested: false },
          { text: 'Tiếp nhận 1.440 hồ sơ, trực tuyến 1.439 hồ sơ, trực tiếp 01 hồ sơ.', nested: true },
          { text: 'Trễ hạn 02 hồ sơ.', nested: true },
          { text: 'Hồ sơ: 08 đã giải quyết, trong đó 02 trễ hạn.', nested: false },
        ],
      },
      { number: 2, title: 'Tổ chức bộ máy', paragraphs: [{ text: 'UBND xã có 04 phòng.', nested: false }] },
    ],
    shortcomings: ['Còn 02 hồ sơ trễ hạn.'],
    recommendationsOpening:
      'Trên cơ sở kết quả nêu trên, Đoàn kiểm tra đề nghị UBND xã Bình Dương tập trung thực hiện các nội dung sau:',
    recommendations: ['Tăng cường chỉ đạo.', 'Chấm dứt trễ hạn.'],
    closing:
      'Đoàn kiểm tra đề nghị UBND xã Bình Dương khắc phục tồn tại và báo cáo về Văn phòng UBND tỉnh trước ngày 05/02/2026./.',
    recipients: ['UBND xã Bình Dương', 'Công an tỉnh'],
    archive: 'VT, hồ sơ kiểm tra',
    signature: { authority: 'TM. ĐOÀN KIỂM TRA', title: 'TRƯỞNG ĐOÀN', name: 'Võ Gia Nghĩa' },
    doubts: [],
    groundsOfRecommendations: [
      { id: 'R1', state: 'proposed', reason: 'Luôn có trong thông báo.' },
      {
        id: 'R4',
        state: 'proposed',
        reason: 'Còn 02 hồ sơ trễ hạn. Số liệu trang “3. TTHC”: 3.10 Hồ sơ trễ hạn: 02 (ô E6).',
      },
      { id: 'R9', state: 'to be decided', reason: 'Do Đoàn kiểm tra lựa chọn.' },
      { id: 'KT', state: 'proposed', reason: 'Luôn có trong thông báo.' },
    ],
  });
});

describe('I · kết quả kiểm tra', () => {
  const CASES = [
    {
      name: 'phần có số liệu trống bị bỏ, câu vẫn đọc được',
      values: { '3.3': undefined, '3.8': undefined },
      lines: [
        '- Kết quả giải quyết:',
        '+ Tiếp nhận 1.440 hồ sơ, trực tiếp 01 hồ sơ.',
        '+ Trễ hạn 02 hồ sơ.',
        '- Hồ sơ: trong đó 02 trễ hạn.',
      ],
    },
    {
      name: 'chữ của đơn vị nằm gọn trong câu',
      values: { '3.13': 'Thiếu người.\nMạng chậm...' },
      lines: [
        '- Kết quả giải quyết:',
        '+ Tiếp nhận 1.440 hồ sơ, trực tuyến 1.439 hồ sơ, trực tiếp 01 hồ sơ.',
        '+ Trễ hạn 02 hồ sơ (nguyên nhân: Thiếu người; Mạng chậm...).',
        '- Hồ sơ: 08 đã giải quyết, trong đó 02 trễ hạn.',
      ],
    },
    {
      name: 'số 0 viết thành lời',
      values: { '3.10': '0' },
      lines: [
        '- Kết quả giải quyết:',
        '+ Tiếp nhận 1.440 hồ sơ, trực tuyến 1.439 hồ sơ, trực tiếp 01 hồ sơ.',
        '+ Không có hồ sơ trễ hạn.',
        '- Hồ sơ: 08 đã giải quyết, trong đó không có trễ hạn.',
      ],
    },
    {
      name: 'câu dẫn không còn ý nào thì bỏ',
      values: { '3.2': undefined, '3.10': undefined },
      lines: ['- Hồ sơ: 08 đã giải quyết.'],
    },
    {
      name: 'ý con đứng riêng khi câu dẫn không in',
      values: { '3.2': 'na', '3.8': undefined, '3.3': 'na', '3.4': 'na' },
      lines: ['- Trễ hạn 02 hồ sơ.', '- Hồ sơ: trong đó 02 trễ hạn.'],
    },
  ];
  test.each(CASES)('$name', ({ values, lines }) => {
    expect(fieldsOf(values)).toEqual(lines);
  });

  test('lĩnh vực không có số liệu thì nói rõ', () => {
    expect(fieldsOf({ '4.1': undefined }, 2)).toEqual([`- ${NOTHING_REPORTED}`]);
    expect(fieldsOf({ '4.1': undefined, '4.2': '3' }, 2)).toEqual([`- ${TOO_LITTLE_REPORTED}`]);
  });

  const DOUBTFUL = [
    {
      name: 'số liệu có lỗi in kèm dấu',
      values: { '3.2': '1.441' },
      line: `+ Tiếp nhận 1.441${DOUBT} hồ sơ, trực tuyến 1.439${DOUBT} hồ sơ, trực tiếp 1${DOUBT} hồ sơ.`,
    },
    { name: 'số không đọc được vẫn hiện ra', values: { '3.10': 'vài' }, line: `+ Trễ hạn vài${DOUBT} hồ sơ.` },
    {
      name: 'hai số cùng lỗi đánh dấu một lần',
      values: { '9.5.a': '23', '9.5.b': '22' },
      line: `- Định danh tổ chức: 23/22${DOUBT} đơn vị, đạt 104,55%${DOUBT}.`,
    },
    {
      name: 'chỉ tử số có lỗi thì dấu đứng ở tử số',
      values: { '9.5.a': 'nhiều', '9.5.b': '22', '9.5.c': '60' },
      line: `- Định danh tổ chức: nhiều${DOUBT}/22 đơn vị, đạt 60%${DOUBT}.`,
    },
    {
      name: 'tỷ lệ có lỗi, số liệu thì không',
      values: { '9.5.a': '11', '9.5.b': '22', '9.5.c': '60' },
      line: `- Định danh tổ chức: 11/22 đơn vị, đạt 60%${DOUBT}.`,
    },
  ];
  test.each(DOUBTFUL)('$name', ({ values, line }) => {
    expect(fieldsOf(values)).toContain(line);
  });

  test('câu viết bằng lời dựa trên số liệu có lỗi cũng mang dấu', () => {
    const form = aForm({
      sections: [{ code: '3', key: 'tthc', title: 'Thủ tục', sheet: '3. TTHC', rows: [SOLVED, LATE] }],
      rules: [{ id: 'Q1', severity: 'error', check: '[3.8] = [3.10]', says: 'Không bằng nhau' }],
      notice: {
        fields: [
          { section: '3', title: 'Thủ tục', paragraphs: [{ when: '[3.10] = 0', text: 'Không có hồ sơ trễ hạn.' }] },
        ],
      },
    });
    const { fields, shortcomings } = draft(form, aSubmission(form, { '3.8': '5', '3.10': '0' }), ROUND);
    expect(fields[0]?.paragraphs).toEqual([{ text: `Không có hồ sơ trễ hạn${DOUBT}.`, nested: false }]);
    expect(shortcomings).toEqual(['Số liệu báo cáo chưa thống nhất: không bằng nhau (5 so với 0).']);
  });
});

describe('II · tồn tại, hạn chế', () => {
  const CASES = [
    { name: 'không có gì', values: { '3.10': '0' }, said: [] },
    {
      name: 'quy tắc của biểu',
      values: { '3.2': '1.441' },
      said: ['Số liệu báo cáo chưa thống nhất: tổng số không bằng các thành phần (1.441 so với 1.440).'],
    },
    {
      name: 'tử số lớn hơn mẫu số',
      values: { '9.5.a': '23', '9.5.b': '22' },
      said: ['Số liệu “Định danh tổ chức – tỷ lệ được cấp” chưa thống nhất: tử số lớn hơn mẫu số (23/22).'],
    },
    {
      name: 'tỷ lệ không khớp',
      values: { '9.5.a': '11', '9.5.b': '22', '9.5.c': '60%' },
      said: [
        'Số liệu “Định danh tổ chức – tỷ lệ được cấp” chưa thống nhất: báo cáo ghi 60%, tính từ số liệu chi tiết (11/22) là 50,00%.',
      ],
    },
    {
      name: 'tỷ lệ không có tử số, mẫu số',
      values: { '9.5.c': '60%' },
      said: [
        'Số liệu “Định danh tổ chức – tỷ lệ được cấp” chưa thống nhất: báo cáo ghi 60% nhưng không có số liệu chi tiết để đối chiếu.',
      ],
    },
    {
      name: 'tỷ lệ của không trường hợp nào',
      values: { '9.5.a': '0', '9.5.b': '0', '9.5.c': '100' },
      said: [
        'Số liệu “Định danh tổ chức – tỷ lệ được cấp” chưa thống nhất: báo cáo ghi 100% nhưng không có trường hợp nào phát sinh.',
      ],
    },
    {
      name: 'không đọc được',
      values: { '3.8': 'nhiều' },
      said: ['Số liệu “Hồ sơ đã giải quyết” chưa đúng: báo cáo ghi “nhiều”.'],
    },
    {
      name: 'số liệu bắt buộc còn trống',
      values: { '3.2': undefined },
      said: ['Báo cáo tự kiểm tra chưa có số liệu: tổng số hồ sơ tiếp nhận.'],
    },
    { name: 'lỗi ở số liệu không in trong thông báo', values: { '3.20': 'nhiều' }, said: [] },
    {
      name: 'cảnh báo không phải là tồn tại',
      values: { '9.5.a': '1338', '9.5.b': '1378', '9.5.c': '97,09' },
      said: [],
    },
  ];
  test.each(CASES)('$name', ({ values, said }) => {
    expect(notice({ '3.10': '0', ...values }).shortcomings).toEqual(said);
  });

  test('lỗi ở số hạng của một tỷ lệ được in', () => {
    const form = aForm({
      notice: { fields: [{ section: '3', title: 'Thủ tục', paragraphs: [{ text: 'Trực tuyến đạt {3.3}.' }] }] },
    });
    const { shortcomings } = draft(form, aSubmission(form, { '3.1': '10', '3.2': 'nhiều' }), ROUND);
    expect(shortcomings).toEqual(['Số liệu “Hồ sơ trực tuyến” chưa đúng: báo cáo ghi “nhiều”.']);
  });

  test('tồn tại của kiến nghị đứng trước, của kiến nghị chưa chọn thì không nêu', () => {
    expect(notice({ '3.8': 'nhiều' }).shortcomings).toEqual([
      'Còn 02 hồ sơ trễ hạn.',
      'Số liệu “Hồ sơ đã giải quyết” chưa đúng: báo cáo ghi “nhiều”.',
    ]);
  });

  test('phiếu kèm dự thảo nêu thêm ô và giải trình', () => {
    const sent = aSubmission(FORM, { ...SOUND, '3.2': '1.441' });
    const answer = sent.answers.get('tiep_nhan');
    const answers = new Map(sent.answers).set('tiep_nhan', {
      state: 'value',
      typed: '',
      ...answer,
      explanation: 'Số liệu ngày 30/9',
    });
    expect(notice({ '3.2': '1.441' }, { answers }).doubts).toEqual([
      'Số liệu báo cáo chưa thống nhất: tổng số không bằng các thành phần (1.441 so với 1.440) (ô E2, E3 và E4, trang “3. TTHC”). Giải trình của đơn vị: “Số liệu ngày 30/9”.',
    ]);
  });
});

describe('III · kiến nghị và kết thúc', () => {
  test('kiến nghị do Đoàn chọn thêm kéo theo tồn tại của nó', () => {
    const ticked = notice(
      {},
      { edit: (rows) => rows.map((row) => (row.id === 'R9' ? { ...row, state: 'proposed' } : row)) },
    );
    expect(ticked.recommendations).toEqual(['Tăng cường chỉ đạo.', 'Chấm dứt trễ hạn.', 'Rà soát.']);
    expect(ticked.shortcomings).toEqual(['Còn 02 hồ sơ trễ hạn.', 'Chưa rà soát.']);
  });

  test('vẫn nêu nơi nhận và thời hạn khi kiến nghị báo cáo bị bỏ', () => {
    const struck = notice({}, { edit: (rows) => rows.filter((row) => row.id !== 'KT') });
    expect(struck.closing).toBe(
      'Đoàn kiểm tra đề nghị UBND xã Bình Dương khắc phục các tồn tại, hạn chế nêu tại Thông báo này và báo cáo kết quả về Văn phòng UBND tỉnh trước ngày 05/02/2026./.',
    );
  });
});

describe('lời văn chung', () => {
  test('theo loại đơn vị ở mọi chỗ', () => {
    const text = JSON.stringify(notice({}, { commune: aCommune({ name: 'Diên Hồng', type: 'phường' }) }));
    expect(text).toContain('UBND phường Diên Hồng');
    expect(text).not.toMatch(/xã|Bình Dương/);
  });

  test('mở đầu khi kiểm tra trực tiếp', () => {
    expect(notice({ '1.9': '3/10/2025' }).opening).toBe(
      'Thực hiện Thông báo số 02/TB-ĐKT ngày 26/9/2025; qua kiểm tra trực tiếp tại UBND xã Bình Dương ngày 03/10/2025 và báo cáo kết quả tự kiểm tra của đơn vị, Đoàn kiểm tra thông báo kết quả kiểm tra công tác cải cách hành chính năm 2025 như sau:',
    );
  });

  test('ngày kiểm tra không có trong lịch mang dấu', () => {
    expect(notice({ '1.9': '31/6/2025' }).opening).toContain(`UBND xã Bình Dương ngày 31/6/2025${DOUBT} và báo cáo`);
  });

  const SUBJECTS = [
    'Kết quả kiểm tra',
    'Kết quả kiểm tra tại',
    'Kết quả kiểm tra tại Ủy ban nhân dân',
    'Kết quả kiểm tra tại {ubnd_day_du} {ten}',
  ];
  test.each(SUBJECTS)('trích yếu của đợt: %s', (subject) => {
    expect(notice({}, { settings: { subject } }).subject).toBe('Kết quả kiểm tra tại Ủy ban nhân dân xã Bình Dương');
  });

  test('không có căn cứ, thông báo trước và nơi nhận', () => {
    const bare = notice({}, { settings: { grounds: [], announcement: undefined, recipients: [] } });
    expect(bare).toMatchObject({ grounds: [], recipients: [] });
    expect(bare.opening).toMatch(/^Qua theo dõi và trên cơ sở/);
  });
});
