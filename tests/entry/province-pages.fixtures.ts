/** What the province's pages show: a real round over the published examples, and made-up provinces of any size. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderFiles } from '../../functions/adapters/folder-files/folder-files.ts';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import type { CommuneRecord, VersionEntry } from '../../functions/domain/register/commune-record.ts';
import type { LogEntry } from '../../functions/domain/register/log-entry.ts';
import type { Role } from '../../functions/domain/register/rights.ts';
import type { RoundRecord } from '../../functions/domain/register/round-record.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { type Example, fillExample } from '../../functions/domain/template/fill-example.ts';
import type { Person } from '../../functions/entry/http/pages/frame.ts';
import { checkReturn } from '../../functions/use-cases/check-return.ts';
import { buildSummary, type SummaryFigures } from '../../functions/use-cases/register/build-summary.ts';
import { manageRound } from '../../functions/use-cases/register/manage-round.ts';
import { places } from '../../functions/use-cases/register/places.ts';
import { readReturn } from '../../functions/use-cases/register/read-return.ts';
import { receiveSubmission } from '../../functions/use-cases/register/receive-submission.ts';
import { reviewSubmission } from '../../functions/use-cases/register/review-submission.ts';
import { type RoundStatus, roundStatus, rowOf } from '../../functions/use-cases/register/round-status.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { communeAt } from '../../scripts/bench/made-names.ts';
import { aProvince } from '../support/a-province.ts';

const forms = formFolder(FORMS_FOLDER);
export const form = await forms.load('kiem-tra-cchc-2025', 1);
const examples = await readExamples(join(FORMS_FOLDER, form.id, 'v1', 'example'));
if (!examples) throw new Error('no examples');
const { round, returns } = examples;

export const [BINH_DUONG, AL_BA] = ['21733', '23954'] as const;
export const SCRIPT = '<script>alert(1)</script>';

export const aPerson = (role: Role = 'officer'): Person => ({ name: 'Trần Thị B', role, csrf: 'dau-cua-phien' });
export const aRecord: RoundRecord = { round, state: 'open', createdAt: '2025-10-01T01:00:00.000Z' };

/** What was typed into the published return of a commune, some of it otherwise, as a file. */
function workbookOf(code: string, values: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const example = returns.find(({ commune }) => commune.code === code) as Example;
  const { answers, strays } = fillExample(form, { ...example, values: { ...example.values, ...values } });
  const { commune } = example;
  return writeXlsx(composeTemplate({ form, commune, round, answers, strays, created: '2025-10-10T02:00:00Z' }));
}

/** The round of the published examples: sent, approved, sent again with errors, sent back; and one commune that sent nothing. */
export async function realRound() {
  const folder = mkdtempSync(join(tmpdir(), 'province-pages-'));
  const documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  let [now, ids] = ['2025-10-09T02:00:00.000Z', 0];
  const needs = {
    documents,
    files: await folderFiles(join(folder, 'files')),
    forms,
    checkReturn: checkReturn({ forms, readWorkbook: readXlsx, sha256 }),
    writeWorkbook: writeXlsx,
    sha256,
    clock: () => now,
    newId: () => String(++ids).padStart(6, '0'),
    announce: async () => {},
  };
  const [rounds, receive, review] = [manageRound(needs), receiveSubmission(needs), reviewSubmission(needs)];
  const send = async (commune: string, file: string, values: Readonly<Record<string, string>> = {}) => {
    const bytes = await workbookOf(commune, values);
    await receive({ round: round.id, commune, file, bytes, channel: 'web', who: `đơn vị ${commune}` });
  };
  const who = 'Trần Thị B';
  await rounds.create(round, who);
  const communes = [communeAt(3), ...returns.map(({ commune }) => commune)];
  await rounds.setRoster(round.id, communes, who);
  await rounds.step(round.id, 'open', who);
  now = '2025-10-10T02:12:00.000Z';
  await send(BINH_DUONG, 'phieu-binh-duong.xlsx');
  now = '2025-10-11T03:00:00.000Z';
  await review.approve({ round: round.id, commune: BINH_DUONG, version: 1, who });
  await send(AL_BA, `phieu ${SCRIPT}.xlsx`);
  await review.sendBack({ round: round.id, commune: AL_BA, version: 1, who }, `Bổ sung nguyên nhân trễ hạn ${SCRIPT}`);
  now = '2025-10-13T07:45:00.000Z';
  await send(BINH_DUONG, 'phieu-binh-duong-sua.xlsx', { '8.3': '8', '3.2': '1.441' });
  now = '2025-10-14T01:30:00.000Z';
  const { figures } = await buildSummary(needs)(round.id);
  const bytes = (await needs.files.get(figures)) as Uint8Array;
  const log = await documents.list(places.log(round.id));
  return {
    status: await roundStatus(documents)(round.id, '2025-10-14'),
    readReturn: readReturn(needs),
    communes,
    figures: JSON.parse(new TextDecoder().decode(bytes)) as SummaryFigures,
    log: log.map(({ id, value }) => ({ id, entry: value as unknown as LogEntry })).reverse(),
    async close() {
      await documents.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A made-up round of `size` communes on the day after its deadline, every state among them. */
export function madeStatus(size: number): RoundStatus {
  const today = '2025-10-16';
  const rows = Array.from({ length: size }, (_, index) => rowOf(communeAt(index), recordAt(index), aRecord, today));
  const count = (matches: (row: (typeof rows)[number]) => boolean) => rows.filter(matches).length;
  const inState = (state: string) => count(({ status }) => status === state);
  return {
    record: aRecord,
    rows,
    counts: {
      missing: inState('missing'),
      accepted: inState('accepted'),
      'accepted with warnings': inState('accepted with warnings'),
      'needs correction': inState('needs correction'),
      late: count(({ latest }) => latest?.late === true),
      approved: count(({ review }) => review?.outcome === 'approved'),
    },
  };
}

function recordAt(index: number): CommuneRecord {
  const pick = (index * 7919) % 100;
  if (pick < 16) return { versions: [], ...(pick < 4 ? { extendedTo: '2025-10-25' } : {}) };
  const version = pick % 9 === 0 ? 2 : 1;
  const wrong = pick < 27;
  const warned = pick < 58;
  const entry: VersionEntry = {
    version,
    sha256: 'a'.repeat(64),
    file: 'phieu.xlsx',
    channel: 'web',
    receivedAt: `2025-${index % 4 === 0 ? '09' : '10'}-${String(3 + (index % 13)).padStart(2, '0')}T0${index % 9}:${10 + (index % 50)}:00.000Z`,
    state: wrong ? 'needs correction' : warned ? 'accepted with warnings' : 'accepted',
    errors: wrong ? 1 + (pick % 3) : 0,
    warnings: warned ? 2 + (pick % 11) : 0,
    explained: 0,
    late: pick % 13 === 0,
  };
  const versions = version === 2 ? [{ ...entry, version: 1 }, entry] : [entry];
  const by = { version, by: 'Trần Thị B', at: '2025-10-15T02:00:00.000Z' };
  if (pick > 74) return { versions, approvedVersion: version, review: { outcome: 'approved', ...by } };
  return pick > 70 ? { versions, review: { outcome: 'returned', comment: 'Bổ sung.', ...by } } : { versions };
}

/** Figures of a made-up province. */
export function madeFigures(size: number): SummaryFigures {
  const { roster, communes } = aProvince(form, size);
  const counted = communes.filter(({ returns: { inForce } }) => inForce);
  const figures = aggregate(form, communes, { constants: constantsOf(form), roster });
  return {
    round: round.id,
    form: form.id,
    version: form.version,
    builtAt: '2025-10-16T01:30:00.000Z',
    versions: Object.fromEntries(counted.map(({ commune }) => [commune.code, 1])),
    figures: JSON.parse(JSON.stringify(figures)),
  };
}
