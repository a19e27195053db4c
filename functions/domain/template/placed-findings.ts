/** Findings where they stand in the rebuilt workbook: rows that were moved in the file sent are back in their places. */
import type { Form } from '../form/form.ts';
import type { Layout } from '../form/layout.ts';
import type { CellPlace, Finding } from '../submission/findings.ts';
import type { Submission } from '../submission/submission.ts';
import { cellAddress } from '../workbook/workbook-data.ts';

export interface PlacedFinding extends Finding {
  /** Cells of the file sent that the rebuilt workbook does not have. */
  readonly onlyInFile: readonly CellPlace[];
}

/** Places every finding of `submission`; `cells` are then those of the rebuilt workbook. */
export function placeFindings(form: Form, layout: Layout, submission: Submission): readonly PlacedFinding[] {
  const known = knownPlaces(form, layout, submission);
  return submission.findings.map((found): PlacedFinding => {
    const places = found.cells.map((cell) => ({ cell, now: known.get(keyOf(cell)) }));
    const cells = places.flatMap(({ now }) => now ?? []);
    const onlyInFile = places.flatMap(({ cell, now }) => (now ? [] : [cell]));
    const isLost = found.cells.length === 0;
    return { ...found, cells: isLost ? ownCells(form, layout, found) : cells, onlyInFile };
  });
}

const keyOf = ({ sheet, address }: CellPlace): string => `${sheet}!${address}`;

/** A row that was gone from the file is there again. */
function ownCells(form: Form, layout: Layout, { indicators }: Finding): readonly CellPlace[] {
  return indicators.filter((key) => form.byKey.has(key)).map((key) => valuePlace(layout, key));
}

export function valuePlace(layout: Layout, key: string): CellPlace {
  const { sheet, row, column } = layout.placeOf(key);
  return { sheet, address: cellAddress(row, column) };
}

function knownPlaces(form: Form, layout: Layout, submission: Submission): ReadonlyMap<string, CellPlace> {
  const answered = form.indicators.flatMap(({ key }) => {
    const at = submission.answers.get(key)?.at;
    return at ? [[keyOf(at), valuePlace(layout, key)] as const] : [];
  });
  return new Map([...strayPlaces(layout, submission), ...answered]);
}

/** Values in heading rows: as many findings as strays, in the same order; where one could not be carried over, none is sure. */
function strayPlaces(layout: Layout, { findings, strays }: Submission): readonly (readonly [string, CellPlace])[] {
  const found = findings.filter(({ code }) => code === 'STRAY_VALUE');
  if (found.length !== strays.size) return [];
  const headings = headingPlaces(layout);
  return [...strays.keys()].flatMap((code, index) => {
    const [cell, now] = [found[index]?.cells[0], headings.get(code)];
    return cell && now ? [[keyOf(cell), now] as const] : [];
  });
}

function headingPlaces({ sheets }: Layout): ReadonlyMap<string, CellPlace> {
  return new Map(
    sheets.flatMap(({ name, columns, lines }) =>
      lines.flatMap((line) => {
        const code =
          line.kind === 'heading' ? line.heading.code : line.kind === 'section' ? line.section.code : undefined;
        return code === undefined
          ? []
          : [[code, { sheet: name, address: cellAddress(line.row, columns.value) }] as const];
      }),
    ),
  );
}
