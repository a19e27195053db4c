/** What a machine gives by itself: its clock, its hash, the forms that lie beside the program. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../ports/clock.ts';

/** The forms that ship with the project. */
export const FORMS_FOLDER = fileURLToPath(new URL('../../../sheets-templates', import.meta.url));

export const systemClock: Clock = () => new Date().toISOString();
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
