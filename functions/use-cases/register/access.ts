/**
 * Who may see what. Communes and, on one machine, officers come by a personal link: 128 random bits or more, kept only as a
 * hash, revocable. An officer's link opens a session; a commune's link opens that commune's page of one round and nothing else.
 */

import type { Role } from '../../domain/register/rights.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Documents, Transaction } from '../../ports/documents.ts';
import { asJson } from './places.ts';

export type Access =
  | { readonly kind: 'commune'; readonly round: string; readonly commune: string }
  | { readonly kind: 'officer'; readonly name: string; readonly role: Role };

export interface AccessNeeds {
  readonly documents: Documents;
  readonly clock: Clock;
  /** URL-safe text of at least 128 random bits. */
  readonly newToken: () => string;
  /** SHA-256 as lower-case hex. A token is random, so a plain hash of it cannot be guessed back. */
  readonly hashToken: (token: string) => string;
}

interface LinkDocument {
  readonly access: Access;
  readonly issuedAt: string;
}

interface SessionDocument {
  readonly link: string;
  readonly access: Access;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string;
  /** Sent back with every change a page asks for. */
  readonly csrf: string;
}

export interface Session {
  readonly access: Access & { readonly kind: 'officer' };
  readonly csrf: string;
}

const HOUR_MS = 3_600_000;
export const SESSION_HOURS = 10;

const links = {
  link: (hash: string) => ['links', hash],
  /** Which link is the present one of a person or commune: issuing a new one revokes it. */
  holder: (access: Access) => ['link-holders', holderId(access)],
  session: (hash: string) => ['sessions', hash],
};

const holderId = (access: Access): string =>
  access.kind === 'commune'
    ? `commune.${access.round}.${access.commune}`
    : `officer.${access.name.normalize('NFC').replaceAll('/', ' ')}`;

/** Firestore and SQLite both like steps that are not too large. */
const LINKS_AT_ONCE = 100;

/** Issues, opens and revokes links; opens and ends sessions. */
export function accessRegister({ documents, clock, newToken, hashToken }: AccessNeeds) {
  async function presentLink(transaction: Transaction, access: Access): Promise<string | undefined> {
    const holder = (await transaction.get(links.holder(access))) as { hash: string } | undefined;
    return holder?.hash;
  }

  async function issueSome(accesses: readonly Access[]): Promise<readonly string[]> {
    const issued = accesses.map((access) => ({ access, token: newToken() }));
    await documents.transact(async (transaction) => {
      const former = await Promise.all(accesses.map((access) => presentLink(transaction, access)));
      for (const old of former) if (old) transaction.delete(links.link(old));
      for (const { access, token } of issued) {
        const hash = hashToken(token);
        transaction.create(links.link(hash), asJson({ access, issuedAt: clock() } satisfies LinkDocument));
        transaction.set(links.holder(access), asJson({ hash }));
      }
    });
    return issued.map(({ token }) => token);
  }

  return {
    /** A new link for `access`; the one before stops working. The token is given once and never kept. */
    async issue(access: Access): Promise<string> {
      return (await issueSome([access]))[0] as string;
    },

    /** New links for many, in their order. */
    async issueAll(accesses: readonly Access[]): Promise<readonly string[]> {
      const tokens: string[] = [];
      for (let from = 0; from < accesses.length; from += LINKS_AT_ONCE)
        tokens.push(...(await issueSome(accesses.slice(from, from + LINKS_AT_ONCE))));
      return tokens;
    },

    /** Whether there was a link to take back. */
    async revoke(access: Access): Promise<boolean> {
      return documents.transact(async (transaction) => {
        const old = await presentLink(transaction, access);
        if (old) transaction.delete(links.link(old));
        transaction.delete(links.holder(access));
        return old !== undefined;
      });
    },

    async hasLink(access: Access): Promise<boolean> {
      return (await documents.get(links.holder(access))) !== undefined;
    },

    /** Codes of the communes that have a link for a round. */
    async communesWithLink(round: string): Promise<ReadonlySet<string>> {
      const start = holderId({ kind: 'commune', round, commune: '' });
      const holders = await documents.list(['link-holders'], { after: start });
      return new Set(holders.flatMap(({ id }) => (id.startsWith(start) ? [id.slice(start.length)] : [])));
    },

    /** What a link opens; `undefined` for a wrong or revoked one. */
    async open(token: string): Promise<Access | undefined> {
      const link = (await documents.get(links.link(hashToken(token)))) as unknown as LinkDocument | undefined;
      return link?.access;
    },

    /** Opens a session for an officer's link; `undefined` for any other. */
    async startSession(token: string): Promise<string | undefined> {
      const access = await this.open(token);
      if (access?.kind !== 'officer') return undefined;
      const session = newToken();
      const expiresAt = new Date(Date.parse(clock()) + SESSION_HOURS * HOUR_MS).toISOString();
      const document: SessionDocument = { access, expiresAt, link: hashToken(token), csrf: newToken() };
      await documents.transact(async (transaction) =>
        transaction.create(links.session(hashToken(session)), asJson(document)),
      );
      return session;
    },

    /** The session of a cookie; `undefined` when it is unknown, over, or its link was revoked. */
    async session(cookie: string): Promise<Session | undefined> {
      const found = (await documents.get(links.session(hashToken(cookie)))) as unknown as SessionDocument | undefined;
      if (found?.access.kind !== 'officer' || found.expiresAt <= clock()) return undefined;
      if ((await documents.get(links.link(found.link))) === undefined) return undefined;
      return { access: found.access, csrf: found.csrf };
    },

    async endSession(cookie: string): Promise<void> {
      await documents.transact(async (transaction) => transaction.delete(links.session(hashToken(cookie))));
    },

    /** Removes the sessions that are over; gives their number. */
    async forgetOldSessions(): Promise<number> {
      const now = clock();
      const over = (await documents.list(['sessions'])).filter(
        ({ value }) => (value as unknown as SessionDocument).expiresAt <= now,
      );
      for (const { id } of over) await documents.transact(async (transaction) => transaction.delete(links.session(id)));
      return over.length;
    },

    /** Names of the officers who have a link. */
    async officers(): Promise<readonly string[]> {
      const holders = await documents.list(['link-holders']);
      return holders.flatMap(({ id }) => (id.startsWith('officer.') ? [id.slice('officer.'.length)] : []));
    },
  };
}
