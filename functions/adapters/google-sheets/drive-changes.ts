/** What changed in the shared drive, page by page, and the channel by which Google sends word of it. */
import type { FrontChanges, FrontChannel } from '../../ports/sheet-front.ts';
import { Problem } from '../../problems.ts';
import { type DriveNeeds, ITEM_FIELDS, itemOf } from './drive-files.ts';
import { refusedAs } from './failures.ts';

export interface ChangeNeeds extends Pick<DriveNeeds, 'access' | 'call'> {
  readonly driveId: () => Promise<string>;
  /** Where Google sends word to, and what tells that it is Google. */
  readonly address: string;
  readonly token: string;
  readonly now: () => number;
}

/** Google keeps a channel for changes a week at most. */
const LIFE_MS = 7 * 86_400_000 - 3_600_000;
const SHARED = { supportsAllDrives: true } as const;

/** Opens the list of changes. */
export function driveChanges({ access, call, driveId, address, token, now }: ChangeNeeds) {
  return {
    async latest(): Promise<string> {
      const { drive } = await access();
      const where = { driveId: await driveId(), ...SHARED };
      const { data } = await call('drive', () => drive.changes.getStartPageToken(where));
      if (!data.startPageToken) throw new Error('Drive gave no token to start from');
      return data.startPageToken;
    },

    async changes(pageToken: string): Promise<FrontChanges> {
      const { drive } = await access();
      const fields = `nextPageToken,newStartPageToken,changes(changeType,fileId,removed,file(${ITEM_FIELDS}))`;
      const where = { driveId: await driveId(), includeItemsFromAllDrives: true, includeRemoved: true, ...SHARED };
      try {
        const { data } = await call('drive', () => drive.changes.list({ pageToken, fields, pageSize: 200, ...where }));
        const { changes = [], nextPageToken, newStartPageToken } = data;
        const next = nextPageToken ?? newStartPageToken;
        if (!next) throw new Error('Drive did not say where to go on from');
        return {
          next,
          more: nextPageToken !== undefined && nextPageToken !== null,
          changes: changes.flatMap(({ fileId, removed, file }) =>
            fileId ? [{ id: fileId, ...(file && !removed ? { item: itemOf(file) } : {}) }] : [],
          ),
        };
      } catch (error) {
        if (refusedAs(error, 400) || refusedAs(error, 410))
          throw new Problem('DRIVE_CHANGES_LOST', {}, { cause: error });
        throw error;
      }
    },

    async watch(id: string, pageToken: string): Promise<FrontChannel> {
      const { drive } = await access();
      const requestBody = { id, type: 'web_hook', address, token, expiration: String(now() + LIFE_MS) };
      const where = { driveId: await driveId(), includeItemsFromAllDrives: true, includeRemoved: true, ...SHARED };
      const { data } = await call('drive', () => drive.changes.watch({ pageToken, requestBody, ...where }), {
        once: true,
      });
      const until = Number(data.expiration ?? now() + LIFE_MS);
      return { id, resource: data.resourceId ?? '', until: new Date(until).toISOString() };
    },

    async unwatch({ id, resource }: FrontChannel): Promise<void> {
      const { drive } = await access();
      try {
        await call('drive', () => drive.channels.stop({ requestBody: { id, resourceId: resource } }));
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'DRIVE_ITEM_GONE')) throw error;
      }
    },
  };
}
