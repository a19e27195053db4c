/** A `gcloud` on the PATH that remembers: what was asked of it, what was made by it, what it was told in confidence. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./fake-gcloud.sh', import.meta.url));

export interface FakeGcloud {
  readonly environment: Readonly<Record<string, string>>;
  /** Commands so far, each a line; forgotten when they are read. */
  readonly takeCalls: () => readonly string[];
  /** What came by the standard input, by the secret's name. */
  readonly inputs: () => Readonly<Record<string, string>>;
  /** What was made and not taken away. */
  readonly things: () => readonly string[];
  /** How often the command that a test lets fail does so. */
  readonly failTimes: (times: number) => void;
  readonly remove: () => void;
}

export function fakeGcloud(): FakeGcloud {
  const folder = mkdtempSync(join(tmpdir(), 'fake-gcloud-'));
  for (const part of ['bin', 'there', 'input']) mkdirSync(join(folder, part));
  copyFileSync(SCRIPT, join(folder, 'bin', 'gcloud'));
  chmodSync(join(folder, 'bin', 'gcloud'), 0o755);
  const calls = join(folder, 'calls');
  const input = join(folder, 'input');
  return {
    environment: { FAKE: folder, PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter) },
    takeCalls() {
      const text = existsSync(calls) ? readFileSync(calls, 'utf8') : '';
      rmSync(calls, { force: true });
      return text.split('\n').filter((line) => line !== '');
    },
    inputs: () => Object.fromEntries(readdirSync(input).map((name) => [name, readFileSync(join(input, name), 'utf8')])),
    things: () => readdirSync(join(folder, 'there')).map((name) => name.replace(/^_/, '')),
    failTimes: (times) => writeFileSync(join(folder, 'left'), `${times}\n`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
