/** HTTP as bytes on a socket, for requests that a client library would put right or refuse to send. */
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  /** All that came, head and body. */
  readonly text: string;
}

/**
 * Sends `pieces` one after the other and gives what came until the other side ended the connection, or `enough` says that it
 * was all. An async source may take its time: that is how slow senders are made.
 */
export function rawRequest(
  port: number,
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  enough: (text: string) => boolean = () => false,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    const end = () => {
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
    };
    socket.setTimeout(30_000, () => reject(new Error(`no end within 30 s; so far: ${text}`)));
    socket.setEncoding('utf8').on('data', (piece) => {
      text += piece;
      if (enough(text)) end();
    });
    // The other side may end the connection while this one still sends.
    socket.on('error', () => {}).on('close', end);
    socket.once('connect', () => void send(socket, pieces));
  });
}

async function send(
  socket: Socket,
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  for await (const piece of pieces) {
    if (!socket.writable) return;
    await new Promise((resolve) => socket.write(piece, resolve));
  }
}

/** The head of a request; `Connection: close` unless told otherwise, so that the answer has an end. */
export function head(method: string, path: string, headers: Readonly<Record<string, string | number>> = {}): string {
  const lines = Object.entries({ Host: 'localhost', Connection: 'close', ...headers });
  return [`${method} ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
}
