/** `backup` while another process takes returns in, and `restore`, as an operator runs them. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileNames, places } from '../../functions/use-cases/register/places.ts';
import { receipts, receiveSubmission } from '../../functions/use-cases/register/receive-submission.ts';
import { sha256 } from '../../functions/wiring.ts';
import { BINH_DUONG, returnOf, theRound } from '../support/a-running-round.ts';
import { registerIn } from './backup.fixtures.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WRITER = fileURLToPath(new URL('backup.fixtures.ts', import.meta.url));
const top = mkdtempSync(join(tmpdir(), 'backup-'));
afterAll(() => rmSync(top, { recursive: true }));

const data = join(top, 'data');
const ACKNOWLEDGED = /^(\d{5}) ([0-9a-f]{64})$/;
let before: readonly string[];
let backup: string;
let said: string;

function command(script: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${script}.ts`, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const newPlace = (): string => join(mkdtempSync(join(top, 'new-')), 'data');

/** A backup of its own, to be damaged. */
function copyOfBackup(): string {
  const copy = join(mkdtempSync(join(top, 'kept-')), 'ban-sao');
  cpSync(backup, copy, { recursive: true });
  return copy;
}

beforeAll(async () => {
  mkdirSync(data);
  writeFileSync(join(data, 'secret.key'), `${'ab'.repeat(32)}\n`);
  const writer = spawn(process.execPath, [WRITER, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reading = createInterface(writer.stdout).on('line', (line) => lines.push(line));
  const reaches = async (count: number): Promise<void> => {
    while (lines.length < count) await once(reading, 'line');
  };
  await reaches(20);
  before = [...lines];
  const taking = spawn(process.execPath, ['scripts/backup.ts', '--data', data], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors] = [taking.stdout, taking.stderr].map(async (stream) => (await stream.toArray()).join(''));
  await once(taking, 'close');
  [backup, said] = [((await output) as string).trim(), (await errors) as string];
  await reaches(lines.length + 5);
  writer.kill('SIGKILL');
  await once(writer, 'close');
});

test('bản sao lưu nằm trọn trong một thư mục, và lệnh nói rõ ở đâu, gồm gì, không gồm gì', () => {
  expect(readdirSync(join(data, 'backups')).map((name) => join(data, 'backups', name))).toEqual([backup]);
  expect(said).toMatch(/✓ Đã sao lưu \d+ tệp, [\d.,]+ MB\./);
  expect(said).toContain('Không gồm thư mục nhận tệp');
});

test('khôi phục có đủ mọi phiếu đã nhận trước khi sao lưu, và nhận tiếp được', async () => {
  const place = newPlace();
  const { status, stdout } = command('restore', backup, '--data', place);
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/1 đợt báo cáo, \d+ phiên bản phiếu\.\n {2}Thay đổi gần nhất: \d\d\//),
  ]);
  expect(readdirSync(place).toSorted()).toEqual(['data.sqlite', 'files', 'secret.key']);
  expect(readFileSync(join(place, 'secret.key'))).toEqual(readFileSync(join(data, 'secret.key')));

  const needs = await registerIn(place);
  for (const line of before) {
    const [, code = '', sha = ''] = ACKNOWLEDGED.exec(line) ?? [];
    const { versions } = (await needs.documents.get(places.commune(theRound.id, code))) as never as {
      versions: { version: number; sha256: string }[];
    };
    const found = versions.find((entry) => entry.sha256 === sha);
    expect(found, line).toBeDefined();
    expect((await receipts(needs)(theRound.id, code, found?.version ?? 0)).submission.sha256).toBe(sha);
    expect(needs.sha256((await needs.files.get(fileNames.original(theRound.id, code, sha))) ?? new Uint8Array())).toBe(
      sha,
    );
  }
  const sent = { round: theRound.id, commune: BINH_DUONG, file: 'a.xlsx', channel: 'web' as const, who: 'đơn vị' };
  expect((await receiveSubmission(needs)({ ...sent, bytes: await returnOf(BINH_DUONG) })).outcome).toBe('new');
  await needs.documents.close();
});

/** A backup whose list agrees with what is there, so that only a look into it can tell. */
function forgetting(folder: string, isForgotten: (name: string) => boolean): void {
  const file = join(folder, 'sao-luu.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { entries: { name: string }[] };
  for (const { name } of manifest.entries.filter((entry) => isForgotten(entry.name))) rmSync(join(folder, name));
  writeFileSync(
    file,
    JSON.stringify({ ...manifest, entries: manifest.entries.filter(({ name }) => !isForgotten(name)) }),
  );
}

/** As a disk may do it; the list is made to agree. */
function scribbledDatabase(folder: string): void {
  const file = join(folder, 'data.sqlite');
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 8192, 40_960);
  writeFileSync(file, bytes);
  const list = join(folder, 'sao-luu.json');
  const manifest = JSON.parse(readFileSync(list, 'utf8')) as { entries: { name: string; sha256: string }[] };
  const entries = manifest.entries.map((entry) =>
    entry.name === 'data.sqlite' ? { ...entry, sha256: sha256(bytes) } : entry,
  );
  writeFileSync(list, JSON.stringify({ ...manifest, entries }));
}

interface Refusal {
  readonly what: string;
  readonly prepare: (folder: string, place: string) => void;
  readonly says: RegExp;
}

test.each<Refusal>([
  {
    what: 'thư mục dữ liệu đang có nội dung',
    prepare: (_, place) => cpSync(join(data, 'secret.key'), join(place, 'secret.key')),
    says: /đang có nội dung nên không khôi phục vào đó\. Hãy chuyển thư mục này đi nơi khác/,
  },
  {
    what: 'không phải bản sao lưu',
    prepare: (folder) => rmSync(join(folder, 'sao-luu.json')),
    says: /không phải là một bản sao lưu\. Hãy /,
  },
  {
    what: 'thiếu một tệp gốc mà cơ sở dữ liệu có ghi',
    prepare: (folder) => forgetting(folder, (name) => name.includes(before[0]?.split(' ')[1] as string)),
    says: /bị hỏng: thiếu 1 mục, đầu tiên là rounds\/kiem-tra-2025\/originals\/90001\/.*\. Hãy /,
  },
  {
    what: 'cơ sở dữ liệu hỏng',
    prepare: scribbledDatabase,
    says: /bị hỏng: cơ sở dữ liệu không còn nguyên vẹn\. Hãy /,
  },
])('khôi phục từ chối: $what', ({ prepare, says }) => {
  const [folder, place] = [copyOfBackup(), newPlace()];
  prepare(folder, place);
  const existed = readdirSync(join(place, '..'));
  const { status, stdout, stderr } = command('restore', folder, '--data', place);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/ {4}at |Error/);
  expect(readdirSync(join(place, '..'))).toEqual(existed);
});

test('sao lưu một thư mục không có dữ liệu bị từ chối bằng một câu', () => {
  const { status, stdout, stderr } = command('backup', '--data', newPlace());
  expect([status, stdout, stderr]).toEqual([
    2,
    '',
    expect.stringMatching(/^✗ Thư mục ".*" không có dữ liệu của dịch vụ\. Hãy .*\n$/),
  ]);
});
