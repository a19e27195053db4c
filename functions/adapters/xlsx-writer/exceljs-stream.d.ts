/**
 * The inside of exceljs 4.4.0 (pinned; its last release) that `open-workbook.ts` relies on. Its public types say nothing
 * of these members; a test writes a workbook with everything in it and checks the result by program.
 */
declare module 'exceljs/lib/stream/xlsx/workbook-writer.js' {
  import type { ConditionalFormattingOptions, Font, Style, stream } from 'exceljs';

  /** Where exceljs puts the text of one part of the package. */
  export interface PartSink {
    write(chunk: string | { toBuffer(): Buffer }): void;
    end(): void;
    pause(): void;
    on(event: string, listener: () => void): void;
  }

  export interface SheetWriter extends Omit<stream.xlsx.WorksheetWriter, 'commit'> {
    _write(xml: string): void;
    _writeAutoFilter(): void;
    _writeSheetProtection(): void;
    _writePageMargins(): void;
    _writeLegacyData(): void;
    _sheetRelsWriter: { addRelationship(relationship: { Type: string; Target: string }): string };
    rowBreaks: object[];
    dataValidations: { model: Record<string, object> };
    addConditionalFormatting(options: ConditionalFormattingOptions): void;
    protect(password: string, options: object): Promise<void>;
    commit(): void;
  }

  export default class WorkbookWriter {
    constructor(options: object);
    zip: { append(source: unknown, data: { name: string; date?: Date }): void; abort(): void };
    styles: { _addFont(font: Partial<Font>): number; addDxfStyle(style: Partial<Style>): number };
    _definedNames: { model: { name: string; ranges: string[]; localSheetId?: number }[] };
    title: string;
    views: object[];
    addThemes(): Promise<void>;
    addWorksheet(name: string, options: object): SheetWriter;
    _openStream(path: string): PartSink;
    commit(): Promise<unknown>;
  }
}
