import type { RawCell } from './cell-value.ts';
import type { Attributes } from './read-xml.ts';
import { collectRichText } from './rich-text.ts';

/** One cell element, taken in piece by piece. */
export interface CellCollector {
  readonly start: (attributes: Attributes) => void;
  readonly open: (name: string) => void;
  readonly text: (piece: string) => void;
  readonly close: (name: string) => void;
  /** The cell since `start`. */
  readonly take: () => CollectedCell;
}

export interface CollectedCell extends RawCell {
  readonly style: number;
  readonly isFormula: boolean;
}

/** Collects cell after cell. Formulas are only noticed, their text is not kept. */
export function collectCell(): CellCollector {
  const richText = collectRichText();
  let type = 'n';
  let style = 0;
  let value: string | undefined;
  let inline: string | undefined;
  let isFormula = false;
  let inValue = false;
  let inInline = false;
  return {
    start: ({ t, s }) => {
      type = t ?? 'n';
      style = s === undefined ? 0 : Number(s);
      value = undefined;
      inline = undefined;
      isFormula = false;
    },
    open: (name) => {
      if (name === 'v') {
        inValue = true;
        value = '';
      } else if (name === 'f') isFormula = true;
      else if (name === 'is') inInline = true;
      else if (inInline) richText.open(name);
    },
    text: (piece) => {
      if (inValue) value += piece;
      else if (inInline) richText.text(piece);
    },
    close: (name) => {
      if (name === 'v') inValue = false;
      else if (name === 'is') {
        inInline = false;
        inline = richText.take();
      } else if (inInline) richText.close(name);
    },
    take: () => ({ type, style, value, inline, isFormula }),
  };
}
