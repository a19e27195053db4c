/** Plausible answers for a form that has no published example: something in every cell, so that its author sees it filled. */

import { type Form, type Indicator, isInput } from '../form/form.ts';
import type { Answer, Answers } from '../submission/answers.ts';

/** One sample answer per input cell, in the first rows of free tables only. */
export function sampleAnswers(form: Form): Answers {
  const cells = form.indicators.filter(
    (indicator) => isInput(indicator) && !(indicator.place?.free && Number(indicator.place.row) > 2),
  );
  return new Map(cells.map((indicator) => [indicator.key, sampleOf(indicator)]));
}

function sampleOf(indicator: Indicator): Answer {
  const value = (content: Partial<Answer>): Answer => ({ state: 'value', typed: '', ...content });
  switch (indicator.type) {
    case 'count':
      return value({ number: Math.max(indicator.min ?? 0, Math.min(10, indicator.max ?? 10)) });
    case 'amount':
      return value({ number: Math.min(12.5, indicator.max ?? 12.5) });
    case 'ratio':
    case 'share':
      return value({ number: 100 });
    case 'choice':
    case 'yesno':
      return value({ text: indicator.choices[0]?.code });
    case 'date':
      return value({ day: '2025-07-01' });
    case 'document': {
      const text = 'Kế hoạch số 01/KH-UBND ngày 01/7/2025';
      return value({ document: { text } });
    }
    case 'mark':
      return value({ marked: true });
    default:
      return value({ text: 'Nội dung mẫu' });
  }
}
