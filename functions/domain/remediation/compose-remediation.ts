/** The list of tasks as a workbook: by commune and by recommendation, counted by formulas over the sheet of all tasks. */
import { communeTitle } from '../round/commune.ts';
import { count, EMPTY, headRow, landscape, spanning, text, titleRows } from '../summary/cells.ts';
import { formatDay } from '../text/day.ts';
import { formatInstant } from '../text/instant.ts';
import { columnName } from '../workbook/workbook-data.ts';
import type { CellModel, RowModel, SheetModel, WorkbookModel } from '../workbook/workbook-model.ts';
import { CHECK_OUTCOMES, type CheckOutcome } from './check-task.ts';
import { TASK_STATES, type TaskState } from './follow-task.ts';
import type { FollowedTask, Remediation } from './followed-task.ts';
import { countedChecks, byRecommendation as groupsByRecommendation, RESULT_WORDS, tallies } from './tally.ts';

const ALL = 'Tất cả kiến nghị';
const HEAD_ROW = 4;
/** None is a dash: what there is stands out. */
const COUNTED = '#,##0;-#,##0;"–"';
const FOOTER = 'Trang &P/&N';

/** Composes the workbook. The same input gives the same workbook. */
export function composeRemediation(remediation: Remediation, created: string): WorkbookModel {
  return {
    title: `Theo dõi khắc phục: ${remediation.record.round.title}`,
    sheets: [byCommune(remediation), byRecommendation(remediation), allTasks(remediation, created)],
    names: [],
    created,
    numbers: 'vi',
  };
}

const STATES = Object.keys(TASK_STATES) as readonly TaskState[];
const COUNT_HEADS = [
  'Tổng số',
  ...Object.values(TASK_STATES),
  ...countedChecks.map((outcome) => CHECK_OUTCOMES[outcome]),
];
const COUNT_WIDTHS = COUNT_HEADS.map(() => ({ width: 12 }));

function byCommune(remediation: Remediation): SheetModel {
  const groups = tallies(remediation.tasks, ({ task }) => task.commune.code);
  const rows = groups.map(({ key, tasks }, index): RowModel => {
    const name = communeTitle((tasks[0] as FollowedTask).task.commune);
    return { cells: [text(key, 'centre'), text(name), ...countCells(tasks, remediation, 'A', HEAD_ROW + 1 + index)] };
  });
  return countSheet('Theo đơn vị', ['Mã', 'Đơn vị'], [9, 28], rows, remediation);
}

function byRecommendation(remediation: Remediation): SheetModel {
  const groups = groupsByRecommendation(remediation.tasks);
  const rows = groups.map(({ key, tasks }, index): RowModel => {
    const { origin, text: said } = (tasks[0] as FollowedTask).task;
    // What an inspector added is one commune's own, though another's may have the same id.
    const what = origin === 'added' ? 'Kiến nghị do Đoàn kiểm tra bổ sung riêng cho từng đơn vị' : shortened(said);
    return { cells: [text(key, 'centre'), text(what), ...countCells(tasks, remediation, 'C', HEAD_ROW + 1 + index)] };
  });
  return countSheet('Theo kiến nghị', ['Mã', 'Kiến nghị'], [9, 60], rows, remediation);
}

const LONGEST = 220;

function shortened(said: string): string {
  return said.length <= LONGEST ? said : `${said.slice(0, said.lastIndexOf(' ', LONGEST))} …`;
}

function countSheet(
  name: string,
  heads: readonly string[],
  widths: readonly number[],
  rows: readonly RowModel[],
  remediation: Remediation,
): SheetModel {
  const width = heads.length + COUNT_HEADS.length;
  const title = `Theo dõi khắc phục ${name.toLowerCase()}`;
  const last = HEAD_ROW + rows.length;
  return {
    name,
    columns: [...widths.map((each) => ({ width: each })), ...COUNT_WIDTHS],
    rows: [
      ...titleRows(title, subtitle(remediation), width),
      { cells: spanning(text(METHOD, 'text'), width), height: 32 },
      headRow(...heads, ...COUNT_HEADS),
      ...rows,
      ...(rows.length > 0 ? [totalRow(heads.length, rows, last)] : [nothingRow(width)]),
    ],
    frozen: { rows: HEAD_ROW, columns: heads.length },
    ...(rows.length > 0 ? { filter: `A${HEAD_ROW}:${columnName(width)}${last}` } : {}),
    print: landscape('A4', HEAD_ROW, FOOTER),
  };
}

const METHOD =
  'Mỗi kiến nghị ở một tình trạng theo báo cáo của đơn vị và ý kiến của tỉnh; các cột sau cùng là kết quả xét bằng số liệu kỳ sau, độc lập với tình trạng. Số đếm là công thức trên trang “Tất cả kiến nghị”.';

const nothingRow = (width: number): RowModel => ({
  cells: spanning(text('Chưa có thông báo nào được chốt nên chưa có kiến nghị để theo dõi.', 'text'), width),
});

function subtitle({ record, today }: Remediation): string {
  return `${record.round.title} · tính đến ngày ${formatDay(today)}`;
}

/** All, by state, by outcome: each a formula over the sheet of all tasks, with what it comes to now. */
function countCells(
  tasks: readonly FollowedTask[],
  { tasks: all }: Remediation,
  keyColumn: 'A' | 'C',
  row: number,
): readonly CellModel[] {
  const range = (column: string) => `'${ALL}'!$${column}$${HEAD_ROW + 1}:$${column}$${HEAD_ROW + all.length}`;
  const own = `${range(keyColumn)},$A${row}`;
  const counted = (column: string, says: string, value: number): CellModel => ({
    ...count(value, COUNTED),
    formula: `COUNTIFS(${own},${range(column)},"${says}")`,
  });
  return [
    { ...count(tasks.length, COUNTED), formula: `COUNTIFS(${own})` },
    ...STATES.map((state) =>
      counted(STATE_COLUMN, TASK_STATES[state], tasks.filter((each) => each.state === state).length),
    ),
    ...countedChecks.map((outcome) =>
      counted(CHECK_COLUMN, CHECK_OUTCOMES[outcome], tasks.filter(({ check }) => check.outcome === outcome).length),
    ),
  ];
}

function totalRow(labels: number, rows: readonly RowModel[], last: number): RowModel {
  const sums = COUNT_HEADS.map((_, index): CellModel => {
    const letter = columnName(labels + 1 + index);
    const value = rows.reduce((sum, { cells }) => sum + Number(cells[labels + index]?.value ?? 0), 0);
    return { value, formula: `SUM(${letter}${HEAD_ROW + 1}:${letter}${last})`, style: 'total', format: COUNTED };
  });
  return { cells: [EMPTY, text('Cộng', 'total'), ...sums] };
}

const COLUMNS = [
  ['Mã đơn vị', 9],
  ['Đơn vị', 20],
  ['Kiến nghị', 9],
  ['Nội dung', 52],
  ['Thời hạn', 12],
  ['Quá hạn (ngày)', 9],
  ['Tình trạng', 17],
  ['Đơn vị báo cáo', 15],
  ['Việc đã làm', 34],
  ['Tài liệu kiểm chứng', 28],
  ['Ngày hoàn thành', 12],
  ['Ý kiến của tỉnh', 28],
  ['Xét bằng số liệu', 16],
  ['Căn cứ', 48],
] as const;
/** Letters of the columns over which the other sheets count. */
const STATE_COLUMN = 'G';
const CHECK_COLUMN = 'M';

function allTasks(remediation: Remediation, created: string): SheetModel {
  const { tasks } = remediation;
  const width = COLUMNS.length;
  return {
    name: ALL,
    columns: COLUMNS.map(([, each]) => ({ width: each })),
    rows: [
      ...titleRows('Tất cả kiến nghị phải theo dõi', subtitle(remediation), width),
      { cells: spanning(text(`Lập lúc ${formatInstant(created)}.`, 'faint'), width) },
      headRow(...COLUMNS.map(([name]) => name)),
      ...(tasks.length > 0 ? tasks.map(taskRow) : [nothingRow(width)]),
    ],
    frozen: { rows: HEAD_ROW, columns: 3 },
    ...(tasks.length > 0 ? { filter: `A${HEAD_ROW}:${columnName(width)}${HEAD_ROW + tasks.length}` } : {}),
    print: landscape('A3', HEAD_ROW, FOOTER),
  };
}

const STATE_STYLES: Readonly<Record<TaskState, CellModel['style']>> = {
  overdue: 'error',
  'due soon': 'warning',
  'not accepted': 'error',
  reported: 'warning',
  open: 'label',
  accepted: 'good',
};
const CHECK_STYLES: Readonly<Partial<Record<CheckOutcome, CellModel['style']>>> = {
  worse: 'error',
  'not resolved': 'warning',
  resolved: 'good',
};

function taskRow({ task, state, overdue, daysLeft, report, decision, check }: FollowedTask): RowModel {
  return {
    cells: [
      text(task.commune.code, 'centre'),
      text(communeTitle(task.commune)),
      text(task.id, 'centre'),
      text(task.text),
      text(formatDay(task.deadline), 'centre'),
      overdue ? { ...count(-daysLeft), align: 'center' } : EMPTY,
      { ...text(TASK_STATES[state], STATE_STYLES[state]), align: 'center' },
      text(report?.result ? RESULT_WORDS[report.result] : ''),
      text(report?.done ?? ''),
      text(report?.evidence ?? ''),
      text(report?.day ? formatDay(report.day) : '', 'centre'),
      text(decision?.reason ?? ''),
      { ...text(CHECK_OUTCOMES[check.outcome], CHECK_STYLES[check.outcome] ?? 'label'), align: 'center' },
      text(check.because),
    ],
  };
}
