/** npm run sheets -- prove, on a server in Google's place: every step goes, nothing is left behind, and what is wrong is said. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { LOOPBACK_ACCOUNT } from '../../functions/adapters/google-sheets/access.ts';
import { inputName } from '../../functions/domain/form/layout.ts';
import { proveSheets } from '../../scripts/sheets/prove.ts';
import {
  type GoogleServer,
  type GoogleServerOptions,
  startGoogleServer,
} from '../support/google-server/google-server.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';
import { ROOT } from '../support/service-process.ts';

const LIVE = 'Cột Kiểm tra của trang tính khớp với máy chủ';
const CLEANED = 'Xoá những gì đã lập';
const LONG_MS = 120_000;

let server: GoogleServer;
afterEach(() => server.close());

async function prove(options: GoogleServerOptions = {}, settings: Partial<Parameters<typeof proveSheets>[0]> = {}) {
  server = await startGoogleServer({ ...options, serviceAccount: LOOPBACK_ACCOUNT });
  server.channels.held = true;
  const before = left();
  const lines: string[] = [];
  const failures = await proveSheets({
    folder: server.folderId,
    keep: false,
    loopback: server.url,
    print: (line) => void lines.push(line),
    isStopped: () => false,
    ...settings,
  });
  return { failures, lines, remains: left() - before };
}
/** What lies in the bin, by itself or with its folder, is not counted. */
const left = () => {
  const { files } = server.world;
  const isGone = (id: string): boolean => {
    const file = files.get(id);
    return file === undefined || file.trashed || file.parents.some(isGone);
  };
  return [...files.keys()].filter((id) => !isGone(id)).length;
};
const computed = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const found = (await recalculate(new Map([['a.xlsx', bytes]]))).get('a.xlsx');
  if (!found) throw new Error('nothing came back');
  return found;
};
const lineOf = (lines: readonly string[], name: string) => lines.find((line) => line.includes(name)) ?? '';

describe('lệnh chứng minh Google Trang tính', () => {
  test(
    'mọi bước đều đạt, không để lại gì; phần không chứng minh được thì nói là chưa',
    async () => {
      const told = await prove(
        {},
        { address: 'xa@example.vn', pushUrl: 'https://cchc.example.vn/', channelToken: 'dau-hieu' },
      );
      expect(told).toMatchObject({ failures: 0, remains: 0 });
      expect(told.lines.filter((line) => !line.startsWith('✓'))).toEqual([expect.stringContaining(LIVE)]);
      expect(lineOf(told.lines, LIVE)).toMatch(/^– .*chưa chứng minh được/);
      expect(server.channels.all.map(({ stopped }) => stopped)).toEqual([true]);
    },
    LONG_MS,
  );

  test(
    '--keep: mọi thứ còn nguyên, và nói ở đâu',
    async () => {
      const { lines, remains } = await prove({}, { keep: true });
      expect(remains).toBe(3);
      expect(lineOf(lines, CLEANED)).toMatch(/^– .*https:/);
    },
    LONG_MS,
  );

  /** Does something to Google once so many lines were printed. */
  const onLine = (
    count: number,
    deed: () => void,
  ): Partial<Parameters<typeof proveSheets>[0]> & { lines: string[] } => {
    const lines: string[] = [];
    return { lines, print: (line) => void (lines.push(line) === count && deed()) };
  };
  const MADE = 4;
  const TYPED = 5;
  const sheetId = () => [...server.world.files.values()].find(({ book }) => book)?.id ?? '';

  test(
    'hỏng giữa chừng: nói Google trả lời gì, vẫn xoá những gì đã lập',
    async () => {
      const { lines, ...settings } = onLine(MADE, () => server.disable('sheets'));
      expect(await prove({}, settings)).toMatchObject({ failures: 1, remains: 0 });
      expect(lines.at(-2)).toMatch(/^ {4}Google trả lời: 403 .*Sheets API has not been used/);
      expect(lines.at(-1)).toBe(`✓ ${CLEANED}`);
    },
    LONG_MS,
  );

  test(
    'bị dừng giữa chừng: không làm tiếp, vẫn xoá những gì đã lập',
    async () => {
      let isStopped = false;
      const { lines, ...settings } = onLine(MADE, () => (isStopped = true));
      const told = await prove({}, { ...settings, isStopped: () => isStopped });
      expect(told).toMatchObject({ failures: 1, remains: 0 });
      expect(lines.length).toBe(MADE + 2);
    },
    LONG_MS,
  );

  test(
    'số đọc lại khác số đã gõ thì không đạt',
    async () => {
      const { lines, ...settings } = onLine(TYPED, () =>
        server.people.edit(sheetId(), inputName('ho_so_tiep_nhan'), 7),
      );
      expect(await prove({}, settings)).toMatchObject({ failures: 1, remains: 0 });
      expect(lineOf(lines, 'đọc lại')).toContain('3.2 (1441 → 7)');
    },
    LONG_MS,
  );

  test(
    'người quản lý nội dung không xoá hẳn được: chuyển vào thùng rác',
    async () => {
      const { failures, lines, remains } = await prove({ role: 'fileOrganizer' });
      expect([failures, remains]).toEqual([0, 0]);
      expect(lineOf(lines, CLEANED)).toMatch(/^✓ .*thùng rác/);
    },
    LONG_MS,
  );

  test.skipIf(!requires('soffice'))(
    'công thức được tính: cột Kiểm tra so với máy chủ từng dòng',
    async () => {
      const { failures, lines } = await prove({
        recalculate: computed,
      });
      expect(lineOf(lines, LIVE)).toMatch(/^✓ .* \d+ dòng/);
      expect(failures).toBe(0);
    },
    LONG_MS,
  );

  test.skipIf(!requires('soffice'))(
    'một công thức nói khác máy chủ thì không đạt, và nói ở ô nào',
    async () => {
      const { lines, ...settings } = onLine(TYPED, () =>
        server.people.edit(sheetId(), "'3. Thủ tục hành chính'!J8", '="✗"', LOOPBACK_ACCOUNT),
      );
      expect(await prove({ recalculate: computed }, settings)).toMatchObject({ failures: 1, remains: 0 });
      expect(lineOf(lines, LIVE)).toContain(`khác ở 1/178 dòng: '3. Thủ tục hành chính'!J8: Sheets "✗", máy chủ "✓"`);
    },
    LONG_MS,
  );

  test(
    'dòng lệnh: mã thoát 1 và lời của Google khi thư mục không có',
    async () => {
      server = await startGoogleServer({ serviceAccount: LOOPBACK_ACCOUNT });
      const child = spawn(process.execPath, ['scripts/sheets.ts', 'prove', '--folder', 'khong-co'], {
        cwd: ROOT,
        env: { PATH: process.env.PATH, GOOGLE_LOOPBACK: server.url },
      });
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
      const [code] = await once(child, 'close');
      expect([code, said]).toEqual([1, expect.stringMatching(/✗ Thư mục nằm trong .*\n {4}Google trả lời: 404 /)]);
      expect(said).toContain('✗ 1 bước không đạt.');
    },
    LONG_MS,
  );
});
