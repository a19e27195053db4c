import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type {
  CellModel,
  ColumnModel,
  ConditionalFormatModel,
  RowModel,
  SheetModel,
} from '../../domain/workbook/workbook-model.ts';
import { linkFormula, quotedText, toSheetsFormula } from './formulas.ts';
import { type Keyed, onSheet, type Rectangle, rectangleOf, rectanglesByKey } from './grid.ts';
import { colour, formatOf, lookOf, metricsOf, overlayOf, PLAIN_TEXT } from './styles.ts';
import { validationRequests } from './validations.ts';

type Request = sheets_v4.Schema$Request;

/** What a sheet's requests must know of the spreadsheet around it. */
export interface Around {
  readonly sheetId: number;
  readonly index: number;
  /** Sheets by their names, for links between them. */
  readonly sheetIdOf: (name: string) => number;
  /** Who may change what is protected: the service's own account. */
  readonly editor: string;
}

/** Makes the empty sheet. All sheets are made before the first cell is filled, since formulas name other sheets. */
export function addSheetRequest(model: SheetModel, rows: readonly RowModel[], { sheetId, index }: Around): Request {
  return {
    addSheet: {
      properties: {
        sheetId,
        index,
        title: model.name,
        hidden: model.hidden === true,
        gridProperties: {
          rowCount: Math.max(rows.length, (model.frozen?.rows ?? 0) + 1),
          columnCount: Math.max(widthOf(model, rows), (model.frozen?.columns ?? 0) + 1),
          frozenRowCount: model.frozen?.rows ?? 0,
          frozenColumnCount: model.frozen?.columns ?? 0,
          hideGridlines: true,
        },
        ...(model.tabColor && { tabColorStyle: colour(model.tabColor) }),
      },
    },
  };
}

const widthOf = ({ columns }: SheetModel, rows: readonly RowModel[]): number =>
  Math.max(columns.length, ...rows.map(({ cells }) => cells.length + ((cells.at(-1)?.span ?? 1) - 1)));

/** Fills the sheet: values, looks, widths, what may be typed, what is protected. */
export function fillRequests(model: SheetModel, rows: readonly RowModel[], around: Around): readonly Request[] {
  const { sheetId } = around;
  const frozen = model.frozen?.columns ?? 0;
  return [
    baseFont(sheetId),
    ...contentRequests(rows, around),
    ...lookRequests(sheetId, rows, frozen),
    ...mergeRequests(sheetId, rows, frozen),
    ...columnRequests(sheetId, model.columns),
    ...rowRequests(sheetId, rows, model.columns, frozen),
    ...validationRequests(sheetId, model.validations ?? []),
    ...(model.conditionalFormats ?? []).map((format, index) => conditionalRequest(sheetId, format, index)),
    ...(model.filter ? [{ setBasicFilter: { filter: { range: onSheet(sheetId, rectangleOf(model.filter)) } } }] : []),
    ...(model.protected || model.hidden ? [protectionRequest(rows, around)] : []),
  ];
}

const baseFont = (sheetId: number): Request => ({
  repeatCell: {
    range: { sheetId },
    cell: { userEnteredFormat: { textFormat: PLAIN_TEXT } },
    fields: 'userEnteredFormat.textFormat',
  },
});

function contentRequests(rows: readonly RowModel[], around: Around): readonly Request[] {
  const written = rows.map(
    ({ cells }): sheets_v4.Schema$RowData => ({ values: cells.map((cell) => cellData(cell, around)) }),
  );
  if (written.length === 0) return [];
  return [
    {
      updateCells: {
        start: { sheetId: around.sheetId, rowIndex: 0, columnIndex: 0 },
        rows: written,
        fields: 'userEnteredValue,note',
      },
    },
  ];
}

/** Values go in as what they are: text is never read as a number, a date or a formula. */
function cellData(cell: CellModel | undefined, around: Around): sheets_v4.Schema$CellData {
  if (!cell) return {};
  const userEnteredValue = contentOf(cell, around);
  return {
    ...(userEnteredValue && { userEnteredValue }),
    ...(cell.note !== undefined && { note: cell.note }),
  };
}

function contentOf(
  { value, formula, link }: CellModel,
  { sheetIdOf }: Around,
): sheets_v4.Schema$ExtendedValue | undefined {
  if (link !== undefined) {
    const { sheet, address } = placeOf(link);
    const shown = formula === undefined ? quotedText(String(value ?? link)) : toSheetsFormula(formula).slice(1);
    return { formulaValue: linkFormula(sheetIdOf(sheet), address, shown) };
  }
  if (formula !== undefined) return { formulaValue: toSheetsFormula(formula) };
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return value === undefined || value === '' ? undefined : { stringValue: cellText(value) };
}

/** Sheets takes 50,000 characters in a cell; what came in held 32,767 at most. */
const MAX_TEXT = 50_000;
const cellText = (text: string): string => text.slice(0, MAX_TEXT);

function placeOf(link: string): { readonly sheet: string; readonly address: string } {
  const match = /^'((?:[^']|'')+)'!(.+)$/.exec(link);
  if (!match) throw new Error(`"${link}" leads nowhere.`);
  return { sheet: (match[1] ?? '').replaceAll("''", "'"), address: match[2] ?? '' };
}

/** Google merges no cells across the edge of frozen columns: there a text runs over the empty cells beside it instead. */
const crosses = (column: number, span: number, frozen: number): boolean => column < frozen && column + span > frozen;

const spanOf = ({ span = 1 }: CellModel): number => Math.max(span, 1);

function lookRequests(sheetId: number, rows: readonly RowModel[], frozen: number): readonly Request[] {
  const formats = new Map<string, sheets_v4.Schema$CellFormat>();
  const keyed = rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column): readonly Keyed[] => {
      if (!cell) return [];
      const overflows = crosses(column, spanOf(cell), frozen);
      const key = lookOf(cell, overflows);
      if (key === '') return [];
      if (!formats.has(key)) formats.set(key, formatOf(cell, overflows));
      return Array.from({ length: spanOf(cell) }, (_, offset) => ({ row, column: column + offset, key }));
    }),
  );
  return [...rectanglesByKey(keyed)].flatMap(([key, rectangles]) =>
    rectangles.map((rectangle) => ({
      repeatCell: {
        range: onSheet(sheetId, rectangle),
        cell: { userEnteredFormat: formats.get(key) },
        fields: 'userEnteredFormat',
      },
    })),
  );
}

function mergeRequests(sheetId: number, rows: readonly RowModel[], frozen: number): readonly Request[] {
  return rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column): readonly Request[] => {
      const span = cell ? spanOf(cell) : 1;
      if (span === 1 || crosses(column, span, frozen)) return [];
      const range: Rectangle = {
        startRowIndex: row,
        endRowIndex: row + 1,
        startColumnIndex: column,
        endColumnIndex: column + span,
      };
      return [{ mergeCells: { range: onSheet(sheetId, range), mergeType: 'MERGE_ALL' } }];
    }),
  );
}

const PIXELS_PER_CHARACTER = 8;
const PADDING_PIXELS = 5;
const pixelsOf = (column: ColumnModel | undefined): number =>
  column?.hidden ? 0 : Math.round((column?.width ?? 9) * PIXELS_PER_CHARACTER) + PADDING_PIXELS;

/** Columns beside each other with the same width are one request. */
function columnRequests(sheetId: number, columns: readonly ColumnModel[]): readonly Request[] {
  return runs(columns.map(({ width, hidden }) => `${width}|${hidden === true}`)).map(({ from, to }) => {
    const column = columns[from] as ColumnModel;
    const pixelSize = pixelsOf({ width: column.width });
    return dimension(sheetId, 'COLUMNS', from, to, { pixelSize, hiddenByUser: column.hidden === true });
  });
}

const PIXELS_PER_POINT = 96 / 72;

/** Rows fit themselves to what is wrapped in them, but for merged cells; hidden rows are hidden. */
function rowRequests(
  sheetId: number,
  rows: readonly RowModel[],
  columns: readonly ColumnModel[],
  frozen: number,
): readonly Request[] {
  const heights = rows.map((row) => (row.hidden ? 'hidden' : String(mergedHeight(row, columns, frozen))));
  return runs(heights).flatMap(({ from, to }) => {
    const height = heights[from];
    if (height === 'hidden') return [dimension(sheetId, 'ROWS', from, to, { hiddenByUser: true })];
    return height === '0' ? [] : [dimension(sheetId, 'ROWS', from, to, { pixelSize: Number(height) })];
  });
}

const LINE_HEIGHT = 1.35;
/** Of the font's size, the width of a letter in Vietnamese text, on the safe side. */
const LETTER = 0.52;

/** Pixels for the text of merged cells; 0 where Sheets may decide. */
function mergedHeight({ cells, height }: RowModel, columns: readonly ColumnModel[], frozen: number): number {
  if (height !== undefined) return Math.round(height * PIXELS_PER_POINT);
  const merged = cells.flatMap((cell, column) => {
    if (!cell || spanOf(cell) === 1 || crosses(column, spanOf(cell), frozen)) return [];
    const { size, wrapped } = metricsOf(cell.style ?? 'plain');
    const letters = typeof cell.value === 'string' ? cell.value.length : 0;
    const room = columns.slice(column, column + spanOf(cell)).reduce((sum, each) => sum + pixelsOf(each), 0);
    const lines = wrapped
      ? Math.max(1, Math.ceil((letters * size * LETTER * PIXELS_PER_POINT) / Math.max(room, 1)))
      : 1;
    return [Math.ceil(lines * size * LINE_HEIGHT * PIXELS_PER_POINT) + 4];
  });
  return Math.max(0, ...merged);
}

function dimension(
  sheetId: number,
  kind: 'ROWS' | 'COLUMNS',
  startIndex: number,
  endIndex: number,
  properties: sheets_v4.Schema$DimensionProperties,
): Request {
  const range = { sheetId, dimension: kind, startIndex, endIndex };
  return { updateDimensionProperties: { range, properties, fields: Object.keys(properties).join(',') } };
}

/** Stretches of equal words. */
function runs(words: readonly string[]): readonly { readonly from: number; readonly to: number }[] {
  const starts = words.flatMap((word, index) => (index === 0 || words[index - 1] !== word ? [index] : []));
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? words.length }));
}

function conditionalRequest(sheetId: number, format: ConditionalFormatModel, index: number): Request {
  if (format.kind === 'bar') throw new Error('Google Sheets has no data bars.');
  const formula = toSheetsFormula(format.formula);
  return {
    addConditionalFormatRule: {
      index,
      rule: {
        ranges: format.range.split(' ').map((range) => onSheet(sheetId, rectangleOf(range))),
        booleanRule: {
          condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: formula }] },
          format: overlayOf(format.style),
        },
      },
    },
  };
}

/** Everything but the input cells; only our own account may change it, so a clerk can break nothing by accident. */
function protectionRequest(rows: readonly RowModel[], { sheetId, editor }: Around): Request {
  const inputs = rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column): readonly Keyed[] => (cell?.style === 'input' ? [{ row, column, key: '' }] : [])),
  );
  const unprotected = rectanglesByKey(inputs).get('') ?? [];
  return {
    addProtectedRange: {
      protectedRange: {
        range: { sheetId },
        description: 'Chỉ gõ vào các ô nền sáng.',
        unprotectedRanges: unprotected.map((rectangle) => onSheet(sheetId, rectangle)),
        editors: { users: [editor], domainUsersCanEdit: false },
      },
    },
  };
}
