/** The returns that count for a round's figures, each with what its register adds: version, deadline, recommendations. */
import type { Form } from '../../domain/form/form.ts';
import type { NoticeDecisions } from '../../domain/notice/notice-decisions.ts';
import { noticeWords } from '../../domain/notice/notice-words.ts';
import { recommend } from '../../domain/notice/recommend.ts';
import { settle } from '../../domain/notice/settle.ts';
import { type CommuneRecord, versionInForce } from '../../domain/register/commune-record.ts';
import { deadlineOf } from '../../domain/register/round-record.ts';
import { fromDocument } from '../../domain/register/submission-document.ts';
import type { Commune } from '../../domain/round/commune.ts';
import type { Round } from '../../domain/round/round.ts';
import { sharedParts } from '../../domain/submission/share-parts.ts';
import type { CommuneSummary } from '../../domain/summary/summary-context.ts';
import type { Documents, Found, Json } from '../../ports/documents.ts';
import type { FormLibrary } from '../../ports/form-library.ts';
import { places, rosterOf, roundRecord, versionDocument } from './places.ts';
import { readAhead } from './read-ahead.ts';

export interface CountedReturns {
  readonly form: Form;
  readonly round: Round;
  readonly roster: readonly Commune[];
  /** By commune code. */
  readonly communes: readonly CommuneSummary[];
}

/** Reads what counts in a round. @throws Problem ROUND_UNKNOWN */
export function returnsInForce({ documents, forms }: { readonly documents: Documents; readonly forms: FormLibrary }) {
  return async (roundId: string): Promise<CountedReturns> => {
    const { round } = await roundRecord(documents, roundId);
    const form = await forms.load(round.form, round.version);
    const roster = await rosterOf(documents, roundId);
    const known = new Map(roster.map((commune) => [commune.code, commune]));
    const decided = new Map((await documents.list(places.noticeDecisions(roundId))).map(decisionsOf));
    const shared = sharedParts();
    const communes: CommuneSummary[] = [];
    for await (const { code, record, entry, document } of versionsInForce(documents, roundId)) {
      const inForce = shared.submission({ ...fromDocument(document), sentAt: entry.receivedAt });
      const commune = known.get(code) ?? inForce.commune;
      const words = round.notice && noticeWords(commune, round.notice);
      const proposed = recommend(form, inForce, { constants: round.constants, words });
      const decisions = decided.get(code);
      const recommendations = (decisions ? settle(proposed, decisions) : proposed).map(shared.recommendation);
      communes.push({
        commune,
        returns: { inForce, others: [] },
        recommendations,
        deadline: deadlineOf(round, record.extendedTo),
        version: entry.version,
        late: entry.late,
      });
    }
    return { form, round, roster, communes };
  };
}

const decisionsOf = ({ id, value }: Found<Json>) => [id, value as unknown as NoticeDecisions] as const;

/** Of each commune that sent, the version that counts; by code. */
async function* versionsInForce(documents: Documents, round: string) {
  const counted = (await documents.list(places.communes(round))).flatMap(({ id: code, value }) => {
    const record = value as unknown as CommuneRecord;
    const entry = versionInForce(record);
    return entry ? [{ code, record, entry }] : [];
  });
  yield* readAhead(counted, async (one) => ({
    ...one,
    document: await versionDocument(documents, round, one.code, one.entry.version),
  }));
}
