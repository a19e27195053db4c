/** The shipped forms: complete, free of faults, and of one piece from version to version. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import { hintForm } from '../../functions/domain/form/hint-form.ts';
import { fillExample } from '../../functions/domain/template/fill-example.ts';

const FORMS = fileURLToPath(new URL('../../sheets-templates', import.meta.url));
const library = formFolder(FORMS);
const SHIPPED = [
  { id: 'tong-ket-cchc-2021-2025', version: 1 },
  { id: 'tong-ket-cchc-2021-2025', version: 2 },
  { id: 'kiem-tra-cchc-2025', version: 1 },
  { id: 'cham-diem-vi-du', version: 1 },
  { id: 'khac-phuc-sau-kiem-tra', version: 1 },
] as const;

test('đủ các biểu mẫu và phiên bản', async () => {
  expect(await library.list()).toEqual([
    { id: 'cham-diem-vi-du', versions: [1] },
    { id: 'khac-phuc-sau-kiem-tra', versions: [1] },
    { id: 'kiem-tra-cchc-2025', versions: [1] },
    { id: 'tong-ket-cchc-2021-2025', versions: [1, 2] },
  ]);
});

describe.each(SHIPPED)('$id v$version', ({ id, version }) => {
  let form: Form;
  beforeAll(async () => {
    form = await library.load(id, version);
  });

  test('mỗi quy tắc có câu nói hoàn chỉnh, không có dấu chấm cuối, và cách sửa', () => {
    for (const rule of form.rules) {
      expect(rule.says, rule.id).toMatch(/^\p{Lu}.*[^.]$/u);
      if (rule.fix) expect(rule.fix, rule.id).toMatch(/^Hãy .*\.$/);
    }
  });

  test('ví dụ chỉ dùng mã số có trong biểu', async () => {
    const examples = await readExamples(join(FORMS, id, `v${version}`, 'example'));
    for (const example of examples?.returns ?? []) expect(fillExample(form, example).unknown).toEqual([]);
  });
});

describe('tổng kết 5 năm', () => {
  test('phiên bản 1 có đủ 120 dòng của PHỤ LỤC I và 13 nhiệm vụ', async () => {
    const form = await library.load('tong-ket-cchc-2021-2025', 1);
    const annex = form.sections.filter((section) => section.sheet === 'Phụ lục I');
    expect(annex.reduce((rows, section) => rows + 1 + section.rows.length, 0)).toBe(120);
    const tasks = form.tables.filter((table) => table.code.startsWith('DM')).flatMap((table) => table.rows);
    expect(tasks).toHaveLength(13);
  });

  test('phiên bản 2 không còn cấp huyện, mọi tỷ lệ có tử số và mẫu số', async () => {
    const form = await library.load('tong-ket-cchc-2021-2025', 2);
    const labels = [...form.indicators, ...form.headings].map(({ label }) => label);
    expect(labels.filter((label) => /huyện/iu.test(label))).toEqual([]);
    expect(form.indicators.filter(({ ratio }) => ratio?.stated)).toEqual([]);
  });

  test('cùng một số liệu giữ cùng khoá qua hai phiên bản', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map((version) => library.load('tong-ket-cchc-2021-2025', version)),
    );
    const shared = first?.indicators.filter(({ key }) => second?.byKey.has(key)) ?? [];
    expect(shared.length).toBeGreaterThan(120);
    const family = (type: string) => (['ratio', 'share'].includes(type) ? 'percentage' : type);
    for (const { key, type } of shared) expect(family(second?.byKey.get(key)?.type ?? ''), key).toBe(family(type));
  });

  test('soát biểu báo đúng lỗi của chính phiên bản 1: 7.5.2 gọi là tỷ lệ nhưng đếm văn bản', async () => {
    const hints = hintForm(await library.load('tong-ket-cchc-2021-2025', 1)).map(({ sentence }) => sentence);
    expect(
      hints.some(
        (sentence) => sentence.startsWith('Chỉ tiêu 7.5.2 ') && sentence.includes('gọi là tỷ lệ nhưng nhận số lượng'),
      ),
    ).toBe(true);
    expect(hintForm(await library.load('tong-ket-cchc-2021-2025', 2))).toEqual([]);
  });
});

test('phiếu kiểm tra có chín lĩnh vực, đủ kiến nghị R1–R15, R6b, KT', async () => {
  const form = await library.load('kiem-tra-cchc-2025', 1);
  expect(form.sections.map(({ code }) => code)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  const ids = [
    'R1',
    'R2',
    'R3',
    'R4',
    'R5',
    'R6',
    'R6b',
    'R7',
    'R8',
    'R9',
    'R10',
    'R11',
    'R12',
    'R13',
    'R14',
    'R15',
    'KT',
  ];
  expect(form.recommendations.map(({ id }) => id).sort()).toEqual([...ids].sort());
  const required = form.indicators.filter(({ presence }) => presence === 'required').map(({ code }) => code);
  expect(required).toEqual(['3.2', '3.8', '3.10', '3.11', '8.5.a', '9.2.a', '9.2.b']);
});

describe('npm run form', () => {
  const folder = mkdtempSync(join(tmpdir(), 'form-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const script = fileURLToPath(new URL('../../scripts/form.ts', import.meta.url));
  const run = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  const original = join(FORMS, 'kiem-tra-cchc-2025', 'v1', 'form.yaml');

  const BROKEN = [
    {
      name: 'mã số lạ trong quy tắc',
      from: "'[3.2] = [3.3]",
      to: "'[3.99] = [3.3]",
      says: 'Không có chỉ tiêu [3.99] trong biểu.',
    },
    { name: 'loại dữ liệu lạ', from: 'type: count', to: 'type: dem', says: 'Mục "type" phải là một trong: count' },
    { name: 'biểu thức dở dang', from: "'[3.2] = [3.3]", to: "'[3.2] = = [3.3]", says: 'cần một chỉ tiêu' },
    { name: 'ngoặc không đóng trong câu', from: '{ubnd} ', to: '{ubnd ', says: 'trong câu' },
    { name: 'thụt lề sai', from: 'sections:', to: 'sections:\n      - x\n   - y', says: 'YAML|Thụt lề|dấu' },
  ];

  test.each(BROKEN)('check: $name → nêu tệp, dòng và cách sửa', ({ from, to, says }) => {
    const file = join(folder, 'form.yaml');
    const text = readFileSync(original, 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
    const { status, stdout, stderr } = run('check', file);
    expect(stdout).toMatch(/form\.yaml:\d+: /);
    expect(stdout).toMatch(new RegExp(says.replace(/[[\]]/g, '\\$&')));
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  test('check: biểu mẫu đúng → 0', () => {
    expect(run('check', original)).toMatchObject({ status: 0, stderr: '' });
  });

  test('preview: biểu trống, biểu đã điền và thông báo mẫu', () => {
    const target = join(folder, 'xem');
    expect(run('preview', original, '--out', target).status).toBe(0);
    expect(readdirSync(target).sort()).toEqual([
      'mau-da-dien.xlsx',
      'mau.xlsx',
      'thong-bao-mau-phuong-du-so-lieu.docx',
      'thong-bao-mau-phuong-it-so-lieu.docx',
      'thong-bao-mau.docx',
    ]);
  });

  test('tệp không có → một câu, mã 2, không dấu vết chương trình', () => {
    const { status, stderr } = run('check', join(dirname(original), 'khong-co.yaml'));
    expect(status).toBe(2);
    expect(stderr).toMatch(/^✗ Không mở được tệp .*\n$/);
  });
});
