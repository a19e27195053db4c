import type { Budget } from './budget.ts';
import { readXml } from './read-xml.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
/** Earlier than any workbook of this format: the empty value of some clock. */
const FIRST_YEAR = 1990;

/** Reads when the workbook was last saved, by its own account; `undefined` unless that is one sound instant. */
export async function readModified(part: Buffer, budget: Budget): Promise<string | undefined> {
  let text = '';
  let listening = false;
  await readXml(part, budget, {
    open: (name) => {
      if (name === 'modified') listening = true;
    },
    text: (piece) => {
      if (listening) text += piece;
    },
    close: (name) => {
      if (name === 'modified') listening = false;
    },
  });
  return soundInstant(text.trim());
}

function soundInstant(text: string): string | undefined {
  const date = new Date(INSTANT.test(text) ? text : Number.NaN);
  return date.getUTCFullYear() >= FIRST_YEAR && isRealDay(text) ? date.toISOString() : undefined;
}

/** `Date` reads 30/02 as 02/3. */
function isRealDay(text: string): boolean {
  const day = text.slice(0, 'yyyy-mm-dd'.length);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
