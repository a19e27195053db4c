/** What an administrator does to the access of a service account or of a person. */
import { record, type World } from './world.ts';

export interface Effect {
  /** At most this may be done to the file from now on; without a role as the permissions say. */
  readonly allowAtMost: (fileId: string, role?: 'none' | 'reader') => void;
  /** An address that has no Google account: it cannot be shared with unless a letter is sent. */
  readonly withoutAccount: (email: string) => void;
}

/** The deeds on one world. */
export function permissionEffects(world: World): Effect {
  return {
    allowAtMost: (fileId, role) => {
      const file = world.files.get(fileId);
      if (!file) throw new Error(`no file ${fileId}`);
      if (role) file.atMost = role;
      else delete file.atMost;
      record(world, file, false);
    },
    withoutAccount: (email) => void world.strangers.add(email.toLowerCase()),
  };
}
