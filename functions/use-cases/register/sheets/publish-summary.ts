/** The summary of a round as a spreadsheet in its folder: the same address after every build, for the officers to read. */
import { Problem } from '../../../problems.ts';
import { roundRecord } from '../places.ts';
import { storedSummary } from '../summary-state.ts';
import { sentenceOf } from './failing.ts';
import type { SheetNeeds } from './sheet-needs.ts';
import { readPlace, type SheetPlan, savePlace, sheetPlaces } from './sheet-places.ts';

export interface PublishedSummary {
  readonly url?: string;
  readonly builtAt?: string;
  /** The stored summary that it shows. */
  readonly etag?: string;
  readonly sharedWith?: readonly string[];
  /** Why it is behind. */
  readonly sentence?: string;
}

/** Publishes the stored summary if it is not there yet. Never fails: the summary itself stands, and the sweep tries again. */
export function publishSummary(needs: Pick<SheetNeeds, 'documents' | 'files' | 'front' | 'officers' | 'log'>) {
  const { documents, files, front, officers, log } = needs;

  return async (round: string): Promise<'published' | 'same' | 'failed'> => {
    const before = (await readPlace<PublishedSummary>(documents, sheetPlaces.summary(round))) ?? {};
    try {
      return await publish(round, before);
    } catch (error) {
      if (!(error instanceof Problem))
        log({ severity: 'ERROR', message: 'the summary could not be published', round, error });
      const sentence = sentenceOf(error);
      await savePlace(documents, sheetPlaces.summary(round), { ...before, sentence } satisfies PublishedSummary).catch(
        () => {},
      );
      return 'failed';
    }
  };

  async function publish(round: string, before: PublishedSummary): Promise<'published' | 'same'> {
    const plan = await readPlace<SheetPlan>(documents, sheetPlaces.plan(round));
    const stored = await storedSummary(documents, round);
    const toShare = officers.filter((address) => !before.sharedWith?.includes(address));
    if (!plan?.folder || !stored) return 'same';
    if (before.etag === stored.etag && toShare.length === 0 && before.sentence === undefined) return 'same';
    const bytes = await files.get(stored.workbook);
    if (!bytes) return 'same'; // Replaced meanwhile: the next build brings it.
    const { title } = (await roundRecord(documents, round)).round;
    const { id, url } = await front.publish({ round, kind: 'summary' }, `Tổng hợp - ${title}`, plan.folder, bytes);
    for (const address of toShare) await front.share(id, address, 'reader');
    const sharedWith = [...officers];
    const { etag, builtAt } = stored;
    await savePlace(documents, sheetPlaces.summary(round), {
      url,
      builtAt,
      etag,
      sharedWith,
    } satisfies PublishedSummary);
    return 'published';
  }
}
