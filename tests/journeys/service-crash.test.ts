/** What was acknowledged stays: over a kill at any moment, a full disk, a folder that cannot be written. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { paths } from '../../functions/entry/http/paths.ts';
import type { SummaryFigures } from '../../functions/use-cases/register/build-summary.ts';
import type { RoundStatus } from '../../functions/use-cases/register/round-status.ts';
import { sha256 } from '../../functions/wiring.ts';
import { BINH_DUONG, returnOf, theRoster, theRound } from '../support/a-running-round.ts';
import { runService, until } from '../support/running-service.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

const { api } = paths;
const ROUND = theRound.id;
const PATIENT_MS = 240_000;

let folder: string;
let token: string;
let service: ServiceProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crash-'));
});
afterEach(async () => {
  await service?.kill();
  service = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** A data folder with the round open, and an administrator. */
async function prepare(dataDir: string, moreCommunes = 0): Promise<void> {
  const prepared = await runService({ dataDir, moreCommunes });
  ({ token } = await prepared.signIn());
  await prepared.stop();
}

const authorization = () => ({ authorization: `Bearer ${token}` });

async function send(to: ServiceProcess, code: string, bytes: Uint8Array) {
  const body = bytes as RequestInit['body'];
  const response = await to.fetch(api.submission(ROUND, code), { method: 'PUT', headers: authorization(), body });
  return { status: response.status, body: (await response.json()) as { code?: string; sha256?: string } };
}

type State = Pick<RoundStatus, 'counts'> & {
  readonly communes: RoundStatus['rows'];
  readonly summary: { readonly fresh: boolean; readonly versions: Record<string, number> } | null;
};

async function stateOf(asked: ServiceProcess): Promise<State> {
  return (await (await asked.fetch(api.status(ROUND), { headers: authorization() })).json()) as State;
}

/** The state once the stored summary holds everything; nobody asks for a summary meanwhile. */
const settled = (asked: ServiceProcess): Promise<State> =>
  until(
    'tổng hợp mới',
    async () => {
      const state = await stateOf(asked);
      return state.summary?.fresh && state;
    },
    60_000,
  );

/** Every file that the service shows is whole: its content is what its name says. */
function expectWhole(dataDir: string): void {
  const files = readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
  const shown = files.filter((entry) => entry.isFile() && !entry.name.startsWith('dang-ghi~'));
  const hashed = shown.filter(({ name }) => name !== 'probe');
  expect(hashed.length).toBeGreaterThan(0);
  for (const { parentPath, name } of hashed)
    expect([name, sha256(readFileSync(join(parentPath, name)))]).toEqual([name, basename(name).split('.')[0]]);
}

describe('bị giết giữa chừng', () => {
  test(
    'ngay sau khi trả lời: khởi động lại thì phiếu ấy là một phiên bản và có trong tổng hợp',
    async () => {
      await prepare(folder);
      service = await startProcess({ dataDir: folder });
      expect((await send(service, BINH_DUONG, await returnOf(BINH_DUONG))).status).toBe(201);
      await service.kill();
      service = await startProcess({ dataDir: folder });
      const { communes, summary } = await settled(service);
      expect(communes.find(({ commune }) => commune.code === BINH_DUONG)?.latest).toMatchObject({ version: 1 });
      expect(summary?.versions).toEqual({ [BINH_DUONG]: 1 });
      expectWhole(folder);
    },
    PATIENT_MS,
  );

  test(
    'khi 20 đơn vị đang gửi: phiếu nào đã báo nhận đều còn, được tính đúng một lần',
    async () => {
      await prepare(folder, 20);
      service = await startProcess({ dataDir: folder });
      const running = service;
      const codes = theRoster(20)
        .map(({ code }) => code)
        .slice(2);
      const contents = await Promise.all(
        codes.map((code) => Promise.all([returnOf(code), returnOf(code, { '8.3': '5' })])),
      );
      const acknowledged: { readonly code: string; readonly sha256: string }[] = [];
      let killed: Promise<void> | undefined;
      const client = async (code: string, returns: readonly Uint8Array[]) => {
        for (const bytes of [...returns, ...returns]) {
          const answer = await send(running, code, bytes).catch(() => undefined);
          if (!answer) return;
          expect(answer.status).toBe(201);
          acknowledged.push({ code, sha256: answer.body.sha256 as string });
          // In the middle of it: the others have requests under way.
          if (acknowledged.length === 25) killed = running.kill();
        }
      };
      await Promise.all(codes.map((code, index) => client(code, contents[index] as readonly Uint8Array[])));
      await killed;
      expect(acknowledged.length).toBeGreaterThanOrEqual(25);
      expect(acknowledged.length).toBeLessThan(80);

      service = await startProcess({ dataDir: folder });
      const { communes, summary } = await settled(service);
      expectWhole(folder);
      const again = await runService({ dataDir: folder });
      try {
        for (const code of codes) {
          const { record } = await again.service.register.readReturn(ROUND, code);
          const kept = record.versions.map((entry) => entry.sha256);
          const own = acknowledged.filter((each) => each.code === code).map((each) => each.sha256);
          // The last one may have been kept without its answer getting out.
          expect([own, [...own, kept.at(-1)]]).toContainEqual(kept);
          expect(record.versions.map(({ version }) => version)).toEqual(kept.map((_, index) => index + 1));
        }
      } finally {
        await again.stop();
      }
      const latest = communes.flatMap(({ commune, inForce }) => (inForce ? [[commune.code, inForce.version]] : []));
      expect(summary?.versions).toEqual(Object.fromEntries(latest));
      const response = await service.fetch(api.summaryFigures(ROUND), { headers: authorization() });
      const { figures } = (await response.json()) as SummaryFigures;
      expect(figures.indicators.length).toBeGreaterThan(0);
      expect(service.output()).not.toMatch(/"severity":"ERROR"/);
    },
    PATIENT_MS,
  );
});

/** A small disk of its own at `place`, where this machine lets us have one; a failure where `CI` is `true`. */
function mountDisk(place: string, megabytes: number): boolean {
  mkdirSync(place, { recursive: true });
  if (mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place)) return true;
  if (process.env.CI === 'true') throw new Error('no disk can be mounted, and CI requires it');
  console.warn('skipped: this machine does not let us mount a disk (root and CAP_SYS_ADMIN are needed)');
  return false;
}

const mount = (...args: readonly string[]): boolean => spawnSync('mount', args).status === 0;

/** Writes until there is no room left. */
function fill(file: string): void {
  for (const size of [2 ** 20, 2 ** 12]) {
    const piece = Buffer.alloc(size);
    try {
      for (;;) appendFileSync(file, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}

/** From now on nothing below `place` can be written, also not by root, whose rights no mode takes away. */
function makeReadOnly(place: string): void {
  if (!mount('--bind', place, place) || !mount('-o', 'remount,bind,ro', place))
    throw new Error(`${place} cannot be made read-only`);
}

describe('đĩa đầy, thư mục chỉ đọc', () => {
  let disk: string;
  let mounted = false;
  beforeEach(() => {
    disk = join(folder, 'disk');
    mounted = mountDisk(disk, 24);
  });
  afterEach(async () => {
    await service?.kill();
    // What was laid over it goes first.
    while (mounted && spawnSync('umount', ['-l', disk]).status === 0);
  });

  /** The service says that it cannot keep anything, and keeps what it has. */
  async function expectUnavailable(asked: ServiceProcess): Promise<void> {
    const refused = await send(asked, BINH_DUONG, await returnOf(BINH_DUONG, { '8.3': '77' }));
    expect(refused).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
    const health = await asked.fetch(paths.health());
    expect([health.status, await health.json()]).toEqual([503, { state: 'STORE_UNAVAILABLE' }]);
    const { communes } = await stateOf(asked);
    expect(communes.find(({ commune }) => commune.code === BINH_DUONG)?.latest).toMatchObject({ version: 1 });
    const original = await asked.fetch(api.original(ROUND, BINH_DUONG), { headers: authorization() });
    expect(original.status).toBe(200);
  }

  /** With room again the same service goes on, and nothing has been lost or counted that was refused. */
  async function expectGoesOn(asked: ServiceProcess): Promise<void> {
    await until('khoẻ lại', async () => (await asked.fetch(paths.health())).status === 200);
    expect((await send(asked, BINH_DUONG, await returnOf(BINH_DUONG, { '8.3': '78' }))).status).toBe(201);
    const { summary } = await settled(asked);
    expect(summary?.versions).toEqual({ [BINH_DUONG]: 2 });
    expectWhole(disk);
  }

  async function startOnDisk(): Promise<ServiceProcess> {
    await prepare(disk);
    service = await startProcess({ dataDir: disk });
    expect((await send(service, BINH_DUONG, await returnOf(BINH_DUONG))).status).toBe(201);
    await settled(service);
    return service;
  }

  test(
    'đĩa đầy: 503 có mã, không mất phiếu đã nhận; có chỗ thì chạy tiếp',
    async ({ skip }) => {
      if (!mounted) skip();
      const asked = await startOnDisk();
      const filler = join(disk, 'day.bin');
      fill(filler);
      await expectUnavailable(asked);
      rmSync(filler);
      await expectGoesOn(asked);
    },
    PATIENT_MS,
  );

  test(
    'thư mục chỉ đọc: 503 có mã; ghi lại được thì chạy tiếp',
    async ({ skip }) => {
      if (!mounted) skip();
      const asked = await startOnDisk();
      // The database is open for writing, and no disk with such a file can be made read-only: the folder of originals can.
      makeReadOnly(join(disk, 'files'));
      await expectUnavailable(asked);
      spawnSync('umount', [join(disk, 'files')]);
      await expectGoesOn(asked);
    },
    PATIENT_MS,
  );

  test(
    'khởi động trên thư mục chỉ đọc: một câu, không vết lỗi',
    async ({ skip }) => {
      if (!mounted) skip();
      makeReadOnly(disk);
      const failed = await startProcess({ dataDir: disk }).then(
        () => '',
        (error: Error) => error.message,
      );
      expect(failed).toMatch(/không ghi được|Hãy/);
      expect(failed).not.toMatch(/\bat \S+ \(/);
    },
    PATIENT_MS,
  );
});
