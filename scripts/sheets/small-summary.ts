/** The province's summary of one return. */
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { composeSummary } from '../../functions/domain/summary/compose-summary.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import type { ThrowAway } from './throw-away.ts';

/** Composes it. */
export function smallSummary({ form, round, commune }: ThrowAway, inForce: Submission, created: string): WorkbookModel {
  const constants = constantsOf(form, round.constants);
  const communes = [{ commune, returns: { inForce, others: [] }, recommendations: [] }];
  const roster = [commune];
  const figures = aggregate(form, communes, { constants, roster });
  return composeSummary({ form, round, roster, communes, refused: [], figures, created, constants });
}
