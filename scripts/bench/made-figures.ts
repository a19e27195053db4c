/** The figures of one made-up return of the inspection form: they agree with each other as the form's rules want. */
import { formatNumber } from '../../functions/domain/text/vietnamese.ts';
import type { Random } from './made-names.ts';

/** What is typed, by code: a number as a number, a text as it is; `nil` is chosen in the column beside. */
export type Figures = Readonly<Record<string, number | string | typeof NIL>>;
export const NIL = Symbol.for('không phát sinh');

/** Makes the figures of a return that breaks no rule. */
export function makeFigures(random: Random): Figures {
  return {
    ...direction(random),
    ...files(random),
    ...organisation(random),
    ...equipment(random),
    ...resolution57(random),
    ...accounts(random),
  };
}

function direction(random: Random): Figures {
  return {
    '1.1': cited('Kế hoạch', 'KH', random, 7),
    '1.2': cited('Kế hoạch', 'KH', random, 8),
    '1.3': cited('Kế hoạch', 'KH', random, 8),
    '1.4': random(2, 60),
    '1.5': random(5, 200),
    '1.6': random(200, 9000),
    '1.7': 'Thực hiện hằng quý theo khung nhiệm vụ, giải pháp của tỉnh',
    '1.8.1.a': cited('Công văn', 'CV', random, 9),
    '1.8.1.b': 'Đôn đốc thực hiện nhiệm vụ cải cách hành chính quý IV',
    '2.1': cited('Quyết định', 'QĐ', random, 7),
    '2.2': cited('Quyết định', 'QĐ', random, 7),
    '2.3': cited('Quyết định', 'QĐ', random, 7),
    '2.4': cited('Quyết định', 'QĐ', random, 8),
    '2.5': cited('Kế hoạch', 'KH', random, 8),
    '2.8.a': random(3, 40),
    '2.8.b': random(100, 2000),
    '2.8.c': random(50, 900),
    '2.9': random(0, 2),
  };
}

/** What came in is what went out and what is left. */
function files(random: Random): Figures {
  const [online, direct, carried] = [random(300, 2400), random(0, 120), random(0, 60)];
  const received = online + direct + carried;
  const [pending, overdue] = [random(5, 80), random(0, 3)];
  const done = received - pending - overdue;
  const late = random(0, 20);
  return {
    '3.1.a': '01/7/2025',
    '3.1.b': '30/9/2025',
    '3.2': received,
    '3.3': online,
    '3.4': direct,
    '3.5': carried === 0 ? NIL : carried,
    '3.8': done,
    '3.9': done - late,
    '3.9.a': share(done - late, done),
    '3.10': late,
    '3.10.a': share(late, done),
    '3.11': pending,
    '3.12': overdue,
    ...(late + overdue > 0 ? { '3.13': 'Hồ sơ đất đai phải xác minh nguồn gốc, chờ ý kiến của cơ quan thuế' } : {}),
    '3.14.a': 0,
    '3.14.b': 0,
    '3.14.c': 0,
    '3.15.9': 'co',
    '3.16': 'co',
  };
}

function organisation(random: Random): Figures {
  const [staff, teachers, units] = [random(45, 80), random(120, 320), random(4, 14)];
  const [revenue, spending] = [random(900, 9000) / 100, random(4000, 22_000) / 100];
  return {
    '4.1': cited('Nghị quyết', 'NQ', random, 7),
    '4.2': random(3, 4),
    '4.3': random(6, 12),
    '4.4': units,
    '4.6': random(0, 3) === 0 ? 'khong' : 'co',
    '5.1.a': staff,
    '5.1.b': staff - random(0, 8),
    '5.2.a': teachers,
    '5.2.b': teachers - random(0, 20),
    '5.3': random(8, 40),
    '5.4': cited('Kế hoạch', 'KH', random, 8),
    '5.5': random(0, 1) === 0 ? NIL : 1,
    '6.1.a': random(3, 6),
    '6.1.b': '100',
    '6.2.a': units - 1,
    '6.2.b': share(units - 1, units),
    '6.3.a': revenue,
    '6.3.b': Math.round(revenue * random(60, 110)) / 100,
    '6.4.a': spending,
    '6.4.b': Math.round(spending * random(50, 90)) / 100,
    '6.5.a': `${random(40, 99)},${random(10, 99)}`,
    '6.6': 'co',
    '6.6.a': cited('Quyết định', 'QĐ', random, 9),
  };
}

/** The service centre's machines are among the commune's, which has one for each of its staff. */
function equipment(random: Random): Figures {
  return {
    '3.15.1': random(4, 9),
    '3.15.2': random(6, 14),
    '3.15.3': random(4, 8),
    '3.15.4': random(2, 4),
    '3.15.5': 1,
    '7.1.a': random(90, 140),
    '7.1.b': random(20, 60),
    '7.1.c': random(4, 12),
    '7.1.d': random(2, 6),
    '7.2': '100',
    '7.3.a': '100',
    '7.3.b': '98,5',
    '7.4': cited('Quyết định', 'QĐ', random, 7),
  };
}

const INDICATORS = 92;

function resolution57(random: Random): Figures {
  const done = random(82, INDICATORS);
  const left = Array.from({ length: Math.min(INDICATORS - done, 15) }, (_, index) => index + 1);
  return {
    '8.1': cited('Kế hoạch', 'KH', random, 8),
    '8.2': cited('Quyết định', 'QĐ', random, 9),
    '8.3': random(1, 12),
    '8.4.a': '100',
    '8.4.b': '100',
    '8.5.a': done,
    '8.5.b': INDICATORS,
    ...Object.fromEntries(left.map((row) => [`8.6.${row}.a`, 'Khối UBND'])),
    ...Object.fromEntries(left.map((row) => [`8.6.${row}.b`, `(${row + 3}) Chỉ tiêu số ${row + 3}`])),
  };
}

function accounts(random: Random): Figures {
  const people = random(4000, 26_000);
  const issued = people - random(0, 600);
  const active = issued - random(0, 900);
  const organisations = random(12, 40);
  return {
    '9.1': '2',
    '9.2.a': active,
    '9.2.b': people,
    '9.2.c': '1',
    '9.2.d': share(active, people),
    '9.3.a': issued,
    '9.3.b': people,
    '9.4': issued - active,
    '9.5.a': organisations - random(0, 3),
    '9.5.b': organisations,
    '9.6.1.a': cited('Kế hoạch', 'KH', random, 8),
    '9.6.1.b': 'Cao điểm 60 ngày kích hoạt tài khoản định danh điện tử',
  };
}

/** "97,10%", as clerks type it. */
const share = (part: number, whole: number): string => `${formatNumber((part / whole) * 100, 2)}%`;

/** "Kế hoạch số 06/KH-UBND ngày 18/7/2025". */
function cited(type: string, symbol: string, random: Random, month: number): string {
  const padded = (number: number) => String(number).padStart(2, '0');
  return `${type} số ${padded(random(1, 90))}/${symbol}-UBND ngày ${padded(random(1, 28))}/${month}/2025`;
}
