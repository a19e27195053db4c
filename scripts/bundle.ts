/** npm run bundle -- [--out DIR]: the folders that functions are deployed from, with their sizes. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatNumber } from '../functions/domain/text/vietnamese.ts';
import { bundleFunctions, type WrittenBundle } from './bundle/bundle-functions.ts';
import { BUNDLED_FUNCTIONS } from './bundle/bundled-functions.ts';
import { print, runCommand, say } from './command.ts';
import { textTable } from './text-table.ts';

const usage = 'npm run bundle -- [--out THƯ_MỤC] [--parts]';
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LARGEST_PARTS = 12;

await runCommand({ usage, most: 0, options: ['out'], flags: ['parts'] }, async ({ option, flag }) => {
  const out = resolve(option('out') ?? 'out/deploy');
  const written = await bundleFunctions(ROOT, out, BUNDLED_FUNCTIONS);
  for (const bundle of written) printBundle(bundle, flag('parts'));
  say(`✓ Đã đóng gói ${formatNumber(written.length)} chức năng vào ${out}.`);
  return 0;
});

function printBundle({ service, files }: WrittenBundle, withParts: boolean): void {
  const rows = files.flatMap(({ name, startBytes, bytes, parts }) => [
    [name, kilobytes(startBytes), kilobytes(bytes)],
    ...(withParts ? parts.slice(0, LARGEST_PARTS).map((part) => [`  ${part.name}`, '', kilobytes(part.bytes)]) : []),
  ]);
  print(service);
  for (const line of textTable(['Tệp', 'KB nạp ngay', 'KB tất cả'], rows)) print(line);
  print();
}

function kilobytes(bytes: number): string {
  return formatNumber(bytes / 1000, 0);
}
