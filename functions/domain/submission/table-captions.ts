/** Captions of tables as offices print them, and which column of ours each of them stands for. */
import { CAPTIONS } from '../form/layout.ts';
import { fold } from '../text/vietnamese.ts';

export type Role = 'code' | 'label' | 'unit' | 'value' | 'emptyKind' | 'explanation' | 'other';

/** Text as it is compared in tables: folded, without punctuation, "Năm 2021" the same as "2021". */
export function plainKey(text: string): string {
  const known = keysKnown.get(text);
  if (known !== undefined) return known;
  const words = fold(text)
    .replace(/[^\p{L}\p{M}\p{N}%]+/gu, ' ')
    .trim();
  const key = words.replace(YEAR_WORD, '');
  if (text.length > LONGEST_REMEMBERED) return key;
  if (keysKnown.size === MOST_REMEMBERED) keysKnown.clear();
  keysKnown.set(text, key);
  return key;
}

/** The same captions and labels are asked for again and again, and for each form that is tried. */
const keysKnown = new Map<string, string>();
const MOST_REMEMBERED = 5_000;
const LONGEST_REMEMBERED = 400;

const YEAR_WORD = new RegExp(`^${fold('năm')} (?=\\d{4}$)`, 'u');

/** What a caption says its column holds; `undefined` for a text that is no caption known here. */
export function roleOf(caption: string): Role | undefined {
  return ROLES.get(plainKey(caption));
}

/** Which of two columns of values is meant: the more telling caption has the lower number. */
export function valueRank(caption: string): number {
  const rank = VALUES.indexOf(plainKey(caption));
  return rank < 0 ? VALUES.length : rank;
}

const keys = (...texts: readonly string[]): readonly string[] => texts.map(plainKey);

const VALUES = keys(
  CAPTIONS.value,
  'Số liệu báo cáo',
  'Số liệu thực hiện',
  'Kết quả thực hiện',
  'Kết quả đạt được',
  'Kết quả',
  'Giá trị',
  'Thực hiện',
);

const ROLES: ReadonlyMap<string, Role> = new Map(
  Object.entries({
    code: keys(CAPTIONS.code, 'STT', 'TT', 'Số TT', 'Số thứ tự', 'Mã', 'Mã chỉ tiêu'),
    label: keys(
      CAPTIONS.label,
      'Các chỉ tiêu',
      'Tên chỉ tiêu',
      'Nội dung',
      'Nội dung chỉ tiêu',
      'Các chỉ tiêu Chương trình',
      'Tiêu chí',
      'Nhiệm vụ',
      'Chỉ số',
      'Năm',
    ),
    unit: keys(CAPTIONS.unit, 'ĐVT', 'Đơn vị'),
    value: VALUES,
    emptyKind: keys(CAPTIONS.emptyKind),
    explanation: keys(CAPTIONS.explanation, 'Ghi chú', 'Ghi chú, giải trình', 'Ghi chú/Giải trình'),
    other: keys(CAPTIONS.previous, CAPTIONS.change, CAPTIONS.check),
  }).flatMap(([role, captions]) => captions.map((caption) => [caption, role as Role] as const)),
);
