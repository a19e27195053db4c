/** What a register needs and every service gives it alike, wherever its stores are. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { formFolder } from '../adapters/form-folder/form-folder.ts';
import { googleSignIn } from '../adapters/google-sign-in/google-sign-in.ts';
import { FORMS_FOLDER, sha256, systemClock } from '../adapters/local-files/this-machine.ts';
import type { Config } from '../config.ts';
import type { Round } from '../domain/round/round.ts';
import type { IdentityProvider } from '../ports/identity.ts';
import type { Works } from './works.ts';

/** All but the stores, and what they announce and build. */
export function registerNeeds({ formsDir = FORMS_FOLDER, retentionDays, signIn, officers }: Config, works: Works) {
  return {
    forms: formFolder(formsDir),
    clock: systemClock,
    sha256,
    retentionDays,
    // Where there is no such sign-in officers come by personal links.
    officers: signIn && officers,
    checkReturn: works.check,
    workshop: works,
    writeWorkbook: works.write,
    readWorkbook: works.values,
    newId: randomUUID,
    newToken: () => randomBytes(24).toString('base64url'),
    hashToken: (token: string) => createHash('sha256').update(token).digest('hex'),
  };
}

/** Who vouches for officers, where they come by their Google account. */
export const identityOf = ({ signIn, publicUrl }: Config): IdentityProvider | undefined =>
  signIn && googleSignIn({ ...signIn, publicUrl });

/** A visitor's patience for a summary that is being built while an earlier one is at hand. */
const PATIENCE_MS = 5000;

export const patience = (): Promise<void> => pause(PATIENCE_MS, undefined, { ref: false });

/** @throws Problem ROUND_FILE_BROKEN */
export async function readRound(bytes: Uint8Array, file: string): Promise<Round> {
  const { readRoundText } = await import('../adapters/local-files/round-file.ts'); // few ever need it
  return readRoundText(new TextDecoder().decode(bytes), file);
}
