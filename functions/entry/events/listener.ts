/**
 * Wraps the handler of an event so that delivery is retried only when retrying can help: a refusal is recorded and
 * acknowledged, since trying again cannot mend a file; everything else is thrown, and the event comes again.
 */
import type { CloudEvent } from '@google-cloud/functions-framework';
import type { z } from 'zod';
import type { Log } from '../../ports/log.ts';
import { Problem } from '../../problems.ts';

/** `work` gives what the log says. */
export function listener<T>(
  log: Log,
  schema: z.ZodType<T>,
  work: (data: T, event: CloudEvent<unknown>) => Promise<object>,
): (event: CloudEvent<unknown>) => Promise<void> {
  return async (event) => {
    const about = { event: event.id, type: event.type };
    const parsed = schema.safeParse(event.data);
    if (!parsed.success) {
      log({ severity: 'WARNING', message: 'event without the data it should have', ...about });
      return;
    }
    try {
      log({ severity: 'INFO', message: 'event taken', ...about, ...(await work(parsed.data, event)) });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      log({ severity: 'WARNING', message: error.message, ...about, code: error.code });
    }
  };
}
