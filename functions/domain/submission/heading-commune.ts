/** The commune that a workbook names in its headings: "UBND xã Bình Thành", "PHƯỜNG …". */
import { type Commune, communeTitle, UNIT_TYPES } from '../round/commune.ts';
import { fold } from '../text/vietnamese.ts';
import type { SheetData, WorkbookData } from '../workbook/workbook-data.ts';
import { lineOf } from './sheet-view.ts';
import { roleOf } from './table-captions.ts';

export interface NamedCommune {
  readonly commune: Commune;
  readonly heading: string;
  readonly sheet: string;
}

/** The one commune of `roster` that the headings name; `undefined` where they name none, or more than one could be meant. */
export function communeInHeadings(
  workbook: WorkbookData,
  roster: ReadonlyMap<string, Commune>,
): NamedCommune | undefined {
  const titles = [...roster.values()].map((commune) => ({ commune, title: fold(communeTitle(commune)) }));
  const found = workbook.sheets
    .filter(({ state }) => state === 'visible')
    .flatMap((sheet) =>
      headingsOf(sheet).flatMap((heading) =>
        namedIn(heading, titles).map((commune) => ({ commune, heading, sheet: sheet.name })),
      ),
    );
  const codes = new Set(found.map(({ commune }) => commune.code));
  return codes.size === 1 ? found[0] : undefined;
}

const LONGEST_HEADING = 300;
/** Headings above the captions of the first table; without captions, the first rows. */
const MOST_ROWS = 20;
const MOST_CELLS = 2_000;
const MOST_HEADINGS = 30;
const UNIT = new RegExp(UNIT_TYPES.map(fold).join('|'), 'u');

function headingsOf({ cells }: SheetData): readonly string[] {
  const captions = Map.groupBy(
    cells.slice(0, MOST_CELLS).filter(({ value }) => typeof value === 'string' && roleOf(lineOf(value)) !== undefined),
    ({ row }) => row,
  );
  const end = [...captions].find(([, own]) => own.length >= 2)?.[0] ?? MOST_ROWS + 1;
  return cells
    .slice(0, MOST_CELLS)
    .filter(({ row, value }) => row < end && typeof value === 'string' && value.length <= LONGEST_HEADING)
    .map(({ value }) => lineOf(value))
    .filter((text) => UNIT.test(fold(text)))
    .slice(0, MOST_HEADINGS);
}

type Titled = { readonly commune: Commune; readonly title: string };

/** Communes whose type and name stand in the text; the longest where one name begins another. */
function namedIn(heading: string, titles: readonly Titled[]): readonly Commune[] {
  const text = fold(heading);
  const found = titles.filter(({ title }) => stands(title, text, heading));
  const longest = found.filter(
    ({ title }) => !found.some((other) => other.title !== title && other.title.startsWith(`${title} `)),
  );
  return longest.map(({ commune }) => commune);
}

function stands(title: string, text: string, heading: string): boolean {
  const words = text.split(' ');
  const own = title.split(' ');
  return words.some((_, start) => {
    const isHere = own.every((word, index) => bare(words[start + index]) === bare(word));
    return isHere && endsHere(heading.split(/\s+/)[start + own.length], heading, words[start + own.length - 1] ?? '');
  });
}

const bare = (word: string | undefined): string | undefined => word?.replace(/^[("“]+|[)"”.,;:]+$/g, '');

/** The next word does not go on with the name: small letters, figures, or in capitals one of the words that follow a name. */
function endsHere(next: string | undefined, heading: string, last: string): boolean {
  if (next === undefined || /[.,;:)]$/.test(last) || !/^\p{Lu}/u.test(next)) return true;
  return heading === heading.toUpperCase() && FOLLOWING.has(fold(next));
}

const FOLLOWING: ReadonlySet<string> = new Set(
  ['giai', 'năm', 'tháng', 'quý', 'huyện', 'tỉnh', 'thị', 'đến', 'theo', 'trong', 'về', 'và'].map(fold),
);
