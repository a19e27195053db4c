/** The communes' links as a table for mail merge: UTF-8 with its mark, semicolons, as a Vietnamese Excel opens it. */
import { type Commune, communeTitle } from '../round/commune.ts';

export interface LinkRow {
  readonly commune: Commune;
  readonly link: string;
}

const HEAD = ['ma', 'don_vi', 'loai', 'ten', 'duong_dan'];

/** One row a commune. No cell can become a formula. */
export function linksCsv(rows: readonly LinkRow[]): Uint8Array {
  const table = [
    HEAD,
    ...rows.map(({ commune, link }) => [commune.code, communeTitle(commune), commune.type, commune.name, link]),
  ];
  const text = table.map((cells) => cells.map(cell).join(';')).join('\r\n');
  return new TextEncoder().encode(`\ufeff${text}\r\n`);
}

/** Quoted, so that separators stay text; what a spreadsheet would run is led by an apostrophe. */
function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
