/** The drawing of a sheet: where its charts stand, and what ties them to it. */
import type { ChartModel } from '../../domain/workbook/workbook-model.ts';
import { areaOf } from './addresses.ts';
import { shorten } from './text.ts';
import { attribute } from './xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const EMU_PER_POINT = 12_700;
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const DRAWING_RELATIONSHIP = `${RELATIONSHIPS}/drawing`;
const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
const MOST_TITLE = 200;

/** Writes the part `xl/drawings/drawingN.xml`; its charts are `rId1`, `rId2` … in their order. */
export function drawingPart(charts: readonly ChartModel[]): string {
  const frames = charts.map((chart, index) => frameOf(chart, index + 1));
  return `${HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${frames.join('')}</xdr:wsDr>`;
}

/** Writes its relationships to charts that are numbered from `first`. */
export function drawingRelationships(charts: readonly ChartModel[], first: number): string {
  const each = charts.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIPS}/chart" Target="../charts/chart${first + index}.xml"/>`,
  );
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}

function frameOf({ at, size, title, description }: ChartModel, number: number): string {
  const { top, left } = areaOf(at);
  const [width, height] = [size.width, size.height].map((points) => Math.round(points * EMU_PER_POINT));
  return [
    `<xdr:oneCellAnchor><xdr:from><xdr:col>${left - 1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${top - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`,
    `<xdr:ext cx="${width}" cy="${height}"/><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>`,
    `<xdr:cNvPr id="${number + 1}" name="${attribute(`Biểu đồ ${number}`)}" descr="${attribute(description)}" title="${attribute(shorten(title, MOST_TITLE))}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`,
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>',
    `<a:graphic><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" xmlns:r="${RELATIONSHIPS}" r:id="rId${number}"/></a:graphicData></a:graphic>`,
    '</xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>',
  ].join('');
}
