/**
 * One module with all it imports as CommonJS: the SDKs of Google do not survive as an ES module. What is imported lazily lies in
 * files of its own beside it: a file is compiled whole when it is loaded, and nine megabytes of SDKs cost a cold start a quarter
 * of a second. esbuild splits ES modules only, so each file is turned into CommonJS in a second step.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { build, type Plugin, transform } from 'esbuild';
import { asksFor, type Companion, companions } from './companions.ts';

/** The framework that starts a function must be the one that the function registers itself with. */
const FRAMEWORK = '@google-cloud/functions-framework';

/** Runs on one machine only, and would bring its stores along. */
const NOT_ON_GOOGLE = ['functions/service/embedded.ts'];

/**
 * CommonJS knows no `import.meta.url`. And what a lazy import of a CommonJS package gives has its names in Node, but only
 * `default` in a file that esbuild split off: here they are put back, without touching those that load more when read.
 */
const BEGINNING = `const importMetaUrl = require('node:url').pathToFileURL(__filename).href;
const importLazily = async (load) => {
  const loaded = load();
  if (Object.keys(loaded).join() !== 'default' || Object(loaded.default) !== loaded.default) return loaded;
  return Object.create(loaded.default, { default: { value: loaded.default, enumerable: true } });
};`;

/** As esbuild writes the lazy import of a file that it split off. */
const LAZY_IMPORT = /\bimport\("(\.\/[^"]+\.cjs)"\)/g;

/** Names of functions and classes stay: logs and SDKs read them. */
const SMALLER = { minifySyntax: true, minifyWhitespace: true, legalComments: 'none', target: 'node24' } as const;

export interface Bundled {
  readonly companions: readonly Companion[];
  /** What is loaded at the start: the module's own file, and those that it cannot do without. */
  readonly startBytes: number;
  readonly bytes: number;
  /** Modules of all files by their share, largest first. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
}

/** Writes `entry` to `file`, and what it imports lazily beside it. */
export async function bundleModule(root: string, entry: string, file: string): Promise<Bundled> {
  const found = new Map<string, Companion>();
  const name = basename(file, '.cjs');
  const { outputFiles, metafile } = await build({
    ...SMALLER,
    absWorkingDir: root,
    entryPoints: { [name]: entry },
    outdir: dirname(file),
    outExtension: { '.js': '.cjs' },
    chunkNames: `${name}-[hash]`,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    define: { 'import.meta.url': 'importMetaUrl' },
    external: [FRAMEWORK, `${FRAMEWORK}/*`],
    plugins: [leftOut(root), companions(root, (one) => found.set(one.name, one))],
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const texts = await Promise.all(outputFiles.map(({ text }) => asCommonJs(text)));
  await mkdir(dirname(file), { recursive: true });
  await Promise.all(outputFiles.map(({ path }, at) => writeFile(path, texts[at] as string)));
  const sizes = new Map(outputFiles.map(({ path }, at) => [basename(path), (texts[at] as string).length]));
  return {
    companions: [...found.values()]
      .filter((companion) => texts.some((text) => asksFor(text, companion)))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    startBytes: sum([...startingFiles(metafile.outputs, basename(file))].map((one) => sizes.get(one) ?? 0)),
    bytes: sum([...sizes.values()]),
    parts: partsOf(metafile.outputs),
  };
}

/** Plain ASCII: one letter of another kind would make the engine keep two bytes for each of the file. */
async function asCommonJs(text: string): Promise<string> {
  const lazy = text.replace(LAZY_IMPORT, (_all, file) => `importLazily(()=>require(${JSON.stringify(file)}))`);
  const { code } = await transform(lazy, {
    ...SMALLER,
    format: 'cjs',
    platform: 'node',
    charset: 'ascii',
    banner: BEGINNING,
  });
  return code;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function leftOut(root: string): Plugin {
  const files = new Set(NOT_ON_GOOGLE.map((file) => join(root, file)));
  return {
    name: 'left-out',
    setup(builder) {
      builder.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) =>
        files.has(resolve(resolveDir, path)) ? { path, namespace: 'left-out' } : undefined,
      );
      builder.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
        contents: `throw new Error(${JSON.stringify(`${path} is not part of this bundle`)})`,
        loader: 'js',
      }));
    },
  };
}

type Outputs = Awaited<ReturnType<typeof build<{ metafile: true }>>>['metafile']['outputs'];

/** A file and all it imports at once, by name. */
function startingFiles(outputs: Outputs, first: string): ReadonlySet<string> {
  const byName = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output]));
  const files = new Set([first]);
  for (const file of files)
    for (const { path, kind, external } of byName.get(file)?.imports ?? [])
      if (kind === 'import-statement' && !external) files.add(basename(path));
  return files;
}

/** Inputs of a bundle added up by package; ours under one name. */
function partsOf(outputs: Outputs): Bundled['parts'] {
  const sums = new Map<string, number>();
  for (const { inputs } of Object.values(outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = packageOf(path);
      sums.set(name, (sums.get(name) ?? 0) + bytesInOutput);
    }
  return [...sums].map(([name, bytes]) => ({ name, bytes })).sort((one, other) => other.bytes - one.bytes);
}

const packageOf = (path: string): string => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'functions';
