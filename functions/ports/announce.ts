import type { Json } from './documents.ts';

/**
 * Says that a round changed, so that its summary is built again.
 *
 * The word reaches whoever builds at least once, or is lost: nothing depends on it, since every change is marked where it is
 * stored and a sweep finds what was missed. So it never rejects and never takes long: whoever has changed the round has done so.
 */
export type Announce = (round: string) => Promise<void>;

/** Sends a message to all who listen to a topic, at least once. @throws Problem STORE_BUSY, STORE_UNAVAILABLE */
export type Publish = (topic: string, message: Json) => Promise<void>;
