/**
 * What the commune answers to a warning: the text in "Giải trình" of the row at which the warning stands. It settles that
 * row's warnings and no others, never an error, and it speaks of the figures that stood there when it was written.
 */
import type { Form, Indicator } from '../form/form.ts';
import { type Answer, type Answers, answerOf } from './answers.ts';
import type { Finding } from './findings.ts';
import type { Submission } from './submission.ts';

/** Gives each warning the explanation of its row, where there is one. */
export function explainWarnings(form: Form, answers: Answers, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((found) => {
    const home = found.severity === 'warning' ? form.byKey.get(found.indicators[0] ?? '') : undefined;
    const explanation = home && answerOf(answers, home).explanation?.trim();
    return explanation ? { ...found, explanation } : found;
  });
}

const OUTDATED = 'Số liệu đã thay đổi so với bản gửi trước nên giải trình cũ không còn dùng; hãy ghi lại giải trình.';

/**
 * Opens again the warnings whose explanation was written for other figures: the same words stood beside them in the version
 * before, and a figure in question has changed since. An explanation once outdated stays so until its words change.
 */
export function withoutOutdated(form: Form, before: Submission | undefined, now: Submission): Submission {
  if (!before) return now;
  const known = new Map(before.findings.map((found) => [identityOf(found), found]));
  const findings = now.findings.map((found) => {
    const former = known.get(identityOf(found));
    if (found.explanation === undefined || !former) return found;
    const outdated =
      former.outdated === found.explanation ||
      (former.explanation === found.explanation && anyDiffers(form, found, before.answers, now.answers));
    return outdated ? reopened(found) : found;
  });
  return { ...now, findings };
}

const identityOf = ({ code, rule = '', indicators }: Finding): string => [code, rule, indicators[0]].join(' ');

function anyDiffers(form: Form, { indicators }: Finding, before: Answers, now: Answers): boolean {
  return indicators.some((key) => {
    const indicator = form.byKey.get(key);
    return indicator !== undefined && differs(indicator, before, now);
  });
}

function reopened({ explanation, ...found }: Finding): Finding {
  return { ...found, outdated: explanation, sentence: `${found.sentence} ${OUTDATED}` };
}

/** Whether an answer came to something else, however it was typed; its place and explanation do not count. */
export function differs(indicator: Indicator, before: Answers, now: Answers): boolean {
  return meaning(answerOf(before, indicator)) !== meaning(answerOf(now, indicator));
}

function meaning({ state, number, text, day, document, marked, typed }: Answer): string {
  if (state === 'unreadable') return JSON.stringify([state, typed]);
  return JSON.stringify([state, number, text, day, document?.text, marked]);
}
