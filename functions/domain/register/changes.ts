/** What changed between two versions of a return, cell by cell. */

import type { Form } from '../form/form.ts';
import { answerOf } from '../submission/answers.ts';
import { differs } from '../submission/explained.ts';
import type { Change } from '../submission/receipt.ts';
import type { Submission } from '../submission/submission.ts';

/** Every cell whose answer differs, in printed order. The same number typed another way is no change. */
export function changesBetween(form: Form, before: Submission, after: Submission): readonly Change[] {
  return form.indicators.flatMap((indicator) => {
    if (!differs(indicator, before.answers, after.answers)) return [];
    const [old, now] = [answerOf(before.answers, indicator), answerOf(after.answers, indicator)];
    return [{ code: indicator.code, label: indicator.label, before: old.typed, after: now.typed }];
  });
}
