/** Who may import whom: the table of functions/README.md, checked against every file. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../functions', import.meta.url));

interface Allowed {
  /** Folders and files of `functions/`, besides the place itself. */
  readonly ours: readonly string[];
  readonly packages: readonly string[];
}

const PORTS_AND_DOMAIN = ['ports', 'domain', 'problems.ts'];
/** What whole files and folders have in common lies in one place. */
const ON_DISK = [...PORTS_AND_DOMAIN, 'adapters/disk'];
const ON_GOOGLE_CLOUD = [...PORTS_AND_DOMAIN, 'adapters/google-cloud'];
/** So has what is made from a Word template of the office. */
const IN_WORD = [...PORTS_AND_DOMAIN, 'adapters/docx'];

const MAY_IMPORT: Readonly<Record<string, Allowed>> = {
  domain: { ours: [], packages: ['zod'] },
  ports: { ours: ['domain'], packages: [] },
  'problems.ts': { ours: [], packages: [] },
  'use-cases': { ours: PORTS_AND_DOMAIN, packages: [] },
  'adapters/disk': { ours: PORTS_AND_DOMAIN, packages: ['node:'] },
  'adapters/form-folder': { ours: PORTS_AND_DOMAIN, packages: ['node:', 'yaml'] },
  'adapters/cloud-storage': { ours: PORTS_AND_DOMAIN, packages: ['node:', '@google-cloud/storage'] },
  'adapters/data-folder': { ours: ON_DISK, packages: ['node:'] },
  'adapters/inbox-folder': { ours: ON_DISK, packages: ['node:'] },
  'adapters/google-sign-in': { ours: PORTS_AND_DOMAIN, packages: ['node:', 'google-auth-library'] },
  'adapters/google-sheets': { ours: PORTS_AND_DOMAIN, packages: ['node:', 'googleapis'] },
  'adapters/json-log': { ours: PORTS_AND_DOMAIN, packages: ['node:'] },
  'adapters/zip-writer': { ours: PORTS_AND_DOMAIN, packages: ['node:', 'yazl'] },
  'adapters/local-files': { ours: ON_DISK, packages: ['node:', 'yaml', 'csv-parse'] },
  'adapters/docx': { ours: PORTS_AND_DOMAIN, packages: ['docxtemplater', 'pizzip'] },
  'adapters/letter-docx': { ours: IN_WORD, packages: [] },
  'adapters/notice-docx': { ours: IN_WORD, packages: [] },
  /** What all that talks to Google Cloud over gRPC has in common. */
  'adapters/google-cloud': { ours: PORTS_AND_DOMAIN, packages: ['node:', 'google-auth-library'] },
  'adapters/firestore-documents': { ours: ON_GOOGLE_CLOUD, packages: ['node:', '@google-cloud/firestore'] },
  'adapters/pubsub-announce': { ours: ON_GOOGLE_CLOUD, packages: ['node:', '@google-cloud/pubsub'] },
  'adapters/sqlite-documents': { ours: ON_DISK, packages: ['node:'] },
  'adapters/folder-files': { ours: ON_DISK, packages: ['node:'] },
  'adapters/worker-pool': { ours: PORTS_AND_DOMAIN, packages: ['node:'] },
  'adapters/xlsx-reader': { ours: PORTS_AND_DOMAIN, packages: ['node:', 'yauzl', 'saxes'] },
  'adapters/xlsx-writer': { ours: PORTS_AND_DOMAIN, packages: ['node:', 'exceljs'] },
  /** Each begins a process of its own. */
  'entry/registered': {
    ours: ['config.ts', 'service', 'entry', 'adapters/json-log'],
    packages: ['@google-cloud/functions-framework'],
  },
  entry: {
    ours: ['wiring.ts', 'service', 'use-cases', 'adapters/worker-pool', ...PORTS_AND_DOMAIN],
    packages: ['node:', 'hono', '@hono/node-server', '@google-cloud/functions-framework', 'zod'],
  },
  service: {
    ours: ['wiring.ts', 'config.ts', 'entry/http', 'use-cases', 'adapters', ...PORTS_AND_DOMAIN],
    packages: ['node:'],
  },
  'config.ts': { ours: ['domain', 'problems.ts'], packages: ['node:', 'zod'] },
  'index.ts': { ours: ['entry', 'service'], packages: ['@google-cloud/functions-framework'] },
  'wiring.ts': { ours: ['use-cases', 'adapters', ...PORTS_AND_DOMAIN], packages: ['node:'] },
};

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));

/** What a file names in its imports, lazy ones too. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g)].map((match) => match[1] as string);
}

const placeOf = (file: string): string | undefined =>
  Object.keys(MAY_IMPORT).find((place) => file === place || file.startsWith(`${place}/`));

/** Why an import is not allowed, if it is not. */
function trespass(file: string, name: string): string | undefined {
  const place = placeOf(file) as string;
  const { ours, packages } = MAY_IMPORT[place] as Allowed;
  if (!name.startsWith('.'))
    return packages.some((each) => name === each || name.startsWith(each.endsWith(':') ? each : `${each}/`))
      ? undefined
      : `${file} → ${name}`;
  const target = relative(ROOT, resolve(dirname(join(ROOT, file)), name)).replaceAll('\\', '/');
  return [place, ...ours].some((each) => target === each || target.startsWith(`${each}/`))
    ? undefined
    : `${file} → ${target}`;
}

describe('imports', () => {
  test('every file has a place in the table', () => {
    expect(files.filter((file) => placeOf(file) === undefined)).toEqual([]);
  });

  test('no file imports what its place may not', () => {
    const broken = files.flatMap((file) => importsOf(file).flatMap((name) => trespass(file, name) ?? []));
    expect(broken).toEqual([]);
  });

  test('zod is imported by its parts: the whole of it brings fifty languages into every bundle', () => {
    const whole = files.filter((file) =>
      /import (type )?\{[^}]*\} from 'zod'/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(whole).toEqual([]);
  });

  test('the domain is pure: no clock, no randomness, nothing asynchronous', () => {
    const impure = files.filter(
      (file) =>
        file.startsWith('domain/') &&
        /\basync\b|\bawait\b|Math\.random|Date\.now|new Date\(\)/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(impure).toEqual([]);
  });
});
