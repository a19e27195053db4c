/** How the communes spread over one ratio that a person picks from a list: ten steps, counted in the matrix. */
import { quantileOf } from '../../aggregate/spread.ts';
import { formatNumber } from '../../text/vietnamese.ts';
import { columnName } from '../../workbook/workbook-data.ts';
import type { RowModel } from '../../workbook/workbook-model.ts';
import { count, text } from '../cells.ts';
import { FIRST_COLUMN, onMatrix, ROWS } from '../matrix-columns.ts';
import { numbersIn } from '../ordered.ts';
import type { SummaryContext } from '../summary-context.ts';
import { BLOCK_HEAD, blockRows, columnRange, type MakeBlock } from './chart-block.ts';
import { type Choice, choiceCells } from './choices-sheet.ts';

/** Steps between the two open ends. */
const INNER = 8;
/** The open ends take what lies far out, so that one odd figure does not crowd all others into one step. */
const [LOW, HIGH] = [0.05, 0.95];
const LEAST_STEP = 0.01;

interface Step {
  /** Nothing for the lowest. */
  readonly from?: number;
  readonly to?: number;
}

/** Gives the block for what is chosen now in the cell `titleFrom`. */
export function spreadBlock(context: SummaryContext, choice: Choice, titleFrom: string): MakeBlock {
  const numbers = numbersIn(choice.column, context.lines).filter((value) => value !== undefined);
  const steps = stepsOf(numbers);
  const counts = steps.map(
    ({ from = -Infinity, to = Infinity }) => numbers.filter((value) => value >= from && value < to).length,
  );
  const labels = steps.map(labelOf);
  return (top) => ({
    rows: blockRows(
      'Phân bố đơn vị theo tỷ lệ được chọn ở trang Biểu đồ',
      ['Từ', 'Khoảng', 'Số đơn vị'],
      steps.map((step, index) =>
        stepRow({
          step,
          label: labels[index] ?? '',
          number: counts[index] ?? 0,
          index,
          first: top + BLOCK_HEAD,
          context,
        }),
      ),
    ),
    chartAt: (place) => ({
      ...place,
      kind: 'column',
      title: choice.label,
      titleFrom,
      description: `Phân bố ${numbers.length} đơn vị theo ${choice.label}: ${labels.map((label, index) => `${label}: ${counts[index]}`).join('; ')}.`,
      categories: columnRange('B', top, labels),
      series: [{ name: 'Số đơn vị', look: 'pale', labelled: true, values: columnRange('C', top, counts) }],
      axes: { value: 'Số đơn vị', category: 'Khoảng tỷ lệ' },
      format: '#,##0',
    }),
  });
}

/**
 * Whole percents up to the twentieth part above, where the last step but one ends: of shares that is often 100 %, and those
 * that reached it are counted for themselves.
 */
function stepsOf(numbers: readonly number[]): readonly Step[] {
  const [low, high] = [LOW, HIGH].map((part) => rounded((quantileOf(numbers, part) ?? 0) * 100)) as [number, number];
  const [least, end] = [Math.floor(low) / 100, Math.ceil(high) / 100];
  const step = Math.max(LEAST_STEP, Math.ceil(rounded(((end - least) / INNER) * 100)) / 100);
  const start = least < 0 ? least : Math.max(0, end - INNER * step);
  const edges = Array.from({ length: INNER + 1 }, (_, index) => Number((start + index * step).toFixed(4)));
  return [{ to: edges[0] }, ...edges.map((from, index) => ({ from, to: edges[index + 1] }))];
}

/** Without the traces of binary fractions: 0.29 × 100 is 29. */
const rounded = (value: number): number => Number(value.toFixed(6));

function labelOf({ from, to }: Step): string {
  const percent = (value = 0) => `${formatNumber(Number((value * 100).toFixed(0)), 0)}%`;
  if (from === undefined) return `dưới ${percent(to)}`;
  return to === undefined ? `từ ${percent(from)}` : `${percent(from)} – ${percent(to)}`;
}

interface StepPlace {
  readonly step: Step;
  readonly label: string;
  readonly number: number;
  readonly index: number;
  readonly first: number;
  readonly context: SummaryContext;
}

function stepRow({ step, label, number, index, first, context }: StepPlace): RowModel {
  const chosen = chosenRange(context);
  const row = first + index;
  const last = index === INNER + 1;
  const named =
    index === 0
      ? `"dưới "&TEXT(A${row + 1},"0%")`
      : last
        ? `"từ "&TEXT(A${row},"0%")`
        : `TEXT(A${row},"0%")&" – "&TEXT(A${row + 1},"0%")`;
  const conditions = [index === 0 ? '' : `${chosen},">="&A${row}`, last ? '' : `${chosen},"<"&A${row + 1}`].filter(
    Boolean,
  );
  const edge = { style: 'number', format: '0%', value: step.from ?? '' } as const;
  return {
    cells: [
      index === 0 ? text('') : { ...edge, formula: edgeFormula(chosen, index, first) },
      { ...text(label), formula: named },
      { ...count(number), formula: `COUNTIFS(${conditions.join(',')})` },
    ],
  };
}

/** The first edge is worked out from the communes' cells; each further one is a step from it. */
function edgeFormula(chosen: string, index: number, first: number): string {
  // INT goes down also below 0, where ROUNDDOWN goes up
  const percents = (part: number) => `ROUND(IFERROR(PERCENTILE(${chosen},${part}),0)*100,6)`;
  const [least, end] = [`INT(${percents(LOW)})/100`, `-INT(-${percents(HIGH)})/100`];
  const step = `MAX(${LEAST_STEP},-INT(-ROUND((${end}-${least})/${INNER}*100,6))/100)`;
  if (index === 1) return `ROUND(IF(${least}<0,${least},MAX(0,${end}-${INNER}*${step})),4)`;
  return `ROUND(A$${first + 1}+${index - 1}*${step},4)`;
}

/** The communes' cells in the column that is chosen. */
function chosenRange({ lines, columns, choices }: SummaryContext): string {
  const [left, right] = [FIRST_COLUMN, FIRST_COLUMN + Math.max(columns.length, 1) - 1].map(columnName);
  const all = onMatrix(`$${left}$${ROWS.first}:$${right}$${ROWS.first + Math.max(lines.length, 1) - 1}`);
  return `INDEX(${all},0,${choiceCells(choices).spreadColumn})`;
}
