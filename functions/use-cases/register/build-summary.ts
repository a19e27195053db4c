/**
 * The stored summary of a round, rebuilt from the stored submissions: never incremented, so it cannot drift. At most one
 * build of a round runs and one waits, however many returns arrive.
 */

import { aggregate } from '../../domain/aggregate/aggregate.ts';
import type { ProvinceFigures } from '../../domain/aggregate/province-figures.ts';
import { compareRounds, type RoundComparison } from '../../domain/comparison/compare-rounds.ts';
import { hourOf, hoursToRemove, keptFigures } from '../../domain/comparison/kept-figures.ts';
import { constantsOf } from '../../domain/submission/figures.ts';
import { composeSummary } from '../../domain/summary/compose-summary.ts';
import { dayOf } from '../../domain/text/instant.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Documents } from '../../ports/documents.ts';
import type { Files } from '../../ports/files.ts';
import type { FormLibrary } from '../../ports/form-library.ts';
import type { WriteWorkbook } from '../../ports/write-workbook.ts';
import { previousFigures } from './compare-rounds.ts';
import { asJson, fileNames, places } from './places.ts';
import { returnsInForce } from './returns-in-force.ts';
import { assessmentsOf } from './score-communes.ts';
import { currentMark, type StoredSummary, storedSummary } from './summary-state.ts';

export interface BuildNeeds {
  readonly documents: Documents;
  readonly files: Files;
  readonly clock: Clock;
  readonly forms: FormLibrary;
  readonly writeWorkbook: WriteWorkbook;
  readonly sha256: (bytes: Uint8Array) => string;
  /** Where a commune's return is to be seen, as an address on the web. */
  readonly linkOf?: (round: string, code: string) => string;
}

/** Figures as `summary.json` gives them. */
export interface SummaryFigures {
  readonly round: string;
  readonly form: string;
  readonly version: number;
  readonly builtAt: string;
  readonly versions: Readonly<Record<string, number>>;
  readonly figures: ProvinceFigures;
  /** Beside the previous round of the same form, where there is one. */
  readonly comparison?: RoundComparison;
}

/** Builds the summary if the stored one is behind; gives the stored one. @throws Problem ROUND_UNKNOWN */
export function buildSummary(needs: BuildNeeds) {
  const { documents, files, writeWorkbook, sha256, clock } = needs;
  const { linkOf } = needs;
  const counted = returnsInForce(needs);
  const previousOf = previousFigures(needs);

  return async (roundId: string): Promise<StoredSummary> => {
    const builtAt = clock();
    const mark = await currentMark(documents, roundId, dayOf(builtAt));
    const before = await storedSummary(documents, roundId);
    if (before?.mark === mark) return before;
    // First, so that two rounds are never held whole.
    const former = await previousOf(roundId);
    const { form, round, roster, communes } = await counted(roundId);
    const constants = constantsOf(form, round.constants);
    const figures = aggregate(form, communes, { constants, roster });
    const { id, title } = round;
    const previous = former && compareRounds(former.held, { id, title, form, constants, communes, roster });
    const versions = Object.fromEntries(communes.map(({ commune, version = 0 }) => [commune.code, version]));
    const workbook = await writeWorkbook(
      composeSummary({
        form,
        round,
        roster,
        communes,
        refused: [],
        figures,
        created: builtAt,
        constants,
        assessments: form.scoring && (await assessmentsOf(documents, roundId)),
        linkOf: linkOf && ((code) => linkOf(roundId, code)),
        earlier: former?.earlier,
        previous,
      }),
    );
    const json = new TextEncoder().encode(
      JSON.stringify({
        round: roundId,
        form: form.id,
        version: form.version,
        builtAt,
        versions,
        figures,
        ...(previous ? { comparison: previous.comparison } : {}),
      } satisfies SummaryFigures),
    );
    const hash = sha256(workbook);
    const stored: StoredSummary = {
      mark,
      etag: hash,
      builtAt,
      versions,
      workbook: fileNames.summary(roundId, hash),
      figures: fileNames.figures(roundId, sha256(json)),
    };
    await files.put(stored.workbook, workbook);
    await files.put(stored.figures, json);
    const kept = keptFigures(builtAt, versions, figures);
    const hour = hourOf(builtAt);
    // Only with a new hour is one too many.
    const isKnown = (await documents.get(places.keptFigures(roundId, hour))) !== undefined;
    const hours = isKnown ? [] : (await documents.list(places.summaryHistory(roundId))).map(({ id }) => id);
    await documents.transact(async (transaction) => {
      transaction.set(places.summary(roundId), asJson(stored));
      transaction.set(places.keptFigures(roundId, hour), asJson(kept));
      for (const id of hoursToRemove([...new Set([...hours, hour])], builtAt))
        transaction.delete(places.keptFigures(roundId, id));
    });
    await removeFormer(before, stored);
    return stored;
  };

  /** What was built before is of no use to anyone: it can be built again. A store that has to keep files for a time keeps it. */
  async function removeFormer(before: StoredSummary | undefined, stored: StoredSummary): Promise<void> {
    const former = [before?.workbook, before?.figures].filter((name) => name !== undefined);
    const superseded = former.filter((name) => name !== stored.workbook && name !== stored.figures);
    await Promise.allSettled(superseded.map((name) => files.delete(name)));
  }
}
