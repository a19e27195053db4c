/** Backup and restore of a data folder, with the documents as any one file. */

import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { restoreBackup } from '../../functions/adapters/data-folder/restore-backup.ts';
import { takeBackup } from '../../functions/adapters/data-folder/take-backup.ts';

const top = mkdtempSync(join(tmpdir(), 'data-folder-'));
afterAll(() => rmSync(top, { recursive: true }));

const NOW = '2025-10-10T02:00:00.000Z';
const NAME = '2025-10-10_09-00-00';
const ORIGINAL = 'phiếu gốc';
const sha = createHash('sha256').update(ORIGINAL).digest('hex');
const ORIGINAL_NAME = `files/rounds/kiem-tra-2025/originals/21733/${sha}.xlsx`;

const write = (root: string, name: string, text: string): void => {
  mkdirSync(join(root, dirname(name)), { recursive: true });
  writeFileSync(join(root, name), text);
};

const filesIn = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [relative(root, join(entry.parentPath, entry.name))] : []))
    .sort();

let data: string;
let into: string;
const copyDocuments = async (from: string, to: string): Promise<void> => copyFileSync(from, to);
const backup = (more: Partial<Parameters<typeof takeBackup>[0]> = {}) =>
  takeBackup({ data, into, now: NOW, copyDocuments, ...more });

beforeEach(() => {
  data = mkdtempSync(join(top, 'data-'));
  into = join(data, 'backups');
  write(data, 'data.sqlite', 'documents');
  write(data, 'data.sqlite-wal', 'log');
  write(data, 'secret.key', 'abcdef');
  write(data, ORIGINAL_NAME, ORIGINAL);
  write(data, 'files/health/probe', 'probe');
  write(data, 'files/rounds/dang-ghi~123', 'half');
  write(data, 'files/Ghi chú.txt', 'của cán bộ');
  write(data, 'inbox/kiem-tra-2025/21733/a.xlsx', 'chưa nhận');
});

describe('sao lưu', () => {
  const HELD = ['data.sqlite', 'files/health/probe', ORIGINAL_NAME, 'sao-luu.json', 'secret.key'];

  test('gồm cơ sở dữ liệu, khoá và tệp của kho; không gồm hộp thư đến, tệp viết dở, bản sao lưu khác', async () => {
    write(data, 'backups/cu/data.sqlite', 'cũ');
    const taken = await backup();
    expect(taken).toEqual({ folder: join(into, NAME), files: 4, bytes: 9 + 5 + Buffer.byteLength(ORIGINAL) + 6 });
    expect(filesIn(taken.folder)).toEqual(HELD.toSorted());
    expect(readFileSync(join(taken.folder, ORIGINAL_NAME), 'utf8')).toBe(ORIGINAL);
    expect(readdirSync(into).toSorted()).toEqual([NAME, 'cu']);
  });

  test('trên cùng ổ đĩa, tệp không đổi được đặt thêm tên thay vì chép', async () => {
    const { folder } = await backup();
    expect(statSync(join(folder, ORIGINAL_NAME)).ino).toBe(statSync(join(data, ORIGINAL_NAME)).ino);
    expect(statSync(join(folder, 'secret.key')).ino).not.toBe(statSync(join(data, 'secret.key')).ino);
  });

  test.skipIf(!existsSync('/dev/shm') || statSync('/dev/shm').dev === statSync(tmpdir()).dev)(
    'sang ổ đĩa khác thì chép',
    async () => {
      const other = mkdtempSync('/dev/shm/sao-luu-');
      onTestFinished(() => rmSync(other, { recursive: true }));
      const { folder } = await backup({ into: other });
      expect(readFileSync(join(folder, ORIGINAL_NAME), 'utf8')).toBe(ORIGINAL);
    },
  );

  test('hai bản trong cùng một giây không đè lên nhau', async () => {
    const folders = [await backup(), await backup()].map(({ folder }) => folder);
    expect(folders).toEqual([join(into, NAME), join(into, `${NAME}-2`)]);
  });

  test('cơ sở dữ liệu được chép trước: tệp đến trong lúc đó cũng có trong bản sao', async () => {
    const late = async (from: string, to: string): Promise<void> => {
      await copyDocuments(from, to);
      write(data, 'files/rounds/a/originals/1/den-muon.xlsx', 'x');
    };
    const { folder } = await backup({ copyDocuments: late });
    expect(filesIn(folder)).toContain('files/rounds/a/originals/1/den-muon.xlsx');
  });

  test('hỏng giữa chừng thì không để lại gì', async () => {
    const broken = new Error('hỏng');
    const failing = async (): Promise<void> => {
      throw broken;
    };
    await expect(backup({ copyDocuments: failing })).rejects.toBe(broken);
    expect(readdirSync(into)).toEqual([]);
  });

  test('phần dở của lần bị tắt ngang được dọn sau một ngày', async () => {
    for (const [name, hours] of Object.entries({ '.dang-ghi~cu': 25, '.dang-ghi~moi': 23 })) {
      write(into, `${name}/data.sqlite`, 'dở');
      const then = Date.now() / 1000 - hours * 3600;
      utimesSync(join(into, name), then, then);
    }
    await backup();
    expect(readdirSync(into).toSorted()).toEqual(['.dang-ghi~moi', NAME]);
  });

  test('thư mục không có dữ liệu thì từ chối, không tạo gì', async () => {
    const empty = mkdtempSync(join(top, 'empty-'));
    await expect(backup({ data: empty, into: join(empty, 'backups') })).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNKNOWN',
    });
    expect(readdirSync(empty)).toEqual([]);
  });

  test('nơi sao lưu không ghi được thì nói rõ', async () => {
    await expect(backup({ into: join(data, 'secret.key') })).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE' });
  });

  test.skipIf(process.platform === 'win32')('chỉ chủ sở hữu mở được bản sao lưu', async () => {
    chmodSync(data, 0o755);
    expect(statSync((await backup()).folder).mode & 0o077).toBe(0);
  });
});

describe('khôi phục', () => {
  let folder: string;
  let target: string;
  const restore = (inspect = async (): Promise<string> => 'đã xem') =>
    restoreBackup({ backup: folder, data: target, inspect });

  beforeEach(async () => {
    folder = join(mkdtempSync(join(top, 'kept-')), 'ban-sao');
    cpSync((await backup()).folder, folder, { recursive: true });
    target = join(mkdtempSync(join(top, 'new-')), 'data');
  });

  test.each(['chưa có', 'trống'])('vào thư mục %s; bản sao lưu vẫn còn nguyên', async (state) => {
    if (state === 'trống') mkdirSync(target);
    const before = filesIn(folder);
    expect(await restore()).toEqual({ takenAt: NOW, found: 'đã xem' });
    expect(filesIn(target)).toEqual(['data.sqlite', 'files/health/probe', ORIGINAL_NAME, 'secret.key'].toSorted());
    expect(filesIn(folder)).toEqual(before);
    expect(statSync(join(target, ORIGINAL_NAME)).ino).not.toBe(statSync(join(folder, ORIGINAL_NAME)).ino);
  });

  test('được xem trước khi đưa vào chỗ; người xem từ chối thì không để lại gì', async () => {
    const refused = new Error('không đúng');
    let seen: readonly string[] = [];
    const inspect = async ({ root }: { root: string } = { root: '' }): Promise<string> => {
      seen = [...filesIn(root), String(existsSync(target))];
      throw refused;
    };
    await expect(restoreBackup({ backup: folder, data: target, inspect })).rejects.toBe(refused);
    expect(seen).toEqual(['data.sqlite', 'files/health/probe', ORIGINAL_NAME, 'secret.key', 'false']);
    expect(readdirSync(dirname(target))).toEqual([]);
  });

  test('không bao giờ đè lên dữ liệu đang có', async () => {
    write(target, 'inbox/a.xlsx', 'x');
    await expect(restore()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    expect(filesIn(target)).toEqual(['inbox/a.xlsx']);
  });

  interface Damage {
    readonly what: string;
    readonly damage: (folder: string) => void;
    readonly code: 'BACKUP_UNKNOWN' | 'BACKUP_DAMAGED';
  }

  const edited = (change: (manifest: Record<string, unknown>) => Record<string, unknown>) => (root: string) => {
    const file = join(root, 'sao-luu.json');
    writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))));
  };
  const withEntry = (name: string) =>
    edited((manifest) => ({ ...manifest, entries: [...(manifest.entries as []), { name, size: 1, sha256: sha }] }));

  test.each<Damage>([
    { what: 'không phải bản sao lưu', damage: (root) => rmSync(join(root, 'sao-luu.json')), code: 'BACKUP_UNKNOWN' },
    {
      what: 'danh mục không đọc được',
      damage: (root) => writeFileSync(join(root, 'sao-luu.json'), '{'),
      code: 'BACKUP_UNKNOWN',
    },
    {
      what: 'danh mục của chương trình khác',
      damage: edited((found) => ({ ...found, kind: 'khác' })),
      code: 'BACKUP_UNKNOWN',
    },
    { what: 'danh mục đời khác', damage: edited((found) => ({ ...found, format: 2 })), code: 'BACKUP_UNKNOWN' },
    {
      what: 'danh mục không có cơ sở dữ liệu',
      damage: edited((found) => ({ ...found, entries: [] })),
      code: 'BACKUP_UNKNOWN',
    },
    { what: 'danh mục chỉ ra ngoài', damage: withEntry('../../x'), code: 'BACKUP_UNKNOWN' },
    { what: 'danh mục chỉ ra ngoài từ bên trong', damage: withEntry('files/../../x'), code: 'BACKUP_UNKNOWN' },
    { what: 'danh mục chỉ vào gốc', damage: withEntry('/etc/passwd'), code: 'BACKUP_UNKNOWN' },
    { what: 'thiếu một tệp gốc', damage: (root) => rmSync(join(root, ORIGINAL_NAME)), code: 'BACKUP_DAMAGED' },
    { what: 'thiếu cơ sở dữ liệu', damage: (root) => rmSync(join(root, 'data.sqlite')), code: 'BACKUP_DAMAGED' },
    { what: 'tệp gốc bị cụt', damage: (root) => truncateSync(join(root, ORIGINAL_NAME), 3), code: 'BACKUP_DAMAGED' },
    {
      what: 'tệp gốc bị đổi',
      damage: (root) => writeFileSync(join(root, ORIGINAL_NAME), 'phiếu gôc'),
      code: 'BACKUP_DAMAGED',
    },
    {
      what: 'cơ sở dữ liệu bị đổi',
      damage: (root) => writeFileSync(join(root, 'data.sqlite'), 'documentS'),
      code: 'BACKUP_DAMAGED',
    },
    {
      what: 'khoá bị đổi',
      damage: (root) => writeFileSync(join(root, 'secret.key'), 'abcdeF'),
      code: 'BACKUP_DAMAGED',
    },
  ])('$what: từ chối, không để lại gì', async ({ damage, code }) => {
    damage(folder);
    await expect(restore()).rejects.toMatchObject({ code });
    expect(readdirSync(dirname(target))).toEqual([]);
  });
});
