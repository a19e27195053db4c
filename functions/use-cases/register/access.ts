/**
 * Who may see what. Communes and, on one machine, officers come by a personal link: 128 random bits or more, kept only as a
 * hash, revocable. An officer's link opens a session; a commune's link opens that commune's page of one round and nothing else.
 * Where there is a list of officers' addresses, it is the only way in for them: whoever proves an address on it.
 */
import { type ListedOfficer, plainAddress, roleOf } from '../../domain/register/officer-list.ts';
import type { Role } from '../../domain/register/rights.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Documents, Transaction } from '../../ports/documents.ts';
import type { Identity } from '../../ports/identity.ts';
import { Problem } from '../../problems.ts';
import { asJson } from './places.ts';

export type Access =
  | { readonly kind: 'commune'; readonly round: string; readonly commune: string }
  | {
      readonly kind: 'officer';
      /** Who it is in the log: the name on a personal link, or the proven address. */
      readonly name: string;
      readonly role: Role;
      /** What the person is called on the pages, where that is not the name. */
      readonly shownAs?: string;
    };
export type OfficerAccess = Access & { readonly kind: 'officer' };

export interface AccessNeeds {
  readonly documents: Documents;
  readonly clock: Clock;
  /** URL-safe text of at least 128 random bits. */
  readonly newToken: () => string;
  /** SHA-256 as lower-case hex. A token is random, so a plain hash of it cannot be guessed back. */
  readonly hashToken: (token: string) => string;
  /** Officers who come by a proven address; without the list they come by personal links. */
  readonly officers?: readonly ListedOfficer[];
}

interface LinkDocument {
  readonly access: Access;
  readonly issuedAt: string;
}

interface SessionDocument {
  /** Absent where the session was opened for an address on the list. */
  readonly link?: string;
  readonly access: Access;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string;
  /** Sent back with every change a page asks for. */
  readonly csrf: string;
}

export interface Session {
  readonly access: OfficerAccess;
  readonly csrf: string;
}

const HOUR_MS = 3_600_000;
export const SESSION_HOURS = 10;

const links = {
  link: (hash: string) => ['links', hash],
  /** Which link is the present one of a person or commune: issuing a new one revokes it. */
  holder: (access: Access) => ['link-holders', holderId(access)],
  session: (hash: string) => ['sessions', hash],
  /** Attempts at signing in that led to a session: none leads to a second one. */
  attempt: (hash: string) => ['sign-ins', hash],
};

const holderId = (access: Access): string =>
  access.kind === 'commune'
    ? `commune.${access.round}.${access.commune}`
    : `officer.${access.name.normalize('NFC').replaceAll('/', ' ')}`;

/** Firestore and SQLite both like steps that are not too large. */
const LINKS_AT_ONCE = 100;

/** Issues, opens and revokes links; opens and ends sessions. */
export function accessRegister({ documents, clock, newToken, hashToken, officers: listed }: AccessNeeds) {
  async function presentLink(transaction: Transaction, access: Access): Promise<string | undefined> {
    const holder = (await transaction.get(links.holder(access))) as { hash: string } | undefined;
    return holder?.hash;
  }

  async function issueSome(accesses: readonly Access[]): Promise<readonly string[]> {
    if (listed && accesses.some(({ kind }) => kind === 'officer')) throw new Problem('OFFICER_LINKS_OFF');
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

  /** Keeps a new session; `attempt` where signing in may be done with it only once. @throws Problem DOCUMENT_EXISTS */
  async function openSession(opened: Pick<SessionDocument, 'access' | 'link'>, attempt?: string): Promise<string> {
    const session = newToken();
    const expiresAt = new Date(Date.parse(clock()) + SESSION_HOURS * HOUR_MS).toISOString();
    const document: SessionDocument = { ...opened, expiresAt, csrf: newToken() };
    await documents.transact(async (transaction) => {
      if (attempt) transaction.create(links.attempt(hashToken(attempt)), asJson({ expiresAt }));
      transaction.create(links.session(hashToken(session)), asJson(document));
    });
    return session;
  }

  async function pathsOfOld(collection: string, now: string): Promise<readonly (readonly string[])[]> {
    const found = await documents.list<{ readonly expiresAt: string }>([collection]);
    return found.flatMap(({ id, value }) => (value.expiresAt <= now ? [[collection, id]] : []));
  }

  /** Whether what a session was opened by would open it now. */
  async function stillHolds({ link }: SessionDocument, { name, role }: OfficerAccess): Promise<boolean> {
    if (listed) return link === undefined && roleOf(listed, name) === role;
    return link !== undefined && (await documents.get(links.link(link))) !== undefined;
  }

  return {
    /**
     * A new link for `access`; the one before stops working. The token is given once and never kept.
     *
     * @throws Problem OFFICER_LINKS_OFF
     */
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
      return listed && link?.access.kind === 'officer' ? undefined : link?.access;
    },

    /** Whether officers come by a proven address. */
    byAddress: listed !== undefined,

    /** What somebody with a proven address may do now. @throws Problem OFFICER_NOT_LISTED */
    admit({ address, name }: Identity): OfficerAccess {
      const role = roleOf(listed ?? [], address);
      if (!role) throw new Problem('OFFICER_NOT_LISTED', { address });
      return { kind: 'officer', name: plainAddress(address), role, shownAs: name };
    },

    /** Opens a session for whom `admit` let in; an attempt opens one. @throws Problem SIGN_IN_STALE */
    async startSessionOf(access: OfficerAccess, attempt: string): Promise<string> {
      return openSession({ access }, attempt).catch((error) => {
        const isSecond = error instanceof Problem && error.code === 'DOCUMENT_EXISTS';
        throw isSecond ? new Problem('SIGN_IN_STALE') : error;
      });
    },

    /** Opens a session for an officer's link; `undefined` for any other. */
    async startSession(token: string): Promise<string | undefined> {
      const access = await this.open(token);
      if (access?.kind !== 'officer') return undefined;
      return openSession({ access, link: hashToken(token) });
    },

    /** The session of a cookie; `undefined` when it is unknown, over, its link was revoked, or its address lost its role. */
    async session(cookie: string): Promise<Session | undefined> {
      const found = (await documents.get(links.session(hashToken(cookie)))) as unknown as SessionDocument | undefined;
      if (found?.access.kind !== 'officer' || found.expiresAt <= clock()) return undefined;
      if (!(await stillHolds(found, found.access))) return undefined;
      return { access: found.access, csrf: found.csrf };
    },

    async endSession(cookie: string): Promise<void> {
      await documents.transact(async (transaction) => transaction.delete(links.session(hashToken(cookie))));
    },

    /** Removes the sessions that are over, and what is kept of signing in; gives their number. */
    async forgetOldSessions(): Promise<number> {
      const now = clock();
      const paths = await Promise.all(['sessions', 'sign-ins'].map((collection) => pathsOfOld(collection, now)));
      for (const path of paths.flat()) await documents.transact(async (transaction) => transaction.delete(path));
      return paths.flat().length;
    },

    /** The officers who may come: addresses on the list, or names of those who have a link. */
    async officers(): Promise<readonly string[]> {
      if (listed) return listed.map(({ address }) => plainAddress(address));
      const holders = await documents.list(['link-holders']);
      return holders.flatMap(({ id }) => (id.startsWith('officer.') ? [id.slice('officer.'.length)] : []));
    },
  };
}
