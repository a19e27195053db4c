import { placesInProse } from '../notice/name-in-prose.ts';
import type { Finding } from '../submission/findings.ts';
import { asSentence, withoutStop } from '../text/prose.ts';

/** A letter names this many; the rest stand in the annotated return. */
export const MOST_ERRORS = 5;

/** The first errors of a return with their cells, as a letter says them: what is wrong, and what to write where that is known. */
export function errorsInProse(errors: readonly Finding[]): readonly string[] {
  return errors.slice(0, MOST_ERRORS).map(({ sentence, cells, proposed }) => {
    const places = placesInProse(cells);
    const advice = proposed === undefined ? '' : `; đề nghị ghi ${proposed}`;
    return asSentence(`${withoutStop(whatIsWrong(sentence))}${places ? ` (${places})` : ''}${advice}`);
  });
}

/** Without the advice at the end, which speaks to a clerk; quotation marks as documents have them. */
function whatIsWrong(sentence: string): string {
  const advice = sentence.lastIndexOf('. Hãy ');
  const said = advice > 0 ? sentence.slice(0, advice) : sentence;
  return said.replace(/"([^"]*)"/g, '“$1”');
}
