/**
 * A formula counts by its stored result, so its text is cut out before the parser sees it: in a form with live checks it
 * is half of a sheet. That a cell has one still shows, since the element stays.
 */
import { encodingOf } from './encoding.ts';

/** Comments and CDATA may hold what only looks like a formula: a sheet that has any is left as it is. */
const SECTION = Buffer.from('<!');
const OPENED = Buffer.from('<f');
const CLOSED = Buffer.from('</f>');
/** Larger parts are no forms: a second copy of one would only cost memory. */
const LARGE = 4 * 1024 * 1024;
/** A formula's tag has five short attributes at most. */
const LONGEST_TAG = 1_000;
const [SPACE, LESS, GREATER] = [0x20, 0x3c, 0x3e];

/** The same part with the texts of its formulas left out. Elements with a namespace prefix keep theirs. */
export function withoutFormulas(part: Buffer): Buffer {
  if (part.length > LARGE || encodingOf(part) !== 'utf-8' || !part.includes(OPENED) || part.includes(SECTION))
    return part;
  const kept = Buffer.allocUnsafe(part.length);
  let length = 0;
  let from = 0;
  for (let at = part.indexOf(OPENED); at >= 0; at = part.indexOf(OPENED, at + 2)) {
    const text = textOfFormula(part, at);
    if (text === undefined) continue;
    length += part.copy(kept, length, from, text.from);
    from = text.to;
    at = text.to;
  }
  length += part.copy(kept, length, from);
  return kept.subarray(0, length);
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where the text of the formula stands whose element opens at `at`; none for other elements and for an empty one. */
function textOfFormula(part: Buffer, at: number): Stretch | undefined {
  const next = part[at + 2];
  if (next !== GREATER && next !== SPACE) return undefined;
  // "<" stands in no text and no attribute: what comes before the next one is this element's alone.
  const to = part.indexOf(LESS, at + 2);
  if (to < 0 || !part.subarray(to, to + CLOSED.length).equals(CLOSED)) return undefined;
  const from = behindTag(part, at, Math.min(to, at + LONGEST_TAG));
  if (from === undefined || from === to) return undefined;
  return next === SPACE && !isWholeTag(part.toString('latin1', at, from)) ? undefined : { from, to };
}

/** Looks no further than `end`: a search that goes on to the end of the part would do so at each tag that is never closed. */
function behindTag(part: Buffer, at: number, end: number): number | undefined {
  for (let place = at + OPENED.length; place < end; place += 1) if (part[place] === GREATER) return place + 1;
  return undefined;
}

/** ">" may stand in an attribute; then its quotes are still open. */
function isWholeTag(tag: string): boolean {
  return /^<f(?:\s+[\w:]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*>$/.test(tag);
}
