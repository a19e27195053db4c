/** Requests about cells: values, formats, notes, borders, validation, merges, filters. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalid } from '../../refusals.ts';
import { type Book, type CellData, cellAt, type Grid, gridOf, putCell } from '../book.ts';
import { checkCell, checkValidation } from '../cell-rules.ts';
import { moveReferences } from '../formulas.ts';
import { type Area, areaOf, cellsOf, overlaps, rangeOf, within } from '../ranges.ts';
import { changed, changeMask } from '../writable.ts';
import { crosses } from './sheets.ts';

type Response = sheets_v4.Schema$Response;

/** Writes cells from a start, or into a range; what the range has and the rows lack is cleared. */
export function updateCells(book: Book, request: sheets_v4.Schema$UpdateCellsRequest): Response {
  const mask = changeMask('CellData', request.fields);
  const rows = request.rows ?? [];
  const area = request.start ? areaFrom(book, request.start, rows) : areaOf(book, request.range);
  checkInside(area, rows);
  for (const { row, column } of cellsOf(area)) {
    const source = rows[row - area.top]?.values?.[column - area.left];
    if (request.start && source === undefined) continue;
    write(book, area.grid, row, column, changed('CellData', cellAt(area.grid, row, column), source, mask));
  }
  return {};
}

function areaFrom(book: Book, start: sheets_v4.Schema$GridCoordinate, rows: readonly sheets_v4.Schema$RowData[]): Area {
  const grid = gridOf(book, start.sheetId);
  const [top, left] = [start.rowIndex ?? 0, start.columnIndex ?? 0];
  if (top < 0 || top >= grid.rowCount) {
    throw invalid(`GridCoordinate.rowIndex[${top}] is after last row in grid[${grid.rowCount - 1}]`);
  }
  if (left < 0 || left >= grid.columnCount) {
    throw invalid(`GridCoordinate.columnIndex[${left}] is after last column in grid[${grid.columnCount - 1}]`);
  }
  const width = Math.max(0, ...rows.map(({ values }) => values?.length ?? 0));
  const reach = { bottom: top + rows.length, right: left + width };
  return {
    grid,
    top,
    left,
    bottom: Math.min(reach.bottom, grid.rowCount),
    right: Math.min(reach.right, grid.columnCount),
  };
}

function checkInside(area: Area, rows: readonly sheets_v4.Schema$RowData[]): void {
  if (area.top + rows.length > area.bottom) {
    throw invalid(`Attempting to write row: ${area.bottom}, beyond the last requested row of: ${area.bottom - 1}`);
  }
  const width = Math.max(0, ...rows.map(({ values }) => values?.length ?? 0));
  if (area.left + width > area.right) {
    throw invalid(`Attempting to write column: ${area.right}, beyond the last requested column of: ${area.right - 1}`);
  }
}

function write(book: Book, grid: Grid, row: number, column: number, cell: CellData): void {
  checkCell(book, cell);
  const before = cellAt(grid, row, column).userEnteredValue?.formulaValue;
  const { effectiveValue: _, ...rest } = cell;
  putCell(grid, row, column, before !== undefined && before === cell.userEnteredValue?.formulaValue ? cell : rest);
}

/** One cell everywhere in a range; references in its formula move along. */
export function repeatCell(book: Book, request: sheets_v4.Schema$RepeatCellRequest): Response {
  const mask = changeMask('CellData', request.fields);
  const area = areaOf(book, request.range);
  for (const { row, column } of cellsOf(area)) {
    const source = movedCell(request.cell ?? {}, row - area.top, column - area.left);
    write(book, area.grid, row, column, changed('CellData', cellAt(area.grid, row, column), source, mask));
  }
  return {};
}

function movedCell(cell: CellData, down: number, right: number): CellData {
  const formula = cell.userEnteredValue?.formulaValue;
  if (formula == null) return cell;
  const formulaValue = moveReferences(formula, ({ row, column, fixedRow, fixedColumn }) => ({
    row: fixedRow ? row : row + down,
    column: fixedColumn ? column : column + right,
  }));
  return { ...cell, userEnteredValue: { formulaValue } };
}

/** What may be typed in a range; without a rule anything. */
export function setDataValidation(book: Book, request: sheets_v4.Schema$SetDataValidationRequest): Response {
  const area = areaOf(book, request.range);
  const { rule } = request;
  if (rule) checkValidation(book, rule);
  for (const { row, column } of cellsOf(area)) {
    const { dataValidation: _, ...cell } = cellAt(area.grid, row, column);
    putCell(area.grid, row, column, rule ? { ...cell, dataValidation: rule } : cell);
  }
  return {};
}

const SIDES = ['top', 'bottom', 'left', 'right'] as const;

/** Borders of a range; a side that is not named stays. */
export function updateBorders(book: Book, request: sheets_v4.Schema$UpdateBordersRequest): Response {
  const area = areaOf(book, request.range);
  for (const { row, column } of cellsOf(area)) {
    const cell = cellAt(area.grid, row, column);
    const borders = { ...cell.userEnteredFormat?.borders };
    for (const side of SIDES) {
      const border = borderAt(area, request, side, row, column);
      if (border) borders[side] = border;
    }
    putCell(area.grid, row, column, { ...cell, userEnteredFormat: { ...cell.userEnteredFormat, borders } });
  }
  return {};
}

function borderAt(
  area: Area,
  request: sheets_v4.Schema$UpdateBordersRequest,
  side: (typeof SIDES)[number],
  row: number,
  column: number,
): sheets_v4.Schema$Border | undefined {
  const outer = {
    top: row === area.top,
    bottom: row === area.bottom - 1,
    left: column === area.left,
    right: column === area.right - 1,
  };
  if (outer[side]) return request[side];
  return side === 'top' || side === 'bottom' ? request.innerHorizontal : request.innerVertical;
}

/** Joins cells; only the first one's content remains. */
export function mergeCells(book: Book, request: sheets_v4.Schema$MergeCellsRequest): Response {
  const area = areaOf(book, request.range);
  for (const piece of piecesOf(area, request.mergeType ?? 'MERGE_ALL')) merge(book, piece);
  return {};
}

function piecesOf(area: Area, type: string): Area[] {
  if (type === 'MERGE_ROWS') {
    return Array.from({ length: area.bottom - area.top }, (_, at) => ({
      ...area,
      top: area.top + at,
      bottom: area.top + at + 1,
    }));
  }
  if (type === 'MERGE_COLUMNS') {
    return Array.from({ length: area.right - area.left }, (_, at) => ({
      ...area,
      left: area.left + at,
      right: area.left + at + 1,
    }));
  }
  return [area];
}

function merge(book: Book, area: Area): void {
  const { grid } = area;
  const { frozenRowCount, frozenColumnCount } = grid.properties.gridProperties ?? {};
  if (crosses(area.top, area.bottom, frozenRowCount)) throw invalid("You can't merge frozen and non-frozen rows.");
  if (crosses(area.left, area.right, frozenColumnCount))
    throw invalid("You can't merge frozen and non-frozen columns.");
  dissolve(book, area);
  if (area.bottom - area.top === 1 && area.right - area.left === 1) return;
  for (const { row, column } of cellsOf(area)) {
    if (row === area.top && column === area.left) continue;
    const { userEnteredValue: _, note: __, effectiveValue: ___, ...rest } = cellAt(grid, row, column);
    if (grid.cells[row]?.[column]) putCell(grid, row, column, rest);
  }
  grid.merges.push(rangeOf(area));
}

/** Parts merged cells again. */
export function unmergeCells(book: Book, request: sheets_v4.Schema$UnmergeCellsRequest): Response {
  dissolve(book, areaOf(book, request.range));
  return {};
}

function dissolve(book: Book, area: Area): void {
  const touched = area.grid.merges.filter((range) => overlaps(areaOf(book, range), area));
  if (touched.some((range) => !within(areaOf(book, range), area))) {
    throw invalid('You must select all cells in a merged range to merge or unmerge them.');
  }
  area.grid.merges = area.grid.merges.filter((range) => !touched.includes(range));
}

/** Filter buttons over a range, one filter a sheet. */
export function setBasicFilter(book: Book, request: sheets_v4.Schema$SetBasicFilterRequest): Response {
  if (!request.filter) throw invalid('filter is required');
  const area = areaOf(book, request.filter.range);
  area.grid.filter = { ...request.filter, range: rangeOf(area) };
  return {};
}

/** Takes the filter away. */
export function clearBasicFilter(book: Book, request: sheets_v4.Schema$ClearBasicFilterRequest): Response {
  delete gridOf(book, request.sheetId).filter;
  return {};
}

/** Rows of cells below the last one that holds something. */
export function appendCells(book: Book, request: sheets_v4.Schema$AppendCellsRequest): Response {
  const mask = changeMask('CellData', request.fields);
  const grid = gridOf(book, request.sheetId);
  const rows = request.rows ?? [];
  const top = grid.cells.findLastIndex((row) => row?.some((cell) => cell?.userEnteredValue)) + 1;
  grid.rowCount = Math.max(grid.rowCount, top + rows.length);
  for (const [down, { values = [] }] of rows.entries()) {
    grid.columnCount = Math.max(grid.columnCount, values.length);
    for (const [column, source] of values.entries()) {
      write(book, grid, top + down, column, changed('CellData', cellAt(grid, top + down, column), source, mask));
    }
  }
  return {};
}
