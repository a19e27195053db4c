/**
 * What a province remembers of one commune in one round: its versions, which of them counts, and the review. Every change
 * is a pure step from one record to the next, so that a store can take it in one transaction.
 */

import type { SubmissionState } from '../submission/findings.ts';
import type { Day } from '../text/day.ts';

export type Channel = 'web' | 'folder' | 'bucket' | 'drive';

/** Where a delivery came from, as the sender of events names it; a later generation is a later content of the same object. */
export interface Delivery {
  readonly object: string;
  readonly generation: string;
}

export interface VersionEntry {
  /** 1…n, without gaps. */
  readonly version: number;
  readonly sha256: string;
  /** Name of the file as it came. */
  readonly file: string;
  readonly channel: Channel;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly state: SubmissionState;
  readonly errors: number;
  /** Without those explained. */
  readonly warnings: number;
  /** Of the warnings, those about a cell left blank; not in what was kept by earlier programs. */
  readonly blanks?: number;
  readonly explained: number;
  /** Came after the deadline that held for the commune: marked, never refused for it. */
  readonly late: boolean;
  readonly delivery?: Delivery;
}

/** An officer's choice of another version than the rule would take. */
export interface ChosenVersion {
  readonly version: number;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export interface Review {
  readonly outcome: 'approved' | 'returned';
  readonly version: number;
  readonly by: string;
  readonly at: string;
  readonly comment?: string;
}

export interface CommuneRecord {
  readonly versions: readonly VersionEntry[];
  readonly chosen?: ChosenVersion;
  readonly review?: Review;
  /** Last approval, kept when a resubmission reopens it: what changed is shown against this version. */
  readonly approvedVersion?: number;
  /** A deadline of the commune's own, later than the round's. */
  readonly extendedTo?: Day;
}

/** Far more than anybody mends; a record must stay a document that a store takes (1 MiB). */
export const MOST_VERSIONS = 1000;

export const NO_RECORD: CommuneRecord = { versions: [] };

export type Arrival =
  | { readonly kind: 'new'; readonly record: CommuneRecord; readonly entry: VersionEntry }
  /** The same bytes as the current version: no new version. */
  | { readonly kind: 'same'; readonly entry: VersionEntry }
  /** An older content of an object whose newer one is here already: never replaces it. */
  | { readonly kind: 'stale' };

/** Takes a returned workbook into the record. A, B, A makes three versions; A, A one. A new version reopens an approval. */
export function arrive(record: CommuneRecord, arriving: Omit<VersionEntry, 'version'>): Arrival {
  const current = record.versions.at(-1);
  if (current?.sha256 === arriving.sha256) return { kind: 'same', entry: current };
  const seen = record.versions.find(
    (entry) => sameObject(entry.delivery, arriving.delivery) && !isNewer(arriving.delivery, entry.delivery),
  );
  if (seen)
    return seen.delivery?.generation === arriving.delivery?.generation
      ? { kind: 'same', entry: seen }
      : { kind: 'stale' };
  const entry = { ...arriving, version: record.versions.length + 1 };
  // A version with errors displaces nothing, not even an officer's choice.
  const { chosen, review: _review, ...rest } = record;
  const kept = entry.state === 'needs correction' && chosen ? { ...rest, chosen } : rest;
  return { kind: 'new', entry, record: { ...kept, versions: [...record.versions, entry] } };
}

function sameObject(left: Delivery | undefined, right: Delivery | undefined): boolean {
  return left !== undefined && left.object === right?.object;
}

/** Generations are decimal numbers too large for a double. */
function isNewer(left: Delivery | undefined, right: Delivery | undefined): boolean {
  return left !== undefined && right !== undefined && BigInt(left.generation) > BigInt(right.generation);
}

/** Whether a version may be reviewed: the latest, or the one that counts. Any other has been replaced. */
export function isPresent(record: CommuneRecord, version: number): boolean {
  return version === record.versions.at(-1)?.version || version === versionInForce(record)?.version;
}

/** The version that counts: the officer's choice, else the latest accepted, else the latest. */
export function versionInForce({ versions, chosen }: CommuneRecord): VersionEntry | undefined {
  if (chosen) return versions.find((entry) => entry.version === chosen.version);
  return versions.findLast((entry) => entry.state !== 'needs correction') ?? versions.at(-1);
}
