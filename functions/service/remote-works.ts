/** The works as the main thread has them: it loads nothing of what they need. */
import { Problem } from '../problems.ts';
import type { Done, Job, Works } from './works.ts';

/** The same works, asked of threads through `run`. */
export function remoteWorks(run: (job: Job) => Promise<Done>): Works {
  const ask =
    <Name extends keyof Works>(name: Name) =>
    async (...given: Parameters<Works[Name]>): Promise<never> => {
      const done = await run({ name, given } as Job);
      if ('refused' in done) throw new Problem(done.refused.code, done.refused.details);
      return done.result as never;
    };
  return {
    check: ask('check'),
    roster: ask('roster'),
    values: ask('values'),
    template: ask('template'),
    annotate: ask('annotate'),
    notice: ask('notice'),
    letter: ask('letter'),
    write: ask('write'),
  };
}
