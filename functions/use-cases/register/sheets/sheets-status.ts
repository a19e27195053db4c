/** How far the sheets of a round are: for the province's page. */
import type { Commune } from '../../../domain/round/commune.ts';
import { type SheetRecord, WAITING } from '../../../domain/sheet-front/sheet-record.ts';
import { rosterOf, roundRecord } from '../places.ts';
import type { PublishedSummary } from './publish-summary.ts';
import type { SheetNeeds } from './sheet-needs.ts';
import { readPlace, type SheetPlan, sheetPlaces, sheetRecords, type Trouble } from './sheet-places.ts';

export interface SheetLine {
  readonly commune: Commune;
  readonly state: SheetRecord['state'];
  /** The spreadsheet and the folder around it, where they stand. */
  readonly url?: string;
  readonly folderUrl?: string;
  readonly sharedWith?: string;
  /** What the province should know or do about it, in finished sentences. */
  readonly sentences: readonly string[];
}

export interface SheetsStatus {
  /** Nothing was asked for without it. */
  readonly askedAt?: string;
  readonly askedBy?: string;
  /** The round's folder, and the summary as a spreadsheet. */
  readonly folderUrl?: string;
  readonly summary?: { readonly url?: string; readonly builtAt?: string; readonly sentence?: string };
  /** By commune code. */
  readonly lines: readonly SheetLine[];
  readonly counts: Readonly<Record<SheetRecord['state'] | 'troubled', number>>;
  /** What keeps everything waiting. */
  readonly trouble?: Trouble;
}

/** Gives the state of a round's sheets. @throws (from what it gives) Problem ROUND_UNKNOWN */
export function sheetsStatus({ documents }: Pick<SheetNeeds, 'documents'>) {
  return async (round: string): Promise<SheetsStatus> => {
    await roundRecord(documents, round);
    const plan = await readPlace<SheetPlan>(documents, sheetPlaces.plan(round));
    const records = await sheetRecords(documents, round);
    const summary = await readPlace<PublishedSummary>(documents, sheetPlaces.summary(round));
    const trouble = await readPlace<Trouble>(documents, sheetPlaces.trouble());
    const lines = (await rosterOf(documents, round)).map((commune) =>
      lineOf(commune, records.get(commune.code) ?? WAITING),
    );
    return {
      ...(plan && { askedAt: plan.askedAt, askedBy: plan.askedBy }),
      ...(plan?.url && { folderUrl: plan.url }),
      ...(summary && { summary }),
      lines,
      counts: countsOf(lines, records),
      ...(trouble && { trouble }),
    };
  };
}

function lineOf(commune: Commune, record: SheetRecord): SheetLine {
  const { state, url, folderUrl, sharedWith, sentence, trouble } = record;
  return {
    commune,
    state,
    ...(url && { url }),
    ...(folderUrl && { folderUrl }),
    ...(sharedWith && { sharedWith }),
    sentences: [sentence, trouble].filter((text) => text !== undefined),
  };
}

function countsOf(lines: readonly SheetLine[], records: ReadonlyMap<string, SheetRecord>): SheetsStatus['counts'] {
  const count = (state: SheetRecord['state']) => lines.filter((line) => line.state === state).length;
  const troubled = lines.filter(({ commune }) => records.get(commune.code)?.trouble !== undefined).length;
  return { waiting: count('waiting'), made: count('made'), shared: count('shared'), failed: count('failed'), troubled };
}
