/** "Chi tiết chấm điểm": each criterion of each commune, own and assessed score side by side, with the team's note. */

import { headRow, landscape, lazily, NOT_APPLICABLE_MARK, text, titleRows } from '../../summary/cells.ts';
import { formatDay } from '../../text/day.ts';
import { dayOf } from '../../text/instant.ts';
import type { CellModel, RowModel, SheetModel } from '../../workbook/workbook-model.ts';
import type { CommuneScore, CriterionScore, GivenScore } from '../commune-score.ts';
import { POINTS } from './criteria-matrix-sheet.ts';
import { ASSESSED, inMatrix, type Matrix, SELF } from './matrix-places.ts';
import type { ScoreContext } from './score-context.ts';

export const DETAILS = 'Chi tiết chấm điểm';
const HEAD_ROW = 4;
const COLUMNS = [
  ['Mã', 8],
  ['Đơn vị', 20],
  ['Tiêu chí', 8],
  ['Nội dung', 40],
  ['Điểm tối đa', 8],
  ['Tự chấm', 9],
  ['Theo số liệu', 9],
  ['Thẩm định', 9],
  ['Chênh lệch', 9],
  ['Nhận xét của đoàn thẩm định', 34],
  ['Tài liệu kiểm chứng', 34],
  ['Người chấm', 20],
] as const;

/** Composes the sheet. */
export function scoreDetailsSheet(context: ScoreContext): SheetModel {
  const rows = context.scores.length * context.scoring.criteria.length;
  return {
    name: DETAILS,
    columns: COLUMNS.map(([, width]) => ({ width })),
    rows: lazily(function* () {
      yield* titleRows('Điểm tự chấm và điểm thẩm định', context.subtitle, COLUMNS.length);
      yield { cells: [] };
      yield headRow(...COLUMNS.map(([name]) => name));
      let row = HEAD_ROW;
      for (const score of context.scores)
        for (const line of score.lines) {
          row += 1;
          yield detailRow(score, line, row, context);
        }
    }),
    frozen: { rows: HEAD_ROW, columns: 4 },
    filter: `A${HEAD_ROW}:L${HEAD_ROW + Math.max(rows, 1)}`,
    print: landscape('A3', HEAD_ROW, `${DETAILS} · ${context.subtitle}`),
  };
}

function detailRow({ commune }: CommuneScore, line: CriterionScore, row: number, { places }: ScoreContext): RowModel {
  const { criterion, self, assessed, figures } = line;
  const given = (matrix: Matrix, score: GivenScore): CellModel => {
    const cell = inMatrix(matrix, places.columnOf(commune.code), places.rowOf(criterion));
    return { formula: `IF(${cell}="","",${cell})`, value: shown(score), style: 'number', format: POINTS };
  };
  const difference = self.points !== undefined && assessed.points !== undefined ? assessed.points - self.points : '';
  return {
    cells: [
      text(commune.code, 'centre'),
      text(commune.name),
      text(criterion.code, 'centre'),
      text(criterion.label),
      { value: criterion.points, style: 'number', format: POINTS },
      given(SELF, self),
      { value: figures === null ? NOT_APPLICABLE_MARK : figures, style: 'number', format: POINTS },
      given(ASSESSED, assessed),
      {
        formula: `IF(AND(ISNUMBER(F${row}),ISNUMBER(H${row})),H${row}-F${row},"")`,
        value: difference,
        style: 'number',
        format: '+0.00;-0.00;0.00',
      },
      text(assessed.note ?? ''),
      text(line.evidence),
      text(assessed.by && assessed.at ? `${assessed.by}, ${formatDay(dayOf(assessed.at))}` : ''),
    ],
  };
}

/** As the cell of the matrix holds it. */
function shown({ state, points, typed = '' }: GivenScore): string | number {
  if (state === 'scored') return points ?? '';
  if (state === 'notApplicable') return NOT_APPLICABLE_MARK;
  return state === 'error' ? `${typed} ⚠`.trim() : '';
}
