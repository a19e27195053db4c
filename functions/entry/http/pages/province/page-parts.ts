/** Pieces that several of the province's pages have in common. */
import { html } from 'hono/html';
import type { RoundRecord, RoundState } from '../../../../domain/register/round-record.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import { ROUND_STATES } from '../../../../use-cases/register/manage-round.ts';
import type { Html, Person } from '../frame.ts';
import { badge } from '../state-badge.ts';

export interface Said {
  /** A refusal's sentence. */
  readonly problem?: string;
  /** What was done just now, in a sentence. */
  readonly done?: string;
}

/** What the last step led to, said at the top of the page. */
export function said({ problem, done }: Said): Html {
  return html`${problem ? alert('error', problem, 'alert') : ''}${done ? alert('good', done, 'status') : ''}`;
}

const ALERT_MARKS = { good: '✓', warning: '⚠', error: '✗', info: 'i' } as const;

/** One sentence that must not be missed. */
export function alert(tone: keyof typeof ALERT_MARKS, text: string | Html, role = 'note'): Html {
  return html`<div class="alert ${tone}" role="${role}"><span class="mark" aria-hidden="true">${ALERT_MARKS[tone]}</span><p>${text}</p></div>`;
}

/** The hidden field that every form of a session carries. */
export const csrfField = ({ csrf }: Person): Html => html`<input type="hidden" name="csrf" value="${csrf}">`;

const ROUND_MARKS: Readonly<Record<RoundState, readonly [tone: string, mark: string]>> = {
  prepared: ['plain', '○'],
  open: ['good', '●'],
  locked: ['warning', '■'],
  closed: ['info', '✓'],
};

/** The state of a round as a badge. */
export const roundBadge = (state: RoundState): Html => badge(...ROUND_MARKS[state], `Đợt ${ROUND_STATES[state]}`);

/** "Kỳ số liệu từ … đến … · Hạn gửi …". */
export function roundFacts({ round: { dataPeriod, deadline } }: RoundRecord): string {
  const period = dataPeriod && `Kỳ số liệu từ ${formatDay(dataPeriod.from)} đến ${formatDay(dataPeriod.to)}`;
  return [period, deadline ? `Hạn gửi ${formatDay(deadline)}` : 'Không đặt hạn gửi'].filter(Boolean).join(' · ');
}

/** A wide table that can be reached and scrolled with the keyboard. */
export function tableFrame(label: string, table: Html): Html {
  return html`<div class="table-frame" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}

/** A short bar beside a figure that says the same in numbers. */
export function shareBar(part: number, whole: number): Html {
  const width = whole > 0 ? ((part / whole) * 100).toFixed(1) : '0';
  return html`<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect x="0" y="0" width="${width}" height="10"/></svg>`;
}
