import type { IncomingMessage } from 'node:http';
import { type Faults, flipped } from './faults.ts';

export interface Received {
  readonly body: Buffer;
  /** The line did not break before its end. */
  readonly whole: boolean;
}

/** Reads what a client sends, and keeps what came when the line breaks, by itself or on a test's wish. */
export async function receiveBody(request: IncomingMessage, faults: Faults): Promise<Received> {
  const fault = faults.take(request, 'cutUpload', 'flipUpload');
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (fault?.kind === 'cutUpload' && length > (fault.atByte ?? 0)) {
        request.socket.destroy();
        return { body: Buffer.concat(chunks).subarray(0, fault.atByte ?? 0), whole: false };
      }
    }
  } catch {
    return { body: Buffer.concat(chunks), whole: false };
  }
  const body = Buffer.concat(chunks);
  return { body: fault?.kind === 'flipUpload' ? flipped(body, fault.atByte) : body, whole: request.complete };
}
