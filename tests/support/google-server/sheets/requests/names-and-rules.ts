/** Requests about named ranges, protected ranges and conditional formats. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalid } from '../../refusals.ts';
import { type Book, freshId, type Grid, type GridRange, gridOf } from '../book.ts';
import { checkFormatting } from '../cell-rules.ts';
import { checkName } from '../names.ts';
import { areaOf, rangeOf } from '../ranges.ts';
import { changed, changeMask } from '../writable.ts';

type Response = sheets_v4.Schema$Response;

/** A name for a range. */
export function addNamedRange(book: Book, request: sheets_v4.Schema$AddNamedRangeRequest): Response {
  const wanted = request.namedRange;
  if (!wanted) throw invalid('namedRange is required');
  checkName(book, wanted.name);
  const namedRangeId = wanted.namedRangeId ?? `name${freshId(book)}`;
  if (book.namedRanges.some((other) => other.namedRangeId === namedRangeId)) {
    throw invalid(`A named range with id: ${namedRangeId} already exists`);
  }
  const namedRange = { ...wanted, namedRangeId, range: rangeOf(areaOf(book, wanted.range)) };
  book.namedRanges.push(namedRange);
  return { addNamedRange: { namedRange } };
}

/** Another name or another range. */
export function updateNamedRange(book: Book, request: sheets_v4.Schema$UpdateNamedRangeRequest): Response {
  const mask = changeMask('NamedRange', request.fields);
  const id = request.namedRange?.namedRangeId;
  const at = book.namedRanges.findIndex(({ namedRangeId }) => namedRangeId === id);
  const before = book.namedRanges[at];
  if (!before) throw invalid(`No named range with id: ${id}`);
  const after = changed('NamedRange', before, request.namedRange, mask);
  checkName(book, after.name, id ?? undefined);
  book.namedRanges[at] = { ...after, range: rangeOf(areaOf(book, after.range)) };
  return {};
}

/** The cells stay. */
export function deleteNamedRange(book: Book, request: sheets_v4.Schema$DeleteNamedRangeRequest): Response {
  const left = book.namedRanges.filter(({ namedRangeId }) => namedRangeId !== request.namedRangeId);
  if (left.length === book.namedRanges.length) throw invalid(`No named range with id: ${request.namedRangeId}`);
  book.namedRanges = left;
  return {};
}

/** Protects a sheet or a range of it. */
export function addProtectedRange(
  book: Book,
  request: sheets_v4.Schema$AddProtectedRangeRequest,
  email: string,
): Response {
  const wanted = request.protectedRange;
  if (!wanted) throw invalid('protectedRange is required');
  const protectedRangeId = wanted.protectedRangeId ?? freshId(book);
  if (
    book.sheets.some(({ protectedRanges }) =>
      protectedRanges.some((held) => held.protectedRangeId === protectedRangeId),
    )
  ) {
    throw invalid(`A protected range with id: ${protectedRangeId} already exists`);
  }
  const protectedRange = { ...wanted, protectedRangeId };
  const grid = checkProtected(book, protectedRange, email);
  grid.protectedRanges.push(protectedRange);
  return { addProtectedRange: { protectedRange: { ...protectedRange, requestingUserCanEdit: true } } };
}

/** Changes what the mask names. */
export function updateProtectedRange(
  book: Book,
  request: sheets_v4.Schema$UpdateProtectedRangeRequest,
  email: string,
): Response {
  const mask = changeMask('ProtectedRange', request.fields);
  const { grid, at, held } = findProtected(book, request.protectedRange?.protectedRangeId);
  const after = changed('ProtectedRange', held, request.protectedRange, mask);
  grid.protectedRanges.splice(at, 1);
  checkProtected(book, after, email).protectedRanges.splice(at, 0, after);
  return {};
}

/** Opens a protected range again. */
export function deleteProtectedRange(book: Book, request: sheets_v4.Schema$DeleteProtectedRangeRequest): Response {
  const { grid, at } = findProtected(book, request.protectedRangeId);
  grid.protectedRanges.splice(at, 1);
  return {};
}

function findProtected(
  book: Book,
  id: number | null | undefined,
): { grid: Grid; at: number; held: sheets_v4.Schema$ProtectedRange } {
  for (const grid of book.sheets) {
    const at = grid.protectedRanges.findIndex(({ protectedRangeId }) => protectedRangeId === id);
    const held = grid.protectedRanges[at];
    if (held) return { grid, at, held };
  }
  throw invalid(`No protected range with id: ${id}`);
}

function checkProtected(book: Book, held: sheets_v4.Schema$ProtectedRange, email: string): Grid {
  const given = [held.range, held.namedRangeId, held.tableId].filter((one) => one != null);
  if (given.length !== 1) throw invalid('Only one of range, named_range_id or table_id may be set.');
  const range = held.range ?? rangeOfName(book, held.namedRangeId);
  const { grid } = areaOf(book, range);
  const whole = isWholeSheet(range);
  if (whole && grid.protectedRanges.some((other) => other.range && isWholeSheet(other.range))) {
    throw invalid(`Sheet "${grid.properties.title}" already has sheet protection.`);
  }
  checkUnprotected(book, held, grid, whole);
  checkEditors(held, email);
  return grid;
}

function checkUnprotected(book: Book, held: sheets_v4.Schema$ProtectedRange, grid: Grid, whole: boolean): void {
  const open = held.unprotectedRanges ?? [];
  if (open.length > 0 && !whole) throw invalid('Unprotected ranges are only supported on protected sheets.');
  for (const range of open) {
    if (areaOf(book, range).grid !== grid) throw invalid('Unprotected ranges must be on the protected sheet.');
  }
}

function checkEditors(held: sheets_v4.Schema$ProtectedRange, email: string): void {
  if (!held.editors) return;
  if (held.warningOnly) throw invalid('ProtectedRange is warningOnly. Editors cannot be set on it.');
  const users = held.editors.users ?? [];
  const wrong = users.find((user) => !/^[^@\s]+@[^@\s]+$/.test(user));
  if (wrong !== undefined) throw invalid(`Invalid email address: ${wrong}`);
  if (!users.some((user) => user.toLowerCase() === email.toLowerCase())) {
    throw invalid("You can't remove yourself as an editor.");
  }
}

function rangeOfName(book: Book, id: string | null | undefined): GridRange {
  const range = book.namedRanges.find(({ namedRangeId }) => namedRangeId === id)?.range;
  if (!range) throw invalid(`No named range with id: ${id}`);
  return range;
}

function isWholeSheet(range: GridRange): boolean {
  const sides = [range.startRowIndex, range.endRowIndex, range.startColumnIndex, range.endColumnIndex];
  return sides.every((side) => side == null);
}

/** Adds a rule before the one at the index. */
export function addConditionalFormatRule(
  book: Book,
  request: sheets_v4.Schema$AddConditionalFormatRuleRequest,
): Response {
  const { rule } = request;
  if (!rule) throw invalid('rule is required');
  const grid = checkRule(book, rule);
  const index = request.index ?? 0;
  if (index < 0 || index > grid.conditionalFormats.length) {
    throw invalid(`No conditional format on sheet: ${grid.properties.sheetId} at index: ${index}`);
  }
  grid.conditionalFormats.splice(index, 0, rule);
  return {};
}

/** Another rule in the place, or the same rule in another place. */
export function updateConditionalFormatRule(
  book: Book,
  request: sheets_v4.Schema$UpdateConditionalFormatRuleRequest,
): Response {
  const grid = gridOf(book, request.sheetId ?? request.rule?.ranges?.[0]?.sheetId);
  const index = request.index ?? 0;
  const oldRule = ruleAt(grid, index);
  const newRule = request.rule ?? oldRule;
  checkRule(book, newRule);
  grid.conditionalFormats.splice(index, 1);
  grid.conditionalFormats.splice(request.newIndex ?? index, 0, newRule);
  return { updateConditionalFormatRule: { oldRule, oldIndex: index, newRule, newIndex: request.newIndex ?? index } };
}

/** Takes the rule at the index away; later ones move up. */
export function deleteConditionalFormatRule(
  book: Book,
  request: sheets_v4.Schema$DeleteConditionalFormatRuleRequest,
): Response {
  const grid = gridOf(book, request.sheetId);
  const rule = ruleAt(grid, request.index ?? 0);
  grid.conditionalFormats.splice(request.index ?? 0, 1);
  return { deleteConditionalFormatRule: { rule } };
}

function ruleAt(grid: Grid, index: number): sheets_v4.Schema$ConditionalFormatRule {
  const rule = grid.conditionalFormats[index];
  if (!rule) throw invalid(`No conditional format on sheet: ${grid.properties.sheetId} at index: ${index}`);
  return rule;
}

const FORMATS = new Set(['backgroundColor', 'backgroundColorStyle', 'textFormat']);
const TEXT_FORMATS = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'foregroundColor',
  'foregroundColorStyle',
]);

function checkRule(book: Book, rule: sheets_v4.Schema$ConditionalFormatRule): Grid {
  const areas = (rule.ranges ?? []).map((range) => areaOf(book, range));
  const grid = areas[0]?.grid;
  if (!grid) throw invalid('ConditionalFormatRule.ranges is required');
  if (areas.some((area) => area.grid !== grid)) throw invalid('All ranges of a rule must be on the same grid.');
  if (!rule.booleanRule && !rule.gradientRule) throw invalid('ConditionalFormatRule: a rule is required');
  if (rule.booleanRule) checkBoolean(book, rule.booleanRule, grid);
  if (rule.gradientRule) checkGradient(rule.gradientRule);
  return grid;
}

function checkBoolean(book: Book, rule: sheets_v4.Schema$BooleanRule, grid: Grid): void {
  checkFormatting(book, rule.condition, grid.properties.title);
  const { textFormat = {}, ...format } = rule.format ?? {};
  const others = [
    ...Object.keys(format).filter((key) => !FORMATS.has(key)),
    ...Object.keys(textFormat).filter((key) => !TEXT_FORMATS.has(key)),
  ];
  if (others.length > 0) {
    throw invalid(
      `ConditionalFormatRule.format does not support: ${others.join(', ')}. Only bold, italic, underline, strikethrough, foreground color and background color can be set.`,
    );
  }
}

function checkGradient(rule: sheets_v4.Schema$GradientRule): void {
  if (!rule.minpoint || !rule.maxpoint) throw invalid('GradientRule: minpoint and maxpoint are required');
  for (const point of [rule.minpoint, rule.midpoint, rule.maxpoint]) {
    if (point && !point.type) throw invalid('InterpolationPoint.type is required');
  }
}
