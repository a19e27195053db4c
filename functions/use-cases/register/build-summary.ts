/**
 * The stored summary of a round, rebuilt from the stored submissions: never incremented, so it cannot drift. At most one
 * build of a round runs and one waits, however many returns arrive.
 */

import { aggregate } from '../../domain/aggregate/aggregate.ts';
import type { ProvinceFigures } from '../../domain/aggregate/province-figures.ts';
import type { Form } from '../../domain/form/form.ts';
import { noticeWords } from '../../domain/notice/notice-words.ts';
import { recommend } from '../../domain/notice/recommend.ts';
import { type CommuneRecord, versionInForce } from '../../domain/register/commune-record.ts';
import { fromDocument, type SubmissionDocument } from '../../domain/register/submission-document.ts';
import type { Commune } from '../../domain/round/commune.ts';
import type { Round } from '../../domain/round/round.ts';
import { constantsOf } from '../../domain/submission/figures.ts';
import type { Submission } from '../../domain/submission/submission.ts';
import { composeSummary } from '../../domain/summary/compose-summary.ts';
import type { CommuneSummary } from '../../domain/summary/summary-context.ts';
import type { Documents } from '../../ports/documents.ts';
import type { FormLibrary } from '../../ports/form-library.ts';
import type { WriteWorkbook } from '../../ports/write-workbook.ts';
import { asJson, fileNames, places, rosterOf, roundRecord } from './places.ts';
import type { RegisterNeeds } from './receive-submission.ts';
import { currentMark, type StoredSummary, storedSummary } from './summary-state.ts';

export interface BuildNeeds extends RegisterNeeds {
  readonly forms: FormLibrary;
  readonly writeWorkbook: WriteWorkbook;
  readonly sha256: (bytes: Uint8Array) => string;
}

/** Figures as `summary.json` gives them. */
export interface SummaryFigures {
  readonly round: string;
  readonly form: string;
  readonly version: number;
  readonly builtAt: string;
  readonly versions: Readonly<Record<string, number>>;
  readonly figures: ProvinceFigures;
}

/** Builds the summary if the stored one is behind; gives the stored one. @throws Problem ROUND_UNKNOWN */
export function buildSummary(needs: BuildNeeds) {
  const { documents, files, forms, writeWorkbook, sha256, clock } = needs;

  return async (roundId: string): Promise<StoredSummary> => {
    const mark = (await currentMark(documents, roundId)) ?? '';
    const before = await storedSummary(documents, roundId);
    if (before?.mark === mark) return before;
    const { round } = await roundRecord(documents, roundId);
    const form = await forms.load(round.form, round.version);
    const roster = await rosterOf(documents, roundId);
    const returns = await storedReturns(documents, form, round, roster);
    const communes = returns.map(({ summary }) => summary);
    const constants = constantsOf(form, round.constants);
    const figures = aggregate(form, communes, { constants, roster });
    const builtAt = clock();
    const versions = Object.fromEntries(returns.map(({ summary, version }) => [summary.commune.code, version]));
    const workbook = await writeWorkbook(
      composeSummary({ form, round, roster, communes, refused: [], figures, created: builtAt, constants }),
    );
    const json = new TextEncoder().encode(
      JSON.stringify({
        round: roundId,
        form: form.id,
        version: form.version,
        builtAt,
        versions,
        figures,
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
    await documents.transact(async (transaction) => transaction.set(places.summary(roundId), asJson(stored)));
    return stored;
  };
}

interface StoredReturn {
  readonly summary: CommuneSummary;
  readonly version: number;
}

async function storedReturns(
  documents: Documents,
  form: Form,
  round: Round,
  roster: readonly Commune[],
): Promise<readonly StoredReturn[]> {
  const records = await documents.list(places.communes(round.id));
  const known = new Map(roster.map((commune) => [commune.code, commune]));
  const returns = await Promise.all(
    records.map(async ({ id: code, value }): Promise<StoredReturn[]> => {
      const entry = versionInForce(value as unknown as CommuneRecord);
      const document =
        entry &&
        ((await documents.get(places.version(round.id, code, entry.version))) as unknown as
          | SubmissionDocument
          | undefined);
      if (!entry || !document) return [];
      const submission: Submission = { ...fromDocument(document), sentAt: entry.receivedAt };
      const commune = known.get(code) ?? submission.commune;
      const words = round.notice && noticeWords(commune, round.notice);
      const recommendations = recommend(form, submission, { constants: round.constants, words });
      return [
        { version: entry.version, summary: { commune, returns: { inForce: submission, others: [] }, recommendations } },
      ];
    }),
  );
  return returns.flat();
}
