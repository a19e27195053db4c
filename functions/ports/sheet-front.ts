import type { WriteBack } from '../domain/sheet-front/write-back.ts';
import type { WorkbookModel } from '../domain/workbook/workbook-model.ts';

/** By what a folder or file of ours is known again, whatever it is called and wherever it was moved. */
export interface FrontMark {
  readonly round: string;
  readonly commune?: string;
  readonly kind: 'round' | 'folder' | 'sheet' | 'answers' | 'summary';
}

/** Something in the drive. */
export interface FrontItem {
  readonly id: string;
  readonly name: string;
  readonly kind: 'folder' | 'sheet' | 'file';
  /** Grows with every change, as a decimal number in text. */
  readonly version: string;
  readonly parents: readonly string[];
  readonly trashed: boolean;
  /** Where a person opens it. */
  readonly url: string;
}

/** Something changed; without `item` it is gone, or not ours to see any more. */
export interface FrontChange {
  readonly id: string;
  readonly item?: FrontItem;
}

export interface FrontChanges {
  readonly changes: readonly FrontChange[];
  /** Where to go on: after these changes. */
  readonly next: string;
  /** There are more now. */
  readonly more: boolean;
}

/** A way in which word of changes comes to us. */
export interface FrontChannel {
  readonly id: string;
  readonly resource: string;
  /** ISO 8601; nothing comes after it. */
  readonly until: string;
}

/**
 * Spreadsheets as a front beside Excel: one for each commune, in a drive that the province shares with it.
 *
 * Every step may be done again after an interruption, without a second file or a second sheet. All methods throw Problem
 * DRIVE_BUSY (given up after many attempts; what was asked may have been done), DRIVE_NOT_READY (no credentials, the interface not enabled,
 * no room: concerns everything), DRIVE_ACCESS_LOST and DRIVE_ITEM_GONE (concern one file or folder).
 */
export interface SheetFront {
  /** Gives the folder that carries `mark`, makes it where there is none. Without `parent` it lies in the province's folder. */
  folder(mark: FrontMark, name: string, parent?: string): Promise<FrontItem>;
  /** Gives the spreadsheet that carries `mark`; made, it is blank, but carries the mark from its first moment. */
  sheet(mark: FrontMark, name: string, parent: string): Promise<FrontItem>;
  /** Turns a spreadsheet into the workbook; one that is filled in already stays as it is. */
  fill(id: string, workbook: WorkbookModel): Promise<void>;
  /** Lets an address in. Doing so again changes nothing. @throws Problem SHARE_REFUSED (no such account) */
  share(id: string, address: string, role: 'writer' | 'reader'): Promise<void>;
  /** `undefined` when it is gone. */
  find(id: string): Promise<FrontItem | undefined>;
  /** What lies directly in a folder. */
  list(folder: string): Promise<readonly FrontItem[]>;
  /** A spreadsheet as .xlsx, with the results of its formulas. @throws Problem FILE_TOO_LARGE */
  workbook(id: string): Promise<Uint8Array>;
  /** A file as it was put there. @throws Problem FILE_TOO_LARGE before more than the cap is in memory */
  download(id: string): Promise<Uint8Array>;
  /** Writes an answer into a spreadsheet, all of it or nothing. @throws Problem SHEET_CHANGED (its sheets are others by now) */
  writeBack(id: string, back: WriteBack): Promise<void>;
  /** Puts a file into a folder; replaces one of the same name. */
  put(folder: string, name: string, bytes: Uint8Array): Promise<void>;
  /** Takes a file back out. Taking back what is not there changes nothing. */
  remove(folder: string, name: string): Promise<void>;
  /** Puts an .xlsx there as a spreadsheet that carries `mark`; the one of before is replaced and keeps its address. */
  publish(mark: FrontMark, name: string, parent: string, bytes: Uint8Array): Promise<FrontItem>;
  /** From where changes are to be listed if nothing before matters. */
  latest(): Promise<string>;
  /** Changes after `from`, one page. @throws Problem DRIVE_CHANGES_LOST (`from` is too old to go on from) */
  changes(from: string): Promise<FrontChanges>;
  /** Has word of changes sent to us from now on. */
  watch(id: string, from: string): Promise<FrontChannel>;
  /** Ends a channel; one that has ended is left alone. */
  unwatch(channel: FrontChannel): Promise<void>;
}
