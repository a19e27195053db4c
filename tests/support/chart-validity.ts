/** Checks charts by program for what makes Excel offer a repair: parts tied both ways, elements in the order of ECMA-376. */
import { all, descendants, one, type Parts, parseXml, type XmlNode } from './package-xml.ts';

/** Children of an element in their order, ECMA-376 part 1, sections 20.5 and 21.2; others may not occur. */
const ORDERS: Readonly<Record<string, string>> = {
  'c:chartSpace':
    'c:date1904 c:lang c:roundedCorners c:style c:clrMapOvr c:pivotFmts c:protection c:chart c:spPr c:txPr c:externalData c:printSettings c:userShapes c:extLst',
  'c:chart':
    'c:title c:autoTitleDeleted c:pivotFmts c:view3D c:floor c:sideWall c:backWall c:plotArea c:legend c:plotVisOnly c:dispBlanksAs c:extLst',
  'c:title': 'c:tx c:layout c:overlay c:spPr c:txPr c:extLst',
  'c:plotArea': 'c:layout c:barChart c:lineChart c:catAx c:valAx c:dTable c:spPr c:extLst',
  'c:barChart': 'c:barDir c:grouping c:varyColors c:ser c:dLbls c:gapWidth c:overlap c:serLines c:axId c:extLst',
  'c:lineChart':
    'c:grouping c:varyColors c:ser c:dLbls c:dropLines c:hiLowLines c:upDownBars c:marker c:smooth c:axId c:extLst',
  'c:ser':
    'c:idx c:order c:tx c:spPr c:invertIfNegative c:pictureOptions c:marker c:dPt c:dLbls c:trendline c:errBars c:cat c:val c:smooth c:shape c:extLst',
  'c:dLbls':
    'c:dLbl c:delete c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey c:showVal c:showCatName c:showSerName c:showPercent c:showBubbleSize c:separator c:showLeaderLines c:leaderLines c:extLst',
  'c:catAx':
    'c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossesAt c:auto c:lblAlgn c:lblOffset c:tickLblSkip c:tickMarkSkip c:noMultiLvlLbl c:extLst',
  'c:valAx':
    'c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossesAt c:crossBetween c:majorUnit c:minorUnit c:dispUnits c:extLst',
  'c:scaling': 'c:logBase c:orientation c:max c:min c:extLst',
  'c:legend': 'c:legendPos c:legendEntry c:layout c:overlay c:spPr c:txPr c:extLst',
  'c:strRef': 'c:f c:strCache c:extLst',
  'c:numRef': 'c:f c:numCache c:extLst',
  'c:strCache': 'c:ptCount c:pt c:extLst',
  'c:numCache': 'c:formatCode c:ptCount c:pt c:extLst',
  'xdr:oneCellAnchor': 'xdr:from xdr:ext xdr:graphicFrame xdr:clientData',
  'xdr:from': 'xdr:col xdr:colOff xdr:row xdr:rowOff',
  'xdr:graphicFrame': 'xdr:nvGraphicFramePr xdr:xfrm a:graphic',
};
const MANY = new Set(['c:ser', 'c:axId', 'c:pt', 'c:dPt', 'c:dLbl', 'c:barChart', 'c:lineChart']);

/** What is wrong with the charts of a package, one sentence each; empty when nothing is. */
export function chartProblems(parts: Parts): string[] {
  const names = [...parts.keys()].filter((name) => /^xl\/(charts\/chart|drawings\/drawing)\d+\.xml$/.test(name));
  const trees = new Map(names.map((name) => [name, parseXml(parts.get(name) ?? '')]));
  return [
    ...names
      .filter((name) => referrers(parts, name) !== 1)
      .map((name) => `${name} belongs to ${referrers(parts, name)} parts`),
    ...[...trees].flatMap(([name, tree]) => misplaced(tree).map((what) => `${name}: ${what}`)),
    ...[...trees]
      .filter(([name]) => name.startsWith('xl/charts'))
      .flatMap(([name, tree]) => unsound(tree).map((what) => `${name}: ${what}`)),
  ];
}

/** How many relationships lead to a part. */
function referrers(parts: Parts, name: string): number {
  const file = name.slice(name.lastIndexOf('/'));
  const rels = [...parts].filter(([part]) => part.endsWith('.rels'));
  return rels
    .flatMap(([, text]) => all(parseXml(text), 'Relationship'))
    .filter(({ attributes }) => attributes.Target?.endsWith(file)).length;
}

function misplaced(node: XmlNode): string[] {
  const own = ORDERS[node.name]?.split(' ');
  let last = -1;
  const wrong = (own ? node.children : []).flatMap(({ name }) => {
    const at = own?.indexOf(name) ?? -1;
    const isWrong = at < last || at < 0 || (at === last && !MANY.has(name));
    last = Math.max(last, at);
    return isWrong ? [`<${name}> in <${node.name}>`] : [];
  });
  return [...wrong, ...node.children.flatMap(misplaced)];
}

function unsound(chart: XmlNode): string[] {
  const values = (name: string) => descendants(chart, name).map(({ attributes }) => attributes.val ?? '');
  const axes = ['c:catAx', 'c:valAx'].flatMap((name) =>
    descendants(chart, name).map((axis) => one(axis, 'c:axId')?.attributes.val),
  );
  const caches = [...descendants(chart, 'c:strCache'), ...descendants(chart, 'c:numCache')];
  const stacked = values('c:grouping').includes('stacked') && values('c:dLblPos').includes('outEnd');
  return [
    ...(new Set(values('c:idx')).size === values('c:idx').length ? [] : ['a number of a series occurs twice']),
    ...values('c:crossAx')
      .filter((id) => !axes.includes(id))
      .map((id) => `crosses axis ${id}, which is none`),
    ...values('c:axId')
      .filter((id) => !axes.includes(id))
      .map((id) => `is drawn on axis ${id}, which is none`),
    ...caches
      .filter((cache) =>
        all(cache, 'c:pt').some(
          ({ attributes }) => Number(attributes.idx) >= Number(one(cache, 'c:ptCount')?.attributes.val),
        ),
      )
      .map(() => 'holds more points than it counts'),
    ...descendants(chart, 'c:f')
      .filter(({ text }) => !/^'[^']+'!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?$/.test(text))
      .map(({ text }) => `refers to ${text}`),
    ...(stacked ? ['labels of stacked bars stand outside'] : []),
  ];
}
