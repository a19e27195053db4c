/** `changes` of Drive: a log read by page token. */
import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { type Answer, type Call, isTrue } from '../call.ts';
import { driveRefusal } from '../refusals.ts';
import { type Change, may } from '../world.ts';
import { supportsAllDrives } from './access.ts';
import { checkCorpora, invalidParameter } from './files.ts';
import { shownFile } from './shown.ts';

/** Where the log stands now. */
export function startPageToken(call: Call): Answer {
  const drive = call.query.get('driveId');
  if (drive !== null && !supportsAllDrives(call)) throw supportRequired();
  if (drive !== null && !call.world.drives.has(drive)) throw driveNotFound(drive);
  return { json: { kind: 'drive#startPageToken', startPageToken: String(call.world.changes.length + 1) } };
}

/** What has changed since the token, each file once with its latest change. */
export function listChanges(call: Call): Answer {
  const { from, size } = checkedChanges(call);
  const latest = latestPerFile(call.world.changes.map((change, at) => ({ change, at })).slice(from));
  const mine = latest.filter(({ change }) => isVisible(call, change));
  const page = mine.slice(0, size);
  const last = page.at(-1);
  const rest =
    mine.length > page.length && last
      ? { nextPageToken: String(last.at + 2) }
      : { newStartPageToken: String(call.world.changes.length + 1) };
  return { json: { kind: 'drive#changeList', ...rest, changes: page.map(({ change }) => shownChange(call, change)) } };
}

/** The parameters of `changes.list`, also those of `changes.watch`. */
export function checkedChanges(call: Call): { from: number; size: number } {
  checkCorpora(call);
  const token = call.query.get('pageToken');
  if (token === null) {
    throw driveRefusal(400, 'required', 'Required parameter: pageToken', {
      location: 'pageToken',
      locationType: 'parameter',
    });
  }
  const from = Number(token) - 1;
  const known = /^\d+$/.test(token) && from >= call.world.oldestToken && from <= call.world.changes.length;
  if (!known) throw invalidParameter('pageToken');
  const size = Number(call.query.get('pageSize') ?? '100');
  if (size < 1 || size > 1000) throw invalidParameter('pageSize');
  return { from, size };
}

interface Placed {
  readonly change: Change;
  readonly at: number;
}

function latestPerFile(changes: readonly Placed[]): Placed[] {
  const latest = new Map(changes.map((placed) => [placed.change.fileId, placed]));
  return [...latest.values()].sort((one, other) => one.at - other.at);
}

function isVisible(call: Call, change: Change): boolean {
  const drive = call.query.get('driveId');
  if (drive !== null) return change.driveId === drive;
  return change.driveId === undefined || isTrue(call, 'includeItemsFromAllDrives');
}

function shownChange(call: Call, { fileId, driveId, time, removed }: Change): drive_v3.Schema$Change {
  const file = call.world.files.get(fileId);
  const gone = removed || !file || !may(call.world, file, call.email, 'reader');
  return {
    kind: 'drive#change',
    type: 'file',
    changeType: 'file',
    time: new Date(time).toISOString(),
    removed: gone,
    fileId,
    ...(driveId ? { driveId } : {}),
    ...(gone ? {} : { file: shownFile(call.world, file, call.email) }),
  };
}

function supportRequired(): Error {
  const message = 'The supportsAllDrives parameter must be set to true when driveId is specified.';
  return driveRefusal(403, 'teamDrivesSupportRequired', message);
}

function driveNotFound(id: string): Error {
  return driveRefusal(404, 'notFound', `Shared drive not found: ${id}`, {
    location: 'driveId',
    locationType: 'parameter',
  });
}

/** A shared drive by its id. */
export function getDrive(call: Call): Answer {
  const id = call.path.driveId ?? '';
  const drive = call.world.drives.get(id);
  const root = call.world.files.get(id);
  if (!drive || !root || !may(call.world, root, call.email, 'reader')) throw driveNotFound(id);
  return { json: { kind: 'drive#drive', ...drive } };
}
