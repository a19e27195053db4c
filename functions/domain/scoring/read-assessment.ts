/**
 * A workbook of assessed scores that comes back: found by its captions, read by codes, whatever was sorted, hidden or
 * inserted. Only what was altered since it was taken away counts, so that an old copy undoes nobody's later work.
 */
import { communeCode } from '../submission/read-identity.ts';
import { fold, formatNumber } from '../text/vietnamese.ts';
import type { CellValue, SheetData, WorkbookData } from '../workbook/workbook-data.ts';
import {
  type Assessment,
  type Assessments,
  type Entry,
  MOST_NOTE,
  NOT_ASSESSED,
  SURVEY_CODE,
  SURVEY_KEY,
} from './assessment.ts';
import { ASSESSMENT_CAPTIONS, roundMark } from './compose-assessment.ts';
import { NOT_APPLICABLE_WORDS, readPoints } from './read-points.ts';
import type { Scoring } from './scoring.ts';

export interface AssessmentFault {
  /** 1-based row of the sheet. */
  readonly row: number;
  readonly sentence: string;
}

export interface AssessmentReading {
  /** By code of the commune. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly faults: readonly AssessmentFault[];
}

export interface AssessmentContext {
  readonly round: string;
  readonly scoring: Scoring;
  readonly communes: ReadonlySet<string>;
  /** Without it every cell that holds something counts, whenever the workbook was taken away. */
  readonly stored?: Assessments;
}

type Field = keyof typeof ASSESSMENT_CAPTIONS;
type Row = Readonly<Partial<Record<Field, CellValue | undefined>>>;

/** Reads the workbook; `undefined` where no sheet of it is one of scores, `'other round'` where it is another round's. */
export function readAssessment(
  workbook: WorkbookData,
  context: AssessmentContext,
): AssessmentReading | 'other round' | undefined {
  const table = workbook.sheets.map(tableOf).find((found) => found !== undefined);
  if (!table) return undefined;
  if (isOfOther(table.sheet, context.round)) return 'other round';
  const entries = new Map<string, Entry[]>();
  const faults: AssessmentFault[] = [];
  const seen = new Set<string>();
  for (const [row, cells] of table.rows) {
    const read = readRow(cells, table.remembers, context);
    if (!read) continue;
    const again = 'entry' in read && seen.has(read.at);
    if (again) faults.push({ row, sentence: `${read.name} có hai dòng khác nhau. Hãy giữ lại một dòng.` });
    else if ('sentence' in read) faults.push({ row, sentence: read.sentence });
    else {
      seen.add(read.at);
      entries.set(read.commune, [...(entries.get(read.commune) ?? []), read.entry]);
    }
  }
  return { entries, faults };
}

interface Table {
  readonly sheet: SheetData;
  readonly rows: ReadonlyMap<number, Row>;
  /** It says what stood in it when it was taken away. */
  readonly remembers: boolean;
}

function tableOf(sheet: SheetData): Table | undefined {
  const byRow = Map.groupBy(sheet.cells, ({ row }) => row);
  for (const [head, cells] of byRow) {
    const columns = new Map(
      cells.flatMap(({ column, value }) => fieldsNamed(value).map((field) => [column, field] as const)),
    );
    const fields = new Set(columns.values());
    if (!NEEDED.every((field) => fields.has(field))) continue;
    const below = [...byRow].filter(([row]) => row > head);
    return {
      sheet,
      remembers: fields.has('pointsBefore') && fields.has('noteBefore'),
      rows: new Map(
        below.map(([row, own]) => [
          row,
          Object.fromEntries(
            own.flatMap(({ column, value }) => (columns.has(column) ? [[columns.get(column), value]] : [])),
          ) as Row,
        ]),
      ),
    };
  }
  return undefined;
}

const NEEDED: readonly Field[] = ['commune', 'code', 'points'];
const fieldsNamed = (value: CellValue | undefined): readonly Field[] =>
  (Object.keys(ASSESSMENT_CAPTIONS) as Field[]).filter(
    (field) => typeof value === 'string' && fold(value) === fold(ASSESSMENT_CAPTIONS[field]),
  );

function isOfOther({ cells }: SheetData, round: string): boolean {
  const mark = cells.find(({ value }) => typeof value === 'string' && value.startsWith(roundMark('')));
  return mark !== undefined && mark.value !== roundMark(round);
}

type RowReading =
  | { readonly name: string; readonly sentence: string }
  | { readonly name: string; readonly at: string; readonly commune: string; readonly entry: Entry };

/** What a row alters; `undefined` where it says nothing new. */
function readRow(
  cells: Row,
  remembers: boolean,
  { scoring, communes, stored }: AssessmentContext,
): RowReading | undefined {
  const [commune, code] = [communeCode(textOf(cells.commune)), textOf(cells.code)];
  if (!commune && code === '') return undefined;
  const name = `Đơn vị ${commune ?? ''}, tiêu chí ${code}`;
  const criterion = criterionNamed(code, scoring);
  if (!commune || !communes.has(commune))
    return { name, sentence: `Đơn vị mã "${commune ?? ''}" không có trong danh sách của đợt. Hãy kiểm tra lại mã.` };
  if (!criterion)
    return { name, sentence: `Không có tiêu chí "${code}" trong bộ tiêu chí. Hãy kiểm tra lại mã tiêu chí.` };
  const reading = readPoints(cells.points, criterion.most, name);
  if ('sentence' in reading) return { name, sentence: reading.sentence };
  if (textOf(cells.note).length > MOST_NOTE)
    return { name, sentence: `${name}: nhận xét dài quá ${MOST_NOTE} ký tự. Hãy viết ngắn lại.` };
  const before = storedOf(stored?.get(commune) ?? NOT_ASSESSED, criterion.key);
  const now = { points: reading.points, note: textOf(cells.note) };
  const taken =
    remembers && stored
      ? { points: pointsBefore(cells, criterion.most), note: textOf(cells.noteBefore) }
      : { points: now.points === undefined ? now.points : before.points, note: now.note === '' ? '' : before.note };
  const points = altered(now.points, taken.points, before.points);
  const note = altered(now.note, taken.note, before.note);
  if (criterion.key === SURVEY_KEY && points.value === null)
    return { name, sentence: `${name}: điểm điều tra phải là một số. Hãy gõ điểm hoặc để trống.` };
  if (!points.isAltered && !note.isAltered) return undefined;
  if (points.clashes)
    return {
      name,
      sentence: `${name}: điểm đã được sửa thành ${said(before.points)} trên hệ thống sau khi tải bảng này, nên chưa ghi ${said(reading.points)}. Hãy xem lại rồi sửa trên hệ thống.`,
    };
  if (note.clashes)
    return {
      name,
      sentence: `${name}: nhận xét đã được sửa trên hệ thống sau khi tải bảng này, nên chưa ghi nhận xét trong tệp. Hãy xem lại rồi sửa trên hệ thống.`,
    };
  const entry = { key: criterion.key, points: points.value, note: note.value };
  return { name, at: `${commune} ${criterion.key}`, commune, entry };
}

const textOf = (value: CellValue | undefined): string =>
  value === undefined || typeof value === 'object' ? '' : String(value).trim();

function criterionNamed(
  code: string,
  { criteria, survey }: Scoring,
): { readonly key: string; readonly most: number } | undefined {
  if (survey && fold(code) === fold(SURVEY_CODE)) return { key: SURVEY_KEY, most: survey.points };
  const found = criteria.find((criterion) => fold(criterion.code) === fold(code));
  return found && { key: found.key, most: found.points };
}

function storedOf(
  { scores, survey }: Assessment,
  key: string,
): { readonly points?: number | null; readonly note: string } {
  if (key === SURVEY_KEY) return { points: survey?.points, note: '' };
  return { points: scores[key]?.points, note: scores[key]?.note ?? '' };
}

function pointsBefore(cells: Row, most: number): number | null | undefined {
  const reading = readPoints(cells.pointsBefore, most, '');
  return 'points' in reading ? reading.points : undefined;
}

interface Altered<T> {
  readonly isAltered: boolean;
  /** Somebody else altered it too, to something else. */
  readonly clashes: boolean;
  /** As it should stand. */
  readonly value: T;
}

/** What the file says against what it said when it was taken away, and against what stands there now. */
function altered<T>(now: T, taken: T, stored: T): Altered<T> {
  const isAltered = now !== taken && now !== stored;
  return { isAltered, clashes: isAltered && stored !== taken, value: isAltered ? now : stored };
}

function said(points: number | null | undefined): string {
  if (points === null) return `"${NOT_APPLICABLE_WORDS}"`;
  return points === undefined ? 'để trống' : formatNumber(points, 2);
}
