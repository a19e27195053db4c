/** What the register does on every store when a whole country uses it, and when one commune sends everything at once. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import type { CommuneRecord } from '../../functions/domain/register/commune-record.ts';
import { toDocument } from '../../functions/domain/register/submission-document.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import type { Documents, Json } from '../../functions/ports/documents.ts';
import type { Files } from '../../functions/ports/files.ts';
import { manageRound } from '../../functions/use-cases/register/manage-round.ts';
import { asJson, communeRecord, places, rosterOf, versionDocument } from '../../functions/use-cases/register/places.ts';
import { type RegisterNeeds, receiveSubmission } from '../../functions/use-cases/register/receive-submission.ts';
import { returnsInForce } from '../../functions/use-cases/register/returns-in-force.ts';
import { roundStatus } from '../../functions/use-cases/register/round-status.ts';
import { currentMark } from '../../functions/use-cases/register/summary-state.ts';
import { FORMS_FOLDER, sha256 } from '../../functions/wiring.ts';
import { BINH_DUONG, theRoster, theRound } from '../support/a-running-round.ts';
import { aSubmission } from '../support/builders.ts';
import type { Place } from './documents.contract.ts';

const COUNTRY = 3321;
const WRITERS = 50;
/** An emulator on a machine with much else to do. */
const PATIENCE = { timeout: 240_000 };
const NOW = '2025-10-10T02:00:00.000Z';
const WHO = 'Nguyễn Văn A';

const forms = formFolder(FORMS_FOLDER);
const form = await forms.load(theRound.form, theRound.version);

/** Runs the register on stores of `newPlace`. */
export function registerAtScale(newPlace: () => Promise<Place<Documents>>): void {
  let handles: Documents[];

  beforeEach(async () => {
    const { open } = await newPlace();
    handles = [await open(), await open()];
  });
  afterEach(async () => {
    for (const handle of handles) await handle.close();
  });

  const first = () => handles[0] as Documents;

  async function openRound(roster: readonly Commune[]): Promise<void> {
    const rounds = manageRound(needsOver(first()));
    await rounds.create(theRound, WHO);
    await rounds.setRoster(theRound.id, roster, WHO);
    await rounds.step(theRound.id, 'open', WHO);
  }

  test(
    '50 người cùng gửi cho một đơn vị, từ hai nơi: một chuỗi bản 1…50, không mất, không trùng',
    PATIENCE,
    async () => {
      await openRound(theRoster());
      const receivers = handles.map((documents) => receiveSubmission(needsOver(documents)));
      const contents = Array.from({ length: WRITERS }, (_, index) => new TextEncoder().encode(`nội dung ${index}`));
      const received = await Promise.all(
        contents.map((bytes, index) =>
          (receivers[index % 2] as (typeof receivers)[0])({
            round: theRound.id,
            commune: BINH_DUONG,
            file: 'phieu.xlsx',
            bytes,
            channel: 'web',
            who: WHO,
          }),
        ),
      );
      const chain = Array.from({ length: WRITERS }, (_, index) => index + 1);
      const answered = received.map(({ outcome, receipt }) => ({ outcome, version: receipt?.kept?.version }));
      expect(answered.toSorted((left, right) => (left.version ?? 0) - (right.version ?? 0))).toEqual(
        chain.map((version) => ({ outcome: 'new', version })),
      );
      const { versions } = await communeRecord(first(), theRound.id, BINH_DUONG);
      expect(versions.map(({ version }) => version)).toEqual(chain);
      expect(versions.map((entry) => entry.sha256).sort()).toEqual(contents.map(sha256).sort());
      for (const { version, sha256: hash } of versions)
        expect((await versionDocument(first(), theRound.id, BINH_DUONG, version)).sha256).toBe(hash);
      const log = await first().list<{ action: string }>(places.log(theRound.id));
      expect(log.filter(({ value }) => value.action === 'submission-received')).toHaveLength(WRITERS);
    },
  );

  test('3.321 đơn vị trong một đợt: danh sách, trang này sang trang khác, tình hình', PATIENCE, async () => {
    const roster = theCountry();
    await openRound(roster);
    await keep(first(), roster);
    expect(await rosterOf(first(), theRound.id)).toEqual(roster);

    const codes = roster.map(({ code }) => code);
    expect((await first().list(places.communes(theRound.id))).map(({ id }) => id)).toEqual(codes);
    expect(await pageByPage(first(), 300)).toEqual(codes);

    const { rows, counts } = await roundStatus(first())(theRound.id, '2025-10-10');
    expect(rows.map(({ commune }) => commune.code)).toEqual(codes);
    expect(counts).toMatchObject({ accepted: COUNTRY, missing: 0 });
  });

  test('phiếu của 100 đơn vị được đọc đủ và đúng thứ tự', PATIENCE, async () => {
    const roster = theCountry().slice(0, 100);
    await openRound(roster);
    await keep(first(), roster, true);
    const { communes } = await returnsInForce({ documents: first(), forms })(theRound.id);
    expect(communes.map(({ commune, returns }) => [commune.code, returns.inForce?.commune.code])).toEqual(
      roster.map(({ code }) => [code, code]),
    );
  });

  test('mỗi phiếu nhận được đều làm số liệu thành cũ, dù của đơn vị nào', PATIENCE, async () => {
    const roster = theCountry().slice(0, 40);
    await openRound(roster);
    const receive = receiveSubmission(needsOver(first()));
    const marks = new Set([await currentMark(first(), theRound.id, '2025-10-10')]);
    for (const { code } of roster) {
      await receive({ round: theRound.id, commune: code, file: 'a', bytes: bytesOf(code), channel: 'web', who: WHO });
      marks.add(await currentMark(first(), theRound.id, '2025-10-10'));
    }
    expect(marks.size).toBe(roster.length + 1);
  });
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Codes as the country has them, names of usual length. */
function theCountry(): readonly Commune[] {
  return Array.from({ length: COUNTRY }, (_, index) => ({
    code: String(1_000 + index * 9).padStart(5, '0'),
    name: `Xã Đăk Pơ Pho ${index}`,
    type: 'xã',
    province: 'Gia Lai',
  }));
}

/** As if each had sent one return. */
async function keep(documents: Documents, roster: readonly Commune[], withReturns = false): Promise<void> {
  const atOnce = withReturns ? 20 : 100;
  for (let from = 0; from < roster.length; from += atOnce)
    await documents.transact(async (transaction) => {
      for (const commune of roster.slice(from, from + atOnce)) {
        transaction.set(places.commune(theRound.id, commune.code), recordOf(commune));
        if (!withReturns) continue;
        const document = toDocument(aSubmission(form, {}, { commune }));
        transaction.set(places.version(theRound.id, commune.code, 1), asJson(document));
      }
    });
}

function recordOf({ code }: Commune): Json {
  const entry = {
    version: 1,
    sha256: sha256(bytesOf(code)),
    file: `Phiếu tự kiểm tra của xã ${code}.xlsx`,
    channel: 'web',
    receivedAt: NOW,
    state: 'accepted',
    errors: 0,
    warnings: 3,
    explained: 1,
    late: false,
  } as const;
  return asJson({ versions: [entry] } satisfies CommuneRecord);
}

async function pageByPage(documents: Documents, limit: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    const page = await documents.list(places.communes(theRound.id), { after: ids.at(-1), limit });
    if (page.length === 0) return ids;
    ids.push(...page.map(({ id }) => id));
  }
}

/** The register's needs, where the content of a workbook does not matter: what was sent is told apart by its hash. */
function needsOver(documents: Documents): RegisterNeeds {
  return {
    documents,
    files: memoryFiles(),
    forms,
    checkReturn: async ({ bytes }, expected) => {
      const [commune] = expected?.roster?.values() ?? [];
      return aSubmission(form, {}, { commune, sha256: sha256(bytes) });
    },
    sha256,
    clock: () => NOW,
    newId: randomUUID,
    announce: async () => {},
  };
}

function memoryFiles(): Files {
  const kept = new Map<string, Uint8Array>();
  return {
    put: async (name, bytes) => void kept.set(name, bytes),
    get: async (name) => kept.get(name),
    delete: async (name) => void kept.delete(name),
    list: async (prefix) => [...kept.keys()].filter((name) => name.startsWith(prefix)).sort(),
  };
}
