/** What a service sees to by itself: what an earlier process left undone, what a new day brings, what is over. */
import type { Log } from '../ports/log.ts';
import type { Service } from './service.ts';

type Kept = Pick<Service, 'inboxFolder'> & {
  readonly register: Pick<Service['register'], 'sweep' | 'reminders' | 'removeOriginals' | 'access'>;
};

/**
 * Sees to everything at once, and again every `everyMs` unless it is still at it. One task that fails (the share is away) is
 * logged and keeps none of the others from being done. What it gives ends it; it resolves when the work in hand is done.
 */
export function keepHouse(service: Kept, log: Log, everyMs: number): () => Promise<void> {
  const { register, inboxFolder } = service;
  const tasks: Readonly<Record<string, () => Promise<unknown>>> = {
    summaries: () => register.sweep(),
    inbox: async () => inboxFolder?.prepare(),
    reminders: () => register.reminders.mark(),
    originals: () => register.removeOriginals(),
    sessions: () => register.access.forgetOldSessions(),
  };
  let stopped = false;
  let running: Promise<void> | undefined;

  async function keep(): Promise<void> {
    for (const [task, act] of Object.entries(tasks)) {
      if (stopped) return;
      await act().catch((error) =>
        log({ severity: 'ERROR', message: 'housekeeping failed; tried again', task, error }),
      );
    }
  }
  function start(): void {
    running ??= keep().finally(() => {
      running = undefined;
    });
  }

  start();
  const timer = setInterval(start, everyMs);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}
