/**
 * Google's Sheets, Drive and token servers on this machine, for tests: strict where Google is strict, with a clock, faults
 * and people under the test's control. State is in memory and ends with the server.
 */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answering, answer } from './answering.ts';
import { type Channels, newChannels } from './drive/channels.ts';
import { type Failure, newFaults } from './faults.ts';
import { type People, peopleOf } from './people.ts';
import { GOOGLES_LIMITS, type Limits, newQuota } from './quota.ts';
import { routesOf } from './routes.ts';
import { newServiceAccount, newTokens, SCOPE_DRIVE, SCOPE_SHEETS, type ServiceAccount } from './tokens.ts';
import { FOLDER, newFile, newWorld, permissionFor, type World } from './world.ts';
import { writeXlsx } from './xlsx/write-xlsx.ts';

export interface GoogleServerOptions {
  /** Milliseconds since 1970; the machine's clock without it. */
  readonly now?: () => number;
  readonly limits?: Partial<Limits>;
  readonly project?: string;
  readonly serviceAccount?: string;
  /** What the service account is in the shared drive. */
  readonly role?: 'organizer' | 'fileOrganizer' | 'writer' | 'reader';
  /** Called with each exported file, e.g. to have its formulas computed by LibreOffice. */
  readonly recalculate?: (bytes: Uint8Array) => Promise<Uint8Array>;
  /** 10 MB without it, as with Google. */
  readonly mostExportBytes?: number;
  /** Another of Google's servers, at the same address. */
  readonly beside?: { readonly owns: (path: string) => boolean; readonly listener: RequestListener };
  /** How long a new file cannot be found by `files.list`. */
  readonly lagMs?: number;
}

export interface Logged {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** JSON as sent; `undefined` where there was none. */
  readonly body: unknown;
  /** Of the answer; 0 where the connection was broken. */
  status: number;
}

export interface GoogleServer {
  /** For `GOOGLE_LOOPBACK` and `rootUrl`, without a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
  readonly account: ServiceAccount;
  /** Root of the shared drive; also its id. */
  readonly driveId: string;
  /** A folder in the shared drive, made at the start. */
  readonly folderId: string;
  /** A token as if the sign-in had been done: of the service account, for Sheets and Drive. */
  readonly token: (given?: { email?: string; scopes?: readonly string[]; seconds?: number }) => string;
  readonly expireTokens: () => void;
  /** Every request to an API so far. */
  readonly requests: Logged[];
  /** The next requests fail. */
  readonly fail: (failure: Failure) => void;
  readonly clearFaults: () => void;
  /** Switches an API off in the project, or takes the project away. */
  readonly disable: (api: 'sheets' | 'drive', why?: 'api' | 'project') => void;
  readonly enable: (api: 'sheets' | 'drive') => void;
  /** Page tokens given so far are forgotten. */
  readonly forgetChanges: () => void;
  /** Push channels: notifications held, sent again, awaited. */
  readonly channels: Pick<Channels, 'all' | 'notifications' | 'held' | 'send' | 'settled'>;
  /** What people do in Drive and Sheets. */
  readonly people: People;
  /** The state itself, to look into. */
  readonly world: World;
}

const MEGABYTE = 1024 * 1024;
const EXPORT_LIMIT_MB = 10;

/** Starts the server on a free port of 127.0.0.1. */
export async function startGoogleServer(options: GoogleServerOptions = {}): Promise<GoogleServer> {
  const now = options.now ?? Date.now;
  const project = options.project ?? '123456789012';
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const email = options.serviceAccount ?? `sheets@project-${project}.iam.gserviceaccount.com`;
  const account = newServiceAccount(email, project, `${url}/token`);
  const world = newWorld(now);
  const places = newSharedDrive(world, account.email, options.role ?? 'organizer');
  const channels = newChannels(now);
  world.onChange = channels.notify;
  const answering: Answering = {
    url,
    world,
    channels,
    project,
    tokens: newTokens(now, account),
    email,
    spend: newQuota(now, { ...GOOGLES_LIMITS, ...options.limits }, project),
    faults: newFaults(),
    off: new Map(),
    uploads: new Map(),
    requests: [],
    routes: routesOf({
      lagMs: options.lagMs ?? 0,
      mostExportBytes: options.mostExportBytes ?? EXPORT_LIMIT_MB * MEGABYTE,
      exported: async ({ book }) => {
        if (!book) throw new Error('no spreadsheet');
        const bytes = await writeXlsx(book);
        return options.recalculate ? options.recalculate(bytes) : bytes;
      },
    }),
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) =>
    options.beside?.owns(request.url ?? '')
      ? options.beside.listener(request, response)
      : void answer(answering, request, response),
  );
  return {
    url,
    account,
    ...places,
    ...controlsOf(answering),
    channels,
    people: peopleOf(world),
    world,
    close: async () => {
      await channels.settled();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function controlsOf(
  answering: Answering,
): Pick<
  GoogleServer,
  'token' | 'expireTokens' | 'requests' | 'fail' | 'clearFaults' | 'disable' | 'enable' | 'forgetChanges'
> {
  const { tokens, faults, off, world, requests, email } = answering;
  return {
    token: (given = {}) =>
      tokens.issue(given.email ?? email, given.scopes ?? [SCOPE_SHEETS, SCOPE_DRIVE], given.seconds),
    expireTokens: tokens.expireAll,
    requests,
    fail: faults.add,
    clearFaults: faults.clear,
    disable: (api, why = 'api') => void off.set(api, why),
    enable: (api) => void off.delete(api),
    forgetChanges: () => {
      world.oldestToken = world.changes.length + 1;
    },
  };
}

function newSharedDrive(world: World, email: string, role: string): { driveId: string; folderId: string } {
  const driveId = `0A${world.freshId().slice(2, 17)}PVA`;
  const root = { ...newFile(world, { name: 'Drive', mimeType: FOLDER, parents: [] }, email), id: driveId, driveId };
  root.permissions.push(permissionFor(email, role));
  world.drives.set(driveId, { id: driveId, name: 'Cải cách hành chính' });
  world.files.set(driveId, root);
  const folder = newFile(world, { name: 'Phiếu tự chấm', mimeType: FOLDER, parents: [driveId] }, email);
  world.files.set(folder.id, folder);
  return { driveId, folderId: folder.id };
}
