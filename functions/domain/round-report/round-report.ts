/** The province's notice on a round (thông báo chung) as finished text: what each place of the Word template says. */
import type { DocumentHead } from '../letter/letter.ts';

/** Main figures of one part of the form, each with its coverage. */
export interface ReportField {
  readonly number: number;
  readonly title: string;
  readonly lines: readonly string[];
}

/** A commune that sent nothing, sent late, or has to correct. */
export interface PendingCommune {
  readonly number: number;
  readonly commune: string;
  readonly state: string;
  /** "" where nothing is to be said of the time. */
  readonly time: string;
  readonly detail: string;
}

/** A figure of the report that does not hold the sound figures of all who sent: whose it is not. */
export interface CoverageLine {
  readonly code: string;
  readonly label: string;
  /** "118/135". */
  readonly coverage: string;
  /** Sent, but left it blank. */
  readonly missing: string;
  /** Answered so, or had no cases. */
  readonly notApplicable: string;
  readonly inError: string;
  /** Counted, but to be looked at again. */
  readonly doubtful: string;
}

export interface RankedCommune {
  readonly rank: string;
  readonly commune: string;
  readonly index: string;
  readonly className: string;
}

export interface RoundReport extends DocumentHead {
  readonly subject: string;
  readonly grounds: readonly string[];
  readonly opening: string;
  readonly sending: readonly string[];
  /** What "(n/N đơn vị)" means and who is in no figure. */
  readonly coverageNote: string;
  readonly fields: readonly ReportField[];
  /** By points where the form has criteria, else by its main ratios. */
  readonly ranking: readonly string[];
  readonly shortcomings: readonly string[];
  readonly faultsInFigures: readonly string[];
  readonly recommendationsOpening: string;
  readonly recommendations: readonly string[];
  /** Ends "./." */
  readonly closing: string;
  readonly pending: readonly PendingCommune[];
  readonly coverage: readonly CoverageLine[];
  /** Empty where nobody is ranked by points. */
  readonly ranked: readonly RankedCommune[];
}
