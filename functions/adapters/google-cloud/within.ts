import { RPC } from './rpc-failures.ts';

/**
 * Bounds a wait; too long a one fails as Google's clients fail. What was waited for may go on, and its result is dropped: those
 * clients try again for minutes, and cannot be told to stop.
 */
export async function within<T>(milliseconds: number, result: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const fail = () =>
      reject(Object.assign(new Error(`no answer in ${milliseconds} ms`), { code: RPC.DEADLINE_EXCEEDED }));
    timer = setTimeout(fail, milliseconds);
  });
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}
