import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { PartSink } from 'exceljs/lib/stream/xlsx/workbook-writer.js';

/** One part of the package: exceljs writes into `sink`, the zip takes from `stream` when it comes to it. */
export interface PackagePart {
  readonly stream: Readable;
  readonly sink: PartSink;
  /** Resolves when the zip is no longer behind. exceljs' own buffer takes everything at once, whatever its size. */
  drained(): Promise<void>;
}

const FLUSH_AT = 64 * 1024;

/** A part whose pieces go through `mend` as they are written. */
export function streamedPart(mend: (xml: string) => string): PackagePart {
  const stream = new PassThrough();
  let text = '';
  return {
    stream,
    sink: {
      ...IGNORED,
      write(chunk) {
        text += mend(textOf(chunk));
        if (text.length < FLUSH_AT) return;
        stream.write(text);
        text = '';
      },
      end: () => void stream.end(text),
    },
    async drained() {
      if (stream.writableNeedDrain) await once(stream, 'drain');
    },
  };
}

/** A small part that is mended as a whole when its last piece is known. */
export function heldPart(mend: (xml: string) => string): PackagePart {
  const stream = new PassThrough();
  let text = '';
  return {
    stream,
    sink: {
      ...IGNORED,
      write(chunk) {
        text += textOf(chunk);
      },
      end: () => void stream.end(mend(text)),
    },
    drained: async () => {},
  };
}

/** Calls of exceljs that belong to its own kind of stream. */
const IGNORED = { pause: () => {}, on: () => {} };

const textOf = (chunk: Parameters<PartSink['write']>[0]): string =>
  typeof chunk === 'string' ? chunk : chunk.toBuffer().toString('utf8');
