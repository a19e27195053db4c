/** The way by which Google sends word of changes: opened, and renewed before it ends. */
import type { FrontChannel } from '../../../ports/sheet-front.ts';
import type { SheetNeeds } from './sheet-needs.ts';
import { type Channels, type Position, readPlace, savePlace, sheetPlaces } from './sheet-places.ts';

/** Long enough for a sweep to fail for half a day before word stops coming. */
const RENEW_BEFORE_MS = 24 * 3_600_000;

/** Keeps the channel. */
export function driveChannel(needs: Pick<SheetNeeds, 'documents' | 'front' | 'clock' | 'newId' | 'log'>) {
  const { documents, front, clock, newId, log } = needs;

  return {
    /** Opens a channel unless one lasts for another day; the former is stopped once the new one is known. */
    async renew(): Promise<'kept' | 'renewed'> {
      const channels = await readPlace<Channels>(documents, sheetPlaces.channel());
      if (channels && lasts(channels.present)) return 'kept';
      const token = (await readPlace<Position>(documents, sheetPlaces.position()))?.token ?? (await front.latest());
      const present = await front.watch(newId(), token);
      await savePlace(documents, sheetPlaces.channel(), {
        present,
        ...(channels ? { former: channels.present } : {}),
      } satisfies Channels);
      if (channels) await stop(channels.present);
      return 'renewed';
    },
  };

  function lasts({ until }: FrontChannel): boolean {
    return Date.parse(until) - Date.parse(clock()) > RENEW_BEFORE_MS;
  }

  /** One that cannot be stopped ends by itself. */
  async function stop(channel: FrontChannel): Promise<void> {
    await front.unwatch(channel).catch((error) => {
      log({ severity: 'WARNING', message: 'a former channel of Drive was not stopped', error });
    });
  }
}
