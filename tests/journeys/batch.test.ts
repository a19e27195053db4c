/** A province's folder through the real command: nothing in it aborts the run, every file is accounted for. */
import { spawn } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listReturns } from '../../functions/adapters/local-files/list-returns.ts';
import { readRoundFile } from '../../functions/adapters/local-files/round-file.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import type { CellData, WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import { summariseFolder } from '../../functions/use-cases/summarise-folder.ts';
import { FORMS_FOLDER, localDesk, localTools } from '../../functions/wiring.ts';
import { type Batch, ROUND_FILE, SET_ASIDE, writeBatch, writeUnreadable } from './batch.fixtures.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let root: string;
let batch: Batch;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'batch-'));
  batch = await writeBatch(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

/** Runs a command of the project as its own process. */
function run(script: string, ...args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(root, 'compiled') };
  const child = spawn(process.execPath, [join(ROOT, 'scripts', script), ...args], { cwd: ROOT, env });
  const texts = { out: '', said: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.said += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...texts }));
  });
}

const summarise = (folder: string, out: string, ...more: readonly string[]) =>
  run('summarise.ts', folder, '--out', out, '--round', ROUND_FILE, '--roster', batch.roster, ...more);

const openSummary = async (out: string): Promise<WorkbookData> => readXlsx(await readFile(join(out, 'summary.xlsx')));

const textOf = ({ value }: CellData): string => (typeof value === 'object' ? value.error : String(value));

function rowsOf(workbook: WorkbookData, name: string): readonly string[] {
  const cells = workbook.sheets.find((sheet) => sheet.name === name)?.cells ?? [];
  return [...Map.groupBy(cells, ({ row }) => row).values()].map((row) => row.map(textOf).join(' | '));
}

describe('135 đơn vị', () => {
  let first: Ended;
  let out: string;
  let summary: WorkbookData;

  beforeAll(async () => {
    out = join(root, 'ket-qua');
    first = await summarise(batch.folder, out, '--json');
    summary = await openSummary(out);
  });

  const report = () => JSON.parse(first.out);
  const outcomesOf = (code: string): Record<string, string> =>
    Object.fromEntries(
      report()
        .files.filter((file: { commune?: string }) => file.commune === code)
        .map((file: { file: string; outcome: string }) => [file.file, file.outcome]),
    );

  test('mã thoát 1: đã tổng hợp, còn tệp phải xử lý', () => {
    expect({ code: first.code, stack: /\n\s+at /.test(first.said) }).toEqual({ code: 1, stack: false });
  });

  test('133 trong 135 đơn vị có số liệu', () => {
    expect(report().communes).toEqual({ expected: 135, counted: 133 });
  });

  test('mỗi tệp có đúng một kết quả', async () => {
    const names = (await readdir(batch.folder)).sort();
    expect(
      report()
        .files.map(({ file }: { file: string }) => file)
        .sort(),
    ).toEqual(names);
  });

  test.each(Object.entries(SET_ASIDE))('%s bị từ chối, nói rõ: %s', (name, reason) => {
    const found = report().files.find(({ file }: { file: string }) => file === name);
    expect(found).toMatchObject({ outcome: 'refused', sentence: expect.stringContaining(reason) });
  });

  test('cùng nội dung hai tên: tính một lần', () => {
    const { code } = batch.copied;
    expect(outcomesOf(code)).toEqual({ 'ban sao.xlsx': 'counted', [`phieu-${code}.xlsx`]: 'same file' });
  });

  test('hai bản khác nhau: bản lưu sau được dùng', () => {
    const { code } = batch.corrected;
    expect(outcomesOf(code)).toEqual({ 'da-sua.xlsx': 'counted', [`phieu-${code}.xlsx`]: 'older' });
  });

  test('bản sau có lỗi không thay bản trước đã được nhận', () => {
    const { code } = batch.spoilt;
    expect(outcomesOf(code)).toEqual({ 'moi-ma-sai.xlsx': 'has errors', [`phieu-${code}.xlsx`]: 'counted' });
  });

  test('hai bản cùng thời điểm: không bản nào được dùng', () => {
    const { code } = batch.undecided;
    const outcome = 'order unknown';
    expect(outcomesOf(code)).toEqual({ 'cung-luc.xlsx': outcome, [`phieu-${code}.xlsx`]: outcome });
  });

  test('bảng tổng hợp kể tên mọi tệp', async () => {
    const sent = rowsOf(summary, 'Tình hình nộp').join('\n');
    const unnamed = (await readdir(batch.folder)).filter((name) => !sent.includes(name));
    expect(unnamed).toEqual([]);
  });

  test('bảng tổng hợp kể tên đơn vị chưa gửi', () => {
    const row = rowsOf(summary, 'Tình hình nộp').find((text) => text.startsWith(batch.missing.code));
    expect(row).toContain('Chưa gửi');
  });

  test('ma trận có đủ 135 đơn vị theo thứ tự mã', () => {
    const codes = rowsOf(summary, 'Ma trận').flatMap((row) => /^\d{5}(?= \|)/.exec(row)?.[0] ?? []);
    expect(codes).toEqual(batch.communes.map(({ code }) => code));
  });

  test('mỗi đơn vị có số liệu có một dự thảo thông báo, mỗi phiếu chưa đạt có bản ghi chú lỗi', async () => {
    const { notices, annotated } = report();
    expect({ notices: (await readdir(join(out, 'notices'))).length, notices2: notices }).toEqual({
      notices: 133,
      notices2: 133,
    });
    expect((await readdir(join(out, 'annotated'))).length).toBe(annotated);
  });

  test('đặt lại tên mọi tệp để thứ tự đảo ngược, kết quả vẫn như cũ', async () => {
    const { folder, originals } = await renamed();
    const again = join(root, 'ket-qua-dao');
    const ended = await summarise(folder, again, '--no-documents');
    expect(ended.code).toBe(1);
    expect(ended.out.trimEnd().split('\n').at(-1)).toMatch(/^Việc cần làm: \d+ tệp cần xử lý/);
    const reversed = await openSummary(again);
    const back = (text: string) => text.replace(/\d{4}-tep\.xlsx/g, (name) => originals.get(name) ?? name);
    for (const { name } of summary.sheets) {
      expect(plainRows(reversed, name, back), name).toEqual(plainRows(summary, name, (text) => text));
    }
  });

  /** Copies the files so that the last name comes first. */
  async function renamed() {
    const folder = join(root, 'dao');
    await mkdir(folder);
    const names = (await readdir(batch.folder)).sort().reverse();
    const originals = new Map(names.map((name, index) => [`${String(index).padStart(4, '0')}-tep.xlsx`, name]));
    for (const [name, original] of originals) await copyFile(join(batch.folder, original), join(folder, name));
    return { folder, originals };
  }

  /** Rows without what must differ: the time of writing, and which of two files of equal rank is named first. */
  function plainRows(workbook: WorkbookData, name: string, back: (text: string) => string): readonly string[] {
    const twins = new RegExp(
      `ban sao\\.xlsx|cung-luc\\.xlsx|phieu-(?:${batch.copied.code}|${batch.undecided.code})\\.xlsx`,
      'g',
    );
    const settle = (row: string) =>
      back(row)
        .replace(twins, 'một trong hai tệp')
        .replace(/\d\d\/\d\d\/20[23]\d \d\d:\d\d/g, (time) => (time.includes('/2025 ') ? time : ''))
        .split(/\n|, | \| /)
        .sort()
        .join(' | ');
    return rowsOf(workbook, name).map(settle).sort();
  }
});

test('thứ tự liệt kê tệp không đổi một byte nào của bảng tổng hợp', async () => {
  const files = (await listReturns(batch.folder)).filter((_, index) => index % 9 === 0 || index < 14);
  const tools = localTools(FORMS_FOLDER, () => '2025-12-01T00:00:00.000Z');
  const round = await readRoundFile(ROUND_FILE);
  const summaryOf = async (order: typeof files) => {
    const written = new Map<string, Uint8Array>();
    const output = {
      write: async (name: string, bytes: Uint8Array) => void written.set(name, bytes),
      commit: async () => {},
      discard: async () => {},
    };
    const desk = localDesk({ formsFolder: FORMS_FOLDER, expected: { round }, now: tools.clock() });
    await summariseFolder({ ...tools, desk, output })({ folder: '', files: order, round, withDocuments: false });
    return written.get('summary.xlsx');
  };
  expect(
    Buffer.from((await summaryOf(files)) ?? []).equals((await summaryOf(files.toReversed())) ?? Buffer.of(0)),
  ).toBe(true);
});

describe('đầu vào sai', () => {
  let place: string;
  const at = (...names: readonly string[]) => join(place, ...names);

  beforeAll(async () => {
    place = join(root, 'dau-vao-sai');
    await mkdir(at('rong'), { recursive: true });
    await mkdir(at('mot-phieu'));
    await copyFile(join(batch.folder, 'da-sua.xlsx'), at('mot-phieu', 'phieu.xlsx'));
    await writeUnreadable(at('hong'), await readFile(at('mot-phieu', 'phieu.xlsx')));
    await writeFile(at('tep'), 'đã có');
    await writeFile(at('thieu-muc.yaml'), (await readFile(ROUND_FILE, 'utf8')).replace(/^province:.*$/m, ''));
    await writeFile(at('sai-cu-phap.yaml'), 'id: [kiem-tra\n');
    const otherForm = (await readFile(ROUND_FILE, 'utf8')).replace(/^form:.*$/m, 'form: khong-co');
    await writeFile(at('bieu-mau-la.yaml'), otherForm);
    await writeFile(at('danh-sach.csv'), 'mã,tên,loại\nabc,Bình Dương,xã\n');
    await copyForms(at('bieu-mau-loi'));
    await copyForms(at('thong-bao-loi'));
    await breakForm(at('bieu-mau-loi', 'kiem-tra-cchc-2025', 'v1', 'form.yaml'));
    await misspellTag(at('thong-bao-loi', 'kiem-tra-cchc-2025', 'v1', 'notice.docx'));
  });

  const copyForms = (to: string) => cp(FORMS_FOLDER, to, { recursive: true });

  async function breakForm(file: string): Promise<void> {
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace("check: '[3.8] = [3.9] + [3.10]'", "check: '[3.8] ='"),
    );
  }

  async function misspellTag(file: string): Promise<void> {
    const docx = new PizZip(await readFile(file));
    const body = docx.file('word/document.xml')?.asText() ?? '';
    docx.file(
      'word/document.xml',
      body.replace('</w:body>', '<w:p><w:r><w:t>{ten_khong_co}</w:t></w:r></w:p></w:body>'),
    );
    await writeFile(file, docx.generate({ type: 'uint8array' }));
  }

  const CASES: readonly { name: string; args: () => readonly string[]; says: RegExp }[] = [
    { name: 'thư mục rỗng', args: () => [at('rong'), '--out', at('ra')], says: /không có tệp nào/ },
    { name: 'không có thư mục', args: () => [at('khong-co'), '--out', at('ra')], says: /Không mở được thư mục/ },
    { name: 'thư mục là một tệp', args: () => [at('tep'), '--out', at('ra')], says: /Không mở được thư mục/ },
    { name: 'chỉ có tệp hỏng', args: () => [at('hong'), '--out', at('ra')], says: /Không có phiếu nào tổng hợp được/ },
    { name: 'nơi ghi là một tệp', args: () => [at('mot-phieu'), '--out', at('tep')], says: /Không ghi được vào/ },
    {
      name: 'nơi ghi nằm dưới một tệp',
      args: () => [at('mot-phieu'), '--out', at('tep', 'ra')],
      says: /Không ghi được vào/,
    },
    { name: 'thiếu nơi ghi', args: () => [at('mot-phieu')], says: /Thiếu tham số --out/ },
    {
      name: 'tham số lạ',
      args: () => [at('mot-phieu'), '--out', at('ra'), '--nhanh'],
      says: /Không có tham số "--nhanh"/,
    },
    { name: 'tệp đợt thiếu mục', args: () => withRound('thieu-muc.yaml'), says: /chưa đúng ở mục province/ },
    { name: 'tệp đợt sai cú pháp', args: () => withRound('sai-cu-phap.yaml'), says: /chưa đúng ở mục dòng \d/ },
    { name: 'không có tệp đợt', args: () => withRound('khong-co.yaml'), says: /Không mở được tệp/ },
    { name: 'đợt của biểu mẫu lạ', args: () => withRound('bieu-mau-la.yaml'), says: /Không có biểu mẫu "khong-co"/ },
    {
      name: 'danh sách đơn vị không dùng được',
      args: () => [at('mot-phieu'), '--out', at('ra'), '--roster', at('danh-sach.csv')],
      says: /Danh sách đơn vị .* không dùng được/,
    },
    {
      name: 'biểu mẫu có lỗi',
      args: () => withForms('bieu-mau-loi'),
      says: /form\.yaml" có \d+ lỗi, đầu tiên ở dòng \d+/,
    },
    {
      name: 'mẫu thông báo có thẻ lạ',
      args: () => withForms('thong-bao-loi'),
      says: /notice\.docx có \d+ lỗi: .*ten_khong_co/,
    },
  ];
  const withRound = (file: string) => [at('mot-phieu'), '--out', at('ra'), '--round', at(file)];
  const withForms = (folder: string) => [
    at('mot-phieu'),
    '--out',
    at('ra'),
    '--round',
    ROUND_FILE,
    '--forms',
    at(folder),
  ];

  test.each(CASES)('$name', async ({ args, says }) => {
    await mkdir(at('ra'), { recursive: true });
    await writeFile(at('ra', 'summary.xlsx'), 'kết quả lần trước');
    const { code, out, said } = await run('summarise.ts', ...args());
    const faults = said.split('\n').filter((line) => line.startsWith('✗'));
    expect({ code, out, count: faults.length }).toEqual({ code: 2, out: '', count: 1 });
    expect(faults[0]).toMatch(says);
    expect(faults[0]).toMatch(/[.!]$/);
    expect(said).not.toMatch(/\n\s+at |ngoài dự kiến/);
    expect(await readdir(at('ra'))).toEqual(['summary.xlsx']);
    expect(await readFile(at('ra', 'summary.xlsx'), 'utf8')).toBe('kết quả lần trước');
    expect(await readFile(at('tep'), 'utf8')).toBe('đã có');
  });

  test('check: mỗi tệp hỏng một câu, mã thoát 1', async () => {
    const { code, out, said } = await run('check.ts', ...['cat-cut.xlsx', 'bom.xlsx'].map((name) => at('hong', name)));
    expect({ code, said, lines: out.trimEnd().split('\n').length }).toEqual({ code: 1, said: '', lines: 2 });
    expect(out).toMatch(/^cat-cut\.xlsx: ✗ Tệp bị hỏng.*\.\nbom\.xlsx: ✗ .*\.\n$/);
  });

  test('check: không có tệp', async () => {
    const { code, out } = await run('check.ts', at('khong-co.xlsx'));
    expect(code).toBe(1);
    expect(out).toMatch(/^khong-co\.xlsx: ✗ Không mở được tệp .*\.\n$/);
  });
});

/** Far more than it takes; a bench is no test of speed. */
const BENCH_MS = 300_000;

test.each([
  { part: 'intake', says: /Taking in one return/ },
  { part: 'documents', says: /Making one document/ },
  { part: 'batches', says: /npm run summarise/ },
  { part: 'hostile', says: /hostile/i },
  { part: 'service', says: /the first answer[\s\S]*upload through HTTP/ },
])(
  'npm run bench -- --quick --only $part chạy được và in bảng của mình',
  async ({ part, says }) => {
    const { code, out } = await run('bench.ts', '--quick', '--only', part);
    expect(code).toBe(0);
    expect(out).toMatch(says);
  },
  BENCH_MS,
);
