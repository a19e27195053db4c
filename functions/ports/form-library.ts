import type { Form } from '../domain/form/form.ts';

/** One fault of a form definition, with the place an author looks for it. */
export interface FormFileFault {
  readonly file: string;
  /** 1-based; absent when the whole file is meant. */
  readonly line?: number;
  readonly sentence: string;
}

/** The published forms, by id and version. */
export interface FormLibrary {
  /** @throws Problem FORM_UNKNOWN, FORM_BROKEN (a form of the library itself has faults; they are in the sentence). */
  load(id: string, version?: number): Promise<Form>;
  /** Ids with their versions, oldest first. */
  list(): Promise<readonly { readonly id: string; readonly versions: readonly number[] }[]>;
  /** The office's Word template of a form, where it has one. */
  noticeTemplate(id: string, version: number): Promise<Uint8Array | undefined>;
}

/** Reads one definition file wherever it lies: the form, or all its faults with their lines. */
export type ReadFormFile = (
  path: string,
) => Promise<{ readonly form: Form } | { readonly faults: readonly FormFileFault[] }>;
