/**
 * A round's returns and figures → the summary workbook.
 *
 * Every province figure is a live formula: overview → province table → matrix → the communes' cells. What a commune wrote
 * only ever becomes a value. The same input in any order gives the same workbook; long sheets make their rows on demand.
 */
import { scoreSheets } from '../scoring/sheets/score-sheets.ts';
import type { SheetModel, WorkbookModel } from '../workbook/workbook-model.ts';
import { chartSheets } from './charts/charts-sheet.ts';
import { choicesSheet } from './charts/choices-sheet.ts';
import { comparisonSheet } from './comparison-sheet.ts';
import { earlierSheet } from './earlier-sheet.ts';
import { errorsSheet } from './errors-sheet.ts';
import { matrixSheet } from './matrix-sheet.ts';
import { overviewSheet } from './overview-sheet.ts';
import { provinceSheet } from './province-sheet.ts';
import { rankingSheet } from './ranking-sheet.ts';
import { submissionsSheet } from './submissions-sheet.ts';
import { type SummaryInput, summaryContext } from './summary-context.ts';
import { tablesSheet } from './tables-sheet.ts';
import { tasksSheet } from './tasks-sheet.ts';
import { trialsSheet } from './trials-sheet.ts';
import { warningsSheet } from './warnings-sheet.ts';

export type { CommuneSummary, SummaryInput } from './summary-context.ts';

/** Composes the summary workbook of a round. */
export function composeSummary(input: SummaryInput): WorkbookModel {
  const context = summaryContext(input);
  const province = provinceSheet(context);
  const charts = chartSheets(context, province.rowOf);
  const ranking = rankingSheet(context);
  const sheets: readonly (SheetModel | undefined)[] = [
    overviewSheet(context, province.rowOf),
    charts?.charts,
    province.sheet,
    comparisonSheet(context, province.rowOf),
    ranking?.sheet,
    matrixSheet(context),
    earlierSheet(context),
    ...scoreSheets(context),
    submissionsSheet(context),
    warningsSheet(context),
    errorsSheet(context),
    trialsSheet(context),
    tasksSheet(context),
    tablesSheet(context),
    charts?.data,
    choicesSheet(context, { ranked: ranking?.chosen, spread: charts?.chosen }),
  ];
  return {
    title: `Bảng tổng hợp: ${input.round?.title ?? input.form.title}`,
    sheets: sheets.filter((sheet) => sheet !== undefined),
    names: [],
    created: input.created,
    numbers: 'vi',
  };
}
