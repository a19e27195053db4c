/** Lists of communes and places as the summary prints them. */

import type { Form, Indicator } from '../form/form.ts';
import { type Commune, communeTitle } from '../round/commune.ts';
import type { Finding } from '../submission/findings.ts';

/** "xã A, xã B và 30 đơn vị khác": at most `most` names. */
export function named(communes: readonly Commune[], most = 8): string {
  const names = communes.slice(0, most).map(communeTitle).join(', ');
  return communes.length > most ? `${names} và ${communes.length - most} đơn vị khác` : names;
}

/** An indicator with the heading it stands under: "Thu ngân sách nhà nước: Thực hiện" says more than "Thực hiện". */
export function labelUnderHeading(indicator: Indicator, form: Form): string {
  const heading = headingOf(indicator, form);
  return heading === undefined ? indicator.label : `${heading}: ${indicator.label}`;
}

/** The same in about `limit` characters; the heading gives way first, since the label is what tells columns apart. */
export function shortLabel(indicator: Indicator, form: Form, limit: number): string {
  const heading = headingOf(indicator, form);
  const label = shortened(indicator.label, limit);
  return heading === undefined
    ? label
    : `${shortened(heading, Math.max(limit - label.length, LEAST_HEADING))}: ${label}`;
}

const LEAST_HEADING = 24;

function headingOf(indicator: Indicator, form: Form): string | undefined {
  const sections = form.sections.map(({ code }) => code);
  const above = form.headings
    .filter(({ code }) => indicator.code.startsWith(`${code}.`) && !sections.includes(code))
    .sort((left, right) => right.code.length - left.code.length)[0];
  return above?.label;
}

/** At most `limit` characters, cut between words. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), limit / 2)).replace(/[\s,;:(-]+$/, '')}…`;
}

/** Sheets and cells of a finding, each for its own column: "3. TTHC; 7. Số hóa" and "E7, E8; E94". */
export function placesOf(finding: Finding): { sheet: string; cells: string } {
  const sheets = [...new Set(finding.cells.map(({ sheet }) => sheet))];
  const cells = sheets.map((name) =>
    finding.cells
      .filter(({ sheet }) => sheet === name)
      .map(({ address }) => address)
      .join(', '),
  );
  return { sheet: sheets.join('; '), cells: cells.join('; ') };
}
