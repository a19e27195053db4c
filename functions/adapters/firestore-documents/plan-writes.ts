/** What is to be written, document by document, and on what condition: that all is still as the work saw it. */
import type { Precondition } from '@google-cloud/firestore';
import type { Reference, Seen, Write } from './record-steps.ts';
import type { StoredJson } from './stored-json.ts';

export interface Plan {
  /** Whether a document is created that is there, as far as the work could know. */
  readonly clashes: boolean;
  /** Documents that no write vouches for: they are to be looked at again. */
  readonly toVerify: readonly Expected[];
  readonly isEmpty: boolean;
  /** Adds the writes, each with its condition. */
  writeTo(target: Target): void;
}

/** What a batch and a transaction of Firestore have in common. */
interface Target {
  create(place: Reference, stored: StoredJson): unknown;
  set(place: Reference, stored: StoredJson): unknown;
  update(place: Reference, stored: { json: string }, condition: Precondition): unknown;
  delete(place: Reference, condition?: Precondition): unknown;
}

/** A document that must be as `seen`, or be absent. */
export interface Expected {
  readonly place: Reference;
  readonly seen?: Seen;
}

/** All that the writes of one document come to. */
interface Outcome {
  readonly place: Reference;
  readonly seen?: Seen;
  /** Unread, and created before anything else was done to it. */
  readonly mustBeAbsent: boolean;
  /** Whether it is there after these steps; unknown until one of them says so. */
  readonly isThere?: boolean;
  readonly stored?: StoredJson;
  readonly clashes: boolean;
}

/** Later writes stand on earlier ones. Firestore judges all conditions by what was there before, so they are added up here. */
export function planWrites(reads: readonly Seen[], writes: readonly Write[]): Plan {
  const seen = new Map(reads.map((read) => [read.ref.path, read]));
  const outcomes = new Map<string, Outcome>();
  for (const write of writes) {
    const { path } = write.place;
    outcomes.set(path, after(outcomes.get(path) ?? untouched(write.place, seen.get(path)), write));
  }
  const all = [...outcomes.values()];
  const onlyRead = reads.filter(({ ref }) => !outcomes.has(ref.path));
  return {
    clashes: all.some(({ clashes }) => clashes),
    toVerify: [...all.filter(staysAbsent), ...onlyRead.map((read) => ({ place: read.ref, seen: read }))],
    isEmpty: all.every(staysAbsent),
    writeTo(target) {
      for (const outcome of all) if (!staysAbsent(outcome)) add(target, outcome);
    },
  };
}

const untouched = (place: Reference, seen: Seen | undefined): Outcome => ({
  place,
  seen,
  mustBeAbsent: false,
  isThere: seen?.exists,
  clashes: false,
});

function after(before: Outcome, write: Write): Outcome {
  if (write.kind === 'delete') return { ...before, isThere: false, stored: undefined };
  const { stored } = write;
  if (write.kind === 'set') return { ...before, isThere: true, stored };
  return {
    ...before,
    isThere: true,
    stored,
    clashes: before.clashes || before.isThere === true,
    mustBeAbsent: before.mustBeAbsent || before.isThere === undefined,
  };
}

const wasAbsent = ({ seen, mustBeAbsent }: Outcome): boolean => seen?.exists === false || mustBeAbsent;

/** Nothing to write, and yet something to be sure of. */
const staysAbsent = (outcome: Outcome): boolean => outcome.stored === undefined && wasAbsent(outcome);

function add(target: Target, outcome: Outcome): void {
  const { place, stored, seen } = outcome;
  const asSeen = seen?.updateTime && { lastUpdateTime: seen.updateTime };
  if (!stored) target.delete(place, asSeen);
  else if (asSeen) target.update(place, { json: stored.json }, asSeen);
  else if (wasAbsent(outcome)) target.create(place, stored);
  else target.set(place, stored);
}
