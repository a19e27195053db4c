/** What comes by Pub/Sub: buildSummary, a round changed; sweep, time to look round; remind, a day began. */
import * as z from 'zod';
import type { Service } from '../../service/service.ts';
import { listener } from './listener.ts';

const message = z.object({ message: z.object({ data: z.string().default('') }) });
const roundChanged = z.object({ round: z.string().min(1) });

/** buildSummary: the message's data is `{ "round": id }`. Asked for what is built already, it does nothing. */
export function onRoundChanged({ build, log }: Service) {
  return listener(log, message, async ({ message: { data } }) => {
    const parsed = roundChanged.safeParse(jsonOf(data));
    if (!parsed.success) return { outcome: 'ignored' };
    const { builtAt, etag } = await build(parsed.data.round);
    return { round: parsed.data.round, builtAt, etag };
  });
}

/** remind: marks who is due and overdue, removes what was kept long enough (sessions too), finds summaries that were forgotten. */
export function onDay({ register, log }: Service) {
  return listener(log, z.unknown(), async () => ({
    reminders: await register.reminders.mark(),
    removed: await register.removeOriginals(),
    behind: await register.sweep(),
    sessions: await register.access.forgetOldSessions(),
  }));
}

/** sweep: finds what no event told of. */
export function onSweep({ register, sheets, log }: Service) {
  return listener(log, z.unknown(), async () => ({
    behind: await register.sweep(),
    ...(sheets && { sheets: await sheets.sweep() }),
  }));
}

function jsonOf(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}
