import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { CellModel, CellStyle, ConditionalFormatModel } from '../../domain/workbook/workbook-model.ts';

/**
 * The looks of a cell in Sheets: as in the .xlsx, but for hatching, which Sheets does not have. What must not be missed has a
 * heavy frame besides its colour, and always a mark in a text.
 */

type Format = sheets_v4.Schema$CellFormat;
type Border = sheets_v4.Schema$Border;

const FONT = 'Times New Roman';
const SIZE = 12;

/** `FDECEC` as Sheets wants it. */
export function colour(hex: string): sheets_v4.Schema$ColorStyle {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return { rgbColor: { red: part(0), green: part(2), blue: part(4) } };
}

const line = (style: string, hex: string): Border => ({ style, colorStyle: colour(hex) });
const box = (edge: Border): sheets_v4.Schema$Borders => ({ top: edge, left: edge, bottom: edge, right: edge });
const GRID = line('SOLID', '8C98A4');
const BOX = box(GRID);
const DARK_RED = '7A0C0C';
const DARK_BROWN = '4D3500';
const DARK_GREEN = '14401F';

interface Look {
  readonly font?: sheets_v4.Schema$TextFormat;
  readonly fill?: string;
  readonly borders?: sheets_v4.Schema$Borders;
  readonly horizontal?: 'LEFT' | 'CENTER' | 'RIGHT';
  readonly vertical?: 'TOP';
  readonly wrap?: boolean;
}

const LOOKS: Readonly<Record<CellStyle, Look>> = {
  plain: {},
  title: { font: { fontSize: 16, bold: true }, wrap: true },
  subtitle: { font: { italic: true }, wrap: true },
  text: { vertical: 'TOP', wrap: true },
  head: { font: { bold: true }, fill: 'D9E1EA', borders: BOX, horizontal: 'CENTER', wrap: true },
  section: { font: { bold: true }, fill: 'EDF1F5', borders: BOX, wrap: true },
  heading: { font: { bold: true }, borders: BOX, wrap: true },
  label: { borders: BOX, wrap: true },
  centre: { borders: BOX, horizontal: 'CENTER', wrap: true },
  number: { borders: BOX, horizontal: 'RIGHT' },
  input: { fill: 'FFFBE8', borders: BOX, wrap: true },
  locked: { fill: 'EDEDED', borders: BOX, wrap: true },
  check: { font: { fontSize: 11 }, borders: BOX, wrap: true },
  total: { font: { bold: true }, borders: { ...BOX, top: line('SOLID_MEDIUM', '44546A') }, horizontal: 'RIGHT' },
  strong: {
    font: { fontSize: 20, bold: true, foregroundColorStyle: colour('1F3864') },
    borders: BOX,
    horizontal: 'CENTER',
  },
  error: {
    font: { foregroundColorStyle: colour(DARK_RED) },
    fill: 'FDECEC',
    borders: box(line('SOLID_MEDIUM', DARK_RED)),
    wrap: true,
  },
  warning: {
    font: { foregroundColorStyle: colour(DARK_BROWN) },
    fill: 'FFF8E3',
    borders: box(line('DASHED', DARK_BROWN)),
    wrap: true,
  },
  good: { font: { foregroundColorStyle: colour(DARK_GREEN) }, fill: 'EFF8F1', borders: BOX, wrap: true },
  faint: { font: { fontSize: 10, italic: true, foregroundColorStyle: colour('666666') }, wrap: true },
};

/** What matters of a style for the height of its text. */
export const metricsOf = (style: CellStyle): { readonly size: number; readonly wrapped: boolean } => ({
  size: LOOKS[style].font?.fontSize ?? SIZE,
  wrapped: LOOKS[style].wrap === true,
});

/** The font of cells without a style of their own. */
export const PLAIN_TEXT: sheets_v4.Schema$TextFormat = { fontFamily: FONT, fontSize: SIZE };

/** What tells the looks of two cells apart; empty where a cell looks like any other. */
export function lookOf({ style = 'plain', marked, align, link, format }: CellModel, overflows: boolean): string {
  const parts = [
    style,
    marked ?? '',
    align ?? '',
    link === undefined ? '' : 'link',
    overflows ? 'over' : '',
    format ?? '',
  ];
  return parts.join('|') === 'plain|||||' ? '' : parts.join('|');
}

/** The format of a cell; `overflows`: its text runs over the empty cells beside it instead of being wrapped. */
export function formatOf({ style = 'plain', marked, align, link, format }: CellModel, overflows: boolean): Format {
  const { font, fill, borders, horizontal, vertical, wrap } = { ...LOOKS[style], ...(marked && markOf(marked)) };
  const across = align ? ({ left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const)[align] : horizontal;
  const linked = link === undefined ? {} : { foregroundColorStyle: colour('0B5394'), underline: true };
  return {
    textFormat: { ...PLAIN_TEXT, ...font, ...linked },
    verticalAlignment: vertical ?? 'MIDDLE',
    ...(across && !(overflows && across === 'CENTER') && { horizontalAlignment: across }),
    ...(overflows ? { wrapStrategy: 'OVERFLOW_CELL' } : wrap ? { wrapStrategy: 'WRAP' } : {}),
    ...(fill && { backgroundColorStyle: colour(fill) }),
    ...(borders && { borders }),
    ...(format !== undefined && { numberFormat: numberFormat(format) }),
  };
}

function markOf(marked: 'error' | 'warning'): Look {
  const { font, fill, borders } = LOOKS[marked];
  return { font, fill, borders };
}

/** The looks of an input cell, marked or not, as far as a mark changes them. */
export function markFormat(marked: 'error' | 'warning' | undefined): Format {
  const { font, fill = '', borders } = LOOKS[marked ?? 'input'];
  return {
    backgroundColorStyle: colour(fill),
    borders,
    textFormat: { foregroundColorStyle: font?.foregroundColorStyle ?? colour('000000') },
  };
}

/** The parts of a format that `markFormat` sets. */
export const MARK_FIELDS =
  'userEnteredFormat.backgroundColorStyle,userEnteredFormat.borders,userEnteredFormat.textFormat.foregroundColorStyle';

/** What a conditional format may lay over a cell in Sheets: fill and colour. */
export function overlayOf(style: Extract<ConditionalFormatModel, { kind: 'formula' }>['style']): Format {
  const { font, fill } = LOOKS[style];
  return {
    ...(fill && { backgroundColorStyle: colour(fill) }),
    ...(font?.foregroundColorStyle && { textFormat: { foregroundColorStyle: font.foregroundColorStyle } }),
  };
}

function numberFormat(pattern: string): sheets_v4.Schema$NumberFormat {
  if (pattern === '@') return { type: 'TEXT', pattern };
  if (/[dmy]/i.test(pattern)) return { type: 'DATE', pattern };
  return { type: pattern.includes('%') ? 'PERCENT' : 'NUMBER', pattern };
}
