/** What the journeys through the pages have in common: a clerk's files, and what stands on a page. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { BINH_DUONG, theRound } from '../support/a-running-round.ts';
import { recalculate } from '../support/libreoffice.ts';
import { typeIntoFile } from '../support/type-into.ts';
import { type Entries, entryOf, indicatorOf } from '../support/typed-workbook.ts';

export const form = await formFolder(FORMS_FOLDER).load(theRound.form, theRound.version);
const examples = await readExamples(join(FORMS_FOLDER, form.id, `v${form.version}`, 'example'));
const published = examples?.returns.find(({ commune }) => commune.code === BINH_DUONG)?.values ?? {};

type Typed = Readonly<Record<string, string>>;

/** A word for a number, and online files that do not add up: three errors, the first with a figure proposed. */
export const WRONG: Typed = { '8.3': 'khoảng 7', '3.2': '1.441' };
/** The published figures in their place. */
export const RIGHT: Typed = { '8.3': '7', '3.2': '1.440' };

/** The published figures of Bình Dương, some typed otherwise, typed into a workbook that was downloaded. */
export const filledIn = (workbook: Uint8Array, values: Typed): Promise<Uint8Array> =>
  corrected(workbook, { ...published, ...values });

/** Only `values` typed into a workbook. */
export const corrected = (workbook: Uint8Array, values: Typed): Promise<Uint8Array> =>
  typeIntoFile(form, workbook, entriesOf(values));

const entriesOf = (values: Typed): Entries =>
  new Map(Object.entries(values).map(([code, typed]) => [code, entryOf(indicatorOf(form, code), typed)]));

/** Opened in LibreOffice, which computes everything anew, and saved by it. */
export async function savedByLibreOffice(workbook: Uint8Array): Promise<Uint8Array> {
  const saved = (await recalculate(new Map([['phieu.xlsx', workbook]]))).get('phieu.xlsx');
  if (!saved) throw new Error('LibreOffice gave nothing');
  return saved;
}

/** A clerk's folder of documents. */
export function folderOfFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'can-bo-xa-'));
  return {
    /** Gives the path. */
    put(name: string, bytes: Uint8Array | string): string {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Expects of what `look` gives, asked again and again until it holds; the limit is for a machine that is busy elsewhere. */
export const soon = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 30_000, interval: 100 });

/** As much of the browser's own types as is used here: the project is not compiled for browsers. */
interface RowOnPage {
  readonly cells: Iterable<{ readonly textContent: string | null }>;
}
interface FormOnPage {
  readonly action: string;
}

/** The cells of each visible row of a table's body, blanks between words made one. */
export function tableRows(page: Page, table: string): Promise<readonly (readonly string[])[]> {
  return page
    .locator(`${table} tbody tr:visible`)
    .evaluateAll((rows) =>
      (rows as unknown as readonly RowOnPage[]).map(({ cells }) =>
        [...cells].map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').trim()),
      ),
    );
}

/** The addresses that the forms of a page send to. */
export function formActions(page: Page): Promise<readonly string[]> {
  return page
    .locator('form[method=post]')
    .evaluateAll((forms) => (forms as unknown as readonly FormOnPage[]).map(({ action }) => action));
}

/** The id of what has the focus. */
export const focusedId = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.id');
