import type { NoticeModel } from '../domain/notice/notice.ts';

/** A fault of an edited notice template, as a finished Vietnamese sentence. */
export type TemplateFault = string;

/** A Word template of the office, read and found sound. */
export interface NoticeTemplate {
  /** The bytes of a .docx that Word and LibreOffice open; the same model gives the same bytes. */
  render(notice: NoticeModel): Uint8Array;
}

/**
 * Reads the Word template that an office may have edited.
 *
 * Reports every fault at once: unknown tags, loops not closed, tags split beyond repair, no Word file at all. A template
 * with a fault is never rendered.
 */
export type LoadNoticeTemplate = (
  bytes: Uint8Array,
) => Promise<{ readonly template: NoticeTemplate } | { readonly faults: readonly TemplateFault[] }>;
