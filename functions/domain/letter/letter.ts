/** Letters to communes (công văn) as finished text: what each place of the Word template says. Layout and fixed wording are the template's. */
import type { NoticeSettings } from '../notice/notice-words.ts';
import type { Round } from '../round/round.ts';

/** A round that says who issues and signs its documents. */
export type IssuingRound = Round & { readonly notice: NoticeSettings };

/** Who issues a document, and who signs it. */
export interface DocumentHead {
  readonly parentAgency: string;
  readonly agency: string;
  /** Ký hiệu after the blank number. */
  readonly symbol: string;
  readonly place: string;
  readonly year: number;
  /** Without the line of the archive. */
  readonly recipients: readonly string[];
  readonly archive: string;
  readonly signature: NoticeSettings['signature'];
}

/** Why it is written; the round and its deadline; how things stand; what is asked; whom to ask. */
interface LetterBody extends DocumentHead {
  /** Without "V/v". */
  readonly subject: string;
  readonly addressee: string;
  readonly opening: string;
  readonly standing: string;
  /** One line each: the first errors, or the communes by reason. */
  readonly points: readonly string[];
  readonly request: string;
  /** Ends "./." */
  readonly closing: string;
}

/** To one commune. */
export interface ReminderLetter extends LetterBody {
  /** "xã Bình Dương": stays on one line. */
  readonly commune: string;
}

/** One commune in the annex of the letter to all. */
export interface ListedCommune {
  readonly number: number;
  readonly commune: string;
  readonly reason: string;
  /** "" without one. */
  readonly deadline: string;
  /** "quá 05 ngày", "còn 03 ngày", or "". */
  readonly days: string;
  readonly detail: string;
}

/** One letter to all that are to be reminded, with their list as its annex. */
export interface ReminderListLetter extends LetterBody {
  readonly annexTitle: string;
  readonly listed: readonly ListedCommune[];
}
