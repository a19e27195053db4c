/** A file that somebody put into a commune's folder of the drive is a return sent, as one in the inbox is. */
import { ANSWERS_FOLDER } from '../../../ports/inbox.ts';
import type { FrontItem } from '../../../ports/sheet-front.ts';
import { takeFile } from '../take-delivery.ts';
import type { SheetNeeds } from './sheet-needs.ts';
import { type OwnItem, readPlace, savePlace, sheetPlaces } from './sheet-places.ts';

/** Takes one file; `folder` is the commune's that it lies in. @throws as `takeFile` does */
export function takeUpload(needs: Pick<SheetNeeds, 'documents' | 'front' | 'receive' | 'annotated'>) {
  const { documents, front } = needs;
  const take = takeFile(needs);

  return async (
    item: FrontItem,
    folder: OwnItem & { readonly id: string },
  ): Promise<'ignored' | 'refused' | 'answered'> => {
    const known = await readPlace<OwnItem>(documents, sheetPlaces.item(item.id));
    if (known && known.seen === item.version) return 'ignored';
    const { round, commune } = folder;
    const answers = async () => (await front.folder({ round, commune, kind: 'answers' }, ANSWERS_FOLDER, folder.id)).id;
    const { outcome } = await take({
      place: { round, commune, file: item.name },
      channel: 'drive',
      delivery: { object: item.id, generation: item.version },
      read: () => front.download(item.id),
      answer: async (name, bytes) => front.put(await answers(), name, bytes),
      withdraw: async (name) => front.remove(await answers(), name),
    });
    await savePlace(documents, sheetPlaces.item(item.id), {
      kind: 'upload',
      round,
      commune,
      seen: item.version,
    } satisfies OwnItem);
    if (outcome === 'refused') return 'refused';
    return outcome === 'new' || outcome === 'same' ? 'answered' : 'ignored';
  };
}
