/** The folders that are started: the functions' bundles as they are deployed, and the functions they are compared with. */
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { bundleFunctions } from '../bundle/bundle-functions.ts';
import { bundleModule } from '../bundle/bundle-module.ts';
import { BUNDLED_FUNCTIONS } from '../bundle/bundled-functions.ts';
import type { Hello } from './cold-functions.ts';
import { PROJECT } from './service-process.ts';

export interface ColdBundle {
  readonly folder: string;
  /** By which the framework knows it; without it a program. */
  readonly target?: string;
  /** What is loaded at the start, and all there is; without threads' own files in the first. */
  readonly startBytes?: number;
  readonly bytes?: number;
}

/** Bundles every function below `top`, by the name of its folder. What a bundle leaves out is found as it is on Google Cloud. */
export async function coldBundles(top: string): Promise<ReadonlyMap<string, ColdBundle>> {
  await symlink(join(PROJECT, 'node_modules'), join(top, 'node_modules'), 'dir');
  const targets = new Map(BUNDLED_FUNCTIONS.map(({ service, target }) => [service, target]));
  const written = await bundleFunctions(PROJECT, top, BUNDLED_FUNCTIONS);
  return new Map(
    written.map(({ service, files }) => [
      service,
      {
        folder: join(top, service),
        target: targets.get(service),
        startBytes: files[0]?.startBytes ?? 0,
        bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      },
    ]),
  );
}

/** Writes a baseline twice: as anybody would deploy it, its packages beside it, and bundled as our functions are. */
export async function helloFolders(top: string, name: Hello): Promise<{ plain: ColdBundle; bundled: ColdBundle }> {
  const source = join(PROJECT, 'scripts', 'bench', 'hello', `${name}.ts`);
  const [plain, bundled] = [join(top, `${name}-plain`), join(top, `${name}-bundled`)];
  for (const folder of [plain, bundled]) {
    await mkdir(folder);
    await writeFile(join(folder, 'package.json'), JSON.stringify({ main: 'index.cjs' }));
  }
  const { code } = await transform(await readFile(source, 'utf8'), { loader: 'ts', format: 'cjs', target: 'node24' });
  await writeFile(join(plain, 'index.cjs'), code);
  const { startBytes, bytes } = await bundleModule(PROJECT, source, join(bundled, 'index.cjs'));
  return {
    plain: { folder: plain, target: 'hello' },
    bundled: { folder: bundled, target: 'hello', startBytes, bytes },
  };
}
