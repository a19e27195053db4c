import type { Border, Borders, Fill, Font, Style } from 'exceljs';
import type {
  CellModel,
  CellStyle,
  ConditionalFormatModel,
  WorkbookModel,
} from '../../domain/workbook/workbook-model.ts';

/**
 * The looks of a cell. Times New Roman, quiet colours; what must not be missed is hatched and framed, so that a
 * black-and-white print still shows it. (LibreOffice draws no hatching; there the frame remains.)
 */

export const FONT_NAME = 'Times New Roman';
/** The font of the workbook: empty cells, and the character by which Excel counts column widths. */
export const DEFAULT_FONT = { name: FONT_NAME, size: 12, family: 1 } as const;

const GRID: Partial<Border> = { style: 'thin', color: { argb: 'FF8C98A4' } };
const STRONG: Partial<Border> = { style: 'medium', color: { argb: 'FF44546A' } };
const box = (edge: Partial<Border>): Partial<Borders> => ({ top: edge, left: edge, bottom: edge, right: edge });
const BOX = box(GRID);
const DARK_RED = 'FF7A0C0C';
const DARK_BROWN = 'FF4D3500';
const DARK_GREEN = 'FF14401F';

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const hatch = (pattern: 'darkUp' | 'lightGrid' | 'lightUp' | 'gray0625', line: string, ground: string): Fill => ({
  type: 'pattern',
  pattern,
  fgColor: { argb: line },
  bgColor: { argb: ground },
});

const ERROR_FILL = hatch('darkUp', 'FFFAD4D4', 'FFFDECEC');
const WARNING_FILL = hatch('lightGrid', 'FFEBD596', 'FFFFF8E3');
const GOOD_FILL = hatch('gray0625', 'FF9CC5A8', 'FFEFF8F1');

interface Look {
  readonly font?: Partial<Font>;
  readonly fill?: Fill;
  readonly border?: Partial<Borders>;
  readonly horizontal?: 'left' | 'center' | 'right';
  readonly vertical?: 'top' | 'middle';
  readonly wrap?: boolean;
  readonly unlocked?: boolean;
  /** Keeps text at the left off the rule. */
  readonly indented?: boolean;
}

const LOOKS: Record<CellStyle, Look> = {
  plain: {},
  title: { font: { size: 16, bold: true }, wrap: true },
  subtitle: { font: { italic: true }, wrap: true },
  text: { vertical: 'top', wrap: true },
  head: { font: { bold: true }, fill: solid('FFD9E1EA'), border: BOX, horizontal: 'center', wrap: true },
  section: { font: { bold: true }, fill: solid('FFEDF1F5'), border: BOX, wrap: true, indented: true },
  heading: { font: { bold: true }, border: BOX, wrap: true, indented: true },
  label: { border: BOX, wrap: true, indented: true },
  centre: { border: BOX, horizontal: 'center', wrap: true },
  number: { border: BOX, horizontal: 'right' },
  input: { fill: solid('FFFFFBE8'), border: BOX, wrap: true, unlocked: true },
  locked: { fill: solid('FFEDEDED'), border: BOX, wrap: true },
  check: { font: { size: 11 }, border: BOX, wrap: true, indented: true },
  total: { font: { bold: true }, border: { ...BOX, top: STRONG }, horizontal: 'right' },
  strong: { font: { size: 20, bold: true, color: { argb: 'FF1F3864' } }, border: BOX, horizontal: 'center' },
  error: {
    font: { color: { argb: DARK_RED } },
    fill: ERROR_FILL,
    border: box({ style: 'medium', color: { argb: DARK_RED } }),
    wrap: true,
  },
  warning: {
    font: { color: { argb: DARK_BROWN } },
    fill: WARNING_FILL,
    border: box({ style: 'mediumDashed', color: { argb: DARK_BROWN } }),
    wrap: true,
  },
  good: { font: { color: { argb: DARK_GREEN } }, fill: GOOD_FILL, border: BOX, wrap: true },
  faint: { font: { size: 10, italic: true, color: { argb: 'FF666666' } }, wrap: true },
};

const LINK_FONT: Partial<Font> = { color: { argb: 'FF0B5394' }, underline: true };

/** What of a style matters for the height of its text. */
export function metricsOf(style: CellStyle): { size: number; bold: boolean; wrapped: boolean; bordered: boolean } {
  const { font, wrap = false, border } = LOOKS[style];
  return {
    size: font?.size ?? DEFAULT_FONT.size,
    bold: font?.bold ?? false,
    wrapped: wrap,
    bordered: border !== undefined,
  };
}

/** A colour as the file wants it, with or without its opacity given. */
export const argb = (color: string): string => color.replace(/^#/, '').toUpperCase().padStart(8, 'F');

/** Whether text of that style and alignment begins a little off the rule. */
export const isIndented = (style: CellStyle, align: CellModel['align']): boolean =>
  LOOKS[style].indented === true && (align ?? 'left') === 'left';

export interface StyleSheet {
  /** One object per look: exceljs recognises a style by its object, and the file lists each once. */
  readonly styleOf: (cell: CellModel) => Partial<Style> | undefined;
  /** A number format as the file writes it. */
  readonly formatCode: (format: string) => string;
}

/** Gives the styles of one workbook. */
export function styleSheet(numbers: WorkbookModel['numbers']): StyleSheet {
  const known = new Map<string, Partial<Style>>();
  const formatCode = (format: string) => (numbers === 'vi' ? `${VIETNAMESE}${format}` : format);
  const styleOf: StyleSheet['styleOf'] = (cell) => {
    const isLink = cell.link !== undefined || cell.href !== undefined;
    const key = `${cell.style ?? 'plain'}|${cell.marked ?? ''}|${cell.align ?? ''}|${isLink ? 'link' : ''}|${cell.format ?? ''}`;
    if (key === 'plain||||') return undefined;
    const found = known.get(key);
    if (found) return found;
    const made = lookOf(cell.format === undefined ? cell : { ...cell, format: formatCode(cell.format) }, isLink);
    known.set(key, made);
    return made;
  };
  return { styleOf, formatCode };
}

/** LibreOffice writes such a number as in Việt Nam, whatever its own language; others pass it by. */
const VIETNAMESE = '[$-42A]';

function lookOf({ style = 'plain', marked, align, format }: CellModel, isLink: boolean): Partial<Style> {
  const look = { ...LOOKS[style], ...(marked && markOf(marked)) };
  const indented = isIndented(style, align);
  const horizontal = indented ? 'left' : (align ?? look.horizontal);
  return {
    font: { ...DEFAULT_FONT, ...look.font, ...(isLink ? LINK_FONT : {}) },
    alignment: {
      vertical: look.vertical ?? 'middle',
      ...(horizontal && { horizontal }),
      ...(look.wrap && { wrapText: true }),
      ...(indented && { indent: 1 }),
    },
    ...(look.fill && { fill: look.fill }),
    ...(look.border && { border: look.border }),
    ...(look.unlocked && { protection: { locked: false } }),
    ...(format !== undefined && { numFmt: format }),
  };
}

/** What a mark lays over a cell that stays what it is. */
function markOf(marked: 'error' | 'warning'): Look {
  const { font, fill, border } = LOOKS[marked];
  return { ...(font && { font }), ...(fill && { fill }), ...(border && { border }) };
}

/** What a conditional format lays over the cell: fill and colour of the style of that name. */
export function overlayOf(style: Extract<ConditionalFormatModel, { kind: 'formula' }>['style']): Partial<Style> {
  const { font, fill } = LOOKS[style];
  return { ...(font?.color && { font: { color: font.color } }), ...(fill && { fill }) };
}
