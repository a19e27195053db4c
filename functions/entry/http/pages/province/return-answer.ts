/** One answer of a return: as typed, which kind of empty, what was found at it, what it was before. */
import { html } from 'hono/html';
import type { Scope } from '../../../../domain/expression/evaluate.ts';
import type { Indicator } from '../../../../domain/form/form.ts';
import { type Answer, type Answers, answerOf } from '../../../../domain/submission/answers.ts';
import { ratioOf } from '../../../../domain/submission/figures.ts';
import { type Finding, isOpenWarning } from '../../../../domain/submission/findings.ts';
import { NIL, NOT_APPLICABLE_TEXT } from '../../../../domain/submission/read-cell.ts';
import type { Html } from '../frame.ts';
import { printFigure } from './figure-text.ts';

export interface Answered {
  readonly answers: Answers;
  readonly scope: Scope;
  readonly findings: ReadonlyMap<string, readonly { readonly finding: Finding }[]>;
  /** What changed cells held in the version before, by code. */
  readonly before: ReadonlyMap<string, string>;
  /** Number of the version before; 0 for the first. */
  readonly previous: number;
}

/** Gives the row of one cell of the form. */
export function answerRow(indicator: Indicator, label: string, answered: Answered): Html {
  const answer = answerOf(answered.answers, indicator);
  const found = answered.findings.get(indicator.key)?.map(({ finding }) => finding) ?? [];
  const worst = found.some(({ severity }) => severity === 'error')
    ? 'error'
    : found.some(isOpenWarning)
      ? 'warning'
      : '';
  const before = answered.before.get(indicator.code);
  const formerly =
    before === undefined
      ? ''
      : html`<p class="formerly">Bản ${answered.previous}: ${before === '' ? BLANK : html`<del>${before}</del>`}</p>`;
  return html`<tr class="${worst}${before === undefined ? '' : ' changed'}"><td class="row-code">${indicator.code}</td><th scope="row">${label}${
    answer.explanation ? html`<p class="said">Giải trình: ${answer.explanation}</p>` : ''
  }${found.filter(saysMore).map(foundLine)}</th><td class="value">${typed(indicator, answer, answered)}${formerly}</td></tr>`;
}

/** That a cell is blank is said in the cell itself. */
const saysMore = ({ code }: Finding): boolean => code !== 'VALUE_MISSING';

const foundLine = ({ severity, sentence }: Finding): Html =>
  html`<p class="found-line ${severity}"><span aria-hidden="true">${severity === 'error' ? '✗' : '⚠'}</span> ${sentence}</p>`;

const BLANK = html`<span class="soft">để trống</span>`;

function typed(indicator: Indicator, answer: Answer, { scope }: Answered): Html {
  switch (answer.state) {
    case 'nil':
      return html`<em>${NIL}</em>`;
    case 'notApplicable':
      return html`<em>${NOT_APPLICABLE_TEXT}</em>`;
    case 'missing':
      return computed(indicator, scope) ?? BLANK;
    default:
      return html`<span class="typed">${answer.typed}</span>${indicator.unit ? html` <span class="soft small-text">${indicator.unit}</span>` : ''}`;
  }
}

/** A ratio that nobody typed is shown as its terms give it. */
function computed(indicator: Indicator, scope: Scope): Html | undefined {
  const { percent } = ratioOf(indicator, scope);
  if (typeof percent !== 'number') return undefined;
  return html`${printFigure(indicator, percent / 100)} <span class="soft small-text">(tính từ tử số và mẫu số)</span>`;
}
