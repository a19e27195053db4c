/** One chart as DrawingML, its elements in the order of ECMA-376 part 1, section 21.2: Excel repairs a file that differs. */
import type { ChartModel, ChartRange, ChartSeries } from '../../domain/workbook/workbook-model.ts';
import { CATEGORY_AXIS, chartAxes, VALUE_AXIS } from './chart-axes.ts';
import { fillOf, lineOf, NO_FILL, paragraph, textLook } from './chart-looks.ts';
import { attribute, content } from './xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const NAMESPACES =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const TITLE_SIZE = 13;
const TEXT_SIZE = 10;

/** Writes the part `xl/charts/chartN.xml`. @throws Error when a range does not hold as many values as the categories. */
export function chartPart(chart: ChartModel, formatCode: string): string {
  checkLengths(chart);
  const legend =
    chart.series.length > 1 && chart.kind !== 'bar'
      ? '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
      : '';
  return [
    `${HEAD}<c:chartSpace ${NAMESPACES}><c:date1904 val="0"/><c:lang val="vi-VN"/><c:roundedCorners val="0"/><c:chart>`,
    titleOf(chart),
    '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>',
    ...groupsOf(chart, formatCode),
    chartAxes(chart, formatCode),
    `${NO_FILL}</c:plotArea>${legend}<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>`,
    '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="BFC7D0"/></a:solidFill></a:ln></c:spPr>',
    `${textLook(TEXT_SIZE)}</c:chartSpace>`,
  ].join('');
}

function titleOf({ title, titleFrom }: ChartModel): string {
  if (titleFrom === undefined)
    return `<c:title><c:tx><c:rich>${paragraph(title, TITLE_SIZE, true)}</c:rich></c:tx><c:overlay val="0"/></c:title>`;
  const cell = `<c:strRef><c:f>${content(titleFrom)}</c:f><c:strCache>${points({ values: [title] })}</c:strCache></c:strRef>`;
  return `<c:title><c:tx>${cell}</c:tx><c:overlay val="0"/>${textLook(TITLE_SIZE, true)}</c:title>`;
}

function checkLengths({ title, categories, series }: ChartModel): void {
  const length = categories.values.length;
  const bad = series.find(({ values }) => values.values.length !== length);
  if (length === 0 || series.length === 0 || bad)
    throw new Error(`The chart "${title}" has ${length} categories and series of another length.`);
}

/** The bars, then the lines over them. */
function groupsOf(chart: ChartModel, formatCode: string): string[] {
  const numbered = chart.series.map((series, index) => ({ series, index }));
  const isLine = ({ line }: ChartSeries) => chart.kind === 'line' || line !== undefined;
  const axes = `<c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/>`;
  const written = (lines: boolean) =>
    numbered
      .filter(({ series }) => isLine(series) === lines)
      .map(({ series, index }) => (lines ? lineSeries : barSeries)(series, index, chart, formatCode));
  const [bars, lines] = [written(false), written(true)];
  return [
    bars.length === 0 ? '' : `<c:barChart>${barHead(chart)}${bars.join('')}${barFoot(chart)}${axes}</c:barChart>`,
    lines.length === 0
      ? ''
      : `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${lines.join('')}<c:marker val="1"/>${axes}</c:lineChart>`,
  ];
}

const barHead = ({ kind }: ChartModel): string =>
  `<c:barDir val="${kind === 'bar' ? 'bar' : 'col'}"/><c:grouping val="${kind === 'stacked' ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>`;

const barFoot = ({ kind, series }: ChartModel): string =>
  `<c:gapWidth val="45"/>${kind === 'stacked' || series.length > 1 ? '<c:overlap val="100"/>' : ''}`;

function barSeries(series: ChartSeries, index: number, chart: ChartModel, formatCode: string): string {
  const { labelled, look } = series;
  const place = chart.kind === 'stacked' ? 'ctr' : 'outEnd';
  const labels = labelled ? labelsAt(place, formatCode) : '';
  return `<c:ser>${nameOf(series, index)}${fillOf(look)}<c:invertIfNegative val="0"/>${labels}${dataOf(series, chart, formatCode)}</c:ser>`;
}

function lineSeries(series: ChartSeries, index: number, chart: ChartModel, formatCode: string): string {
  const { labelled, look, line = 'solid' } = series;
  const labels = labelled ? labelsAt('t', formatCode) : '';
  return `<c:ser>${nameOf(series, index)}${lineOf(look, line)}<c:marker><c:symbol val="none"/></c:marker>${labels}${dataOf(series, chart, formatCode)}<c:smooth val="0"/></c:ser>`;
}

const nameOf = ({ name }: ChartSeries, index: number): string =>
  `<c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:v>${content(name)}</c:v></c:tx>`;

const labelsAt = (place: string, formatCode: string): string =>
  `<c:dLbls><c:numFmt formatCode="${attribute(formatCode)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textLook(9)}<c:dLblPos val="${place}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`;

const dataOf = ({ values }: ChartSeries, { categories }: ChartModel, formatCode: string): string =>
  `<c:cat><c:strRef><c:f>${content(categories.reference)}</c:f><c:strCache>${points(categories)}</c:strCache></c:strRef></c:cat>` +
  `<c:val><c:numRef><c:f>${content(values.reference)}</c:f><c:numCache><c:formatCode>${content(formatCode)}</c:formatCode>${points(values)}</c:numCache></c:numRef></c:val>`;

function points({ values }: Pick<ChartRange<string | number | undefined>, 'values'>): string {
  const kept = values.flatMap((value, index) =>
    value === undefined ? [] : [`<c:pt idx="${index}"><c:v>${content(String(value))}</c:v></c:pt>`],
  );
  return `<c:ptCount val="${values.length}"/>${kept.join('')}`;
}
