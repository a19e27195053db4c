/** At most one build of a round at a time, and at most one waiting, however often it is asked for. */

/** Asks for builds, wherever they are made. */
export interface Builds {
  ask(round: string): void | Promise<void>;
  /** Resolves when nothing more is expected of `round` for now. */
  idle(round: string): Promise<void>;
}

export interface BuildQueue extends Builds {
  /** Asks for a build; one that has not begun yet serves all who ask meanwhile. */
  ask(round: string): void;
  /** Resolves when nothing runs or waits for `round`, or without it, for any. */
  idle(round?: string): Promise<void>;
}

interface Line {
  waiting: boolean;
  running: Promise<void>;
}

/** Runs `build` for the rounds asked for; a failure is told to `failed` and the next build goes on. */
export function buildQueue(
  build: (round: string) => Promise<unknown>,
  failed: (round: string, error: unknown) => void,
): BuildQueue {
  const lines = new Map<string, Line>();

  async function run(round: string, line: Line): Promise<void> {
    while (line.waiting) {
      line.waiting = false;
      await build(round).catch((error) => failed(round, error));
    }
    lines.delete(round);
  }

  return {
    ask(round) {
      const line = lines.get(round);
      if (line) {
        line.waiting = true;
        return;
      }
      const fresh: Line = { waiting: true, running: Promise.resolve() };
      lines.set(round, fresh);
      fresh.running = run(round, fresh);
    },
    async idle(round) {
      const wanted = [...lines].filter(([name]) => round === undefined || name === round);
      await Promise.all(wanted.map(([, { running }]) => running));
    },
  };
}
