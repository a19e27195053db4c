/**
 * Wraps the handler of an event so that delivery is retried only when retrying can help: a refusal is recorded and
 * acknowledged, since trying again cannot mend a file; everything else is thrown, and the event comes again.
 */
import type { CloudEvent } from '@google-cloud/functions-framework';
import type * as z from 'zod';
import type { Log } from '../../ports/log.ts';
import { Problem } from '../../problems.ts';

/** Google delivers an event again for as long as it is told to; a defect that no retry mends must not be retried for ever. */
const OLDEST_HOURS = 24;
const HOUR_MS = 3_600_000;

/** `work` gives what the log says. */
export function listener<T>(
  log: Log,
  schema: z.ZodType<T>,
  work: (data: T, event: CloudEvent<unknown>) => Promise<object>,
): (event: CloudEvent<unknown>) => Promise<void> {
  return async (event) => {
    const about = { event: event.id, type: event.type };
    if (ageOf(event) > OLDEST_HOURS * HOUR_MS) {
      log({ severity: 'ERROR', message: 'event given up: too old', ...about, time: event.time, data: event.data });
      return;
    }
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

/** In milliseconds; an event that does not say when it happened has just happened. */
const ageOf = ({ time }: CloudEvent<unknown>): number => (time ? Date.now() - Date.parse(time) : 0);
