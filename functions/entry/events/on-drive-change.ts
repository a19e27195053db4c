/**
 * onDriveChange: Drive says that something changed. Nothing is looked up here and nothing done: who knows the channel's token is
 * believed, a sweep is asked for, and Google, which is impatient, is answered at once. A word that is lost or comes twice does no harm.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DrivePush } from '../../service/drive-push.ts';

/** Answers 204 to what is Google's, 403 to anything else, and 503 where no sweep could be asked for: Google tries again. */
export function onDriveChange({ channelToken, askSweep, log }: DrivePush) {
  return async ({ headers }: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isSame(String(headers['x-goog-channel-token'] ?? ''), channelToken)) {
      log({ severity: 'WARNING', message: 'push refused: not from a channel of ours' });
      response.writeHead(403).end();
      return;
    }
    const state = headers['x-goog-resource-state'];
    // The greeting of a new channel.
    if (state !== 'sync') await askSweep();
    log({ severity: 'INFO', message: 'push taken', state, number: headers['x-goog-message-number'] });
    response.writeHead(204).end();
  };
}

/** In a time that tells nothing of how much was right, not even the length. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(left, right);
}
