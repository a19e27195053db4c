/** Findings as lines in a terminal: errors one by one, blanks gathered. */

import { communeTitle } from '../functions/domain/round/commune.ts';
import { type Finding, printCells, type SubmissionState } from '../functions/domain/submission/findings.ts';
import type { Submission } from '../functions/domain/submission/submission.ts';

export const STATE_WORDS: Readonly<Record<SubmissionState, string>> = {
  accepted: '✓ đạt',
  'accepted with warnings': '⚠ đạt, có cảnh báo',
  'needs correction': '✗ cần sửa',
};

const MARKS = { error: '✗', warning: '⚠', note: '·' } as const;

/** One submission in words. */
export function submissionLines({ commune, file, state, findings }: Submission): readonly string[] {
  const blanks = findings.filter((found) => found.code === 'VALUE_MISSING');
  const said = findings.filter((found) => found.code !== 'VALUE_MISSING');
  return [
    `${file} · ${communeTitle(commune)} (${commune.code}): ${STATE_WORDS[state]}`,
    ...said.map((found) => `  ${findingLine(found)}`),
    ...(blanks.length > 0
      ? [`  ○ ${blanks.length} chỉ tiêu còn để trống: ${printCells(blanks.flatMap((found) => found.cells))}`]
      : []),
  ];
}

/** "✗ E12  Sentence. → 16.807". */
export function findingLine({ severity, cells, sentence, proposed }: Finding): string {
  const places = printCells(cells);
  return `${MARKS[severity]} ${places ? `${places}: ` : ''}${sentence}${proposed ? ` → đề nghị ghi: ${proposed}` : ''}`;
}
