/** Returns of a made-up province as they are when they have been checked. */
import { join } from 'node:path';
import type { Round } from '../../functions/domain/round/round.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { FORMS_FOLDER, systemClock, threadedDesk } from '../../functions/wiring.ts';

/** Checks the files of a folder; what is refused is left out. */
export async function checkedReturns(
  folder: string,
  names: readonly string[],
  round: Round,
): Promise<readonly Submission[]> {
  const desk = threadedDesk({ formsFolder: FORMS_FOLDER, expected: { round }, now: systemClock() });
  try {
    const checked = await Promise.all(names.map((name) => desk.check({ name, path: join(folder, name) })));
    return checked.flatMap((one) => ('submission' in one ? [one.submission] : []));
  } finally {
    await desk.close();
  }
}
