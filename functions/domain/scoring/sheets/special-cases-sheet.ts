/** "Trường hợp đặc biệt": communes whose maximum is not the full one, x of y after what does not apply has left. */
import { headRow, landscape, lazily, spanning, text, titleRows } from '../../summary/cells.ts';
import type { CellModel, RowModel, SheetModel } from '../../workbook/workbook-model.ts';
import type { CommuneScore, CriterionScore } from '../commune-score.ts';
import { pointsText } from '../method-text.ts';
import { POINTS } from './criteria-matrix-sheet.ts';
import { ASSESSED, inMatrix, SELF, totalRow } from './matrix-places.ts';
import type { ScoreContext } from './score-context.ts';

export const SPECIAL_CASES = 'Trường hợp đặc biệt';
const HEAD_ROW = 4;
const COLUMNS = [
  ['Mã', 8],
  ['Đơn vị', 20],
  ['Tiêu chí không áp dụng', 56],
  ['Tự chấm: điểm', 10],
  ['Tự chấm: trên tối đa', 10],
  ['Tự chấm: chỉ số (%)', 10],
  ['Thẩm định: tổng điểm', 10],
  ['Thẩm định: trên tối đa', 10],
  ['Thẩm định: chỉ số (%)', 10],
] as const;

/** Composes the sheet. */
export function specialCasesSheet(context: ScoreContext): SheetModel {
  const special = context.scores.filter(({ lines }) => lines.some(isRemoved));
  return {
    name: SPECIAL_CASES,
    columns: COLUMNS.map(([, width]) => ({ width })),
    rows: lazily(function* () {
      yield* titleRows('Đơn vị có tiêu chí không áp dụng', context.subtitle, COLUMNS.length);
      yield {
        cells: spanning(
          text('Tiêu chí không áp dụng được trừ khỏi điểm tối đa; chỉ số = điểm / điểm tối đa còn lại.', 'faint'),
          COLUMNS.length,
        ),
      };
      yield headRow(...COLUMNS.map(([name]) => name));
      if (special.length === 0) yield { cells: spanning(text('Không có đơn vị nào.'), COLUMNS.length) };
      for (const score of special) yield caseRow(score, context);
    }),
    frozen: { rows: HEAD_ROW, columns: 2 },
    filter: `A${HEAD_ROW}:I${HEAD_ROW + Math.max(special.length, 1)}`,
    print: landscape('A4', HEAD_ROW, `${SPECIAL_CASES} · ${context.subtitle}`),
  };
}

const isRemoved = ({ self, assessed }: CriterionScore): boolean =>
  self.state === 'notApplicable' || assessed.state === 'notApplicable';

function caseRow(score: CommuneScore, { places }: ScoreContext): RowModel {
  const { commune, lines, self, total } = score;
  const column = places.columnOf(commune.code);
  const [own, team] = [places.totals[SELF], places.totals[ASSESSED]];
  const cell = (place: string, value: number | undefined | ''): CellModel => ({
    formula: `IF(${place}="","",${place})`,
    value: value ?? '',
    style: 'number',
    format: POINTS,
  });
  const scored = (pick: (line: CriterionScore) => CriterionScore['self']) =>
    lines.some((line) => pick(line).state === 'scored');
  const hasOwn = scored((line) => line.self);
  const hasTeam = scored((line) => line.assessed) || score.survey !== undefined;
  return {
    cells: [
      text(commune.code, 'centre'),
      text(commune.name),
      text(lines.filter(isRemoved).map(removedText).join('\n')),
      cell(inMatrix(SELF, column, own.sum), hasOwn ? self.points : ''),
      cell(inMatrix(SELF, column, own.most), self.most),
      cell(inMatrix(SELF, column, own.index), self.index),
      cell(inMatrix(ASSESSED, column, totalRow(team)), hasTeam ? total.points : ''),
      cell(inMatrix(ASSESSED, column, team.most), total.most),
      cell(inMatrix(ASSESSED, column, team.index), total.index),
    ],
  };
}

/** "T2.4 Thư xin lỗi (5 điểm)", and whose word it is where the two differ. */
function removedText({ criterion: { code, label, points }, self, assessed }: CriterionScore): string {
  const both = self.state === assessed.state;
  const whose = both ? '' : self.state === 'notApplicable' ? ', theo tự chấm' : ', theo thẩm định';
  return `${code} ${label} (${pointsText(points)}${whose})`;
}
