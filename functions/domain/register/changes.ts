/** What changed between two versions of a return, cell by cell. */

import type { Form } from '../form/form.ts';
import { type Answer, answerOf } from '../submission/answers.ts';
import type { Change } from '../submission/receipt.ts';
import type { Submission } from '../submission/submission.ts';

/** Every cell whose answer differs, in printed order. The same number typed another way is no change. */
export function changesBetween(form: Form, before: Submission, after: Submission): readonly Change[] {
  return form.indicators.flatMap((indicator) => {
    const [old, now] = [answerOf(before.answers, indicator), answerOf(after.answers, indicator)];
    if (meaning(old) === meaning(now)) return [];
    return [{ code: indicator.code, label: indicator.label, before: old.typed, after: now.typed }];
  });
}

/** What an answer comes to, however it was typed; its place and explanation do not count. */
function meaning({ state, number, text, day, document, marked, typed }: Answer): string {
  if (state === 'unreadable') return JSON.stringify([state, typed]);
  return JSON.stringify([state, number, text, day, document?.text, marked]);
}
