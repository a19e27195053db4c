/** "Kiểm tra thử": the same receipt as for a return that is sent, and nothing stored, not even in the log. */
import { composeReceipt, type Receipt } from '../../domain/submission/receipt.ts';
import type { Submission } from '../../domain/submission/submission.ts';
import { communeOf, roundRecord } from './places.ts';
import type { RegisterNeeds } from './receive-submission.ts';

export interface Tried {
  readonly round: string;
  readonly commune: string;
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface TriedResult {
  readonly submission: Submission;
  readonly receipt: Receipt;
}

/** @throws Problem ROUND_UNKNOWN, COMMUNE_UNKNOWN, FILE_… and RETURN_… */
export function checkOnly({ documents, forms, checkReturn, clock }: RegisterNeeds) {
  return async ({ round, commune: code, file, bytes }: Tried): Promise<TriedResult> => {
    const record = await roundRecord(documents, round);
    const commune = await communeOf(documents, round, code);
    const expected = { round: record.round, roster: new Map([[code, commune]]) };
    const submission = await checkReturn({ name: file, bytes }, expected);
    const form = await forms.load(record.round.form, record.round.version);
    return { submission, receipt: composeReceipt(form, submission, clock()) };
  };
}
