/** What the province filled in, as far as a return still holds it: only that is locked again when the return is given back. */
import type { Answer, Answers } from '../submission/answers.ts';

/** The cells of `given` that nobody changed. What was changed is shown as it was sent. */
export function stillGiven(given: Answers, answers: Answers): Answers {
  return new Map([...given].filter(([key, answer]) => isSame(answer, answers.get(key))));
}

function isSame(given: Answer, came: Answer | undefined): boolean {
  if (given.state !== (came?.state ?? 'missing')) return false;
  return given.day === came?.day && asRead(given.text) === asRead(came?.text);
}

/** A cell may come back with other blanks and line ends. */
const asRead = (text = ''): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
