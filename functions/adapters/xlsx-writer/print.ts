import type { PageSetup } from 'exceljs';
import type { PrintModel, SheetModel } from '../../domain/workbook/workbook-model.ts';
import { quoted } from './addresses.ts';
import { FONT_NAME } from './styles.ts';
import { plainText } from './text.ts';

const PAPER = { A3: 8, A4: 9 } as const;
const DEFAULT: PrintModel = { paper: 'A4', landscape: false, fitWidth: true };
const MAX_FOOTER = 255;

/** Nghị định 30/2020/NĐ-CP: 20–25 mm above and below, 30–35 mm at the bound side. A table laid across has narrower sides. */
const MARGINS = {
  upright: { left: 30, right: 15, top: 20, bottom: 20 },
  across: { left: 20, right: 15, top: 20, bottom: 20 },
  wide: { left: 15, right: 15, top: 20, bottom: 15 },
} as const;

export function pageSetup(print: PrintModel = DEFAULT): Partial<PageSetup> {
  const { left, right, top, bottom } = MARGINS[print.paper === 'A3' ? 'wide' : print.landscape ? 'across' : 'upright'];
  return {
    paperSize: PAPER[print.paper] as number,
    orientation: print.landscape ? 'landscape' : 'portrait',
    ...(print.fitWidth && { fitToWidth: 1, fitToHeight: 0 }),
    margins: {
      left: inches(left),
      right: inches(right),
      top: inches(top),
      bottom: inches(bottom),
      header: inches(10),
      footer: inches(10),
    },
    // exceljs would otherwise write a scale beside the fit, and a resolution that no printer has
    ...({ scale: undefined, horizontalDpi: undefined, verticalDpi: undefined } as object),
  };
}

/** "Trang 1/3" at the right, the sheet's own text at the left. Codes of Excel (`&P`) in the text stay codes. */
export function printFooter({ footer = '' }: PrintModel = DEFAULT): string {
  const font = `&"${FONT_NAME},Regular"&10 `;
  if (/&[LCRPN]/.test(footer)) return /^&[LCR]/.test(footer) ? footer : `&C${font}${footer}`;
  const page = `&R${font}Trang &P/&N`;
  const text = plainText(footer).replaceAll('&', '&&');
  return text === '' ? page : `&L${font}${text.slice(0, MAX_FOOTER - page.length - font.length - 2)}${page}`;
}

/** What the sheet repeats on each page, for the name `_xlnm.Print_Titles`. exceljs forgets to quote names with apostrophes. */
export function printTitles({ name, print }: SheetModel): string[] {
  const ranges = [print?.repeatColumns, print?.repeatRows].filter((range) => range !== undefined);
  return ranges.map(([first, last]) => `${quoted(name)}!$${first}:$${last}`);
}

const inches = (millimetres: number): number => Math.round((millimetres / 25.4) * 1000) / 1000;
