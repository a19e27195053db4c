/** The assessed scores of a round as a workbook, for those who enter them in a spreadsheet: filled with what is stored, read back by codes. */
import { communeTitle } from '../round/commune.ts';
import { text } from '../summary/cells.ts';
import { cellAddress } from '../workbook/workbook-data.ts';
import type { CellModel, RowModel, SheetModel, ValidationModel, WorkbookModel } from '../workbook/workbook-model.ts';
import { SURVEY_CODE } from './assessment.ts';
import type { CommuneScore, CriterionScore } from './commune-score.ts';
import { NOT_APPLICABLE_WORDS } from './read-points.ts';
import type { Scoring } from './scoring.ts';

export const ASSESSMENT_SHEET = 'Chấm điểm';
/** The round stands in the first row, in a hidden column. */
export const roundMark = (round: string): string => `cham-diem:${round}`;

/** Captions by which the columns are found again. */
export const ASSESSMENT_CAPTIONS = {
  commune: 'Mã đơn vị',
  name: 'Đơn vị',
  code: 'Mã tiêu chí',
  label: 'Tiêu chí',
  most: 'Điểm tối đa',
  self: 'Tự chấm',
  figures: 'Theo số liệu',
  points: 'Điểm thẩm định',
  note: 'Nhận xét',
  evidence: 'Tài liệu kiểm chứng',
  pointsBefore: 'Điểm khi tải về',
  noteBefore: 'Nhận xét khi tải về',
} as const;

const WIDTHS = [10, 22, 9, 44, 9, 11, 11, 13, 40, 34, 10, 10];
const HIDDEN_FROM = 10;
const HEAD_ROW = 5;
const POINTS_COLUMN = 8;
const POINTS = '0.00';

export interface AssessmentInput {
  readonly round: { readonly id: string; readonly title: string };
  readonly scoring: Scoring;
  readonly scores: readonly CommuneScore[];
  readonly created: string;
}

/** Composes the workbook. */
export function composeAssessment({ round, scoring, scores, created }: AssessmentInput): WorkbookModel {
  const lines = scores.flatMap((score) => linesOf(score, scoring));
  const sheet: SheetModel = {
    name: ASSESSMENT_SHEET,
    columns: WIDTHS.map((width, index) => (index < HIDDEN_FROM ? { width } : { width, hidden: true })),
    rows: [...headRows(round, scoring), ...lines.map(({ cells }) => ({ cells }))],
    frozen: { rows: HEAD_ROW, columns: 4 },
    filter: `A${HEAD_ROW}:J${HEAD_ROW + Math.max(lines.length, 1)}`,
    protected: true,
    validations: validationsOf(lines.map(({ most }) => most)),
    print: { paper: 'A3', landscape: true, repeatRows: [HEAD_ROW, HEAD_ROW], fitWidth: true, footer: round.title },
  };
  return { title: `Chấm điểm: ${round.title}`, sheets: [sheet], names: [], created, numbers: 'vi' };
}

function headRows(round: AssessmentInput['round'], scoring: Scoring): RowModel[] {
  const wide = (value: string, style: CellModel['style'], mark?: string): RowModel => ({
    cells: [
      { value, style, span: HIDDEN_FROM },
      ...Array.from({ length: HIDDEN_FROM - 1 }, () => undefined),
      ...(mark === undefined ? [] : [{ value: mark }]),
    ],
  });
  return [
    wide('Bảng chấm điểm thẩm định', 'title', roundMark(round.id)),
    wide([round.title, scoring.remark].filter(Boolean).join(' · '), 'subtitle'),
    wide(
      `Gõ vào hai cột nền sáng: điểm từ 0 đến điểm tối đa hoặc "${NOT_APPLICABLE_WORDS}", và nhận xét. Có thể lọc, sắp xếp, ẩn dòng; không đổi tên cột, không sửa mã.`,
      'text',
    ),
    wide('Khi nạp lại, chỉ những ô đã sửa sau khi tải về mới được ghi.', 'faint'),
    { cells: Object.values(ASSESSMENT_CAPTIONS).map((caption) => text(caption, 'head')) },
  ];
}

interface ScoreLine {
  readonly most: number;
  readonly cells: readonly CellModel[];
}

function linesOf(score: CommuneScore, { survey }: Scoring): readonly ScoreLine[] {
  const criteria = score.lines.map((line) => criterionLine(score, line));
  if (!survey) return criteria;
  const given = cellOf(score.survey);
  const cells = [
    ...communeCells(score),
    text(SURVEY_CODE, 'centre'),
    text(survey.label),
    pointsCell(survey.points),
    text('', 'locked'),
    text('', 'locked'),
    inputCell(given),
    text('', 'locked'),
    text('', 'locked'),
    given,
    text(''),
  ];
  return [...criteria, { most: survey.points, cells }];
}

function criterionLine(score: CommuneScore, line: CriterionScore): ScoreLine {
  const { criterion, self, figures, evidence, stored } = line;
  const given = cellOf(stored?.points);
  const note = stored?.note ?? '';
  const cells = [
    ...communeCells(score),
    text(criterion.code, 'centre'),
    text(criterion.label),
    pointsCell(criterion.points),
    {
      ...cellOf(self.state === 'notApplicable' ? null : (self.points ?? self.typed)),
      style: 'locked',
      align: 'right',
    } as const,
    { ...cellOf(figures), style: 'locked', align: 'right' } as const,
    inputCell(given),
    { value: note, style: 'input', align: 'left' } as const,
    text(evidence, 'locked'),
    given,
    text(note),
  ];
  return { most: criterion.points, cells };
}

const communeCells = ({ commune }: CommuneScore): readonly CellModel[] => [
  text(commune.code, 'centre'),
  text(communeTitle(commune)),
];
const pointsCell = (value: number): CellModel => ({ value, style: 'number', format: POINTS });
const inputCell = (given: CellModel): CellModel => ({ ...given, style: 'input', align: 'right' });

function cellOf(points: number | string | null | undefined): CellModel {
  if (points === null) return { value: NOT_APPLICABLE_WORDS, format: POINTS };
  return points === undefined ? { format: POINTS } : { value: points, format: POINTS };
}

/** A wrong entry is questioned, not refused: "Không áp dụng" is text. */
function validationsOf(maxima: readonly number[]): readonly ValidationModel[] {
  const cells = maxima.map((most, index) => ({ most, cell: cellAddress(HEAD_ROW + 1 + index, POINTS_COLUMN) }));
  return [...Map.groupBy(cells, ({ most }) => most)].map(([max, group]) => ({
    cells: group.map(({ cell }) => cell),
    rule: { kind: 'decimal', min: 0, max },
    error: {
      title: 'Chưa đúng',
      text: `Điểm từ 0 đến ${String(max).replace('.', ',')}, hoặc "${NOT_APPLICABLE_WORDS}".`,
    },
    strict: false,
  }));
}
