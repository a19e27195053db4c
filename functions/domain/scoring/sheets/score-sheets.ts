import type { SummaryContext } from '../../summary/summary-context.ts';
import type { SheetModel } from '../../workbook/workbook-model.ts';
import { criteriaMatrixSheet } from './criteria-matrix-sheet.ts';
import { ASSESSED, SELF } from './matrix-places.ts';
import { rankingSheet } from './ranking-sheet.ts';
import { scoreContext } from './score-context.ts';
import { scoreDetailsSheet } from './score-details-sheet.ts';
import { specialCasesSheet } from './special-cases-sheet.ts';

/** The sheets of scores of a summary workbook; none where the form has no criteria. */
export function scoreSheets(context: SummaryContext): readonly SheetModel[] {
  const scores = scoreContext(context);
  if (!scores) return [];
  return [
    rankingSheet(scores),
    criteriaMatrixSheet(scores, ASSESSED),
    criteriaMatrixSheet(scores, SELF),
    scoreDetailsSheet(scores),
    specialCasesSheet(scores),
  ];
}
