/**
 * Checks by program what makes Excel offer a repair. `expectValidWorkbook(bytes)` in a test; `workbookProblems(bytes)`
 * for a list. Follows ECMA-376 part 1 for the parts that our writers make, and Excel's own limits.
 */
import { posix } from 'node:path';
import { expect } from 'vitest';
import { all, descendants, one, type Parts, parseXml, unpack, type XmlNode } from './package-xml.ts';

/** Fails with every problem found. */
export function expectValidWorkbook(bytes: Uint8Array): void {
  expect(workbookProblems(bytes)).toEqual([]);
}

/** What is wrong with the package, one sentence each; empty when nothing is. */
export function workbookProblems(bytes: Uint8Array): string[] {
  const parts = unpack(bytes);
  const problems: string[] = [];
  const report = (where: string, what: string): void => void problems.push(`${where}: ${what}`);
  for (const [name, text] of parts) if (/\.(xml|rels|vml)$/.test(name)) attempt(report, name, () => parseXml(text));
  if (problems.length > 0) return problems;
  checkContentTypes(parts, report);
  checkRelationships(parts, report);
  if (problems.length === 0) checkWorkbook(parts, report);
  return problems;
}

type Report = (where: string, what: string) => void;

function attempt(report: Report, where: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    report(where, error instanceof Error ? error.message : String(error));
  }
}

// --- the package -------------------------------------------------------------------------------------------------

const CONTENT_TYPES = '[Content_Types].xml';

function checkContentTypes(parts: Parts, report: Report): void {
  const types = parts.get(CONTENT_TYPES);
  if (types === undefined) {
    report(CONTENT_TYPES, 'is missing');
    return;
  }
  const root = parseXml(types);
  const overrides = all(root, 'Override').map(({ attributes }) => attributes.PartName ?? '');
  const extensions = all(root, 'Default').map(({ attributes }) => attributes.Extension?.toLowerCase());
  for (const twice of repeated(overrides)) report(CONTENT_TYPES, `${twice} is declared twice`);
  for (const twice of repeated(extensions)) report(CONTENT_TYPES, `extension ${twice} is declared twice`);
  for (const override of overrides) {
    if (!parts.has(override.slice(1))) report(CONTENT_TYPES, `${override} does not exist`);
  }
  for (const name of parts.keys()) {
    if (name.startsWith('/') || name.includes('\\')) report(name, 'is no name of a part');
    if (name === CONTENT_TYPES || overrides.includes(`/${name}`)) continue;
    const extension = name.split('.').at(-1)?.toLowerCase();
    if (!extensions.includes(extension)) report(CONTENT_TYPES, `${name} has no content type`);
    if (extension === 'xml') report(CONTENT_TYPES, `${name} is only known as XML`);
  }
}

function checkRelationships(parts: Parts, report: Report): void {
  for (const [name, text] of parts) {
    if (name.endsWith('.rels')) {
      const ids = all(parseXml(text), 'Relationship').map(({ attributes }) => attributes.Id ?? '');
      for (const twice of repeated(ids)) report(name, `${twice} occurs twice`);
      for (const { target } of relationships(parts, ownerOf(name))) {
        if (!parts.has(target)) report(name, `${target} does not exist`);
      }
    } else if (/\.(xml|vml)$/.test(name)) {
      const known = relationshipIds(parts, name);
      for (const [, id = ''] of text.matchAll(/\br:id="([^"]*)"/g)) {
        if (!known.includes(id)) report(name, `relationship ${id} does not exist`);
      }
    }
  }
}

const relsOf = (part: string): string => posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
const ownerOf = (rels: string): string =>
  posix.join(posix.dirname(posix.dirname(rels)), posix.basename(rels).replace(/\.rels$/, ''));

function relationshipIds(parts: Parts, part: string): (string | undefined)[] {
  const rels = parts.get(relsOf(part));
  return rels === undefined ? [] : all(parseXml(rels), 'Relationship').map(({ attributes }) => attributes.Id);
}

function relationships(parts: Parts, part: string): { id: string; type: string; target: string }[] {
  const rels = parts.get(relsOf(part));
  if (rels === undefined) return [];
  return all(parseXml(rels), 'Relationship')
    .filter(({ attributes }) => attributes.TargetMode !== 'External')
    .map(({ attributes: { Id: id = '', Type: type = '', Target: target = '' } }) => ({
      id,
      type: posix.basename(type),
      target: target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target),
    }));
}

// --- the workbook ------------------------------------------------------------------------------------------------

const WORKBOOK_ORDER =
  'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches extLst';
const STYLES_ORDER = 'numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst';

interface Context {
  readonly sheetNames: readonly string[];
  readonly definedNames: ReadonlySet<string>;
  readonly strings: number;
  readonly styles: number;
  readonly overlays: number;
}

function checkWorkbook(parts: Parts, report: Report): void {
  const main = relationships(parts, '').find(({ type }) => type === 'officeDocument')?.target;
  if (main === undefined) {
    report('_rels/.rels', 'names no workbook');
    return;
  }
  const workbook = parseXml(parts.get(main) ?? '');
  const linked = relationships(parts, main);
  const partOf = (type: string) => linked.find((link) => link.type === type)?.target;
  const sheets = all(one(workbook, 'sheets'), 'sheet');
  checkOrder(workbook, WORKBOOK_ORDER, main, report);
  checkSheetList(workbook, sheets, main, report);

  const names = all(one(workbook, 'definedNames'), 'definedName');
  const stylesPart = partOf('styles');
  const stringsPart = partOf('sharedStrings');
  const context: Context = {
    sheetNames: sheets.map(({ attributes }) => attributes.name ?? ''),
    definedNames: new Set(names.map(({ attributes }) => (attributes.name ?? '').toLowerCase())),
    strings: stringsPart ? checkStrings(parts.get(stringsPart) ?? '', stringsPart, report) : 0,
    ...(stylesPart ? checkStyles(parts.get(stylesPart) ?? '', stylesPart, report) : { styles: 0, overlays: 0 }),
  };
  checkDefinedNames(names, context, main, report);
  for (const { attributes } of sheets) {
    const target = linked.find(({ id }) => id === attributes['r:id'])?.target;
    if (target === undefined) report(main, `sheet "${attributes.name}" has no part`);
    else checkSheet(parts, target, attributes.name ?? '', context, report);
  }
}

function checkSheetList(workbook: XmlNode, sheets: readonly XmlNode[], where: string, report: Report): void {
  const names = sheets.map(({ attributes }) => attributes.name ?? '');
  for (const twice of repeated(names.map((name) => name.toLowerCase()))) report(where, `sheet "${twice}" occurs twice`);
  for (const twice of repeated(sheets.map(({ attributes }) => attributes.sheetId)))
    report(where, `sheetId ${twice} twice`);
  for (const name of names) {
    if (name.length < 1 || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name))
      report(where, `"${name}" is no sheet name`);
  }
  const hidden = sheets.map(({ attributes }) => (attributes.state ?? 'visible') !== 'visible');
  if (hidden[0]) report(where, 'the first sheet is hidden');
  const active = Number(descendants(workbook, 'workbookView')[0]?.attributes.activeTab ?? 0);
  if (hidden[active] !== false) report(where, `the active sheet ${active} is hidden or absent`);
}

function checkDefinedNames(names: readonly XmlNode[], context: Context, where: string, report: Report): void {
  const keys = names.map(({ attributes }) => `${attributes.name?.toLowerCase()}|${attributes.localSheetId ?? ''}`);
  for (const twice of repeated(keys)) report(where, `defined name ${twice} occurs twice`);
  for (const { attributes, text } of names) {
    const { name = '', localSheetId } = attributes;
    if (/^[A-Z]{1,3}\d+$/i.test(name) || !/^[\p{L}_\\][\p{L}\p{M}\p{N}_.?\\]*$/u.test(name)) {
      report(where, `"${name}" is no defined name`);
    }
    if (localSheetId !== undefined && !context.sheetNames[Number(localSheetId)])
      report(where, `${name}: no such sheet`);
    checkFormula(text, `${where} name ${name}`, context, report);
    for (const [, reference = ''] of text.matchAll(/!([$A-Z0-9:]+)/gi))
      checkReference(reference, `${where} ${name}`, report);
  }
}

function checkStrings(xml: string, where: string, report: Report): number {
  let count = 0;
  const root = parseXml(xml, (node) => {
    if (node.name !== 'si') return false;
    count++;
    const text = descendants(node, 't')
      .map((t) => t.text)
      .join('');
    if (text.length > 32_767) report(where, `string ${count - 1} has ${text.length} characters`);
    return true;
  });
  if (Number(root.attributes.uniqueCount ?? count) !== count) report(where, `uniqueCount is not ${count}`);
  return count;
}

function checkStyles(xml: string, where: string, report: Report): { styles: number; overlays: number } {
  const root = parseXml(xml);
  checkOrder(root, STYLES_ORDER, where, report);
  const size = (list: string): number => {
    const node = one(root, list);
    const { count } = node?.attributes ?? {};
    if (count !== undefined && Number(count) !== node?.children.length) report(where, `${list} counts ${count}`);
    return node?.children.length ?? 0;
  };
  const limits = {
    fontId: size('fonts'),
    fillId: size('fills'),
    borderId: size('borders'),
    xfId: size('cellStyleXfs'),
  };
  const formats = new Set(all(one(root, 'numFmts'), 'numFmt').map(({ attributes }) => attributes.numFmtId));
  for (const [index, { attributes }] of all(one(root, 'cellXfs'), 'xf').entries()) {
    for (const [key, limit] of Object.entries(limits)) {
      if (Number(attributes[key] ?? 0) >= limit) report(where, `xf ${index} has ${key} ${attributes[key]}`);
    }
    const format = attributes.numFmtId ?? '0';
    if (Number(format) >= 164 && !formats.has(format)) report(where, `xf ${index} has number format ${format}`);
  }
  return { styles: size('cellXfs'), overlays: size('dxfs') };
}

// --- a sheet -----------------------------------------------------------------------------------------------------

const SHEET_ORDER =
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst';
const MANY = ['conditionalFormatting'];

function checkSheet(parts: Parts, part: string, name: string, context: Context, report: Report): void {
  const where = `sheet "${name}"`;
  const say: Report = (at, what) => report(`${where} ${at}`.trim(), what);
  let lastRow = 0;
  let lastColumn = 0;
  let cellRow = 0;
  const sheet = parseXml(parts.get(part) ?? '', (node) => {
    if (node.name === 'c') {
      const { r = '', s = '0', t = 'n' } = node.attributes;
      const area = areaOf(r);
      if (!area) say(r, 'is no cell');
      else {
        if (area.top !== cellRow) lastColumn = 0;
        if (area.top <= lastRow) say(r, 'stands in the wrong row');
        if (area.left <= lastColumn) say(r, 'is out of order');
        cellRow = area.top;
        lastColumn = area.left;
      }
      checkCell(node, { s, t }, (what) => say(r, what));
      return true;
    }
    if (node.name !== 'row') return false;
    const row = Number(node.attributes.r);
    if (!(row > lastRow && row <= MAX_ROWS)) say(`row ${node.attributes.r}`, 'is out of order or bounds');
    if (cellRow > lastRow && cellRow !== row) say(`row ${row}`, `holds cells of row ${cellRow}`);
    if (Number(node.attributes.ht ?? 15) > 409.5) say(`row ${row}`, `is ${node.attributes.ht} points high`);
    lastRow = row;
    lastColumn = 0;
    return true;
  });

  function checkCell(node: XmlNode, { s, t }: { s: string; t: string }, complain: (what: string) => void): void {
    const value = one(node, 'v')?.text;
    const formula = one(node, 'f');
    if (Number(s) >= context.styles) complain(`has style ${s} of ${context.styles}`);
    if (t === 's' && !(Number(value) < context.strings)) complain(`has shared string ${value}`);
    if (t === 'n' && value !== undefined && !Number.isFinite(Number(value || 'x'))) complain(`has number ${value}`);
    if (t === 'b' && value !== undefined && !/^[01]$/.test(value)) complain(`has boolean ${value}`);
    if (!['s', 'n', 'b', 'str', 'e', 'inlineStr', 'd'].includes(t)) complain(`has type ${t}`);
    if (formula) checkFormula(formula.text, `${where} ${node.attributes.r}`, context, report);
  }

  checkOrder(sheet, SHEET_ORDER, where, report, MANY);
  checkColumns(sheet, say);
  checkRanges(sheet, context, say);
  checkValidations(sheet, context, say);
  for (const footer of one(sheet, 'headerFooter')?.children ?? []) {
    if (footer.text.length > 255) say(footer.name, `has ${footer.text.length} characters`);
  }
  const links = relationships(parts, part);
  checkNotes(parts, links, say);
}

function checkColumns(sheet: XmlNode, report: Report): void {
  let last = 0;
  for (const { attributes } of all(one(sheet, 'cols'), 'col')) {
    const [min, max, width] = [attributes.min, attributes.max, attributes.width ?? '9'].map(Number) as [
      number,
      number,
      number,
    ];
    if (!(min > last && max >= min && max <= MAX_COLUMNS))
      report(`columns ${min}–${max}`, 'overlap or are out of bounds');
    if (!(width >= 0 && width <= 255)) report(`columns ${min}–${max}`, `are ${width} wide`);
    last = max;
  }
}

function checkRanges(sheet: XmlNode, context: Context, report: Report): void {
  const merges = one(sheet, 'mergeCells');
  const merged = all(merges, 'mergeCell').map(({ attributes }) => attributes.ref ?? '');
  checkOverlap(merged, 'merge', report);
  if (merges && merged.length === 0) report('mergeCells', 'is empty');
  for (const ref of merged) if (!ref.includes(':')) report(ref, 'merges one cell');
  const filter = one(sheet, 'autoFilter')?.attributes.ref;
  if (filter !== undefined) checkReference(filter, 'filter', report);
  const priorities: string[] = [];
  for (const format of all(sheet, 'conditionalFormatting')) {
    const sqref = format.attributes.sqref ?? '';
    for (const ref of sqref.split(' ')) checkReference(ref, 'conditional format', report);
    for (const rule of all(format, 'cfRule')) {
      const { dxfId, priority = '', type } = rule.attributes;
      priorities.push(priority);
      if (dxfId !== undefined && Number(dxfId) >= context.overlays) report(sqref, `has overlay ${dxfId}`);
      if (type === 'dataBar' && one(one(one(rule, 'extLst'), 'ext'), 'x14:id')?.text === '')
        report(sqref, 'has a dangling bar');
      for (const { text } of all(rule, 'formula')) checkFormula(text, `conditional format ${sqref}`, context, report);
    }
  }
  for (const twice of repeated(priorities)) report('conditional formats', `have priority ${twice} twice`);
}

const TEXT_LIMITS = { errorTitle: 32, promptTitle: 32, error: 255, prompt: 255 };

function checkValidations(sheet: XmlNode, context: Context, report: Report): void {
  const list = one(sheet, 'dataValidations');
  const validations = all(list, 'dataValidation');
  if (list && Number(list.attributes.count) !== validations.length)
    report('validations', `count ${list.attributes.count}`);
  checkOverlap(
    validations.flatMap(({ attributes }) => (attributes.sqref ?? '').split(' ')),
    'validation',
    report,
  );
  for (const validation of validations) {
    const { sqref = '' } = validation.attributes;
    for (const [attribute, limit] of Object.entries(TEXT_LIMITS)) {
      const text = validation.attributes[attribute] ?? '';
      if (text.length > limit) report(sqref, `${attribute} has ${text.length} characters`);
    }
    const formula = one(validation, 'formula1')?.text ?? '';
    if (formula === '') report(sqref, 'validates nothing');
    if (/^".*"$/.test(formula) && formula.length > 257) report(sqref, `lists ${formula.length - 2} characters`);
    checkFormula(formula, `validation ${sqref}`, context, report, 257);
  }
}

function checkNotes(parts: Parts, links: { type: string; target: string }[], report: Report): void {
  const part = links.find(({ type }) => type === 'comments')?.target;
  if (part === undefined) return;
  const root = parseXml(parts.get(part) ?? '');
  const notes = all(one(root, 'commentList'), 'comment').map(({ attributes }) => attributes.ref ?? '');
  checkOverlap(notes, 'note', report);
  const drawing = links.find(({ type }) => type === 'vmlDrawing')?.target;
  const shapes = drawing ? descendants(parseXml(parts.get(drawing) ?? ''), 'x:ClientData') : [];
  if (shapes.length !== notes.length) report(part, `${notes.length} notes, but ${shapes.length} boxes`);
  for (const shape of shapes) {
    const numbers = (one(shape, 'x:Anchor')?.text ?? '').split(',').map(Number);
    const [left = -1, , top = -1, , right = -1, , bottom = -1] = numbers;
    if (numbers.length !== 8 || !numbers.every((n) => Number.isInteger(n) && n >= 0) || right < left || bottom < top) {
      report(part, `box ${numbers} is none`);
    }
  }
}

// --- formulas, references, order ---------------------------------------------------------------------------------

function checkFormula(formula: string, where: string, context: Context, report: Report, literal = 255): void {
  if (formula.startsWith('=')) report(where, 'begins with "="');
  if (formula.length > 8192) report(where, `has ${formula.length} characters`);
  if (/#REF!|undefined|NaN|\[object/.test(formula)) report(where, `is broken: ${formula}`);
  for (const [text] of formula.matchAll(/"(?:[^"]|"")*"/g)) {
    if (text.length - 2 > literal) report(where, `holds a text of ${text.length - 2} characters`);
    const link = /^"#(.+)!\$?[A-Z]+\$?\d+"$/.exec(text)?.[1];
    if (link !== undefined) checkSheetName(link.replace(/^'(.*)'$/, '$1'), where, context, report);
  }
  const code = formula.replace(/"(?:[^"]|"")*"/g, '""');
  for (const [, quoted, plain] of code.matchAll(/'((?:[^']|'')+)'!|([\p{L}\p{N}_.]+)!/gu)) {
    checkSheetName(quoted ?? plain ?? '', where, context, report);
  }
  const depth = [...code.replace(/'(?:[^']|'')+'!/g, '')].reduce((n, c) => n + (c === '(' ? 1 : c === ')' ? -1 : 0), 0);
  if (depth !== 0) report(where, `has unbalanced brackets: ${formula}`);
}

function checkSheetName(written: string, where: string, { sheetNames }: Context, report: Report): void {
  const name = written.replaceAll("''", "'").toLowerCase();
  if (!sheetNames.some((sheet) => sheet.toLowerCase() === name)) report(where, `there is no sheet "${written}"`);
}

function checkOrder(node: XmlNode, order: string, where: string, report: Report, many: string[] = []): void {
  const names = order.split(' ');
  let last = -1;
  for (const { name } of node.children) {
    const index = names.indexOf(name);
    if (index < 0) report(where, `<${name}> does not belong into <${node.name}>`);
    else if (index < last) report(where, `<${name}> stands behind <${names[last]}>`);
    else if (index === last && !many.includes(name)) report(where, `<${name}> occurs twice`);
    last = Math.max(last, index);
  }
}

interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

/** `B7`, `B7:C9`, whole columns `B:C` and whole rows `7:9`, with or without `$`. */
function areaOf(reference: string): Area | undefined {
  const match = /^\$?([A-Z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Z]{1,3})?\$?(\d{1,7})?)?$/.exec(reference);
  if (!match || reference === '') return undefined;
  const [, column, row, lastColumn = column, lastRow = row] = match;
  const left = column ? columnNumber(column) : 1;
  const right = lastColumn ? columnNumber(lastColumn) : MAX_COLUMNS;
  const [top, bottom] = [Number(row ?? 1), Number(lastRow ?? MAX_ROWS)];
  const inside = top >= 1 && left >= 1 && bottom >= top && right >= left && bottom <= MAX_ROWS && right <= MAX_COLUMNS;
  return inside ? { top, left, bottom, right } : undefined;
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);

function checkReference(reference: string, where: string, report: Report): void {
  if (!areaOf(reference)) report(where, `${reference} is no range of a sheet`);
}

function checkOverlap(references: readonly string[], what: string, report: Report): void {
  let open: (Area & { reference: string })[] = [];
  const areas = references.flatMap((reference) => {
    const area = areaOf(reference);
    if (!area) report(what, `${reference} is no range of a sheet`);
    return area ? [{ ...area, reference }] : [];
  });
  for (const area of areas.toSorted((a, b) => a.top - b.top)) {
    open = open.filter(({ bottom }) => bottom >= area.top);
    const other = open.find(({ left, right }) => left <= area.right && right >= area.left);
    if (other) report(what, `${other.reference} and ${area.reference} overlap`);
    open.push(area);
  }
}

function repeated<T>(values: readonly T[]): T[] {
  const seen = new Set<T>();
  return values.filter((value) => seen.has(value) || !seen.add(value));
}
