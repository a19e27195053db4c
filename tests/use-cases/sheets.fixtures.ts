/** A province with sheets in a drive: real stores, the real adapter, and a server on this machine in Google's place. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderFiles } from '../../functions/adapters/folder-files/folder-files.ts';
import { LOOPBACK_ACCOUNT } from '../../functions/adapters/google-sheets/access.ts';
import { googleSheets } from '../../functions/adapters/google-sheets/google-sheets.ts';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import { MAX_FILE_BYTES } from '../../functions/adapters/xlsx-reader/limits.ts';
import { inputName } from '../../functions/domain/form/layout.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import type { Round } from '../../functions/domain/round/round.ts';
import { formOfAnswers } from '../../functions/domain/submission/submission.ts';
import { SEND_NAMES } from '../../functions/domain/template/send-cell.ts';
import { makeSheetModel } from '../../functions/use-cases/make-template.ts';
import { buildSummary } from '../../functions/use-cases/register/build-summary.ts';
import { manageRound } from '../../functions/use-cases/register/manage-round.ts';
import { communeRecord } from '../../functions/use-cases/register/places.ts';
import { receipts, receiveSubmission, type Sent } from '../../functions/use-cases/register/receive-submission.ts';
import { sheetRecord } from '../../functions/use-cases/register/sheets/sheet-places.ts';
import { sheetsRegister } from '../../functions/use-cases/register/sheets/sheets-register.ts';
import { localTools, sha256 } from '../../functions/wiring.ts';
import { BINH_DUONG, theRoster, theRound } from '../support/a-running-round.ts';
import { type GoogleServerOptions, startGoogleServer } from '../support/google-server/google-server.ts';

export const PUSH_URL = 'https://cchc.example.vn/onDriveChange';
export const CHANNEL_TOKEN = 'thu-nghiem-0123456789';
export const OFFICER = 'can-bo@tinh.example.vn';
export const emailOf = (code: string): string => `xa-${code}@example.vn`;

export interface ProvinceOptions extends GoogleServerOptions {
  /** Only the first so many. */
  readonly most?: number;
  /** Made-up communes besides the two whose figures were published. */
  readonly more?: number;
  /** Without an address: the commune's sheet is made, and nobody is let in. */
  readonly withoutAddress?: readonly string[];
  readonly round?: Round;
  /** What is filled into the communes' sheets; the form's own workbook without it. */
  readonly sheetModel?: ReturnType<typeof makeSheetModel>;
}

export type SheetProvince = Awaited<ReturnType<typeof openProvince>>;

/** Opens it, with an open round; time passes only when somebody waits. */
export async function openProvince(options: ProvinceOptions = {}) {
  const { more = 0, most = Number.POSITIVE_INFINITY, withoutAddress = [], round = theRound } = options;
  const folder = mkdtempSync(join(tmpdir(), 'sheets-'));
  const time = { ms: Date.parse('2025-10-10T02:00:00.000Z') };
  const clock = () => new Date(time.ms).toISOString();
  const server = await startGoogleServer({ ...options, now: () => time.ms, serviceAccount: LOOPBACK_ACCOUNT });
  server.channels.held = true; // nobody listens at that address
  const documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
  const tools = localTools(undefined, clock);
  const { forms, readWorkbook } = tools;
  const asked: string[] = [];
  const logged: unknown[] = [];
  const base = {
    ...tools,
    documents,
    files: await folderFiles(join(folder, 'files')),
    sha256,
    newId: randomUUID,
    announce: async () => {},
  };
  const receive = receiveSubmission(base);
  const receiptOf = receipts(base);
  const sent: Sent[] = [];
  const front = googleSheets(
    {
      folder: server.folderId,
      pushUrl: PUSH_URL,
      channelToken: CHANNEL_TOKEN,
      loopback: server.url,
      limitBytes: MAX_FILE_BYTES,
    },
    {
      now: () => time.ms,
      random: () => 0.5,
      async sleep(ms) {
        time.ms += ms;
      },
    },
  );
  const needs = {
    ...base,
    front,
    readWorkbook,
    async receive(one: Sent) {
      sent.push(one);
      return receive(one);
    },
    async annotated(roundId: string, code: string, version: number) {
      const { submission } = await receiptOf(roundId, code, version);
      const { form, version: of } = formOfAnswers(submission);
      return { bytes: await tools.annotateReturn(await forms.load(form, of), submission, round) };
    },
    sheetModel: options.sheetModel ?? makeSheetModel({ clock }),
    officers: [OFFICER],
    async askSweep() {
      asked.push('sweep');
    },
    log: (line: unknown) => void logged.push(line),
  };
  const roster = theRoster(more)
    .slice(0, most)
    .map(
      (commune): Commune =>
        withoutAddress.includes(commune.code) ? commune : { ...commune, email: emailOf(commune.code) },
    );
  const rounds = manageRound(base);
  await rounds.create(round, 'Nguyễn Văn A');
  await rounds.setRoster(round.id, roster, 'Nguyễn Văn A');
  await rounds.step(round.id, 'open', 'Nguyễn Văn A');
  const record = (code = BINH_DUONG) => sheetRecord(documents, round.id, code);
  const versions = async (code = BINH_DUONG) => (await communeRecord(documents, round.id, code)).versions;
  const sheetId = async (code = BINH_DUONG) => (await record(code)).sheet ?? 'none';
  return {
    server,
    people: server.people,
    documents,
    needs,
    front,
    round,
    roster,
    rounds,
    time,
    sent,
    asked,
    logged,
    /** Opened anew, as after a restart: it remembers only what is stored. */
    sheets: sheetsRegister(needs),
    build: buildSummary(base),
    record,
    versions,
    sheetId,
    /** Everything in the drive of that kind, by name. */
    inDrive: (mimeType: string) =>
      [...server.world.files.values()].filter((file) => file.mimeType === mimeType && !file.trashed),
    /** Types figures by their code and chooses "Gửi". */
    async send(values: Readonly<Record<string, string | number>> = {}, code = BINH_DUONG) {
      const form = await forms.load(round.form, round.version);
      const id = await sheetId(code);
      for (const [own, value] of Object.entries(values)) {
        const key = form.byCode.get(own)?.key;
        if (key === undefined) throw new Error(`no indicator ${own}`);
        server.people.edit(id, inputName(key), value);
      }
      server.people.edit(id, SEND_NAMES.send, 'Gửi');
    },
    async answer(code = BINH_DUONG): Promise<string> {
      return server.people.cell(await sheetId(code), SEND_NAMES.answer).userEnteredValue?.stringValue ?? '';
    },
    async close() {
      await server.close();
      await documents.close();
      rmSync(folder, { recursive: true });
    },
  };
}
