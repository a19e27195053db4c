/** The part of a workbook's identity that a service vouches for: whose return it is, of which form and round. */
import type { Identity } from './submission.ts';

/** What is signed, as one text; the same for the same identity. Names are left out: registers correct them. */
export function signedText({ form, version, round = '', commune = '' }: Identity): string {
  return JSON.stringify([form, version, round, commune]);
}
