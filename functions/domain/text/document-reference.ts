/** Citations of administrative documents, as typed into one cell: "Kế hoạch số 06/KH-UBND ngày 18/7/2025". */
import { type Day, formatDay, readDay } from './day.ts';
import { fold } from './vietnamese.ts';

export interface DocumentReference {
  /** "Kế hoạch"; absent when only number and symbol were typed. */
  readonly type?: string;
  readonly number: string;
  /** What stands after the number: "KH-UBND", "QĐ/ĐU". */
  readonly symbol: string;
  /** Between number and symbol: "/" for the state's documents, "-" for the Party's. */
  readonly joint: '/' | '-';
  readonly day?: Day;
  /** Text typed for the day that is no day of the calendar. */
  readonly badDay?: string;
}

/** Abbreviations of Phụ lục III, Nghị định 30/2020/NĐ-CP, and of the Party's and the assemblies' documents. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Nghị quyết': 'NQ',
    'Quyết định': 'QĐ',
    'Chỉ thị': 'CT',
    'Quy chế': 'QC',
    'Thông báo': 'TB',
    'Hướng dẫn': 'HD',
    'Chương trình': 'CTr',
    'Kế hoạch': 'KH',
    'Phương án': 'PA',
    'Đề án': 'ĐA',
    'Dự án': 'DA',
    'Báo cáo': 'BC',
    'Biên bản': 'BB',
    'Tờ trình': 'TTr',
    'Công điện': 'CĐ',
    'Giấy mời': 'GM',
  }).map(([type, abbreviation]) => [fold(type), abbreviation]),
);
const KNOWN_ABBREVIATIONS = new Map(
  [...ABBREVIATIONS.values()].map((abbreviation) => [fold(abbreviation), abbreviation]),
);

/** Longer texts are no citation, but may cite many. */
const LONGEST = 2_000;

const CITATION =
  /^(?<type>\p{L}[^\d]*?)?\s*(?:số\s*:?\s*)?(?<number>\d+[a-z]?(?:\/\d{4})?)\s*(?<joint>[/-])\s*(?<symbol>\p{L}[\p{L}\d]*(?:\s*[-/]\s*[\p{L}\d]+)*)(?<rest>$|[\s,;(].*)$/isu;

/** A day directly behind the symbol, or behind the word "ngày"; what follows ("của UBND xã …") is not part of it. */
const DAY =
  /(?:^[\s,;(]*(?:ký\s+)?|\bngày\s*)(?<day>\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d+)?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d+)?)/iu;

/** A second citation in the same cell: which of the two is meant, nobody can tell. */
const SECOND = /(?:[;,+&\n]|\svà)\s*(?:\p{L}+\s+){0,2}(?:số\s*:?\s*)?\d+[a-z]?\s*[/-]\s*\p{L}/iu;

/** Reads one citation; `undefined` when it holds no number with a symbol, or more than one document. */
export function readDocumentReference(text: string): DocumentReference | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text
    .normalize('NFKC')
    // The patterns below take the square of the length of an unbroken row of blanks.
    .replace(/\s+/g, (blanks) => (blanks.includes('\n') ? '\n' : ' '))
    .trim()
    .replace(/[.;]$/, '');
  const groups = CITATION.exec(plain)?.groups;
  if (!groups?.number || !groups.symbol || SECOND.test(groups.rest ?? '')) return undefined;
  const type =
    groups.type
      ?.replace(/(?:^|\s+)số\s*:?\s*$/iu, '')
      .replace(/\s+/g, ' ')
      .trim() || undefined;
  const typedDay = DAY.exec(groups.rest ?? '')?.groups?.day;
  const day = typedDay === undefined ? undefined : readDay(typedDay);
  return {
    type,
    number: groups.number,
    symbol: groups.symbol.replace(/\s/g, ''),
    joint: groups.joint as '/' | '-',
    day,
    ...(typedDay && !day ? { badDay: typedDay.trim() } : {}),
  };
}

/** "Kế hoạch số 06/KH-UBND ngày 18/7/2025", with what is there. */
export function formatDocumentReference(reference: DocumentReference): string {
  const { type, number, joint, symbol, day } = reference;
  return `${type ?? 'Văn bản'} số ${number}${joint}${symbol}${day ? ` ngày ${formatDay(day)}` : ''}`;
}

/** The abbreviation that the type asks for and the one the symbol holds, where they contradict each other. */
export function symbolConflict(reference: DocumentReference): { expected: string; found: string } | undefined {
  const expected = reference.type && ABBREVIATIONS.get(fold(reference.type));
  const found = reference.symbol
    .split(/[-/]/)
    .map((part) => KNOWN_ABBREVIATIONS.get(fold(part)))
    .find((part) => part !== undefined);
  return expected && found && expected !== found ? { expected, found } : undefined;
}

const NONE: ReadonlySet<string> = new Set(['không', 'không có', 'chưa', 'chưa có', 'chưa ban hành', '-'].map(fold));

/** "Không có", "Chưa ban hành": words for a document that does not exist. */
export function saysNoDocument(text: string): boolean {
  return NONE.has(fold(text));
}
