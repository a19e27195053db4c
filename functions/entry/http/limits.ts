/** How much, and for how long, a stranger may send. */

/** As for every door: see the reader's own caps. */
export const MAX_UPLOAD_MB = 5;
/** The file, and what a multipart body adds around it. */
export const MAX_BODY_BYTES = MAX_UPLOAD_MB * 2 ** 20 + 2 ** 16;
/** The slowest line this must work on sends 5 MB in two minutes. */
export const BODY_TIMEOUT_MS = 120_000;
export const HEAD_TIMEOUT_MS = 15_000;
/** The first summary of 3,321 communes is two minutes' work on a slow machine. */
export const IDLE_TIMEOUT_MS = 600_000;
