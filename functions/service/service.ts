/** What a door is opened on, wherever the service runs. */
import type { Config } from '../config.ts';
import type { RosterReading } from '../domain/round/read-roster.ts';
import type { Round } from '../domain/round/round.ts';
import type { IdentityProvider } from '../ports/identity.ts';
import type { InboxObject } from '../ports/inbox.ts';
import type { Log } from '../ports/log.ts';
import type { WriteWorkbook } from '../ports/write-workbook.ts';
import type { WriteZip } from '../ports/write-zip.ts';
import type { Problem } from '../problems.ts';
import type { Register } from '../use-cases/register/register.ts';
import type { SheetsRegister } from '../use-cases/register/sheets/sheets-register.ts';
import type { StoredSummary } from '../use-cases/register/summary-state.ts';
import type { DeliveryOutcome } from '../use-cases/register/take-delivery.ts';

export interface Service {
  readonly config: Config;
  readonly log: Log;
  readonly register: Register;
  /** Who vouches for officers, where they come by a proven address. */
  readonly identity?: IdentityProvider;
  /** Spreadsheets in a drive, where the service has one. */
  readonly sheets?: SheetsRegister;
  /** @throws Problem ROSTER_EMPTY, FILE_… */
  readonly readRoster: (bytes: Uint8Array, file: string) => Promise<RosterReading>;
  /** A round file. @throws Problem ROUND_FILE_BROKEN */
  readonly readRound: (bytes: Uint8Array, file: string) => Promise<Round>;
  readonly writeZip: WriteZip;
  /** Takes in a file that lies in the inbox. */
  readonly deliver: (object: InboxObject, channel: 'folder' | 'bucket') => Promise<DeliveryOutcome>;
  /** The bucket whose objects are returns; events about others are none of ours. */
  readonly inboxBucket: string;
  /** An inbox that says nothing by itself and has to be looked into. */
  readonly inboxFolder?: InboxFolder;
  /** Builds a round's summary if the stored one is behind. @throws Problem ROUND_UNKNOWN */
  readonly build: (round: string) => Promise<StoredSummary>;
  /** Makes a workbook, outside the main thread. */
  readonly writeWorkbook: WriteWorkbook;
  /** Why the service cannot keep what it is sent, if it cannot: full disk, read-only folder, no connection. */
  readonly healthy: () => Promise<Problem | undefined>;
  /** Ends the work in hand and closes the stores. */
  readonly close: () => Promise<void>;
}

export interface InboxFolder {
  /** Makes the folders that communes put their files in. */
  readonly prepare: () => Promise<void>;
  /** Looks into the inbox from now on. */
  readonly watch: (everyMs?: number) => { readonly stop: () => Promise<void> };
}
