/** Published figures put into a workbook the way a clerk types them: numbers as numbers, everything else as it is printed. */
import * as z from 'zod';
import { type Form, type Indicator, isNumeric } from '../form/form.ts';
import { UNIT_TYPES } from '../round/commune.ts';
import { type Answer, type Answers, MISSING } from '../submission/answers.ts';
import { readDay } from '../text/day.ts';
import { readNumberText } from '../text/number-text.ts';
import type { CellContent } from '../workbook/workbook-model.ts';

export const exampleSchema = z.strictObject({
  commune: z.strictObject({ code: z.string(), name: z.string(), type: z.enum(UNIT_TYPES), province: z.string() }),
  /** Where the figures were published. */
  source: z.string(),
  /** As printed, by code; headings may hold a value too. */
  values: z.record(z.string(), z.coerce.string()),
  /** What the column of explanations says, by code. */
  notes: z.record(z.string(), z.string()).default({}),
});

export type Example = z.infer<typeof exampleSchema>;

export interface FilledExample {
  readonly answers: Answers;
  readonly strays: ReadonlyMap<string, CellContent>;
  /** Codes that the form does not have. */
  readonly unknown: readonly string[];
}

/** Lays the example's figures over `form`. */
export function fillExample(form: Form, { values, notes }: Example): FilledExample {
  const codes = Object.keys(values);
  const headings = new Set(form.headings.map((heading) => heading.code));
  const answers = form.indicators.map((indicator) => {
    const answer = typedAnswer(indicator, values[indicator.code]);
    const explanation = notes[indicator.code];
    return [indicator.key, explanation ? { ...answer, explanation } : answer] as const;
  });
  return {
    answers: new Map(answers),
    strays: new Map(codes.filter((code) => headings.has(code)).map((code) => [code, contentOf(values[code] ?? '')])),
    unknown: [...codes, ...Object.keys(notes)].filter((code) => !form.byCode.has(code) && !headings.has(code)),
  };
}

/** A plain number is typed as one; "97,09%" or "hơn 5.000" stays the text it is. */
function typedAnswer(indicator: Indicator, typed: string | undefined): Answer {
  if (typed === undefined) return MISSING;
  const asTyped: Answer = { state: 'unreadable', typed };
  if (isNumeric(indicator.type)) {
    const number = plainNumber(typed);
    return number === undefined ? asTyped : { state: 'value', number, typed };
  }
  const day = indicator.type === 'date' ? readDay(typed) : undefined;
  if (day) return { state: 'value', day, typed };
  const listed = indicator.choices.some((choice) => choice.code === typed);
  return listed ? { state: 'value', text: typed, typed } : asTyped;
}

const contentOf = (typed: string): CellContent => plainNumber(typed) ?? typed;

function plainNumber(typed: string): number | undefined {
  const number = readNumberText(typed);
  return number && !number.dotAsDecimal && !typed.includes('%') ? number.value : undefined;
}
