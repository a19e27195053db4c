import type { ReminderLetter, ReminderListLetter } from '../domain/letter/letter.ts';
import type { RoundReport } from '../domain/round-report/round-report.ts';
import type { TemplateFault } from './render-notice.ts';

/** A document of the round as finished text, and the template it is made from. */
export type Draft =
  | { readonly kind: 'reminder'; readonly letter: ReminderLetter }
  | { readonly kind: 'reminder list'; readonly letter: ReminderListLetter }
  | { readonly kind: 'round report'; readonly letter: RoundReport };

export type DraftKind = Draft['kind'];

export const DRAFT_KINDS: readonly DraftKind[] = ['reminder', 'reminder list', 'round report'];

/** A Word template of the office, read and found sound. */
export interface LetterTemplate {
  /** The bytes of a .docx; `draft` is of the kind that the template was read for. The same draft gives the same bytes. */
  render(draft: Draft): Uint8Array;
}

/** Reads a template that an office may have edited; reports every fault at once, and renders none that has one. */
export type LoadLetterTemplate = (
  kind: DraftKind,
  bytes: Uint8Array,
) => Promise<{ readonly template: LetterTemplate } | { readonly faults: readonly TemplateFault[] }>;

/** Finds the template of a kind: the form's own where its office has one, else the one for all forms. */
export interface LetterFiles {
  /** As people know it: "cong-van-don-doc.docx". */
  readonly nameOf: (kind: DraftKind) => string;
  find(kind: DraftKind, form: string, version: number): Promise<Uint8Array | undefined>;
}
