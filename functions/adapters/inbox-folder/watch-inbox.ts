/**
 * Looks into the inbox again and again: a share of the network reports no events. A file is taken when two looks in a row saw
 * the same and it can be opened, so that none is read while it is being copied.
 */
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { InboxObject } from '../../ports/inbox.ts';
import { Problem } from '../../problems.ts';
import { type FileFacts, generationOf, isSame, type Remembered } from './generation.ts';
import { type FoundFile, listInbox } from './list-inbox.ts';

export interface WatchNeeds {
  readonly root: string;
  /** Takes in one file. `gone`: it was not there any more, or had changed; it is looked at again. */
  readonly take: (object: InboxObject) => Promise<{ readonly outcome: string }>;
  readonly remembered: Remembered;
  /** Told when the inbox cannot be read, with a finished sentence, and with `undefined` when it can be again. */
  readonly onTrouble: (sentence: string | undefined) => void;
  /** Told of each attempt that failed and will be made again. */
  readonly onFailure: (object: InboxObject, error: unknown) => void;
}

export interface WatchSettings {
  readonly everyMs: number;
}

export interface InboxWatch {
  /** Resolves when the look that is under way has ended; there is none after it. */
  stop(): Promise<void>;
}

interface Failed {
  readonly facts: FileFacts;
  readonly attempts: number;
  /** Looks to pass by before the next attempt. */
  readonly rest: number;
}

/** About five minutes where one look takes five seconds. */
const LONGEST_REST = 60;

/** Looks into the inbox every `everyMs` after the look before has ended. */
export function watchInbox({ everyMs, ...needs }: WatchNeeds & WatchSettings): InboxWatch {
  const look = inboxLook(needs);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = run();

  async function run(): Promise<void> {
    await look(() => stopped);
    if (!stopped) timer = setTimeout(() => (running = run()), everyMs);
  }

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/**
 * One look at the inbox, remembering those before it. It never rejects; `isOver` is asked before each file.
 *
 * A file whose taking fails (a defect, or a Problem of 500 and above) is tried again after a rest that doubles; the others do
 * not wait for it. What was taken is remembered only after it was taken: a crash in between takes it twice, never not at all.
 */
export function inboxLook({ root, take, remembered, onTrouble, onFailure }: WatchNeeds) {
  const top = resolve(root);
  const failures = new Map<string, Failed>();
  let seen = new Map<string, FileFacts>();
  let trouble: string | undefined;

  return async (isOver: () => boolean = () => false): Promise<void> => {
    const { files, unreadable } = await listInbox(top);
    report(unreadable[0]);
    const before = seen;
    seen = new Map(files.map((file) => [file.name, file]));
    for (const name of failures.keys()) if (!seen.has(name)) failures.delete(name);
    for (const file of files) {
      if (isOver()) return;
      if (isSame(before.get(file.name), file) && !isResting(file)) await consider(file);
    }
  };

  async function consider(file: FoundFile): Promise<void> {
    let object: InboxObject = { name: file.name, generation: file.modifiedNs };
    try {
      const taken = await remembered.get(file.name);
      if (isSame(taken, file) || !(await canBeOpened(file.path))) return;
      object = { name: file.name, generation: generationOf(file, taken) };
      if (await isDone(object)) await remember(object, file);
      else rest(file);
    } catch (error) {
      rest(file);
      onFailure(object, error);
    }
  }

  /** Trying again cannot mend what the sender must. */
  async function isDone(object: InboxObject): Promise<boolean> {
    try {
      return (await take(object)).outcome !== 'gone';
    } catch (error) {
      if (error instanceof Problem && error.status < 500) return true;
      throw error;
    }
  }

  async function remember({ name, generation }: InboxObject, { size, modifiedNs }: FileFacts): Promise<void> {
    await remembered.set(name, { size, modifiedNs, generation });
    failures.delete(name);
  }

  function isResting(file: FoundFile): boolean {
    const failed = failures.get(file.name);
    if (!failed || failed.rest === 0 || !isSame(failed.facts, file)) return false;
    failures.set(file.name, { ...failed, rest: failed.rest - 1 });
    return true;
  }

  function rest(file: FoundFile): void {
    const failed = failures.get(file.name);
    const attempts = failed && isSame(failed.facts, file) ? failed.attempts + 1 : 1;
    failures.set(file.name, { facts: file, attempts, rest: Math.min(2 ** attempts - 1, LONGEST_REST) });
  }

  function report(place: string | undefined): void {
    if (place === trouble) return;
    trouble = place;
    onTrouble(place && `Không mở được "${place}" trong thư mục nhận phiếu. Hãy kiểm tra ổ đĩa mạng và quyền truy cập.`);
  }
}

/** Excel and a copy under way keep a file to themselves. */
async function canBeOpened(path: string): Promise<boolean> {
  const handle = await open(path, 'r').catch(() => undefined);
  await handle?.close();
  return handle !== undefined;
}
