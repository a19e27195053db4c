import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

type Tool = 'soffice' | 'openpyxl' | 'pdftoppm' | 'chromium' | 'gcloud' | 'gcloud-firestore' | 'gcloud-pubsub';

/** Debian's interpreter: the one that python3-openpyxl is installed for, whatever `python3` on the PATH may be. */
export const PYTHON = '/usr/bin/python3';

const USABLE: Record<Tool, () => boolean> = {
  soffice: () => isOnPath('soffice'),
  openpyxl: () => spawnSync(PYTHON, ['-c', 'import openpyxl']).status === 0,
  pdftoppm: () => isOnPath('pdftoppm'),
  chromium: () => isOnPath('chromium'),
  gcloud: () => isOnPath('gcloud'),
  'gcloud-firestore': () => hasEmulator('cloud-firestore-emulator'),
  'gcloud-pubsub': () => hasEmulator('pubsub-emulator'),
};

/**
 * Tells whether a test may use an outside tool, for `test.skipIf(!requires('soffice'))`.
 *
 * A missing tool is printed, and it is a failure where `CI` is `true`: there nothing may be skipped in silence.
 */
export function requires(tool: Tool): boolean {
  if (USABLE[tool]()) return true;
  if (process.env.CI === 'true') throw new Error(`${tool} is missing, and CI requires it`);
  console.warn(`skipped: ${tool} is not installed`);
  return false;
}

const isOnPath = (command: string): boolean => whereIs(command) !== undefined;

/** Emulators are components of the Google Cloud CLI, written in Java. Asking it would take a second. */
function hasEmulator(component: string): boolean {
  const gcloud = whereIs('gcloud');
  return (
    gcloud !== undefined &&
    isOnPath('java') &&
    existsSync(join(dirname(realpathSync(gcloud)), '..', 'platform', component))
  );
}

function whereIs(command: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
