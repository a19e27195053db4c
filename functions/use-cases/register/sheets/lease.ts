/** One sweep of the drive at a time, whoever starts it; one that was cut off holds the others up until its time is over. */
import { asJson } from '../places.ts';
import type { SheetNeeds } from './sheet-needs.ts';
import { sheetPlaces } from './sheet-places.ts';

interface Lease {
  readonly holder: string;
  /** ISO 8601. */
  readonly until: string;
}

/** Does `work` while nobody else does; gives `undefined` when somebody is at it. */
export async function withLease<T>(
  { documents, clock, newId }: Pick<SheetNeeds, 'documents' | 'clock' | 'newId'>,
  lifeMs: number,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const holder = newId();
  const now = clock();
  const path = sheetPlaces.lease();
  const isOurs = await documents.transact(async (transaction) => {
    const present = (await transaction.get(path)) as unknown as Lease | undefined;
    if (present && present.until > now) return false;
    const until = new Date(Date.parse(now) + lifeMs).toISOString();
    transaction.set(path, asJson({ holder, until } satisfies Lease));
    return true;
  });
  if (!isOurs) return undefined;
  try {
    return await work();
  } finally {
    await documents.transact(async (transaction) => {
      const present = (await transaction.get(path)) as unknown as Lease | undefined;
      if (present?.holder === holder) transaction.delete(path);
    });
  }
}
