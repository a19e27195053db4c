import type { ConditionalFormattingOptions } from 'exceljs';
import type { SheetWriter } from 'exceljs/lib/stream/xlsx/workbook-writer.js';
import type { ConditionalFormatModel } from '../../domain/workbook/workbook-model.ts';
import { areaOf, rangeOf } from './addresses.ts';
import type { OpenWorkbook } from './open-workbook.ts';
import { argb, overlayOf } from './styles.ts';

/** Adds the formats in order of their weight: the first that holds wins. */
export function addConditionalFormats(
  { writer }: OpenWorkbook,
  sheet: SheetWriter,
  formats: readonly ConditionalFormatModel[],
): void {
  const overlays = new Map<string, number>();
  for (const [index, format] of formats.entries()) {
    const rule = format.kind === 'bar' ? barRule(format.color) : formulaRule(format);
    sheet.addConditionalFormatting({
      ref: format.range
        .split(' ')
        .map((range) => rangeOf(areaOf(range)))
        .join(' '),
      rules: [{ ...rule, priority: index + 1 }],
    } as unknown as ConditionalFormattingOptions);
  }

  function formulaRule({ formula, style }: Extract<ConditionalFormatModel, { kind: 'formula' }>) {
    const dxfId = overlays.get(style) ?? writer.styles.addDxfStyle(overlayOf(style));
    overlays.set(style, dxfId);
    return { type: 'expression', formulae: [formula], dxfId };
  }
}

/** From 0, so that the lengths of bars can be compared. */
const barRule = (color: string) => ({
  type: 'dataBar',
  cfvo: [{ type: 'num', value: 0 }, { type: 'max' }],
  color: { argb: argb(color) },
});
