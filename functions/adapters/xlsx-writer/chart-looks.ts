/** How charts look: the colours of the sheets, told apart on a grey print by darkness and hatching. */
import type { ChartLine, ChartLook } from '../../domain/workbook/workbook-model.ts';
import { FONT_NAME } from './styles.ts';
import { attribute, content } from './xml.ts';

const EDGE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="1F3864"/></a:solidFill></a:ln>';
const solid = (colour: string): string => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;

const FILLS: Readonly<Record<ChartLook, string>> = {
  dark: solid('1F3864'),
  hatched:
    '<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="7A0C0C"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>',
  pale: solid('A9BCD6'),
};
const LINE_COLOURS: Readonly<Record<ChartLook, string>> = { dark: '1F3864', hatched: '7A0C0C', pale: '7F8A96' };

export const NO_FILL = '<c:spPr><a:noFill/></c:spPr>';

/** Fill and edge of bars. */
export const fillOf = (look: ChartLook): string => `<c:spPr>${FILLS[look]}${EDGE}</c:spPr>`;

/** Stroke of a line. */
export const lineOf = (look: ChartLook, line: ChartLine): string =>
  `<c:spPr><a:ln w="28575" cap="rnd">${solid(LINE_COLOURS[look])}<a:prstDash val="${line === 'dashed' ? 'dash' : 'solid'}"/><a:round/></a:ln></c:spPr>`;

const face = (size: number, bold: boolean): string =>
  `sz="${size * 100}" b="${bold ? 1 : 0}"><a:solidFill><a:srgbClr val="262626"/></a:solidFill><a:latin typeface="${attribute(FONT_NAME)}"/><a:cs typeface="${attribute(FONT_NAME)}"/>`;

/** Look of all text of the element it stands in. */
export const textLook = (size: number, bold = false): string =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr ${face(size, bold)}</a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>`;

/** A text of its own, such as a title. */
export const paragraph = (text: string, size: number, bold: boolean): string =>
  `<a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr ${face(size, bold)}</a:defRPr></a:pPr><a:r><a:rPr lang="vi-VN" ${face(size, bold)}</a:rPr><a:t>${content(text)}</a:t></a:r></a:p>`;
