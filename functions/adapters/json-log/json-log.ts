/** Log lines as JSON, one a line, with the names that Google Cloud and journald readers know. */
import type { Log } from '../../ports/log.ts';

/** Writes to `stream`, the standard output by default. */
export function jsonLog(stream: NodeJS.WritableStream = process.stdout): Log {
  return (line) => {
    const time = new Date().toISOString();
    stream.write(`${asJson({ time, ...line }) ?? asJson({ time, severity: line.severity, message: line.message })}\n`);
  };
}

/** `undefined` for what JSON cannot say: a cause that is its own cause, a BigInt. */
function asJson(line: object): string | undefined {
  try {
    return JSON.stringify(line, plainErrors);
  } catch {
    return undefined;
  }
}

/** An error has no members of its own that JSON would show. Its stack is for the log alone. */
function plainErrors(_name: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return { name: value.name, message: value.message, stack: value.stack, cause: value.cause };
}
