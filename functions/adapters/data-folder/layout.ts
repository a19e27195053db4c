/** What lies where in the data folder of a service, and in a backup of it. */
import { join } from 'node:path';

/** Names in a data folder; a backup holds the first three. */
export const NAMES = {
  documents: 'data.sqlite',
  files: 'files',
  key: 'secret.key',
  backups: 'backups',
} as const;

export interface DataFolder {
  readonly root: string;
  readonly documents: string;
  readonly files: string;
  readonly key: string;
  readonly backups: string;
}

export const dataFolder = (root: string): DataFolder => ({
  root,
  documents: join(root, NAMES.documents),
  files: join(root, NAMES.files),
  key: join(root, NAMES.key),
  backups: join(root, NAMES.backups),
});
