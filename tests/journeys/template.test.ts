/**
 * The blank workbook of every shipped form: valid for other programs, within the limits of Excel, found again by our own
 * reader, and lying beside its form as it would be made today.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import type { Form, Indicator } from '../../functions/domain/form/form.ts';
import { isInput } from '../../functions/domain/form/form.ts';
import { IDENTITY_NAMES, inputName, layOut, rowMark } from '../../functions/domain/form/layout.ts';
import { readAnswers } from '../../functions/domain/submission/read-answers.ts';
import { readIdentity } from '../../functions/domain/submission/read-identity.ts';
import { blankTemplate } from '../../functions/domain/template/blank.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { cellAddress, sheetReference, type WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { FORMS_FOLDER, localTools } from '../../functions/wiring.ts';
import { aCommune } from '../support/builders.ts';
import { PYTHON, requires } from '../support/requires.ts';
import { expectValidWorkbook } from '../support/workbook-validity.ts';

const run = promisify(execFile);

const FORMS = [
  { id: 'cham-diem-vi-du', version: 1 },
  { id: 'khac-phuc-sau-kiem-tra', version: 1 },
  { id: 'kiem-tra-cchc-2025', version: 1 },
  { id: 'tong-ket-cchc-2021-2025', version: 1 },
  { id: 'tong-ket-cchc-2021-2025', version: 2 },
];

test('no shipped form is left out here', async () => {
  const shipped = await localTools().forms.list();
  expect(shipped.flatMap(({ id, versions }) => versions.map((version) => ({ id, version })))).toEqual(FORMS);
});

describe.each(FORMS)('$id v$version', ({ id, version }) => {
  const path = join(FORMS_FOLDER, id, `v${version}`, 'mau.xlsx');
  let form: Form;
  let model: WorkbookModel;
  let bytes: Uint8Array;
  let blank: WorkbookData;

  beforeAll(async () => {
    form = await localTools().forms.load(id, version);
    model = blankTemplate(form);
    bytes = await writeXlsx(model);
    blank = await readXlsx(bytes);
  });

  test('is a valid workbook', () => {
    expectValidWorkbook(bytes);
  });

  test('mau.xlsx is the blank of today: "npm run form -- blank" renews it', async () => {
    expect(Buffer.compare(await readFile(path), bytes)).toBe(0);
  });

  test('every indicator has its name and the mark of its row', () => {
    const names = new Map(blank.names.map(({ name, refersTo }) => [name, refersTo]));
    const astray = form.indicators.filter((indicator) => {
      const { sheet, row, column } = layOut(form).placeOf(indicator.key);
      const named = names.get(inputName(indicator.key)) === sheetReference(sheet, `$${columnOf(column)}$${row}`);
      return !named || textAt(blank, sheet, row, 1) !== rowMark.indicator(indicator);
    });
    expect(astray.map(({ code }) => code)).toEqual([]);
  });

  test('only inputs, kinds of empty and explanations can be typed into', () => {
    const columns = (indicator: Indicator) => (indicator.place ? [0] : [0, ...(hasKinds(indicator) ? [1] : [])]);
    const typed = form.indicators.flatMap((indicator) => {
      const { sheet, row, column } = layOut(form).placeOf(indicator.key);
      const explained = layOut(form).sheets.find(({ name }) => name === sheet)?.columns.explanation ?? 0;
      const own = isInput(indicator)
        ? columns(indicator).map((offset) => column + offset)
        : hasKinds(indicator)
          ? [column + 1]
          : [];
      return [...own, explained].map((each) => `${sheet}!${cellAddress(row, each)}`);
    });
    const unlocked = model.sheets.flatMap(({ name, rows }) =>
      [...rows].flatMap(({ cells }, row) =>
        cells.flatMap((cell, column) =>
          cell?.style === 'input' ? [`${name}!${cellAddress(row + 1, column + 1)}`] : [],
        ),
      ),
    );
    expect(unlocked.sort()).toEqual([...new Set(typed)].sort());
  });

  test('read back it holds nothing but what the form fills in, and nothing is wrong with any cell', () => {
    const { answers, findings, strays, found } = readAnswers(form, blank);
    const filled = form.indicators.filter(({ key }) => answers.has(key) && answers.get(key)?.state !== 'missing');
    expect(filled).toEqual(form.indicators.filter(({ prefill }) => prefill !== undefined));
    expect({ findings, strays: strays.size, found }).toEqual({
      findings: [],
      strays: 0,
      found: form.indicators.filter(isInput).length,
    });
  });

  test('says whose it is', async () => {
    expect(readIdentity(blank)).toMatchObject({ form: id, version, commune: undefined, signature: undefined });
    const made = composeTemplate({
      form,
      commune: aCommune({ code: '05605' }),
      signature: 'a1',
      created: model.created,
    });
    const { name: communeName, type: communeType, province } = aCommune();
    const identity = { form: id, version, commune: '05605', communeName, communeType, province, signature: 'a1' };
    expect(readIdentity(await readXlsx(await writeXlsx(made)))).toMatchObject(identity);
  });

  test('formulas keep to what Excel, LibreOffice and Google Sheets all know, and to the depth Excel takes', () => {
    const formulas = model.sheets.flatMap(({ rows }) =>
      [...rows].flatMap(({ cells }) => cells.flatMap((cell) => cell?.formula ?? [])),
    );
    const codes = formulas.map((formula) => formula.replace(/"(?:[^"]|"")*"/g, '""').replace(/'(?:[^']|'')+'!/g, ''));
    const functions = new Set(codes.flatMap((code) => code.match(/[A-Z][A-Z.]*(?=\()/g) ?? []));
    expect([...functions].filter((name) => !COMMON_FUNCTIONS.has(name))).toEqual([]);
    expect(Math.max(...codes.map(depthOf))).toBeLessThanOrEqual(64);
    expect(formulas.filter((formula) => /\p{Cc}|\{|_xlfn/u.test(formula))).toEqual([]);
  });

  test.skipIf(!requires('openpyxl'))('openpyxl opens it and sees the sheets and names', async () => {
    const seen = JSON.parse((await run(PYTHON, ['-c', READ, path])).stdout);
    const parts = layOut(form).sheets.map(({ name }) => [name, 'visible']);
    const lists = form.indicators.some(({ choices }) => choices.length > 0) ? [['_danh_muc', 'hidden']] : [];
    expect(seen.sheets).toEqual([['Hướng dẫn', 'visible'], ...parts, ...lists, ['_nhan_dang', 'hidden']]);
    const names = [...form.indicators.map(({ key }) => inputName(key)), ...Object.values(IDENTITY_NAMES)];
    expect(seen.names.sort()).toEqual(names.sort());
    expect(seen.validated).toBeGreaterThan(0);
  });
});

const hasKinds = ({ place, mayBeNil, mayBeNotApplicable }: Indicator): boolean =>
  place === undefined && (mayBeNil || mayBeNotApplicable);

const columnOf = (column: number): string => cellAddress(1, column).slice(0, -1);

function textAt(workbook: WorkbookData, sheet: string, row: number, column: number): unknown {
  const { cells } = workbook.sheets.find(({ name }) => name === sheet) ?? { cells: [] };
  return cells.find((cell) => cell.row === row && cell.column === column)?.value;
}

/** All older than Excel 2010: newer ones are written with a prefix that other programs do not read. */
const COMMON_FUNCTIONS = new Set(
  'ABS AND COUNTIF DATEVALUE EXACT HYPERLINK IF IFERROR INDEX INT ISNUMBER MATCH MAX MID MIN MONTH N NOT OR ROUND SUBSTITUTE SUM SUMPRODUCT TRIM TRUNC VALUE'.split(
    ' ',
  ),
);

/** How deep the brackets of a formula are nested: at least as deep as its functions. */
function depthOf(code: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of code) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

const READ = `
import json, openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
names = book.defined_names
print(json.dumps({
  'sheets': [[s.title, s.sheet_state] for s in book.worksheets],
  'names': [n for n in names] if hasattr(names, 'keys') else [n.name for n in names.definedName if not n.name.startswith('_xlnm')],
  'validated': sum(len(s.data_validations.dataValidation) for s in book.worksheets)}))
`;
