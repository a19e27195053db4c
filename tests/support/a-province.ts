/** A made-up province of mixed quality over the shipped inspection form: the same for the same size, names included. */

import type { Form, Indicator } from '../../functions/domain/form/form.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import { type Round, roundSchema } from '../../functions/domain/round/round.ts';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import type { RefusedFile, Submission } from '../../functions/domain/submission/submission.ts';
import type { CommuneSummary } from '../../functions/domain/summary/compose-summary.ts';
import { aSubmission, type Typed, withExplanation } from './builders.ts';

const FIRST = ['An', 'Bình', 'Chư', 'Đăk', 'Ia', 'Hòa', 'Kim', 'Phù', 'Vĩnh', 'Ân', 'Tây', 'Nhơn'];
const SECOND = ['Sơn', 'Hảo', 'Mỹ', 'Lão', 'Dương', 'Thịnh', 'Pơ', 'Tường', 'Hội', 'Quang', 'Lương'];

export interface AProvince {
  readonly round: Round;
  readonly roster: readonly Commune[];
  readonly communes: readonly CommuneSummary[];
  readonly refused: readonly RefusedFile[];
}

/** `size` communes; of each dozen or so one is missing, one late, some in error, one with two files. */
export function aProvince(form: Form, size: number): AProvince {
  const random = numbersFrom(size);
  const roster = Array.from({ length: size }, (_, index) => communeAt(index));
  const communes = roster.flatMap((commune, index): CommuneSummary[] => {
    if (index % 11 === 4) return [];
    const returns = chooseInForce(submissionsOf(form, commune, index, random));
    const { inForce } = returns;
    return [{ commune, returns, recommendations: inForce ? recommend(form, inForce) : [] }];
  });
  return { round: aRound(form), roster, communes, refused: REFUSED };
}

const REFUSED: readonly RefusedFile[] = [
  {
    file: 'bao cao CCHC (cu).xls',
    code: 'FILE_OLD',
    sentence: 'Tệp là định dạng .xls cũ. Hãy lưu lại thành .xlsx rồi gửi.',
  },
  {
    file: 'anh chup.xlsx',
    code: 'FILE_NOT_ZIP',
    sentence: 'Tệp không phải là bảng tính. Hãy gửi đúng tệp biểu mẫu .xlsx.',
  },
];

const aRound = (form: Form): Round =>
  roundSchema.parse({
    id: 'kiem-tra-2025',
    form: form.id,
    version: form.version,
    title: 'Kiểm tra công tác cải cách hành chính, Nghị quyết số 57-NQ/TW và Đề án 06 năm 2025',
    province: { code: '52', name: 'Gia Lai' },
    dataPeriod: { from: '2025-07-01', to: '2025-10-15' },
    deadline: '2025-10-15',
  });

function communeAt(index: number): Commune {
  const name = `${FIRST[index % FIRST.length]} ${SECOND[Math.floor(index / 3) % SECOND.length]}`;
  const again = Math.floor(index / (FIRST.length * SECOND.length));
  return {
    code: String(21_500 + index * 3).padStart(5, '0'),
    name: again > 0 ? `${name} ${again + 1}` : name,
    type: index % 5 === 3 ? 'phường' : 'xã',
    province: 'Gia Lai',
  };
}

function submissionsOf(form: Form, commune: Commune, index: number, random: Random): readonly Submission[] {
  const values = valuesOf(form, index, random);
  const file = `phieu-${commune.code}.xlsx`;
  const sha256 = (tail: string) => `${commune.code}${tail}`.padStart(64, '0');
  const sentAt = index % 9 === 7 ? '2025-10-17T03:20:00.000Z' : '2025-10-13T01:05:00.000Z';
  const sent = explained(form, aSubmission(form, values, { commune, file, sha256: sha256('a'), sentAt }), index);
  if (index % 13 === 9) {
    const copy = { ...sent, file: `phieu-${commune.code} (1).xlsx`, sha256: sha256('b') };
    return [
      { ...sent, sentAt: undefined },
      { ...copy, sentAt: undefined },
    ];
  }
  if (index % 13 !== 2) return [sent];
  const later = {
    commune,
    file: `phieu-${commune.code}-sua.xlsx`,
    sha256: sha256('c'),
    sentAt: '2025-10-14T09:00:00.000Z',
  };
  return [sent, aSubmission(form, { ...values, '3.2': 'khoảng 500' }, later)];
}

/** Every third commune explains its first warning. */
function explained(form: Form, sent: Submission, index: number): Submission {
  const key = sent.findings.find((found) => found.code === 'RULE_BROKEN' && found.severity === 'warning')
    ?.indicators[0];
  if (index % 3 !== 0 || key === undefined || !form.byKey.has(key)) return sent;
  return withExplanation(
    form,
    sent,
    key,
    'Số liệu đúng: sau sáp nhập số có mặt cao hơn số được giao, đang sắp xếp lại.',
  );
}

function valuesOf(form: Form, index: number, random: Random): Typed {
  const values: Record<string, string | number | undefined> = {};
  for (const indicator of form.indicators) {
    if (indicator.place?.free !== true && indicator.type !== 'ratio')
      values[indicator.code] = plainValue(indicator, random);
  }
  Object.assign(values, consistentFiles(random));
  if (index % 7 === 5) values['3.3'] = Number(values['3.3']) + 1;
  if (index % 10 === 6) values['3.4'] = undefined;
  if (index % 8 === 1) Object.assign(values, { '9.5.a': 'nil', '9.5.b': 'nil', '8.3': 'nil' });
  if (index % 12 === 8) Object.assign(values, { '5.3': 'na', '6.3.a': 'khoảng 12 tỷ' });
  if (index % 4 === 1)
    Object.assign(values, { '1.8.1.a': 'Chỉ thị số 03/CT-UBND ngày 05/8/2025', '1.8.1.b': '=Tăng cường kỷ cương' });
  return values;
}

/** Files, staff and accounts whose parts agree. */
function consistentFiles(random: Random): Typed {
  const [online, direct, late, pending] = [random(1500) + 100, random(200), random(30), random(60)];
  const total = online + direct;
  const done = total - pending;
  const [base, nq57] = [random(20_000) + 4000, 80 + random(13)];
  const issued = base - random(900);
  const active = issued - random(700);
  return {
    '3.1.a': '01/7/2025',
    '3.1.b': random(3) === 0 ? '07/10/2025' : '30/9/2025',
    '3.2': total,
    '3.3': online,
    '3.4': direct,
    '3.5': 0,
    '3.6': undefined,
    '3.7': undefined,
    '3.8': done,
    '3.9': done - late,
    '3.10': late,
    '3.11': pending,
    '3.12': 0,
    '3.12.a': undefined,
    '3.14.a': 'nil',
    '3.14.b': 'nil',
    '3.14.c': 'nil',
    '4.4': 12,
    '6.2.a': 12,
    '6.2.b': '100',
    '8.5.a': nq57,
    '8.5.b': 92,
    '9.1': '2',
    '9.2.a': active,
    '9.2.b': base,
    '9.2.c': '1',
    '9.3.a': issued,
    '9.3.b': base,
    '9.4': issued - active,
    '9.5.a': 20,
    '9.5.b': 22,
  };
}

function plainValue({ type, choices, label }: Indicator, random: Random): string | number | undefined {
  if (random(25) === 0) return undefined;
  if (type === 'count') return random(60);
  if (type === 'amount') return `${random(90) + 1},${random(90) + 10}`;
  if (type === 'share') return `${90 + random(11)}`;
  if (type === 'choice' || type === 'yesno')
    return choices[random(choices.length)]?.code === 'khong' ? 'Không' : yes(choices);
  if (type === 'date') return '30/9/2025';
  if (type === 'mark') return random(2) === 0 ? 'x' : undefined;
  if (type === 'document') return `Quyết định số ${random(80) + 10}/QĐ-UBND ngày ${random(18) + 10}/7/2025`;
  return label.slice(0, 30);
}

const yes = (choices: Indicator['choices']): string => (choices[0]?.code === 'co' ? 'Có' : (choices[0]?.code ?? ''));

type Random = (below: number) => number;

/** Numbers that look random and are the same each time. */
function numbersFrom(seed: number): Random {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
