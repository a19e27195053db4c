import type { Writable } from 'node:stream';
import type { PartSink, SheetWriter } from 'exceljs/lib/stream/xlsx/workbook-writer.js';
import type { ChartModel } from '../../domain/workbook/workbook-model.ts';
import { chartPart } from './chart-part.ts';
import { DRAWING_RELATIONSHIP, drawingPart, drawingRelationships } from './drawing-part.ts';
import { heldPart, type PackagePart, streamedPart } from './package-part.ts';
import { DEFAULT_FONT } from './styles.ts';

/**
 * exceljs' streaming writer with its faults mended where they arise; only this file and its neighbour `package-part.ts`
 * know the inside of exceljs.
 *
 * Mended: the time of writing in the zip (same input, same bytes), Calibri as the workbook's font, a named author of every
 * note, boxes of notes too small for their text, protection written where Excel does not allow it, data bars that point
 * at nothing, rows that cannot grow when someone types, and rows gathered in memory while the zip is behind. Added:
 * charts, which exceljs does not know.
 */

export type OpenWorkbook = Awaited<ReturnType<typeof openWorkbook>>;

export interface OpenSheet {
  readonly writer: SheetWriter;
  /** Told before each row is committed: whether a program may fit its height to what is typed. */
  rowMayGrow(may: boolean): void;
  /** Told before the sheet is committed: the box of each note, in the order in which they were written. */
  placeNotes(boxOf: BoxOf): void;
  /** Told before the sheet is committed: its charts, whose numbers are written by `formatCode`. */
  draw(charts: readonly ChartModel[], formatCode: (format: string) => string): void;
  /** Resolves when the zip has taken the rows. */
  drained(): Promise<void>;
}

type BoxOf = (index: number) => string;

/** The sheet that exceljs is writing. */
interface Current {
  mayGrow: boolean;
  boxOf?: BoxOf;
  part?: PackagePart;
}

/** Starts an .xlsx in `out`. exceljs is loaded now and not before: it takes 0.15 s. */
export async function openWorkbook(out: Writable, { title, created }: { title: string; created: Date }) {
  const { default: WorkbookWriter } = await import('exceljs/lib/stream/xlsx/workbook-writer.js');
  let current: Current = { mayGrow: false };
  const drawn: Drawn = { drawings: 0, charts: 0 };

  /** A subclass, because exceljs writes the first parts in its constructor. */
  class MendedWriter extends WorkbookWriter {
    override addThemes(): Promise<void> {
      const append = this.zip.append.bind(this.zip);
      this.zip.append = (source, data) =>
        append(data.name === CONTENT_TYPES ? withDrawings(String(source), drawn) : source, { ...data, date: created });
      return super.addThemes();
    }

    override _openStream(path: string): PartSink {
      const name = path.replace(/^\//, '');
      const part = partFor(name);
      this.zip.append(part.stream, { name });
      return part.sink;
    }
  }

  function partFor(name: string): PackagePart {
    const sheet = current;
    if (name.endsWith('.vml')) return heldPart((vml) => withBoxes(vml, sheet.boxOf));
    if (name.startsWith('xl/comments')) return streamedPart(withoutAuthor);
    if (!name.startsWith('xl/worksheets/sheet')) return streamedPart((xml) => xml);
    sheet.part = streamedPart((xml) => (xml.startsWith('<row ') ? withHeight(xml, sheet.mayGrow) : withBars(xml)));
    return sheet.part;
  }

  const writer = new MendedWriter({
    stream: out,
    created,
    modified: created,
    useStyles: true,
    useSharedStrings: true,
    zip: { zlib: { level: 6 }, highWaterMark: 64 * 1024 },
  });
  Object.assign(writer, { title, creator: '', lastModifiedBy: '' });
  writer.styles._addFont(DEFAULT_FONT);

  function openSheet(name: string, options: object): OpenSheet {
    const sheet: Current = { mayGrow: false };
    current = sheet;
    const sheetWriter = writer.addWorksheet(name, options);
    inSchemaOrder(sheetWriter);
    return {
      writer: sheetWriter,
      rowMayGrow: (may) => {
        sheet.mayGrow = may;
      },
      placeNotes: (boxOf) => {
        sheet.boxOf = boxOf;
      },
      draw: (charts, formatCode) => {
        if (charts.length > 0) drawInto(sheetWriter, addDrawing(charts, formatCode));
      },
      drained: async () => sheet.part?.drained(),
    };
  }

  /** Puts the parts of one drawing into the package and gives its number. */
  function addDrawing(charts: readonly ChartModel[], formatCode: (format: string) => string): number {
    const first = drawn.charts + 1;
    drawn.drawings += 1;
    drawn.charts += charts.length;
    const add = (text: string, name: string) => writer.zip.append(text, { name });
    add(drawingPart(charts), `xl/drawings/drawing${drawn.drawings}.xml`);
    add(drawingRelationships(charts, first), `xl/drawings/_rels/drawing${drawn.drawings}.xml.rels`);
    for (const [index, chart] of charts.entries())
      add(chartPart(chart, formatCode(chart.format)), `xl/charts/chart${first + index}.xml`);
    return drawn.drawings;
  }

  return { writer, openSheet, abort: () => writer.zip.abort() };
}

/** How many there are so far. */
interface Drawn {
  drawings: number;
  charts: number;
}

const CONTENT_TYPES = '[Content_Types].xml';
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.drawing+xml';
const CHART_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';

function withDrawings(types: string, { drawings, charts }: Drawn): string {
  const overrides = (count: number, part: string, type: string) =>
    Array.from(
      { length: count },
      (_, index) => `<Override PartName="/xl/${part}${index + 1}.xml" ContentType="${type}"/>`,
    ).join('');
  const added = overrides(drawings, 'drawings/drawing', DRAWING_TYPE) + overrides(charts, 'charts/chart', CHART_TYPE);
  return types.replace('</Types>', `${added}</Types>`);
}

/** The drawing stands before the notes' own. */
function drawInto(sheet: SheetWriter, drawing: number): void {
  const { _writeLegacyData: legacy } = sheet;
  sheet._writeLegacyData = () => {
    const relationship = { Type: DRAWING_RELATIONSHIP, Target: `../drawings/drawing${drawing}.xml` };
    sheet._write(`<drawing r:id="${sheet._sheetRelsWriter.addRelationship(relationship)}"/>`);
    legacy.call(sheet);
  };
}

const withHeight = (row: string, mayGrow: boolean): string => (mayGrow ? row.replace(' customHeight="1"', '') : row);

const withoutAuthor = (comments: string): string => comments.replace('<author>Author</author>', '<author></author>');

const DANGLING = /<extLst><ext [^>]*><x14:id\/><\/ext><\/extLst>/g;

/** Without `minLength` the bar of a 0 is a tenth of the cell long. */
const withBars = (xml: string): string =>
  xml.startsWith('<conditionalFormatting')
    ? xml.replace(DANGLING, '').replaceAll('<dataBar>', '<dataBar minLength="0" maxLength="100">')
    : xml;

/** exceljs gives every note two columns by four rows. */
function withBoxes(vml: string, boxOf: BoxOf = () => ''): string {
  let index = 0;
  return vml.replace(/(?<=<x:Anchor>)[^<]*/g, (box) => boxOf(index++) || box);
}

/** Excel wants protection before the filter; exceljs writes it behind the validations, and no print options at all. */
function inSchemaOrder(sheet: SheetWriter): void {
  const { _writeAutoFilter: filter, _writeSheetProtection: protection, _writePageMargins: margins } = sheet;
  sheet._writeAutoFilter = () => {
    protection.call(sheet);
    filter.call(sheet);
  };
  sheet._writeSheetProtection = () => {};
  sheet._writePageMargins = () => {
    sheet._write('<printOptions horizontalCentered="1"/>');
    margins.call(sheet);
  };
}
