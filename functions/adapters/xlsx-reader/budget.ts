import { Problem, type ProblemCode } from '../../problems.ts';
import {
  MAX_CELL_CHARACTERS,
  MAX_CELLS,
  MAX_CHARACTERS,
  MAX_INFLATED_BYTES,
  MAX_LISTED,
  MAX_XML_MARKS,
} from './limits.ts';

/** What is left for one workbook; every part of it spends from the same purse. Overspending throws. */
export interface Budget {
  readonly bytesLeft: () => number;
  /** @throws Problem FILE_EXPANDS_TOO_FAR */
  readonly spendBytes: (bytes: number) => void;
  /** @throws Problem FILE_EXPANDS_TOO_FAR */
  readonly spendMarks: (marks: number) => void;
  /** For one more thing of those that a package lists beside its cells. @throws Problem FILE_TOO_MANY_PARTS */
  readonly spendListed: () => void;
  /** @throws Problem FILE_TOO_MANY_CELLS */
  readonly spendCell: () => void;
  /** Counts a text each time it is used, so that a shared one costs what it fills. @throws Problem FILE_TEXT_TOO_LONG */
  readonly spendText: (text: string) => void;
}

/** Gives one workbook its limits. */
export function freshBudget(): Budget {
  const bytes = purse(MAX_INFLATED_BYTES, 'FILE_EXPANDS_TOO_FAR');
  const marks = purse(MAX_XML_MARKS, 'FILE_EXPANDS_TOO_FAR');
  const cells = purse(MAX_CELLS, 'FILE_TOO_MANY_CELLS');
  const listed = purse(MAX_LISTED, 'FILE_TOO_MANY_PARTS');
  const characters = purse(MAX_CHARACTERS, 'FILE_TEXT_TOO_LONG');
  return {
    bytesLeft: bytes.left,
    spendBytes: bytes.spend,
    spendMarks: marks.spend,
    spendListed: () => listed.spend(1),
    spendCell: () => cells.spend(1),
    spendText: ({ length }) => {
      if (length > MAX_CELL_CHARACTERS) throw new Problem('FILE_TEXT_TOO_LONG');
      characters.spend(length);
    },
  };
}

function purse(limit: number, code: ProblemCode) {
  let left = limit;
  return {
    left: () => left,
    spend: (amount: number): void => {
      left -= amount;
      if (left < 0) throw new Problem(code);
    },
  };
}
