/** What a clerk types: the published figures of a commune, as one types them in Vietnam, with one figure that is wrong. */
import type { Form, Indicator } from '../../functions/domain/form/form.ts';
import { isInput, isNumeric } from '../../functions/domain/form/form.ts';
import { type Answer, type Answers, answerOf, MISSING } from '../../functions/domain/submission/answers.ts';
import { choiceOption } from '../../functions/domain/submission/read-cell.ts';
import type { Example } from '../../functions/domain/template/fill-example.ts';
import { readDay } from '../../functions/domain/text/day.ts';
import { readNumberText } from '../../functions/domain/text/number-text.ts';

export interface Typed {
  readonly indicator: Indicator;
  /** As it is typed on a keyboard. */
  readonly text: string;
  /** What that must be read as. */
  readonly answer: Answer;
}

/** Breaks the sum that the number of files received must be. */
const WRONG = { '3.2': '1.441' } as const;

/** Everything that is typed for an example. */
export function typedOf(form: Form, { values }: Example): readonly Typed[] {
  return Object.entries({ ...values, ...WRONG }).flatMap(([code, printed]) => {
    const indicator = form.byCode.get(code);
    return indicator && isInput(indicator) ? [{ indicator, ...typedAs(indicator, printed) }] : [];
  });
}

/** A number goes in with a decimal comma and without anything else: only a Vietnamese spreadsheet takes that for a number. */
function typedAs(indicator: Indicator, printed: string): Omit<Typed, 'indicator'> {
  const number = isNumeric(indicator.type) ? readNumberText(printed.replace('%', ''))?.value : undefined;
  if (number !== undefined) {
    const text = String(number).replace('.', ',');
    return { text, answer: { state: 'value', number, typed: text } };
  }
  const day = indicator.type === 'date' ? readDay(printed) : undefined;
  if (day) return { text: printed, answer: { state: 'value', day, typed: printed } };
  const choice = indicator.choices.find(({ code }) => code === printed);
  if (choice)
    return { text: choiceOption(choice, indicator), answer: { state: 'value', text: choice.code, typed: printed } };
  return { text: printed, answer: { state: 'unreadable', typed: printed } };
}

/** The same as the answers of a workbook of our own. */
export const answersOf = (form: Form, typed: readonly Typed[]): Answers => {
  const given = new Map(typed.map(({ indicator, answer }) => [indicator.key, answer]));
  return new Map(form.indicators.map(({ key }) => [key, given.get(key) ?? MISSING]));
};

/** Codes of what was read otherwise than it was typed. */
export function readOtherwise(typed: readonly Typed[], read: Answers): readonly string[] {
  return typed.flatMap(({ indicator, answer }) => {
    const found = answerOf(read, indicator);
    const isSame =
      answer.state === 'value'
        ? found.number === answer.number && found.day === answer.day && (!answer.text || found.text === answer.text)
        : found.typed === answer.typed.normalize('NFC');
    return isSame ? [] : [`${indicator.code} (${answer.typed} → ${found.typed || 'trống'})`];
  });
}
