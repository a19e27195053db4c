/** The cells "Kỳ trước" and "Thay đổi" beside a value: what was reported then, and how far the figure has moved since. */
import { type Indicator, isNumeric } from '../form/form.ts';
import type { Layout } from '../form/layout.ts';
import type { Answer } from '../submission/answers.ts';
import { NIL, NOT_APPLICABLE_TEXT } from '../submission/read-cell.ts';
import { formatNumber } from '../text/vietnamese.ts';
import { cellAddress } from '../workbook/workbook-data.ts';
import type { CellContent, CellModel } from '../workbook/workbook-model.ts';
import { cellContent, cellFormat } from './cell-content.ts';
import { ownCells } from './cell-scope.ts';
import type { PreviousPeriod } from './previous-period.ts';

const LOCKED: CellModel = { style: 'locked' };

/** Both cells of a list row; blank and locked where nothing was reported. */
export function previousCells(
  indicator: Indicator,
  layout: Layout,
  previous: PreviousPeriod | undefined,
): readonly [CellModel, CellModel] {
  const figure = previous?.figures.get(indicator.key);
  if (!figure) return [LOCKED, LOCKED];
  if ('wrong' in figure) return [{ style: 'locked', value: 'có lỗi', align: 'center' }, LOCKED];
  const { answer } = figure;
  const align = isNumeric(indicator.type) && answer.state === 'value' ? 'right' : 'center';
  const shown: CellModel = {
    style: 'locked',
    value: contentOf(indicator, answer),
    format: cellFormat(indicator),
    align,
  };
  const isNumber = isNumeric(indicator.type) && answer.state === 'value' && answer.number !== undefined;
  return [shown, isNumber ? changeCell(indicator, layout, answer.number ?? 0) : LOCKED];
}

/** What a person is told of a value that has no cell of its own for the previous one. */
export function previousNote(indicator: Indicator, previous: PreviousPeriod | undefined): string | undefined {
  const figure = previous?.figures.get(indicator.key);
  if (!previous || !figure || 'wrong' in figure) return undefined;
  const content = contentOf(indicator, figure.answer);
  const shown = typeof content === 'number' ? formatNumber(content) : String(content ?? '');
  return isNumeric(indicator.type) && shown !== '' ? `Kỳ trước (${previous.name}): ${shown}.` : undefined;
}

const LONGEST_TEXT = 60;

function contentOf(indicator: Indicator, answer: Answer): CellContent | undefined {
  if (answer.state === 'nil') return NIL;
  if (answer.state === 'notApplicable') return NOT_APPLICABLE_TEXT;
  const content = cellContent(indicator, answer);
  return typeof content === 'string' && content.length > LONGEST_TEXT ? `${content.slice(0, LONGEST_TEXT)}…` : content;
}

/** Percentages move by points. A formula, so that it follows what is typed; of a figure that was 0 there is no percentage. */
function changeCell(indicator: Indicator, layout: Layout, before: number): CellModel {
  const isPoints = indicator.unit === '%' || indicator.type === 'ratio' || indicator.type === 'share';
  if (!isPoints && before === 0) return LOCKED;
  const { sheet, row } = layout.placeOf(indicator.key);
  const columns = layout.sheets.find(({ name }) => name === sheet)?.columns;
  const then = `$${cellAddress(row, columns?.previous ?? 0)}`;
  const { helper } = ownCells(indicator, layout);
  const change = isPoints ? `ROUND(${helper}-${then},2)` : `ROUND((${helper}-${then})/ABS(${then})*100,1)`;
  return {
    style: 'locked',
    align: 'right',
    formula: `IF(ISNUMBER(${helper}),${change},"")`,
    value: '',
    format: isPoints ? POINTS : PERCENT,
  };
}

/** "+12,5 %", "−3,2 điểm": with the sign always, and a minus that a print shows. */
const signed = (digits: string, unit: string) => `+${digits}" ${unit}";"−"${digits}" ${unit}";0" ${unit}"`;
const PERCENT = signed('#,##0.0', '%');
const POINTS = signed('0.00', 'điểm');
