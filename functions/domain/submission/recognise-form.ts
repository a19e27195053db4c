/** Which form a workbook without identity is a return of, by the rows it holds. */
import { type Form, isInput } from '../form/form.ts';
import { answerOf } from './answers.ts';
import type { AnswersReading } from './read-answers.ts';

export interface Candidate {
  readonly form: Form;
  readonly reading: AnswersReading;
}

/** The candidate of whose rows most are there beyond doubt, if one part of it is there; the first of two as good. */
export function mostLikely<Each extends Candidate>(candidates: readonly Each[]): Each | undefined {
  const share = ({ form, reading }: Candidate) => reading.found / form.indicators.length;
  const byWeight = (left: Candidate, right: Candidate) =>
    right.reading.certain - left.reading.certain || share(right) - share(left);
  return candidates.filter(hasOnePart).toSorted(byWeight)[0];
}

/** Fewer rows than this may stand in any workbook. */
const LEAST_ROWS = 4;

/** Half of one sheet of the form is there: communes send annexes one by one. */
function hasOnePart({ form, reading }: Candidate): boolean {
  const sheetOf = new Map(form.sections.map(({ key, sheet }) => [key, sheet]));
  const sheets = Map.groupBy(form.indicators.filter(isInput), ({ section }) => sheetOf.get(section));
  return [...sheets.values()].some((inputs) => {
    const found = inputs.filter((indicator) => answerOf(reading.answers, indicator).at !== undefined).length;
    return found * 2 >= inputs.length && found >= Math.min(LEAST_ROWS, inputs.length);
  });
}
