/**
 * The whole loop of Google Sheets, the service in its Google Cloud form on this machine: sheets are published and shared, clerks type
 * and choose "Gửi", Drive tells of it, the return is taken in and answered in the sheet; and what is summed up is what the same
 * returns come to when they are sent over HTTP.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { FINDINGS_SHEET, GUIDE_SHEET, inputName } from '../../functions/domain/form/layout.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import { SEND_NAMES, SEND_WORDS } from '../../functions/domain/template/send-cell.ts';
import { cellAddress, sheetReference, type WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import type { SheetLine, SheetsStatus } from '../../functions/use-cases/register/sheets/sheets-status.ts';
import { localTools } from '../../functions/wiring.ts';
import { ADMINISTRATOR, type SheetsCloud, startCloud } from '../support/a-cloud.ts';
import { AL_BA, BINH_DUONG, returnOf, theRoster, theRound } from '../support/a-running-round.ts';
import { message, PUBLISHED } from '../support/cloud-events.ts';
import { XLSX } from '../support/google-server/world.ts';
import { requires } from '../support/requires.ts';
import { runService, until } from '../support/running-service.ts';

const { api } = paths;
const ROUND = theRound.id;
const MORE = 2;
const [WRONG, DROPPED] = ['90001', '90002'];
const emailOf = ({ code }: Pick<Commune, 'code'>): string => `xa-${code}@gialai.gov.vn`;
const roster = theRoster(MORE).map((commune): Commune => ({ ...commune, email: emailOf(commune) }));
const codes = roster.map(({ code }) => code);
const TYPED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [WRONG]: { '3.2': '1.441' },
  [DROPPED]: { '8.3': '8' },
};
const contentOf = (code: string) => returnOf(code, TYPED[code]);
/** Emulators and processes that are far slower beside others. */
const LONG_MS = 60_000;

interface Status {
  readonly communes: readonly {
    readonly commune: { readonly code: string };
    readonly latest?: { readonly version: number; readonly channel: string; readonly state: string };
  }[];
}

/** The figures of the same returns, sent over HTTP to the service on one machine. */
async function figuresOverHttp(): Promise<unknown> {
  const running = await runService({ moreCommunes: MORE });
  try {
    await running.service.register.rounds.setRoster(ROUND, roster, 'Nguyễn Văn A');
    const { token } = await running.signIn();
    const headers = { authorization: `Bearer ${token}` };
    for (const code of codes) {
      const body = (await contentOf(code)) as RequestInit['body'];
      await running.fetch(api.submission(ROUND, code), { method: 'PUT', headers, body });
    }
    await until('tổng hợp mới', async () => (await running.service.register.summaryState(ROUND)).fresh);
    return figuresIn(await running.fetch(api.summaryFigures(ROUND), { headers }));
  } finally {
    await running.stop();
  }
}

async function figuresIn(response: Response): Promise<unknown> {
  const { figures, versions } = (await response.json()) as { figures: unknown; versions: unknown };
  return { figures, versions };
}

/** What a clerk types to make of the blank what was sent as a file: places and contents. */
async function typedIn(code: string): Promise<readonly (readonly [place: string, value: string | number | boolean])[]> {
  const { forms, makeTemplate } = localTools();
  const form = await forms.load(theRound.form, theRound.version);
  const commune = roster.find((one) => one.code === code);
  const [blank, filled] = await Promise.all(
    [await makeTemplate(form, commune, theRound), await contentOf(code)].map(async (bytes) =>
      plainCells(await readXlsx(bytes)),
    ),
  );
  return [...(filled ?? [])].filter(([place, value]) => blank?.get(place) !== value);
}

function plainCells({ sheets }: WorkbookData): ReadonlyMap<string, string | number | boolean> {
  const cells = sheets
    .filter(({ name, state }) => state === 'visible' && name !== GUIDE_SHEET)
    .flatMap(({ name, cells }) => cells.map((cell) => ({ name, ...cell })));
  return new Map(
    cells.flatMap(({ name, row, column, value, isFormula }) =>
      isFormula || value === undefined || typeof value === 'object'
        ? []
        : [[sheetReference(name, cellAddress(row, column)), value] as const],
    ),
  );
}

const isReady = (['gcloud-firestore', 'gcloud-pubsub'] as const).every(requires);

describe.skipIf(!isReady)('trang tính Google, trên một máy', () => {
  let cloud: SheetsCloud;
  let expected: unknown;
  beforeAll(async () => {
    [cloud, expected] = await Promise.all([startCloud({ sheets: true }), figuresOverHttp()]);
    expect((await cloud.ask(api.rounds(), json('POST', theRound))).status).toBe(201);
    const body = [
      'code,name,type,province,email',
      ...roster.map((one) => [one.code, one.name, one.type, one.province, one.email].join(',')),
    ].join('\n');
    const listed = await cloud.ask(api.roster(ROUND), { method: 'PUT', headers: { 'content-type': 'text/csv' }, body });
    expect(await listed.json()).toMatchObject({ communes: codes.length, faults: [] });
    expect((await cloud.ask(api.step(ROUND), json('POST', { step: 'open' }))).status).toBe(200);
  }, 180_000);
  afterAll(() => cloud?.stop());

  const json = (method: string, body: unknown): RequestInit => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const sheets = async () => (await (await cloud.ask(api.sheets(ROUND))).json()) as SheetsStatus;
  const lineOf = async (code: string) =>
    (await sheets()).lines.find(({ commune }) => commune.code === code) as SheetLine;
  const latest = async (code: string) => {
    const { communes } = (await (await cloud.ask(api.status(ROUND))).json()) as Status;
    return communes.find(({ commune }) => commune.code === code)?.latest;
  };
  /** As Cloud Scheduler does every five minutes. */
  const sweep = async () => {
    await cloud.settled();
    expect(await cloud.send('sweep', { type: PUBLISHED, data: message({}) })).toBe(204);
  };
  /** One that comes while another is at work does nothing: the next one does. */
  const sweepUntil = <T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> =>
    until(
      what,
      async () => {
        await sweep();
        return look();
      },
      LONG_MS,
    );

  const files = () => [...cloud.drive.world.files.values()].filter(({ trashed }) => !trashed);
  const idIn = (url: string | undefined): string => {
    const found = files().find(({ id }) => url?.includes(id));
    if (!found) throw new Error(`nothing is at ${url}`);
    return found.id;
  };
  const sheetOf = async (code: string) => idIn((await lineOf(code)).url);
  const shown = async (code: string, cell: string) =>
    cloud.drive.people.cell(await sheetOf(code), cell).userEnteredValue?.stringValue ?? '';
  const answered = (code: string) =>
    until(
      `trả lời cho ${code}`,
      async () => {
        const answer = await shown(code, SEND_NAMES.answer);
        return answer.includes('Đã nhận bản') ? answer : undefined;
      },
      LONG_MS,
    );
  /** Types everything and chooses "Gửi" last. */
  async function type(code: string): Promise<void> {
    const id = await sheetOf(code);
    for (const [place, value] of await typedIn(code)) cloud.drive.people.edit(id, place, value, emailOf({ code }));
  }
  async function choose(code: string): Promise<void> {
    cloud.drive.people.edit(await sheetOf(code), SEND_NAMES.send, SEND_WORDS.send, emailOf({ code }));
  }
  /** Where an indicator of the form is typed. */
  async function cellOf(own: string): Promise<string> {
    const form = await localTools().forms.load(theRound.form, theRound.version);
    return inputName(form.byCode.get(own)?.key ?? '');
  }

  test('tỉnh yêu cầu một lần: mỗi đơn vị có thư mục, trang tính riêng và được chia sẻ', async () => {
    expect(await sheets()).not.toHaveProperty('askedAt');
    expect((await cloud.ask(api.sheets(ROUND), { method: 'POST' })).status).toBe(202);
    await until('mọi trang tính', async () => (await sheets()).counts.shared === codes.length, LONG_MS);
    const status = await sheets();
    expect(status).toMatchObject({ askedBy: ADMINISTRATOR, counts: { shared: codes.length, failed: 0, troubled: 0 } });
    expect(new Set(status.lines.map(({ url }) => url)).size).toBe(codes.length);
    for (const { folderUrl, commune } of status.lines) {
      const people = cloud.drive.world.files.get(idIn(folderUrl))?.permissions ?? [];
      expect(people).toContainEqual(expect.objectContaining({ emailAddress: emailOf(commune), role: 'writer' }));
    }
  }, 120_000);

  test('đơn vị điền, chọn "Gửi": Drive báo, phiếu được nhận, kết quả hiện ngay trong trang tính', async () => {
    await cloud.settled();
    await type(BINH_DUONG);
    cloud.drive.channels.held = false;
    await choose(BINH_DUONG);
    expect(await until('phiếu', () => latest(BINH_DUONG), LONG_MS)).toMatchObject({ version: 1, channel: 'drive' });
    expect(await answered(BINH_DUONG)).toMatch(/^[✓⚠✗] Đã nhận bản 1 lúc /);
    expect(await shown(BINH_DUONG, SEND_NAMES.send)).toBe(SEND_WORDS.wait);
    const book = cloud.drive.world.files.get(await sheetOf(BINH_DUONG))?.book;
    expect(book?.sheets.map(({ properties }) => properties.title)).toContain(FINDINGS_SHEET);
    expect(cloud.push.output()).toContain('push taken');
    await cloud.drive.channels.settled();
    cloud.drive.channels.held = true;
  }, 120_000);

  test('lời báo bị mất: quét định kỳ vẫn tìm ra; số sai được nói ngay tại ô, số đúng thì không', async () => {
    await type(WRONG);
    await choose(WRONG);
    expect(await sweepUntil('phiếu', () => latest(WRONG))).toMatchObject({
      version: 1,
      channel: 'drive',
      state: 'needs correction',
    });
    expect(await answered(WRONG)).toMatch(/^✗ Đã nhận bản 1 .* cần sửa \d+ lỗi/);
    const id = await sheetOf(WRONG);
    const notes = await Promise.all(
      ['3.2', '8.3'].map(async (own) => cloud.drive.people.cell(id, await cellOf(own)).note ?? ''),
    );
    expect(notes).toEqual([expect.stringMatching(/^✗ LỖI/), expect.not.stringMatching(/LỖI/)]);
  }, 120_000);

  test('tệp Excel đặt vào thư mục của đơn vị được nhận như gửi trên trang; trả lời nằm bên cạnh', async () => {
    const folder = idIn((await lineOf(DROPPED)).folderUrl);
    cloud.drive.people.upload(folder, 'Phiếu tự đánh giá.xlsx', await contentOf(DROPPED), XLSX);
    expect(await sweepUntil('phiếu', () => latest(DROPPED))).toMatchObject({ version: 1, channel: 'drive' });
    const answers = files().find(({ name, parents }) => name === 'phan-hoi' && parents.includes(folder));
    const names = files()
      .filter(({ parents }) => answers && parents.includes(answers.id))
      .map(({ name }) => name);
    expect(names.sort()).toEqual([
      expect.stringMatching(/\.bien-nhan\.txt$/),
      expect.stringMatching(/\.ket-qua\.xlsx$/),
    ]);
  }, 120_000);

  test('mất quyền ở một trang tính: trang của tỉnh nói đó là đơn vị nào, các đơn vị khác không bị ảnh hưởng', async () => {
    const id = await sheetOf(AL_BA);
    await type(AL_BA);
    await choose(AL_BA);
    cloud.drive.people.allowAtMost(id, 'none');
    // Another one goes on meanwhile; it has nothing new to say, so it stays what it was.
    await choose(WRONG);
    await sweepUntil('ô gửi của đơn vị khác', async () => (await shown(WRONG, SEND_NAMES.send)) === SEND_WORDS.wait);
    await sweepUntil('vướng mắc', async () => (await sheets()).counts.troubled > 0);
    expect(await latest(AL_BA)).toBeUndefined();
    const { counts, lines } = await sheets();
    expect(counts).toMatchObject({ shared: codes.length, troubled: 1 });
    expect(lines.filter(({ sentences }) => sentences.length > 0).map(({ commune }) => commune.code)).toEqual([AL_BA]);

    cloud.drive.people.allowAtMost(id);
    expect(await sweepUntil('phiếu', () => latest(AL_BA))).toMatchObject({ version: 1, channel: 'drive' });
    await answered(AL_BA);
    expect((await sheets()).counts.troubled).toBe(0);
  }, 120_000);

  test('tổng hợp bằng đúng số liệu của các phiếu ấy gửi qua trang, và có trên Drive cho cán bộ tỉnh', async () => {
    expect(await latest(WRONG)).toMatchObject({ version: 1 });
    await until(
      'tổng hợp đủ các đơn vị',
      async () => {
        const { versions } = (await (await cloud.ask(api.summaryFigures(ROUND))).json()) as { versions: object };
        return Object.keys(versions).length === codes.length;
      },
      LONG_MS,
    );
    expect(await figuresIn(await cloud.ask(api.summaryFigures(ROUND)))).toEqual(expected);
    const url = await sweepUntil('bảng tổng hợp trên Drive', async () => (await sheets()).summary?.url);
    expect((await sheets()).summary).not.toHaveProperty('sentence');
    const published = cloud.drive.world.files.get(idIn(url));
    expect(published?.permissions).toContainEqual(
      expect.objectContaining({ emailAddress: ADMINISTRATOR, role: 'reader' }),
    );
  }, 120_000);

  test('nhật ký của các hàm không có bí mật nào', () => {
    const said = [cloud.api, cloud.push, ...Object.values(cloud.functions)].map((each) => each.output()).join('\n');
    const { DRIVE_CHANNEL_TOKEN, TEMPLATE_KEY } = cloud.settings;
    for (const secret of [...cloud.identity.secrets, DRIVE_CHANNEL_TOKEN, TEMPLATE_KEY]) {
      expect(secret).toBeTruthy();
      expect(said).not.toContain(secret);
    }
  });
});
