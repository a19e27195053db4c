/** The captions of a template of ours: in which column each of them stands, and from which row on. */
import { CAPTIONS } from '../form/layout.ts';
import { fold } from '../text/vietnamese.ts';
import type { CellData } from '../workbook/workbook-data.ts';
import type { SheetView } from './sheet-view.ts';

/** Column of a caption in the nearest caption row above that has it. */
export function columnAbove(view: SheetView, row: number, caption: string): number | undefined {
  return lastBefore(captionsOf(view).get(fold(caption)) ?? [], row)?.column;
}

type CaptionPlace = Pick<CellData, 'row' | 'column'>;
/** By the folded caption, from the top. */
type Captions = ReadonlyMap<string, readonly CaptionPlace[]>;

const known = new WeakMap<SheetView, Captions>();

/** The same for every form that is tried on a sheet. */
function captionsOf(view: SheetView): Captions {
  const captions = known.get(view) ?? collect(view);
  known.set(view, captions);
  return captions;
}

function collect({ data }: SheetView): Captions {
  const captions = new Map<string, CaptionPlace[]>();
  for (const cells of Map.groupBy(data.cells, ({ row }) => row).values()) {
    if (!isCaptionRow(cells)) continue;
    const columns = new Map(cells.flatMap((cell) => captionIn(cell, LONGEST_CAPTION).map((text) => [text, cell])));
    for (const [text, cell] of columns) {
      const places = captions.get(text);
      if (places) places.push(cell);
      else captions.set(text, [cell]);
    }
  }
  return captions;
}

const LONGEST_CAPTION = 400;
const LONGEST_SIGN = 30;
/** Two of these in one row make it a row of captions. */
const SIGNS: ReadonlySet<string> = new Set(
  [CAPTIONS.code, CAPTIONS.label, CAPTIONS.unit, CAPTIONS.explanation, CAPTIONS.check].map(fold),
);

const isCaptionRow = (cells: readonly CellData[]): boolean =>
  new Set(cells.flatMap((cell) => captionIn(cell, LONGEST_SIGN)).filter((text) => SIGNS.has(text))).size >= 2;

/** Folding costs, and a sheet may hold millions of characters: what is too long for a caption is left alone. */
const captionIn = ({ value }: CellData, longest: number): readonly string[] =>
  typeof value === 'string' && value.length <= longest ? [fold(value)] : [];

/** By halves, since a hostile sheet may consist of captions. */
function lastBefore(places: readonly CaptionPlace[], row: number): CaptionPlace | undefined {
  let [from, to] = [0, places.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((places[middle]?.row ?? 0) < row) from = middle + 1;
    else to = middle;
  }
  return places[from - 1];
}
