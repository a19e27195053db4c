/** The folders that functions are deployed from: a bundle, its companions, and a package.json that Google's builder starts. */
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bundled, bundleModule } from './bundle-module.ts';
import { BUNDLED_FUNCTIONS, type BundledFunction } from './bundled-functions.ts';
import type { Companion } from './companions.ts';
import { lockedClosure, lockedVersion, type Manifest } from './locked-closure.ts';

const FRAMEWORK = '@google-cloud/functions-framework';
const ENTRIES = 'functions/entry/registered';
const MAIN = 'index.cjs';

export interface WrittenBundle {
  readonly service: string;
  readonly files: readonly (Omit<Bundled, 'companions'> & { readonly name: string })[];
}

/** Writes a folder for each function below `out`; what was there before is gone. The same sources give the same bytes. */
export async function bundleFunctions(
  root: string,
  out: string,
  functions: readonly BundledFunction[] = BUNDLED_FUNCTIONS,
): Promise<readonly WrittenBundle[]> {
  const lock = await readFile(join(root, 'package-lock.json'), 'utf8');
  const written: WrittenBundle[] = [];
  for (const one of functions) written.push(await bundleFunction(root, out, one, lock));
  return written;
}

async function bundleFunction(root: string, out: string, one: BundledFunction, lock: string): Promise<WrittenBundle> {
  const folder = join(out, one.service);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = await bundleAll(root, folder, { source: join(root, ENTRIES, one.entry), name: MAIN });
  await writeManifest(folder, one, lock);
  return { service: one.service, files };
}

/** Bundles `first`, and what its bundle asks for, until nothing is missing. */
async function bundleAll(root: string, folder: string, first: Companion): Promise<WrittenBundle['files']> {
  const files: WrittenBundle['files'][number][] = [];
  const waiting = [first];
  const done = new Set<string>();
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (done.has(next.name)) continue;
    done.add(next.name);
    const file = join(folder, next.name);
    if ((await stat(next.source)).isDirectory()) {
      await cp(next.source, file, { recursive: true });
      continue;
    }
    const { companions, ...sizes } = await bundleModule(root, next.source, file);
    files.push({ name: next.name, ...sizes });
    waiting.push(...companions);
  }
  return files;
}

/** A function is started by the framework, which the builder wants to see among the dependencies; a program by itself. */
async function writeManifest(folder: string, { service, target }: BundledFunction, lock: string): Promise<void> {
  const manifest: Manifest & { readonly [key: string]: unknown } = {
    name: service,
    version: '0.0.0',
    private: true,
    main: MAIN,
    engines: { node: '24.x' },
    ...(target ? {} : { scripts: { start: `node ${MAIN}` } }),
    dependencies: target ? { [FRAMEWORK]: lockedVersion(lock, FRAMEWORK) } : {},
  };
  await writeFile(join(folder, 'package.json'), json(manifest));
  await writeFile(join(folder, 'package-lock.json'), json(lockedClosure(lock, manifest)));
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
