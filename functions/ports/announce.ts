/**
 * Says that a round changed, so that its summary is built again.
 *
 * The word reaches whoever builds at least once, or is lost: nothing depends on it, since every change is marked where it is
 * stored and a sweep finds what was missed.
 */
export type Announce = (round: string) => Promise<void>;
