/** Charts as parts of the package: as Excel wants them, and as other programs see them. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import type { ChartModel, ChartSeries, WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { chartProblems } from '../support/chart-validity.ts';
import { toPdf } from '../support/libreoffice.ts';
import { descendants, one, type Parts, parseXml, unpack } from '../support/package-xml.ts';
import { PYTHON, requires } from '../support/requires.ts';
import { expectValidWorkbook } from '../support/workbook-validity.ts';
import { aSheet, aWorkbook } from './xlsx-writer.sample.ts';

const run = promisify(execFile);
const NAME = 'Số & <liệu>';

const SERIES: ChartSeries = {
  name: 'Đơn vị',
  look: 'pale',
  labelled: true,
  values: { reference: `'${NAME}'!$B$2:$B$4`, values: [0.9, 0.5, undefined] },
};

const aChart = (overrides: Partial<ChartModel> = {}): ChartModel => ({
  kind: 'bar',
  title: 'Tỷ lệ "đúng hạn" & <trễ>',
  description: 'Ba xã, cao nhất An Sơn',
  categories: { reference: `'${NAME}'!$A$2:$A$4`, values: ['An Sơn', 'Bình & Sơn', 'Chư Sơn'] },
  series: [SERIES],
  format: '0.00%',
  at: 'C3',
  size: { width: 300, height: 200 },
  ...overrides,
});
const line = {
  name: 'Cộng dồn',
  look: 'dark',
  line: 'dashed',
  values: { reference: `'${NAME}'!$C$2:$C$4`, values: [1, 2, 3] },
} as const;
const EVERY: readonly ChartModel[] = [
  aChart(),
  aChart({
    kind: 'column',
    at: 'C20',
    axes: { category: 'Đơn vị', value: 'Tỷ lệ' },
    scale: { most: 1.15, step: 0.25 },
  }),
  aChart({
    kind: 'stacked',
    at: 'C40',
    series: [...aChart().series, { ...SERIES, name: 'Muộn', look: 'hatched' }, line],
  }),
  aChart({
    kind: 'line',
    at: 'C60',
    titleFrom: `'${NAME}'!$A$1`,
    series: [line, { ...line, name: 'Phải gửi', line: 'solid', labelled: true }],
  }),
];

/** Two sheets with charts, the first with a note and a link as well. */
function charted(charts: readonly ChartModel[] = EVERY, overrides: Partial<WorkbookModel> = {}): WorkbookModel {
  const figures = [
    ['Tên', 'Tỷ lệ', 'Số'],
    ['An Sơn', 0.9, 1],
    ['Bình & Sơn', 0.5, 2],
    ['Chư Sơn', '', 3],
  ];
  const rows = figures.map((cells) => ({ cells: cells.map((value) => ({ value })) }));
  const sheets = [
    aSheet({
      name: NAME,
      rows: [...rows, { cells: [{ value: 'x', note: 'Ghi chú', href: 'https://vn.vn/?a="b"&c' }] }],
      charts,
    }),
    aSheet({ name: 'Không có' }),
    aSheet({
      name: 'Hai',
      charts: [aChart()],
      print: { paper: 'A4', landscape: true, fitWidth: false, breaksAfter: [29, 58] },
    }),
  ];
  return aWorkbook({ sheets, names: [], ...overrides });
}

const partsOf = async (model: WorkbookModel): Promise<Parts> => unpack(await writeXlsx(model));
const chartOf = (parts: Parts, number: number) => parseXml(parts.get(`xl/charts/chart${number}.xml`) ?? '');
const texts = (parts: Parts, number: number, name: string) =>
  descendants(chartOf(parts, number), name).map(({ text }) => text);

describe('the package', () => {
  test('is one that Excel opens without repair', async () => {
    const bytes = await writeXlsx(charted());

    expectValidWorkbook(bytes);
    expect(chartProblems(unpack(bytes))).toEqual([]);
    expect([...unpack(bytes).keys()].filter((name) => /chart|drawing/.test(name)).sort()).toEqual([
      'xl/charts/chart1.xml',
      'xl/charts/chart2.xml',
      'xl/charts/chart3.xml',
      'xl/charts/chart4.xml',
      'xl/charts/chart5.xml',
      'xl/drawings/_rels/drawing1.xml.rels',
      'xl/drawings/_rels/drawing2.xml.rels',
      'xl/drawings/drawing1.xml',
      'xl/drawings/drawing2.xml',
      'xl/drawings/vmlDrawing1.vml',
    ]);
  });

  test('a workbook without charts has none of their parts', async () => {
    const parts = await partsOf(charted([], { sheets: [aSheet()] }));

    expect([...parts.keys()].filter((name) => /chart|drawing/.test(name))).toEqual([]);
    expect(parts.get('[Content_Types].xml')).not.toMatch(/drawing\+xml|chart\+xml/);
  });

  test('the same model gives the same bytes', async () => {
    expect(Buffer.compare(Buffer.from(await writeXlsx(charted())), Buffer.from(await writeXlsx(charted())))).toBe(0);
  });

  test('pages end behind the rows that are named', async () => {
    expect((await partsOf(charted())).get('xl/worksheets/sheet3.xml')).toContain(
      '<rowBreaks count="2" manualBreakCount="2"><brk id="29" max="16383" man="1"/><brk id="58" max="16383" man="1"/></rowBreaks>',
    );
  });
});

describe('a chart', () => {
  test('refers to its cells and holds what they hold', async () => {
    const parts = await partsOf(charted());

    expect(texts(parts, 1, 'c:f')).toEqual([`'${NAME}'!$A$2:$A$4`, `'${NAME}'!$B$2:$B$4`]);
    expect(descendants(chartOf(parts, 1), 'c:pt').map((pt) => `${pt.attributes.idx} ${one(pt, 'c:v')?.text}`)).toEqual([
      '0 An Sơn',
      '1 Bình & Sơn',
      '2 Chư Sơn',
      '0 0.9',
      '1 0.5',
    ]);
    expect(texts(parts, 1, 'a:t')).toEqual(['Tỷ lệ "đúng hạn" & <trễ>']);
  });

  test('may have a title that a cell holds', async () => {
    const parts = await partsOf(charted());

    expect(texts(parts, 4, 'c:f')[0]).toBe(`'${NAME}'!$A$1`);
    expect(texts(parts, 4, 'a:t')).toEqual([]);
  });

  test('says what it shows to those who cannot see it', async () => {
    expect((await partsOf(charted())).get('xl/drawings/drawing1.xml')).toContain('descr="Ba xã, cao nhất An Sơn"');
  });

  test('begins at 0 unless a value lies below', async () => {
    const below = aChart({
      series: [{ ...SERIES, values: { reference: `'${NAME}'!$B$2:$B$4`, values: [-0.1, 0, 1] } }],
    });
    const parts = await partsOf(charted([aChart(), below]));

    expect([1, 2].map((number) => descendants(chartOf(parts, number), 'c:min').length)).toEqual([1, 0]);
  });

  test.each([
    ['no category', aChart({ categories: { reference: 'x', values: [] }, series: [] })],
    ['series of another length', aChart({ categories: { reference: 'x', values: ['a'] } })],
  ])('with %s is refused', async (_, chart) => {
    await expect(writeXlsx(charted([chart]))).rejects.toThrow(/Sheet "Số & <liệu>": The chart "Tỷ lệ/);
  });
});

describe('an address on the web', () => {
  const long = `https://vn.vn/${'x'.repeat(250)}`;

  test.each([
    ['https://vn.vn/?a="b"&c', 'HYPERLINK("https://vn.vn/?a=""b""&c","x")'],
    ['http://localhost:8080/dot', 'HYPERLINK("http://localhost:8080/dot","x")'],
    ['javascript:alert(1)', undefined],
    ['file:///etc/passwd', undefined],
    [long, undefined],
  ])('%s', async (href, formula) => {
    const parts = await partsOf(charted([], { sheets: [aSheet({ rows: [{ cells: [{ value: 'x', href }] }] })] }));

    expect(descendants(parseXml(parts.get('xl/worksheets/sheet1.xml') ?? ''), 'f')[0]?.text).toBe(formula);
  });
});

describe('Vietnamese numbers', () => {
  const cell = { value: 1440.5, format: '#,##0.00' };

  test.each([
    ['vi', '[$-42A]#,##0.00'],
    [undefined, '#,##0.00'],
  ] as const)('%s', async (numbers, code) => {
    const sheets = [aSheet({ rows: [{ cells: [cell] }], charts: [aChart({ format: '#,##0.00' })] })];
    const parts = await partsOf(charted([], { sheets, ...(numbers ? { numbers } : {}) }));

    // exceljs knows #,##0.00 by its number
    if (numbers) expect(parts.get('xl/styles.xml')).toContain(`formatCode="${code}"`);
    else expect(parts.get('xl/styles.xml')).not.toContain('42A');
    expect(texts(parts, 1, 'c:formatCode')).toEqual([code]);
  });
});

const READ = `
import json, openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([[sheet.title, type(chart).__name__, chart.anchor._from.row + 1, [s.val.numRef.f for c in chart._charts for s in c.series]]
  for sheet in book.worksheets for chart in sheet._charts]))
`;

test.skipIf(!requires('openpyxl'))('openpyxl finds each chart with its references', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'charts-'));
  try {
    const file = join(folder, 'a.xlsx');
    await writeFile(file, await writeXlsx(charted()));
    const { stdout } = await run(PYTHON, ['-c', READ, file]);

    const [b, c] = [`'${NAME}'!$B$2:$B$4`, `'${NAME}'!$C$2:$C$4`];
    expect(JSON.parse(stdout)).toEqual([
      [NAME, 'BarChart', 3, [b]],
      [NAME, 'BarChart', 20, [b]],
      [NAME, 'BarChart', 40, [b, b, c]],
      [NAME, 'LineChart', 60, [c, c]],
      ['Hai', 'BarChart', 3, [b]],
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.skipIf(!requires('soffice') || !requires('pdftoppm'))(
  'LibreOffice draws them: titles, names and labels are on the page',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'charts-'));
    try {
      const pdf = (await toPdf(new Map([['a.xlsx', await writeXlsx(charted([aChart()], { numbers: 'vi' }))]]))).get(
        'a.pdf',
      );
      await writeFile(join(folder, 'a.pdf'), pdf ?? '');
      const { stdout } = await run('pdftotext', ['-layout', join(folder, 'a.pdf'), '-']);

      expect(stdout).toContain('Tỷ lệ "đúng hạn" & <trễ>');
      expect(stdout).toContain('90,00%');
      expect(stdout.match(/Bình & Sơn/g)?.length).toBeGreaterThan(1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  60_000,
);
