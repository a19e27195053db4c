/**
 * Which line of a printed table is which row of the form: by label and code together, the label counting over the code. Rows
 * without a code ("Trong đó") belong to the coded row above them; a label may be wrapped over several rows.
 */
import { byLabel, type PrintedRow, plainCode } from './printed-rows.ts';
import { sameWords, wordsOf } from './same-words.ts';
import { labelOf, type SheetLine, spans } from './sheet-lines.ts';
import { plainKey } from './table-captions.ts';

/** Why a line is taken for a row although not all of its code and label agree. */
export type Doubt = 'other code' | 'other label' | 'no label' | 'in order';

export interface RecognisedLine {
  readonly lines: readonly SheetLine[];
  readonly target: PrintedRow;
  readonly doubt?: Doubt;
}

export interface RecognisedLines {
  readonly recognised: readonly RecognisedLine[];
  readonly unknown: readonly SheetLine[];
}

/** Where a table stops, the next one goes on: the rows known so far on the sheet, and the last of them. */
export interface Context {
  readonly taken: Set<PrintedRow>;
  parent?: PrintedRow;
  last?: PrintedRow;
}

/** The top of a sheet. */
export const newContext = (): Context => ({ taken: new Set() });

/**
 * Recognises the lines of one table among `candidates`. `hasContent` tells whether a value stands in a row: two rows with
 * values are never one line.
 */
export function recogniseLines(
  lines: readonly SheetLine[],
  candidates: readonly PrintedRow[],
  hasContent: (row: number) => boolean,
  context: Context = newContext(),
): RecognisedLines {
  const byLine = new Map<SheetLine, RecognisedLine>();
  const continued = new Set<SheetLine>();
  const { taken } = context;
  const index = byLabel(candidates);
  const above = { ...context };
  for (const find of [exactly(index, taken), roughly(candidates, taken)]) {
    let { parent, last } = above;
    lines.forEach((line, position) => {
      if (continued.has(line)) return;
      const known = byLine.get(line);
      const found = known ?? bestOf(line, position, parent, last);
      if (!found) return;
      byLine.set(line, found);
      taken.add(found.target);
      for (const further of found.lines.slice(1)) continued.add(further);
      last = found.target;
      if (!isChildOf(found.target, parent) || !isLettered(found.target)) parent = found.target;
    });
    Object.assign(context, { parent, last });

    function bestOf(
      line: SheetLine,
      position: number,
      coded?: PrintedRow,
      before?: PrintedRow,
    ): RecognisedLine | undefined {
      const possible = spans(lines, position).filter(
        (span) =>
          span.filter(({ row }) => hasContent(row)).length <= 1 &&
          !span.slice(1).some((further) => byLine.has(further)),
      );
      // The longest label that is known: "Số hồ sơ" may go on with "trực tuyến" in the next row.
      for (const span of possible.toReversed()) {
        const match = find({ code: line.code, label: labelOf(span), parent: coded, last: before });
        if (match) return { lines: span, ...match };
      }
      return undefined;
    }
  }
  const unknown = lines.filter((line) => !byLine.has(line) && !continued.has(line));
  return { recognised: lines.flatMap((line) => byLine.get(line) ?? []), unknown };
}

interface Sought {
  readonly code: string;
  readonly label: string;
  readonly parent?: PrintedRow;
  readonly last?: PrintedRow;
}

type Find = (sought: Sought) => { readonly target: PrintedRow; readonly doubt?: Doubt } | undefined;

const isLettered = ({ code }: PrintedRow): boolean => /\.\p{L}$/u.test(code);

const isChildOf = (row: PrintedRow, parent: PrintedRow | undefined): boolean =>
  parent !== undefined && row.code.startsWith(`${parent.code}.`);

const hasCode = (row: PrintedRow, { code, parent }: Sought): boolean =>
  code !== '' &&
  (plainCode(row.code) === code ||
    (parent !== undefined && plainCode(row.code) === `${plainCode(parent.code)}.${code}`));

/** The label is that of the form; of several such rows the code, the row above or the order tells which. */
function exactly(index: ReadonlyMap<string, readonly PrintedRow[]>, taken: ReadonlySet<PrintedRow>): Find {
  return (sought) => {
    const rows = sought.label === '' ? [] : (index.get(plainKey(sought.label)) ?? []);
    const coded = rows.find((row) => hasCode(row, sought));
    if (coded) return { target: coded };
    const [only] = rows;
    if (!only) return undefined;
    if (rows.length === 1)
      return sought.code === '' || only.line ? { target: only } : { target: only, doubt: 'other code' };
    const below = sought.code === '' ? rows.filter((row) => isChildOf(row, sought.parent)) : [];
    if (below[0] && below.length === 1) return { target: below[0] };
    const same = rows.find((row) => row.line !== undefined && row.line.table === sought.last?.line?.table);
    if (same) return { target: same };
    const next = rows.find((row) => !taken.has(row) && row.order > (sought.last?.order ?? -1));
    return next && { target: next, doubt: 'in order' };
  };
}

const wordsByRow = new WeakMap<PrintedRow, readonly string[]>();

function labelWords(row: PrintedRow): readonly string[] {
  const words = wordsByRow.get(row) ?? wordsOf(row.label);
  wordsByRow.set(row, words);
  return words;
}

/** More rows with slips than any form has. */
const MOST_TRIES = 400;

/** Slips in the label are forgiven where only one row can be meant; a code alone counts where no label stands. */
function roughly(candidates: readonly PrintedRow[], taken: ReadonlySet<PrintedRow>): Find {
  let tries = 0;
  return (sought) => {
    tries += 1;
    if (tries > MOST_TRIES) return undefined;
    const free = candidates.filter((row) => !taken.has(row));
    if (sought.label === '') {
      const coded = free.find((row) => sought.code.includes('.') && hasCode(row, sought));
      return coded && { target: coded, doubt: 'no label' };
    }
    const words = wordsOf(sought.label);
    const alike = free.filter((row) => sameWords(words, labelWords(row)));
    const coded = alike.find((row) => hasCode(row, sought));
    if (coded) return { target: coded, doubt: 'other label' };
    const below = sought.code === '' ? alike.filter((row) => isChildOf(row, sought.parent)) : [];
    const [one, second] = below.length > 0 ? below : alike;
    return one && !second ? { target: one, doubt: sought.code === '' ? 'other label' : 'other code' } : undefined;
  };
}
