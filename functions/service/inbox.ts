/** The inbox folder of a service, and what is remembered of it over a restart. */
import { createHash } from 'node:crypto';
import type { Fingerprint, Remembered } from '../adapters/inbox-folder/generation.ts';
import { inboxFolder } from '../adapters/inbox-folder/inbox-folder.ts';
import { makePlaces } from '../adapters/inbox-folder/make-places.ts';
import { type InboxWatch, watchInbox } from '../adapters/inbox-folder/watch-inbox.ts';
import { MAX_FILE_BYTES } from '../adapters/xlsx-reader/limits.ts';
import { isRunning } from '../domain/register/round-record.ts';
import type { Documents, Json } from '../ports/documents.ts';
import type { Log } from '../ports/log.ts';
import type { Register } from '../use-cases/register/register.ts';
import { takeDelivery } from '../use-cases/register/take-delivery.ts';

const LOOK_EVERY_MS = 5000;

export interface InboxNeeds {
  readonly root: string;
  readonly documents: Documents;
  readonly register: Register;
  readonly log: Log;
}

/** What takes a delivery in, and what looks for them. */
export function openInbox({ root, documents, register, log }: InboxNeeds) {
  const remembered = rememberedIn(documents);
  const inbox = inboxFolder({ root, limitBytes: MAX_FILE_BYTES, remembered });
  const prepared = new Set<string>();
  const deliver = takeDelivery({ inbox, receive: register.receive, annotated: register.takeAway.annotated });
  return {
    deliver,
    /** Makes the folders of the communes of every round in which returns may still come, once while this process runs. */
    async prepare(): Promise<void> {
      for (const record of await register.rounds.list()) {
        if (!isRunning(record)) continue;
        const { round } = record;
        const codes = (await register.rounds.roster(round.id)).map(({ code }) => code);
        const missing = codes.filter((code) => !prepared.has(`${round.id}/${code}`));
        const isThere = await makePlaces(root, round.id, missing);
        if (isThere) for (const code of missing) prepared.add(`${round.id}/${code}`);
      }
    },
    watch(everyMs = LOOK_EVERY_MS): InboxWatch {
      return watchInbox({
        root,
        everyMs,
        remembered,
        async take(object) {
          const taken = await deliver(object, 'folder');
          log({ severity: 'INFO', message: 'inbox', object: object.name, ...taken });
          return taken;
        },
        onTrouble: (sentence) =>
          log({ severity: sentence ? 'ERROR' : 'INFO', message: sentence ?? 'Đã đọc lại được thư mục nhận tệp.' }),
        onFailure: (object, error) =>
          log({ severity: 'ERROR', message: 'inbox file not taken; tried again', object: object.name, error }),
      });
    },
  };
}

/** Names of files may be anything; their hash is a document's id. */
function rememberedIn(documents: Documents): Remembered {
  const place = (name: string) => ['inbox', createHash('sha256').update(name).digest('hex')];
  return {
    get: async (name) => (await documents.get(place(name))) as unknown as Fingerprint | undefined,
    set: (name, fingerprint) =>
      documents.transact(async (transaction) =>
        transaction.set(place(name), { ...fingerprint, name } as unknown as Json),
      ),
  };
}
