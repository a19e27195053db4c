/**
 * Workbooks made to cost more than they weigh, by name, and what the intake says to each. Shared by the tests and the bench,
 * which ask the same of all: one clear outcome, soon, within bounds of memory.
 */
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { type Form, isInput } from '../../functions/domain/form/form.ts';
import { IDENTITY_NAMES } from '../../functions/domain/form/layout.ts';
import type { ProblemCode } from '../../functions/problems.ts';
import { localTools } from '../../functions/wiring.ts';
import { type HandMade, handMade, handMadeParts, relationships, worksheet } from '../fixtures/xlsx/hand-made.ts';
import { aCommune } from './builders.ts';
import { unpack } from './package-xml.ts';
import { type Entry, typedWorkbook } from './typed-workbook.ts';
import { zip } from './zip.ts';

export interface HostileFile {
  readonly name: string;
  /** The code of the refusal; "taken" where the file is a return all the same. */
  readonly outcome: ProblemCode | 'taken';
  readonly make: () => Uint8Array | Promise<Uint8Array>;
}

const MB = 1024 * 1024;
const FULL_CELL = 32_767;
const SHEET = 'xl/worksheets/sheet1.xml';
const ONE = '<row r="1"><c r="A1"><v>1</v></c></row>';

/** `piece` again and again, as many characters as fit into `length`. */
export const rowOf = (piece: string, length = FULL_CELL): string => piece.repeat(Math.floor(length / piece.length));

/** Texts that cost a careless pattern, sorting or comparison the square of their length. */
export const COSTLY_TEXTS: Readonly<Record<string, string>> = {
  'một chữ': rowOf('a'),
  'chữ số': rowOf('1'),
  'dấu chấm': `1${rowOf('.', FULL_CELL - 2)}1`,
  'dấu cách': `1${rowOf(' ', FULL_CELL - 2)}1`,
  'dấu cách trước phần trăm': `1${rowOf(' ', FULL_CELL - 3)}1%`,
  'xuống dòng': `Kế hoạch số 06/KH${rowOf('\n', FULL_CELL - 20)}x`,
  'xuống dòng và dấu cách': `a${rowOf('\n ', FULL_CELL - 2)}!`,
  'dấu gạch': `KH 1/a${rowOf('-a', FULL_CELL - 8)}!`,
  'dấu phẩy': `Kế hoạch số 1/KH, ${rowOf(', a', FULL_CELL - 20)}`,
  'hai chấm': `Kế hoạch số 1/KH ${rowOf(':', FULL_CELL - 20)}x`,
  'dấu nháy': rowOf('"'),
  'ngày ngày ngày': rowOf('ngày '),
  'số số số': rowOf('số '),
  'ngày 1/1/1/1': rowOf('1/1 '),
  'dấu thanh rời, thứ tự ngược': `a${rowOf('\u0301', 16_000)}${rowOf('\u0323', 16_000)}`,
  'dấu thanh rời, xen kẽ': rowOf('\u0301\u0323'),
  'dấu từ chữ nửa cỡ': rowOf('\u0301\uff9e'),
  'chữ nở ra khi chuẩn hoá': rowOf('\ufdfa'),
  'nguyên âm có dấu': rowOf('ộ'),
  'mã thoát': rowOf('_x0041_'),
  'ngoặc vuông': rowOf('[h'),
  'nhiều từ ngắn': rowOf('xa '),
  'chữ ngoài mặt phẳng cơ bản': rowOf('𠀀'),
};

/**
 * A return of the inspection form with `text` in every cell that its clerk fills in, as far as 4.5 million characters go. The
 * text is put in behind the writer's back, which would take its time over it.
 */
async function returnFullOf(text: string): Promise<Uint8Array> {
  const form = await localTools().forms.load('kiem-tra-cchc-2025', 1);
  const codes = inputsOf(form).slice(0, Math.floor(4_500_000 / text.length));
  const entries = new Map(codes.map((code): [string, Entry] => [code, { value: PLACE }]));
  const parts = unpack(await writeXlsx(typedWorkbook(form, entries, aCommune())));
  return zip([...parts].map(([name, content]) => ({ name, content: content.replaceAll(PLACE, () => escaped(text)) })));
}

const PLACE = 'NOI-DUNG-DIEN-VAO';
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const inputsOf = (form: Form): readonly string[] => form.indicators.filter(isInput).map(({ code }) => code);

/** Text cells in rows of `width`, with nothing that says what the workbook is. */
function texts(count: number, width: number, text: (at: number) => string): string {
  const cell = (at: number) => `<c t="inlineStr"><is><t xml:space="preserve">${text(at)}</t></is></c>`;
  const rows = Array.from({ length: Math.ceil(count / width) }, (_, row) =>
    Array.from({ length: width }, (_, column) => cell(row * width + column)).join(''),
  );
  return rows.map((row) => `<row>${row}</row>`).join('');
}

const names = (count: number, name: (at: number) => string, refersTo: string): string =>
  `<definedNames>${Array.from({ length: count }, (_, at) => `<definedName name="${name(at)}">${refersTo}</definedName>`).join('')}</definedNames>`;

/** A workbook that says it is the return of a form, in sheet 1 from A1 down. */
function stated(values: Partial<Record<keyof typeof IDENTITY_NAMES, string>>, refersTo?: string): HandMade {
  const entries = Object.entries(values);
  const row = ([, value]: [string, string], at: number) =>
    `<row r="${at + 1}"><c r="A${at + 1}" t="inlineStr"><is><t>${value}</t></is></c></row>`;
  const name = ([key]: [string, string], at: number) =>
    `<definedName name="${IDENTITY_NAMES[key as keyof typeof IDENTITY_NAMES]}">${refersTo ?? `Sheet1!$A$${at + 1}`}</definedName>`;
  return { rows: [entries.map(row).join('')], behind: `<definedNames>${entries.map(name).join('')}</definedNames>` };
}

const part =
  (name: string, content: string): (() => Uint8Array) =>
  () =>
    handMade({ rows: [ONE], parts: { [name]: content } });
const made = (what: HandMade) => (): Uint8Array => handMade(what);
const sheetOf = (rows: string) => (): Uint8Array => handMade({ rows: [rows] });
const times = (count: number, piece: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => piece(at)).join('');
const filled = (piece: string, bytes: number): string => piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));

/** Half a million of what a package lists: relationships, types, formats. */
const LISTS: readonly HostileFile[] = [
  {
    name: 'relationships by the hundred thousand',
    outcome: 'FILE_TOO_MANY_PARTS',
    make: part(
      'xl/_rels/workbook.xml.rels',
      relationships(Array.from({ length: 250_000 }, (_, at) => [`r${at}`, 'a', `b${at}`])),
    ),
  },
  {
    name: 'relationships that lead to one another',
    outcome: 'FILE_NOT_WORKBOOK',
    make: part(
      '_rels/.rels',
      relationships([
        ['a', 'x/officeDocument', '_rels/.rels'],
        ['b', 'x/officeDocument', 'xl/workbook.xml'],
      ]),
    ),
  },
  {
    name: 'a target of half a million steps',
    outcome: 'FILE_DAMAGED',
    make: part('xl/_rels/workbook.xml.rels', relationships([['rId1', 'x/worksheet', 'a/../'.repeat(100_000)]])),
  },
  {
    name: 'content types by the hundred thousand',
    outcome: 'FILE_TOO_MANY_PARTS',
    make: () => {
      const types = String(handMadeParts({ rows: [ONE] })['[Content_Types].xml']);
      const more = times(250_000, (at) => `<Override PartName="/${at}" ContentType="a${at}"/>`);
      return handMade({ rows: [ONE], parts: { '[Content_Types].xml': types.replace('</Types>', `${more}</Types>`) } });
    },
  },
  {
    name: 'cell formats by the hundred thousand',
    outcome: 'FILE_TOO_MANY_PARTS',
    make: made({ rows: [ONE], styles: `<cellXfs>${times(600_000, (at) => `<xf numFmtId="${at}"/>`)}</cellXfs>` }),
  },
  {
    name: 'number formats by the hundred thousand',
    outcome: 'FILE_TOO_MANY_PARTS',
    make: made({
      rows: [ONE],
      styles: `<numFmts>${times(400_000, (at) => `<numFmt numFmtId="${at}" formatCode="0"/>`)}</numFmts>`,
    }),
  },
  {
    name: 'a number format of half a million brackets',
    outcome: 'RETURN_UNRECOGNISED',
    make: made({
      rows: [ONE],
      styles: `<numFmts><numFmt numFmtId="164" formatCode="${rowOf('[h', 500_000)}"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>`,
    }),
  },
  {
    name: 'sheets by the hundred thousand',
    outcome: 'FILE_TOO_MANY_PARTS',
    make: part(
      'xl/workbook.xml',
      `<workbook xmlns:r="r"><sheets>${times(300_000, (at) => `<sheet name="${at}" r:id="a"/>`)}</sheets></workbook>`,
    ),
  },
  {
    name: 'hidden sheets by the thousand, without parts',
    outcome: 'FILE_DAMAGED',
    make: part(
      'xl/workbook.xml',
      `<workbook xmlns:r="r"><sheets>${times(5_000, (at) => `<sheet name="${at}" state="hidden" r:id="r${at}"/>`)}</sheets></workbook>`,
    ),
  },
  {
    name: 'hidden sheets, as many as there can be parts',
    outcome: 'RETURN_UNRECOGNISED',
    make: made({ rows: Array(490).fill(ONE) }),
  },
  {
    name: 'the name of a sheet half a million long',
    outcome: 'FILE_DAMAGED',
    make: made({ rows: [ONE], sheetNames: [rowOf('a', 500_000)] }),
  },
  {
    name: 'defined names by the hundred thousand',
    outcome: 'FILE_TOO_MANY_PARTS',
    make: made({ rows: [ONE], behind: names(400_000, (at) => `n${at}`, 'a') }),
  },
  {
    name: 'defined names, as many as are read',
    outcome: 'RETURN_UNRECOGNISED',
    make: made({ rows: [ONE], behind: names(90_000, (at) => `n${at}`, 'Sheet1!$A$1') }),
  },
  {
    name: 'prefixes by the million',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(times(1_400_000, (at) => `<p${at}:a/>`)),
  },
];

/** Formulas, positions, references. */
const CELLS: readonly HostileFile[] = [
  { name: 'formula tags that are never closed', outcome: 'FILE_DAMAGED', make: sheetOf(rowOf('<f ', 4 * MB - 1000)) },
  {
    name: 'formula tags full of blanks',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(`<row><c><f${rowOf(' ', 400_000)}>1</f></c></row>`),
  },
  {
    name: 'formula tags full of attributes',
    outcome: 'FILE_DAMAGED',
    make: sheetOf(`<row><c><f ${times(200_000, (at) => `a${at}="" `)}>1</f></c></row>`),
  },
  {
    name: 'formulas of 4 MB',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(filled('<row><c><f>A</f><v>1</v></c></row>', 3.9 * MB)),
  },
  {
    name: 'a pathological name: quotes',
    outcome: 'RETURN_UNRECOGNISED',
    make: made({ rows: [ONE], behind: names(100, (at) => `o_${at}`, `'${rowOf("'", 32_000)}!$A`) }),
  },
  {
    name: 'a pathological name: no end',
    outcome: 'RETURN_UNRECOGNISED',
    make: made({ rows: [ONE], behind: names(100, () => IDENTITY_NAMES.form, `'${rowOf("a'", 32_000)}!$A$1x`) }),
  },
  {
    name: 'names of a row that is none',
    outcome: 'RETURN_UNRECOGNISED',
    make: made({ rows: [ONE], behind: names(900, (at) => `o_${at}`, `Sheet1!$ZZZ$${rowOf('9', 5_000)}`) }),
  },
  {
    name: 'identity: names that point nowhere',
    outcome: 'RETURN_UNRECOGNISED',
    make: made(stated({ form: 'a', version: '1' }, '#REF!')),
  },
  {
    name: 'identity: a form that is a path',
    outcome: 'FORM_UNKNOWN',
    make: made(stated({ form: '../../../tmp', version: '1' })),
  },
  {
    name: 'identity: a form of 32,767 letters',
    outcome: 'RETURN_UNRECOGNISED',
    make: made(stated({ form: rowOf('a'), version: '1' })),
  },
  {
    name: 'identity: a version beyond numbers',
    outcome: 'FORM_UNKNOWN',
    make: made(stated({ form: 'kiem-tra-cchc-2025', version: '1e300' })),
  },
  {
    name: 'identity: a version that is none',
    outcome: 'RETURN_UNRECOGNISED',
    make: made(stated({ form: 'kiem-tra-cchc-2025', version: 'hai' })),
  },
  {
    name: 'cells back to front',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(times(190_000, (at) => `<row r="${190_000 - at}"><c><v>1</v></c></row>`)),
  },
  {
    name: 'one cell 190,000 times',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(`<row r="1">${filled('<c r="A1"><v>1</v></c>', 190_000 * 22)}</row>`),
  },
  {
    name: 'numbers at the edge',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(`<row>${'<c><v>1e308</v></c><c><v>-1e308</v></c><c><v>5e-324</v></c>'.repeat(5_000)}</row>`),
  },
  {
    name: 'a number of half a million digits',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(`<row><c><v>0.${rowOf('1', 500_000)}</v></c></row>`),
  },
  {
    name: 'merged cells over the sheet, by the ten thousand',
    outcome: 'RETURN_UNRECOGNISED',
    make: part(
      SHEET,
      worksheet(ONE).replace(
        '</worksheet>',
        `<mergeCells>${filled('<mergeCell ref="A1:XFD1048576"/>', 15 * MB)}</mergeCells></worksheet>`,
      ),
    ),
  },
  {
    name: 'captions in every row',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(texts(190_000, 2, (at) => (at % 2 ? 'Mã số' : 'Chỉ tiêu'))),
  },
  {
    name: 'captions of printed tables in every row',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(
      texts(190_000, 5, (at) => ['STT', 'Các chỉ tiêu', 'Đơn vị tính', 'Số liệu', 'Ghi chú'][at % 5] as string),
    ),
  },
  {
    name: 'a printed table of 60,000 lines that nobody knows',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(
      `${texts(3, 3, (at) => ['STT', 'Các chỉ tiêu', 'Số liệu'][at] as string)}${texts(180_000, 3, (at) => [`${at}`, `Số hồ sơ loại ${at} tiếp nhận`, '1'][at % 3] as string)}`,
    ),
  },
  {
    name: 'a printed table of lines almost known',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(
      `${texts(3, 3, (at) => ['STT', 'Các chỉ tiêu', 'Số liệu'][at] as string)}${texts(30_000, 3, (at) => ['3.2', 'Tổng số hồ sơ tiếp nhận', '1'][at % 3] as string)}`,
    ),
  },
  {
    name: 'labels of 900 characters in a printed table',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(
      `${texts(3, 3, (at) => ['STT', 'Các chỉ tiêu', 'Số liệu'][at] as string)}${texts(14_000, 3, (at) => [`${at}`, `${rowOf('hồ sơ từ ', 900)}${at}`, '1'][at % 3] as string)}`,
    ),
  },
  {
    name: 'labels almost known, each another, in a printed table',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(
      `${texts(3, 3, (at) => ['STT', 'Các chỉ tiêu', 'Số liệu'][at] as string)}${texts(30_000, 3, (at) => [`${at}`, `Tổng số hồ sơ tiếp nhạn trong kì báo cáo thang ${at}`, '1'][at % 3] as string)}`,
    ),
  },
  {
    name: 'labels of 32,767 characters in a printed table',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(
      `${texts(3, 3, (at) => ['STT', 'Các chỉ tiêu', 'Số liệu'][at] as string)}${texts(390, 3, (at) => [`${at}`, rowOf('từ '), '1'][at % 3] as string)}`,
    ),
  },
  {
    name: '4.5 million characters in 90,000 different texts',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(texts(90_000, 3, (at) => `Số hồ sơ tiếp nhận trực tuyến trong kỳ báo cáo ${at}`)),
  },
  {
    name: '4.5 million characters of one-letter words',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(texts(22_000, 3, (at) => `${rowOf('ộ ', 200)}${at}`)),
  },
  {
    name: '4.5 million characters that grow eighteenfold',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(texts(22_000, 3, (at) => `${rowOf('\ufdfa', 195)}${at}`)),
  },
  {
    name: '190,000 different short texts',
    outcome: 'RETURN_UNRECOGNISED',
    make: sheetOf(texts(190_000, 3, (at) => `Xã số ${at}`)),
  },
  {
    name: 'a part that grows fourfold in a wrong encoding',
    outcome: 'FILE_DAMAGED',
    make: () =>
      handMade({
        rows: [ONE],
        parts: { [SHEET]: Buffer.concat([Buffer.from('\ufeff', 'utf16le'), Buffer.alloc(19 * MB, 0x61)]) },
      }),
  },
  {
    name: 'texts of 19 MB that are never used',
    outcome: 'RETURN_UNRECOGNISED',
    make: made({ rows: [ONE], sharedStrings: filled(`<si><t>${rowOf('ộ', 100)}</t></si>`, 19 * MB) }),
  },
  {
    name: 'marks by the million in texts that are never used',
    outcome: 'RETURN_UNRECOGNISED',
    make: made({ rows: [ONE], sharedStrings: filled(`<si><t>${rowOf('\u0301\u0323', 30_000)}</t></si>`, 19 * MB) }),
  },
  {
    name: 'marks, just as many as are kept, by the million',
    outcome: 'RETURN_UNRECOGNISED',
    make: made({
      rows: [ONE],
      sharedStrings: filled(
        `<si><t>${rowOf(`a${rowOf('\u0301', 15)}${rowOf('\u0323', 15)}`, 30_000)}</t></si>`,
        19 * MB,
      ),
    }),
  },
];

/** Everything, the costly texts each in all cells of a return and of a workbook that nobody knows. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  ...LISTS,
  ...CELLS,
  ...Object.entries(COSTLY_TEXTS).flatMap(([name, text]): HostileFile[] => [
    { name: `a return full of: ${name}`, outcome: 'taken', make: () => returnFullOf(text) },
    {
      name: `a sheet full of: ${name}`,
      outcome: 'RETURN_UNRECOGNISED',
      make: sheetOf(texts(137, 3, () => escaped(text))),
    },
  ]),
];
