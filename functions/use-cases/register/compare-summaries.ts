/** What moved between two summaries of a round, and whose returns moved it. */
import { viewOf } from '../../domain/aggregate/commune-figure.ts';
import {
  type ChangedReturn,
  changedCodes,
  compareSummaries,
  type ReturnSeen,
  type SummaryChanges,
} from '../../domain/comparison/compare-summaries.ts';
import type { KeptFigures } from '../../domain/comparison/kept-figures.ts';
import type { Form } from '../../domain/form/form.ts';
import { fromDocument } from '../../domain/register/submission-document.ts';
import type { Commune } from '../../domain/round/commune.ts';
import type { Round } from '../../domain/round/round.ts';
import { constantsOf } from '../../domain/submission/figures.ts';
import type { Documents } from '../../ports/documents.ts';
import type { FormLibrary } from '../../ports/form-library.ts';
import { Problem } from '../../problems.ts';
import { communeRecord, places, rosterOf, roundRecord, versionDocument } from './places.ts';
import { readAhead } from './read-ahead.ts';
import type { StoredSummary } from './summary-state.ts';

export interface ChangesNeeds {
  readonly documents: Documents;
  readonly forms: FormLibrary;
  /** Brings the stored summary up to date. */
  readonly build: (round: string) => Promise<StoredSummary>;
}

/** Instants, ISO 8601. A summary of such a time is the last one kept that was built by then, else the first one kept. */
export interface Span {
  /** Without it: a day before `to`. */
  readonly from?: string;
  /** Without it: now. */
  readonly to?: string;
}

export interface ChangesOfRound {
  readonly round: Round;
  readonly form: Form;
  readonly changes: SummaryChanges;
  /** When the summaries were built that can be compared, the first one first. */
  readonly kept: readonly string[];
}

const DAY_MS = 86_400_000;

/** Compares two summaries of a round. @throws Problem ROUND_UNKNOWN, REQUEST_MALFORMED (no instants, or in the wrong order), STORE_BUSY */
export function summaryChanges({ documents, forms, build }: ChangesNeeds) {
  return async (roundId: string, span: Span = {}): Promise<ChangesOfRound> => {
    const { round } = await roundRecord(documents, roundId);
    const asked = { from: instantOf(span.from, 'from'), to: instantOf(span.to, 'to') };
    if (asked.from !== undefined && asked.to !== undefined && asked.from > asked.to)
      throw new Problem('REQUEST_MALFORMED', { where: 'from, to' });
    await build(roundId);
    const kept = (await documents.list(places.summaryHistory(roundId))).map(
      ({ value }) => value as unknown as KeptFigures,
    );
    const to = asked.to === undefined ? kept.at(-1) : keptAt(kept, asked.to);
    // Built by an earlier program; being built anew.
    if (!to) throw new Problem('STORE_BUSY');
    const from = keptAt(kept, asked.from ?? Date.parse(to.builtAt) - DAY_MS) ?? to;
    const form = await forms.load(round.form, round.version);
    const changed = await changedReturns(round, form, from, to);
    const changes = compareSummaries({ round: roundId, form }, { from, to }, changed);
    return { round, form, changes, kept: kept.map(({ builtAt }) => builtAt) };
  };

  async function changedReturns(
    round: Round,
    form: Form,
    from: KeptFigures,
    to: KeptFigures,
  ): Promise<ChangedReturn[]> {
    const constants = constantsOf(form, round.constants);
    const roster = new Map((await rosterOf(documents, round.id)).map((commune) => [commune.code, commune]));
    const changed: ChangedReturn[] = [];
    for await (const one of readAhead(changedCodes(from, to), (code) => changedReturn(code))) changed.push(one);
    return changed;

    async function changedReturn(code: string): Promise<ChangedReturn> {
      const { versions } = await communeRecord(documents, round.id, code);
      const seen = async (
        version: number | undefined,
      ): Promise<(ReturnSeen & { readonly commune: Commune }) | undefined> => {
        const entry = versions.find((each) => each.version === version);
        if (!entry || version === undefined) return undefined;
        const submission = fromDocument(await versionDocument(documents, round.id, code, version));
        const commune = roster.get(code) ?? submission.commune;
        const view = viewOf(form, { commune, returns: { inForce: submission, others: [] } }, constants);
        return { commune, version, at: entry.receivedAt, state: entry.state, view };
      };
      const [before, after] = [await seen(from.versions[code]), await seen(to.versions[code])];
      const commune = roster.get(code) ?? (after ?? before)?.commune;
      if (!commune) throw new Error(`return lost: ${code}`);
      return { commune, ...(before ? { before } : {}), ...(after ? { after } : {}) };
    }
  }
}

/** @throws Problem REQUEST_MALFORMED */
function instantOf(text: string | undefined, where: string): number | undefined {
  if (text === undefined || text === '') return undefined;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new Problem('REQUEST_MALFORMED', { where });
  return instant;
}

const keptAt = (kept: readonly KeptFigures[], instant: number): KeptFigures | undefined =>
  kept.findLast(({ builtAt }) => Date.parse(builtAt) <= instant) ?? kept[0];
