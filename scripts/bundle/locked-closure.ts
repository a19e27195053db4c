/** The part of a lock file (version 3) that one package needs, so that Google installs exactly what was tested here. */
import { z } from 'zod';

const lockedPackage = z.looseObject({
  version: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  dev: z.boolean().optional(),
});
const lockFile = z.looseObject({ lockfileVersion: z.literal(3), packages: z.record(z.string(), lockedPackage) });

type Packages = z.output<typeof lockFile>['packages'];

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The lock file of `manifest`, taken out of the text of the project's. */
export function lockedClosure(text: string, manifest: Manifest): object {
  const { packages } = lockFile.parse(JSON.parse(text));
  const needed = new Set<string>();
  for (const name of Object.keys(manifest.dependencies)) follow(packages, '', name, needed);
  const taken = [...needed].sort().map((path) => [path, packages[path]] as const);
  const { name, version } = manifest;
  return {
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': manifest, ...Object.fromEntries(taken) },
  };
}

/** The version that the lock file has of a package of the project. */
export function lockedVersion(text: string, name: string): string {
  const version = lockFile.parse(JSON.parse(text)).packages[`node_modules/${name}`]?.version;
  if (!version) throw new Error(`the lock file has no ${name}`);
  return version;
}

function follow(packages: Packages, from: string, name: string, needed: Set<string>): void {
  const path = found(packages, from, name);
  if (!path) throw new Error(`the lock file has no ${name} for ${from}`);
  if (needed.has(path)) return;
  needed.add(path);
  const { dependencies = {}, optionalDependencies = {} } = packages[path] ?? {};
  for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) follow(packages, path, next, needed);
}

/** Where Node finds `name` from `from`: in its own folder, or in one above. */
function found(packages: Packages, from: string, name: string): string | undefined {
  const path = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (packages[path]) return path;
  if (from === '') return undefined;
  return found(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}
