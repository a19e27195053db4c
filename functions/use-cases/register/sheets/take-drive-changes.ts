/**
 * Everything that changed in the drive since last time. Where the list was left is kept only after all of it was looked at, so each
 * change is looked at at least once; what cannot be looked at now is put aside and tried again, and keeps nothing else waiting.
 */
import { withTrouble } from '../../../domain/sheet-front/sheet-record.ts';
import type { FrontChange, FrontItem } from '../../../ports/sheet-front.ts';
import { Problem } from '../../../problems.ts';
import { endurance, sentenceOf } from './failing.ts';
import type { HasTime, SheetNeeds } from './sheet-needs.ts';
import {
  type Failure,
  forgetPlace,
  type OwnItem,
  type Position,
  readPlace,
  savePlace,
  sheetPlaces,
  stepRecord,
} from './sheet-places.ts';
import { takeSheet } from './take-sheet.ts';
import { takeUpload } from './take-upload.ts';

export interface TakenChanges {
  /** Files looked at that were ours. */
  readonly looked: number;
  readonly failed: number;
  /** There was no time for all. */
  readonly more: boolean;
}

/** A file that cannot be looked at is tried so often; after that when it changes again. */
const MOST_ATTEMPTS = 10;

/** What Google says of one file; all else concerns more. */
const CONCERNS_ONE: ReadonlySet<string> = new Set(['DRIVE_ACCESS_LOST', 'DRIVE_ITEM_GONE']);

/** Takes what changed. @throws Problem DRIVE_NOT_READY, DRIVE_BUSY, STORE_…: everything waits then, and nothing is lost */
export function takeDriveChanges(needs: SheetNeeds) {
  const { documents, front, log } = needs;
  const sheet = takeSheet(needs);
  const upload = takeUpload(needs);

  return async (hasTime: HasTime): Promise<TakenChanges> => {
    const tally = { looked: 0, failed: 0, more: false };
    const tried = new Set<string>();
    const enduring = endurance();
    const position = await readPlace<Position>(documents, sheetPlaces.position());
    let page = position && (await pageAfter(position.token));
    if (!page) {
      const fresh = await lookAtAll();
      if (fresh === undefined) return { ...tally, more: true };
      page = await pageAfter(fresh);
    }
    while (page) {
      if (!(await lookAtEach(page.changes))) return { ...tally, more: true };
      await savePlace(documents, sheetPlaces.position(), { token: page.next } satisfies Position);
      page = page.more ? await pageAfter(page.next) : undefined;
    }
    await tryAgain();
    return tally;

    /** `false` when there was no time for all of them. */
    async function lookAtEach(changes: readonly FrontChange[]): Promise<boolean> {
      for (const change of lastOfEach(changes)) {
        if (!hasTime()) return false;
        tried.add(change.id);
        await lookAt(change);
      }
      return true;
    }

    /** What fails is kept, with the sentence that the province reads. */
    async function lookAt(change: FrontChange): Promise<void> {
      const own = await ownerOf(change);
      if (!own) return;
      try {
        const outcome = await take(change, own);
        await succeeded(change.id, own, outcome);
        enduring.went();
        tally.looked += 1;
      } catch (error) {
        await failed(change.id, own, error);
        enduring.failed(error);
        tally.failed += 1;
      }
    }

    /**
     * From now on, and everything that is known: a list begun anew says nothing of what was before. `undefined` when there was no
     * time for all of it: it is begun again then, and what was seen is passed by.
     */
    async function lookAtAll(): Promise<string | undefined> {
      const fresh = await front.latest();
      for (const { id } of await documents.list(sheetPlaces.items())) {
        if (!hasTime()) return undefined;
        const own = await readPlace<OwnItem>(documents, sheetPlaces.item(id));
        if (own?.kind === 'sheet') await lookAt({ id, ...(await itemOf(id)) });
        if (own?.kind === 'folder') for (const item of await contents(id)) await lookAt({ id: item.id, item });
      }
      await savePlace(documents, sheetPlaces.position(), { token: fresh } satisfies Position);
      return fresh;
    }

    async function tryAgain(): Promise<void> {
      for (const { id, value } of await documents.list(sheetPlaces.failures())) {
        const { attempts } = value as unknown as Failure;
        if (tried.has(id) || attempts >= MOST_ATTEMPTS) continue;
        if (!hasTime()) {
          tally.more = true;
          return;
        }
        await lookAt({ id, ...(await itemOf(id)) });
      }
    }
  };

  /** `undefined` when the list cannot be gone on with. */
  async function pageAfter(token: string) {
    try {
      return await front.changes(token);
    } catch (error) {
      if (error instanceof Problem && error.code === 'DRIVE_CHANGES_LOST') return undefined;
      throw error;
    }
  }

  /** Not to be seen is told like gone: what became of it is found when it is opened. */
  async function itemOf(id: string): Promise<{ readonly item?: FrontItem }> {
    try {
      const item = await front.find(id);
      return item ? { item } : {};
    } catch (error) {
      if (!(error instanceof Problem) || !CONCERNS_ONE.has(error.code)) throw error;
      return {};
    }
  }

  async function contents(folder: string): Promise<readonly FrontItem[]> {
    try {
      return (await front.list(folder)).filter(({ kind }) => kind === 'file');
    } catch (error) {
      if (!(error instanceof Problem) || !CONCERNS_ONE.has(error.code)) throw error;
      return [];
    }
  }

  /** `ignored` when it is as it was when it was looked at before. */
  async function take({ item }: FrontChange, own: OwnItem & { readonly id: string }): Promise<'ignored' | 'looked at'> {
    if (!item) throw new Problem('DRIVE_ITEM_GONE');
    if (own.kind === 'sheet') return (await sheet(item, own)) === 'ignored' ? 'ignored' : 'looked at';
    if (item.id !== own.id) await upload(item, own);
    else if (item.trashed) throw new Problem('DRIVE_ITEM_GONE');
    return 'looked at';
  }

  /** A file is ours by itself, or by the commune's folder that it lies in. */
  async function ownerOf({ id, item }: FrontChange): Promise<(OwnItem & { readonly id: string }) | undefined> {
    const own = await readPlace<OwnItem>(documents, sheetPlaces.item(id));
    if (own && own.kind !== 'upload') return { ...own, id };
    if (item?.kind !== 'file' || item.trashed) return undefined;
    for (const parent of item.parents) {
      const folder = await readPlace<OwnItem>(documents, sheetPlaces.item(parent));
      if (folder?.kind === 'folder') return { ...folder, id: parent };
    }
    return undefined;
  }

  /** What could not be seen for a while and is as it was has no trouble any more; of others the look itself has told. */
  async function succeeded(id: string, { round, commune }: OwnItem, outcome: 'ignored' | 'looked at'): Promise<void> {
    if (!(await readPlace<Failure>(documents, sheetPlaces.failure(id)))) return;
    if (outcome === 'ignored') await stepRecord(documents, round, commune, (kept) => withTrouble(kept, undefined));
    await forgetPlace(documents, sheetPlaces.failure(id));
  }

  async function failed(id: string, { round, commune }: OwnItem, error: unknown): Promise<void> {
    const before = await readPlace<Failure>(documents, sheetPlaces.failure(id));
    const attempts = (before?.attempts ?? 0) + 1;
    if (!(error instanceof Problem))
      log({ severity: 'ERROR', message: 'a file in the drive could not be taken', commune, attempts, error });
    await savePlace(documents, sheetPlaces.failure(id), { attempts, round, commune } satisfies Failure);
    const lost = error instanceof Problem && error.code === 'DRIVE_ITEM_GONE';
    await stepRecord(documents, round, commune, (kept) => withTrouble(kept, sentenceOf(error), lost));
  }
}

/** A file that changed twice is looked at once, as it is now. */
function lastOfEach(changes: readonly FrontChange[]): readonly FrontChange[] {
  return [...new Map(changes.map((change) => [change.id, change])).values()];
}
