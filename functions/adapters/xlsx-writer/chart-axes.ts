import type { ChartModel } from '../../domain/workbook/workbook-model.ts';
import { paragraph, textLook } from './chart-looks.ts';
import { attribute } from './xml.ts';

export const CATEGORY_AXIS = 111_111_111;
export const VALUE_AXIS = 222_222_222;
const LABEL_SIZE = 10;
const TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>';
/** Names stay at the edge where a bar goes below 0. */
const NAMES_AT_EDGE = '<c:tickLblPos val="low"/>';
const NUMBERS_AT_AXIS = '<c:tickLblPos val="nextTo"/>';
const AXIS_LINE = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="7F8A96"/></a:solidFill></a:ln></c:spPr>';
const GRID =
  '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D5DBE1"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>';

/** Writes the two axes. Lying bars are read from the top down, so their axis of categories is turned round. */
export function chartAxes(chart: ChartModel, formatCode: string): string {
  const lies = chart.kind === 'bar';
  const { axes = {}, scale } = chart;
  const end = scale ? `<c:max val="${scale.most}"/>` : '';
  const isBelow = chart.series.some(({ values }) => values.values.some((value) => value !== undefined && value < 0));
  const start = isBelow ? '' : '<c:min val="0"/>';
  const step = scale ? `<c:majorUnit val="${scale.step}"/>` : '';
  return [
    `<c:catAx><c:axId val="${CATEGORY_AXIS}"/><c:scaling><c:orientation val="${lies ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/>`,
    `<c:axPos val="${lies ? 'l' : 'b'}"/>${titleOf(axes.category)}<c:numFmt formatCode="General" sourceLinked="0"/>${TICKS}${NAMES_AT_EDGE}${AXIS_LINE}${textLook(LABEL_SIZE)}`,
    `<c:crossAx val="${VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>`,
    `<c:valAx><c:axId val="${VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>${end}${start}</c:scaling><c:delete val="0"/>`,
    `<c:axPos val="${lies ? 'b' : 'l'}"/>${GRID}${titleOf(axes.value)}<c:numFmt formatCode="${attribute(axisFormat(formatCode))}" sourceLinked="0"/>${TICKS}${NUMBERS_AT_AXIS}${AXIS_LINE}${textLook(LABEL_SIZE)}`,
    `<c:crossAx val="${CATEGORY_AXIS}"/><c:crosses val="${lies ? 'max' : 'autoZero'}"/><c:crossBetween val="between"/>${step}</c:valAx>`,
  ].join('');
}

const titleOf = (text: string | undefined): string =>
  text === undefined
    ? ''
    : `<c:title><c:tx><c:rich>${paragraph(text, LABEL_SIZE, false)}</c:rich></c:tx><c:overlay val="0"/></c:title>`;

/** An axis needs no decimals. */
const axisFormat = (formatCode: string): string => formatCode.replace(/0\.0+/g, '0');
