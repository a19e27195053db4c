import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { NamedFile, WriteZip } from '../../ports/write-zip.ts';

/**
 * A zip by stream: a file is asked for when the one before it has been packed, and packing waits for whoever reads.
 *
 * The same files give the same bytes. An error of the source ends the zip with that error; a reader who stops early stops
 * the source.
 */
export const writeZip: WriteZip = async function* (files) {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const stop = new AbortController();
  zip.on('error', (error) => output.destroy(error));
  const packing = packAll(zip, files, stop.signal).catch((error) => void output.destroy(error));
  try {
    yield* output;
  } finally {
    stop.abort();
    await packing;
  }
};

async function packAll(zip: ZipFile, files: AsyncIterable<NamedFile>, signal: AbortSignal): Promise<void> {
  for await (const { name, bytes } of files)
    await pack(zip, name, Readable.from([bytes], { objectMode: false }), signal);
  zip.end();
}

/** Resolves when the file has gone into the compressor. yazl keeps its entries, so the closure must let go of the content. */
async function pack(zip: ZipFile, name: string, content: Readable, signal: AbortSignal): Promise<void> {
  let waiting: Readable | undefined = content;
  zip.addReadStreamLazy(name, { mtime: fixedTime(), forceDosTimestamp: true }, (give) => {
    if (waiting) give(undefined, waiting);
    waiting = undefined;
  });
  unpoolName(zip);
  await once(content, 'end', { signal });
}

/**
 * yazl keeps each name until the end, as some bytes of a block that Node shares with the compressor's output: for 3,321 files
 * that would be 200 MB of blocks that cannot be let go.
 */
function unpoolName(zip: ZipFile): void {
  const entry = (zip as unknown as { readonly entries: { utf8FileName: Buffer }[] }).entries.at(-1);
  if (entry) entry.utf8FileName = Buffer.from(Uint8Array.from(entry.utf8FileName).buffer);
}

/** As local time, which is how a zip stores it: the same bytes in every time zone. */
const fixedTime = (): Date => new Date(2000, 0, 1);
