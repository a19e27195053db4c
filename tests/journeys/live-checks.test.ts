/**
 * The checks inside the workbook against the server's, computed by LibreOffice: for each form one run over workbooks whose
 * cases are found from the form itself: every rule kept, broken, and unjudged for each reason (an input blank, nil, not
 * applicable, unreadable), every cell with what it refuses, and some filled at random. In each the mark of every row, the
 * computed ratios and the state lines must agree with what the server says of the same bytes.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { type Form, isTold } from '../../functions/domain/form/form.ts';
import { GUIDE_SHEET } from '../../functions/domain/form/layout.ts';
import type { WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import { localTools } from '../../functions/wiring.ts';
import {
  casesOfCells,
  casesOfRule,
  entriesOf,
  explainedEverywhere,
  numbersFrom,
  pack,
  randomAssignment,
} from '../support/check-cases.ts';
import {
  type ExpectedMark,
  expectedLines,
  expectedMark,
  expectedRatio,
  isOnlyServers,
  type ServerView,
  serverView,
} from '../support/expected-checks.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';
import {
  checkCells,
  type Entries,
  type RowState,
  STALE,
  sheetLine,
  sheetNamed,
  typedWorkbook,
  valueShown,
} from '../support/typed-workbook.ts';

/** Rules that no formula can judge: they compare the days of cited documents, and a citation is taken apart by the server. */
const ONLY_SERVER: Readonly<Record<string, readonly string[]>> = {
  'kiem-tra-cchc-2025 v1': ['Q1.1', 'Q1.2', 'Q1.3', 'Q2.1'],
  'cham-diem-vi-du v1': [],
  'khac-phuc-sau-kiem-tra v1': [],
  'tong-ket-cchc-2021-2025 v1': [],
  'tong-ket-cchc-2021-2025 v2': [],
};

const FORMS = Object.entries(ONLY_SERVER).map(([name, onlyServer]) => {
  const [id = '', version = ''] = name.split(' v');
  return { name, id, version: Number(version), onlyServer };
});
const RANDOM_WORKBOOKS = 4;
/** Of those filled last: once more with every row explained. */
const EXPLAINED_WORKBOOKS = 2;
/** Far more than the half minute it takes alone. */
const LIBREOFFICE_MS = 300_000;

interface Variant {
  readonly name: string;
  readonly typed: WorkbookData;
  readonly computed: WorkbookData;
  readonly view: ServerView;
  readonly rows: readonly (RowState & { readonly expected: ExpectedMark })[];
}

describe.skipIf(!requires('soffice')).each(FORMS)('$name', ({ id, version, onlyServer }) => {
  let form: Form;
  let variants: readonly Variant[];
  let missing: readonly string[];

  beforeAll(async () => {
    form = await localTools().forms.load(id, version);
    const random = numbersFrom(version);
    const rules = form.rules.filter(isTold).map((rule) => casesOfRule(form, rule, random));
    missing = rules.flatMap((found) => found.missing);
    const filled = Array.from({ length: RANDOM_WORKBOOKS }, () => randomAssignment(form, random));
    const packed = pack([...rules.flatMap(({ cases }) => cases), ...casesOfCells(form)]);
    const entries = [new Map(), ...packed, ...filled].map((assignment) => entriesOf(form, assignment));
    const explained = entries.slice(-EXPLAINED_WORKBOOKS).map((each) => explainedEverywhere(form, each));
    variants = await compute(form, [...entries, ...explained], new Set(onlyServer));
  }, LIBREOFFICE_MS);

  test('values are found that keep and that break each rule', () => {
    expect(missing).toEqual([]);
  });

  test('stored results that are wrong are corrected: everything was computed anew', () => {
    const stale = (workbook: WorkbookData) =>
      workbook.sheets.flatMap(({ cells }) => cells).filter(({ value }) => value === STALE).length;
    expect(variants.map(({ typed }) => stale(typed) > form.indicators.length)).not.toContain(false);
    expect(variants.filter(({ computed }) => stale(computed) > 0).map(({ name }) => name)).toEqual([]);
  });

  test('the mark of every row agrees with the findings of the server', () => {
    const differing = variants.flatMap(({ name, rows, view }) =>
      rows.flatMap((row) => (markOf(row) === shownAs(row.expected) ? [] : [describeRow(name, row, view)])),
    );
    expect(differing).toEqual([]);
  });

  test('every rule is shown in the sheet but for those that only the server can judge', () => {
    const told = form.rules.filter(isTold);
    const shown = told.filter(({ says }) =>
      variants.some(({ rows }) => rows.some((row) => row.says.slice(2).startsWith(`${says}.`))),
    );
    const unseen = told.filter((rule) => !shown.includes(rule)).map((rule) => rule.id);
    expect(unseen).toEqual(onlyServer);
  });

  test('computed ratios show what the server computes', () => {
    const computed = form.indicators.filter(({ ratio }) => ratio && !ratio.stated);
    const differing = variants.flatMap((variant) =>
      computed.flatMap((indicator) => {
        const shown = valueShown(form, variant.computed, indicator) ?? '';
        const expected = expectedRatio(indicator, form, variant.view);
        return same(shown, expected) ? [] : [`${variant.name} ${indicator.code}: ${shown} instead of ${expected}`];
      }),
    );
    expect(differing).toEqual([]);
  });

  test('the state lines and the counts on the first sheet follow from the marks', () => {
    for (const { computed, rows, view } of variants) {
      const guide = guideOf(computed);
      expect(guide.line).toBe(
        expectedLines(
          rows.map(({ expected }) => expected),
          view,
        ).workbook,
      );
      for (const sheet of new Set(rows.map((row) => row.sheet))) {
        const here = rows.filter((row) => row.sheet === sheet).map(({ expected }) => expected);
        expect(sheetLine(computed, sheet)).toBe(expectedLines(here, view).sheet);
        const counts = (['○', '✗', '⚠'] as const).map((mark) => here.filter((row) => row.mark === mark).length);
        expect(guide.counts.get(sheet.name)).toEqual(counts);
      }
    }
  });

  test('the first sheet says that it can be sent just when the server would accept it', () => {
    const differing = variants.filter(({ computed, view: { findings } }) => {
      const refused = findings.some(
        ({ code, severity, rule }) => severity === 'error' && !isOnlyServers(code) && !onlyServer.includes(rule ?? ''),
      );
      return guideOf(computed).line?.startsWith('✓') === refused;
    });
    expect(differing.map(({ name }) => name)).toEqual([]);
  });

  test('an explanation settles what is doubtful or blank, and nothing that is wrong', () => {
    const marks = variants.slice(-EXPLAINED_WORKBOOKS).flatMap(({ rows }) => rows.map(markOf));
    expect(marks.filter((mark) => mark === '⚠' || mark === '○')).toEqual([]);
    expect(marks).toContain('✗');
  });

  test('a workbook saved by LibreOffice reads as it was filled in', () => {
    const said = ({ findings }: ServerView) => findings.map(({ code, rule, cells }) => [code, rule, cells]);
    for (const { computed, view } of variants) expect(said(serverView(form, computed))).toEqual(said(view));
  });
});

async function compute(
  form: Form,
  workbooks: readonly Entries[],
  onlyServer: ReadonlySet<string>,
): Promise<readonly Variant[]> {
  const files = new Map<string, Uint8Array>();
  for (const [index, entries] of workbooks.entries())
    files.set(`${index}.xlsx`, await writeXlsx(typedWorkbook(form, entries)));
  const results = await recalculate(files);
  return Promise.all(
    [...files].map(async ([name, bytes]): Promise<Variant> => {
      const [typed, computed] = await Promise.all([readXlsx(bytes), readXlsx(results.get(name) as Uint8Array)]);
      const view = serverView(form, typed);
      const rows = checkCells(form, computed).map((row) => ({
        ...row,
        expected: expectedMark(row, form, view, onlyServer),
      }));
      return { name, typed, computed, view, rows };
    }),
  );
}

/** A row that asks for nothing may show its guidance, without a mark. */
const markOf = ({ says }: RowState): string =>
  /^[✗○⚠✓]/.test(says) ? `${says.slice(0, 1)}${says.includes('(bắt buộc)') ? '!' : ''}` : '';
const shownAs = ({ mark, required }: ExpectedMark): string => `${mark}${required ? '!' : ''}`;

/** Enough to find the cause without opening the workbook. */
function describeRow(
  name: string,
  row: RowState & { expected: ExpectedMark },
  { findings, reading }: ServerView,
): string {
  const keys = row.indicators.map(({ key }) => key);
  const said = findings.filter(({ indicators: [first] }) => first !== undefined && keys.includes(first));
  const typed = row.indicators.map(
    ({ code, key }) => `${code}=${reading.answers.get(key)?.state}:${reading.answers.get(key)?.typed}`,
  );
  return `${name} ${row.sheet.name} ${row.row} [${typed.join(' ')}] shows "${row.says}", server ${shownAs(row.expected)} ${said.map(({ code, rule }) => rule ?? code).join(' ')}`;
}

const same = (shown: unknown, expected: number | string): boolean =>
  typeof expected === 'number' ? typeof shown === 'number' && Math.abs(shown - expected) < 1e-9 : shown === expected;

/** The state line and, for each sheet, its rows blank, wrong and doubtful. */
function guideOf(workbook: WorkbookData) {
  const { cells } = sheetNamed(workbook, GUIDE_SHEET);
  const line = cells
    .map(({ value }) => String(value))
    .find((value) => /^(Còn \d|✓ Sẵn sàng|Chưa điền dòng)/.test(value));
  const counts = new Map(
    cells
      .filter(({ column }) => column === 1)
      .map(({ row, value }) => {
        const beside = cells.filter((cell) => cell.row === row && cell.column > 1 && cell.column < 5);
        return [String(value), beside.map((cell) => cell.value)] as const;
      }),
  );
  return { line, counts };
}
