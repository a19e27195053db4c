/** What a check found, sorted for reading, with the receipt it belongs to. */
import { type FindingGroups, groupFindings, type SubmissionState } from '../../../../domain/submission/findings.ts';
import type { Receipt } from '../../../../domain/submission/receipt.ts';

export interface Result extends FindingGroups {
  readonly receipt: Receipt;
  readonly state: SubmissionState;
}

/** Sorts the findings of a receipt. */
export const resultOf = (receipt: Receipt): Result => ({
  receipt,
  state: receipt.state,
  ...groupFindings(receipt.findings),
});
