/** npm test: types, format and lint, then every test. With arguments only the tests they name. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const named = process.argv.slice(2);

const STEPS: readonly (readonly string[])[] = [
  ...(named.length > 0
    ? []
    : [
        ['typescript/bin/tsc', '--noEmit'],
        ['@biomejs/biome/bin/biome', 'check'],
      ]),
  ['vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts', ...named],
];

for (const [tool, ...args] of STEPS) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', tool as string), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
