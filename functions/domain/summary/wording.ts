/** Lists of communes and places as the summary prints them. */
import { type Commune, communeTitle } from '../commune.ts';
import type { Finding } from '../findings.ts';
import type { Form, Indicator } from '../form/form.ts';

/** "xã A, xã B và 30 đơn vị khác": at most `most` names. */
export function named(communes: readonly Commune[], most = 8): string {
  const names = communes.slice(0, most).map(communeTitle).join(', ');
  return communes.length > most ? `${names} và ${communes.length - most} đơn vị khác` : names;
}

/** An indicator with the heading it stands under: "Thu ngân sách nhà nước: Thực hiện" says more than "Thực hiện". */
export function labelUnderHeading(indicator: Indicator, form: Form): string {
  const sections = form.sections.map(({ code }) => code);
  const above = form.headings
    .filter(({ code }) => indicator.code.startsWith(`${code}.`) && !sections.includes(code))
    .sort((left, right) => right.code.length - left.code.length)[0];
  return above ? `${above.label}: ${indicator.label}` : indicator.label;
}

/** At most `limit` characters, cut between words. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), limit / 2)).replace(/[\s,;:(-]+$/, '')}…`;
}

/** Sheet and cells of a finding, each for its own column: "3. TTHC" and "E7, E8". */
export function placesOf(finding: Finding): { sheet: string; cells: string } {
  const sheets = [...new Set(finding.cells.map(({ sheet }) => sheet))];
  const only = sheets.length === 1;
  const cells = finding.cells.map(({ sheet, address }) => (only ? address : `${sheet}!${address}`));
  return { sheet: sheets.join(', '), cells: cells.join(', ') };
}
