/** Names and places of figures, the way a document speaks of them. */

import type { Form, Indicator } from '../form/form.ts';
import type { CellPlace } from '../submission/findings.ts';
import { lowerFirst, upperFirst } from '../text/prose.ts';
import { listed } from '../text/vietnamese.ts';

/** The label that can stand alone: under a heading with the heading's words, without "Trong đó:". */
export function nameInProse(indicator: Indicator, form: Form): string {
  const label = upperFirst(indicator.label.replace(/^(Trong đó|Ngoài ra):\s*/i, ''));
  const parent = indicator.code.slice(0, Math.max(0, indicator.code.lastIndexOf('.')));
  const heading = form.headings.find((candidate) => candidate.code === parent);
  const isSection = form.sections.some((section) => section.code === parent);
  return heading && !isSection ? `${heading.label} – ${lowerFirst(label)}` : label;
}

/** "ô E8, E9 và E11, trang “3. TTHC”", in the order of the cells; sheets joined with "; ". */
export function placesInProse(cells: readonly CellPlace[]): string {
  const sheets = [...new Set(cells.map((cell) => cell.sheet))];
  const onSheet = (sheet: string) => cells.filter((cell) => cell.sheet === sheet).map((cell) => cell.address);
  return sheets.map((sheet) => `ô ${listed(onSheet(sheet))}, trang “${sheet}”`).join('; ');
}
