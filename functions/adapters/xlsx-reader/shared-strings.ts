import { Problem } from '../../problems.ts';
import type { Budget } from './budget.ts';
import { MAX_CELLS } from './limits.ts';
import { readXml } from './read-xml.ts';
import { collectRichText } from './rich-text.ts';
import { plainText } from './texts.ts';

/**
 * Reads the table of texts that cells refer to by position. Their length is counted where they are used.
 *
 * @throws Problem FILE_TOO_MANY_CELLS for more texts than a workbook of ours may have cells.
 */
export async function readSharedStrings(part: Buffer, budget: Budget): Promise<string[]> {
  const strings: string[] = [];
  const item = collectRichText();
  await readXml(part, budget, {
    open: item.open,
    text: item.text,
    close: (name) => {
      item.close(name);
      if (name !== 'si') return;
      if (strings.length === MAX_CELLS) throw new Problem('FILE_TOO_MANY_CELLS');
      strings.push(plainText(item.take()));
    },
  });
  return strings;
}
