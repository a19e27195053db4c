/** All that a service does with sheets in a drive, as one thing. */
import { Problem } from '../../../problems.ts';
import { listRounds } from '../places.ts';
import { driveChannel } from './channel.ts';
import { withLease } from './lease.ts';
import { type PublishedSome, publishSheets } from './publish-sheets.ts';
import { publishSummary } from './publish-summary.ts';
import type { SheetNeeds } from './sheet-needs.ts';
import { forgetPlace, readPlace, savePlace, sheetPlaces, type Trouble } from './sheet-places.ts';
import { sheetsStatus } from './sheets-status.ts';
import { type TakenChanges, takeDriveChanges } from './take-drive-changes.ts';

export type SheetsRegister = ReturnType<typeof sheetsRegister>;

export type Swept =
  /** Somebody else is at it. */
  | { readonly outcome: 'busy' }
  /** Everything waits; the sentence is for the province. */
  | { readonly outcome: 'held up'; readonly sentence: string }
  | { readonly outcome: 'done'; readonly changes: TakenChanges; readonly sheets: PublishedSome };

/** A function may run for nine minutes; the last thing begun must end too, with all its waiting. */
const BUDGET_MS = 6 * 60_000;
/** Longer than any run, so that a run never meets another. */
const LEASE_MS = 10 * 60_000;

/** Opens it. */
export function sheetsRegister(needs: SheetNeeds) {
  const { documents, clock, log } = needs;
  const publish = publishSheets(needs);
  const takeChanges = takeDriveChanges(needs);
  const channel = driveChannel(needs);
  const summary = publishSummary(needs);

  async function run(budgetMs: number): Promise<Swept> {
    const end = Date.parse(clock()) + budgetMs;
    const hasTime = () => Date.parse(clock()) < end;
    const changes = await takeChanges(hasTime);
    await channel.renew();
    const sheets = await publish.goOn(hasTime);
    for (const { round } of await listRounds(documents)) if (hasTime()) await summary(round.id);
    // Who asked for a sweep meanwhile was told that one is under way.
    if (hasTime()) await takeChanges(hasTime);
    if (await readPlace<Trouble>(documents, sheetPlaces.trouble())) await forgetPlace(documents, sheetPlaces.trouble());
    return { outcome: 'done', changes, sheets };
  }

  /** One clear sentence, and the next sweep tries again. */
  async function heldUp(problem: Problem): Promise<Swept> {
    log({ severity: 'ERROR', message: problem.message, code: problem.code, error: problem });
    await savePlace(documents, sheetPlaces.trouble(), { sentence: problem.message, at: clock() } satisfies Trouble);
    return { outcome: 'held up', sentence: problem.message };
  }

  return {
    /** Asks for a sheet for every commune of a round. @throws Problem ROUND_UNKNOWN */
    publish: publish.ask,
    status: sheetsStatus(needs),
    /** The summary as a spreadsheet, after a build. Never fails. */
    publishSummary: summary,
    /**
     * Takes what changed, keeps the channel, makes sheets and the summary, as far as the time goes. @throws Problem STORE_…, and
     * every defect: then it must be run again.
     */
    async sweep(budgetMs: number = BUDGET_MS): Promise<Swept> {
      const swept = await withLease(needs, LEASE_MS, () =>
        run(budgetMs).catch((error) => {
          if (error instanceof Problem && error.code.startsWith('DRIVE_')) return heldUp(error);
          throw error;
        }),
      );
      return swept ?? { outcome: 'busy' };
    },
  };
}
