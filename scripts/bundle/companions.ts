/**
 * What a bundle needs beside itself. Our sources name it by `new URL('…', import.meta.url)`: a worker of a thread, a folder of
 * forms, of styles. In a bundle the same words must lead to a place beside the bundle, so they are rewritten while bundling.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

export interface Companion {
  /** Where it lies in the sources: a module that becomes a bundle of its own, or a folder that is copied. */
  readonly source: string;
  /** Its name beside the bundle. */
  readonly name: string;
}

const PLACE = /new URL\(\s*'([^']+)',\s*import\.meta\.url\s*\)/g;

/** Reads every module below `root` for the bundle, finds its companions and gives each to `found`. */
export function companions(root: string, found: (companion: Companion) => void): Plugin {
  return {
    name: 'companions',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!path.startsWith(root)) return undefined;
        const text = await readFile(path, 'utf8');
        const contents = text.replace(PLACE, (_all, relative: string) => {
          const companion = companionOf(resolve(dirname(path), relative));
          found(companion);
          return `new URL('./${companion.name}', import.meta.url)`;
        });
        return { contents, loader: 'ts' };
      });
    },
  };
}

function companionOf(source: string): Companion {
  const name = basename(source);
  return { source, name: name.replace(/\.ts$/, '.cjs') };
}

/** The words by which a finished bundle asks for a companion: what nothing asks for any more is not brought along. */
export const asksFor = (bundle: string, { name }: Companion): boolean => bundle.includes(`./${name}`);
