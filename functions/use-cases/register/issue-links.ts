/** The communes' links of a round: given out once, as a list to print or to merge into mails, and taken back. */
import type { Commune } from '../../domain/round/commune.ts';
import type { Access, accessRegister } from './access.ts';
import { communeOf, rosterOf, roundRecord, writeLog } from './places.ts';
import type { RegisterNeeds } from './receive-submission.ts';

export interface IssuedLink {
  readonly commune: Commune;
  readonly token: string;
}

export interface LinkNeeds extends Pick<RegisterNeeds, 'documents' | 'clock' | 'newId'> {
  readonly access: ReturnType<typeof accessRegister>;
}

/** Gives out links and revokes them; the log says who did so and for whom. */
export function issueLinks({ documents, clock, newId, access }: LinkNeeds) {
  const holder = (round: string, commune: Commune): Access => ({ kind: 'commune', round, commune: commune.code });

  async function log(round: string, who: string, what: 'links-issued' | 'links-revoked', communes: readonly Commune[]) {
    const [only] = communes;
    const entry = {
      at: clock(),
      who,
      action: what,
      ...(communes.length === 1 ? { commune: only?.code } : {}),
      after: `${communes.length} đơn vị`,
    };
    await documents.transact(async (transaction) => writeLog(transaction, round, entry, newId()));
  }

  async function issue(round: string, communes: readonly Commune[], who: string): Promise<readonly IssuedLink[]> {
    await roundRecord(documents, round);
    if (communes.length === 0) return [];
    const tokens = await access.issueAll(communes.map((commune) => holder(round, commune)));
    await log(round, who, 'links-issued', communes);
    return communes.map((commune, index) => ({ commune, token: tokens[index] as string }));
  }

  return {
    /** Links for the communes that have none yet: what was sent out before goes on working. @throws Problem ROUND_UNKNOWN */
    async forNewcomers(round: string, who: string): Promise<readonly IssuedLink[]> {
      const holders = await access.communesWithLink(round);
      const roster = await rosterOf(documents, round);
      return issue(
        round,
        roster.filter(({ code }) => !holders.has(code)),
        who,
      );
    },

    /** New links for all; those sent out before stop working. @throws Problem ROUND_UNKNOWN */
    async forAll(round: string, who: string): Promise<readonly IssuedLink[]> {
      return issue(round, await rosterOf(documents, round), who);
    },

    /** A new link for one commune; its former one stops working. @throws Problem ROUND_UNKNOWN, COMMUNE_UNKNOWN */
    async forOne(round: string, code: string, who: string): Promise<readonly IssuedLink[]> {
      return issue(round, [await communeOf(documents, round, code)], who);
    },

    /** Of pairs of code and token, those that open their commune's page now. @throws Problem ROUND_UNKNOWN */
    async stillGood(round: string, pairs: readonly (readonly [string, string])[]): Promise<readonly IssuedLink[]> {
      await roundRecord(documents, round);
      const roster = new Map((await rosterOf(documents, round)).map((commune) => [commune.code, commune]));
      const found = await Promise.all(
        pairs.map(async ([code, token]) => {
          const opened = await access.open(token);
          const commune = roster.get(code);
          const isOwn = opened?.kind === 'commune' && opened.round === round && opened.commune === code;
          return isOwn && commune ? [{ commune, token }] : [];
        }),
      );
      return found.flat();
    },

    /** @throws Problem ROUND_UNKNOWN, COMMUNE_UNKNOWN */
    async revoke(round: string, code: string, who: string): Promise<void> {
      const commune = await communeOf(documents, round, code);
      await access.revoke(holder(round, commune));
      await log(round, who, 'links-revoked', [commune]);
    },
  };
}
