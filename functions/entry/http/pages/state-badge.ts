/** How a return stands, as a badge: a sign and words, so that the colour is never alone. */
import { html } from 'hono/html';
import { STATES } from '../../../domain/summary/sending.ts';
import { MARK } from '../../../domain/template/verdicts.ts';
import type { CommuneStatus } from '../../../use-cases/register/round-status.ts';
import type { Html } from './frame.ts';

/** Class, sign and words of each state; the classes are those of style.css. */
export const STATE_LOOK: Readonly<
  Record<CommuneStatus, { readonly tone: string; readonly mark: string; readonly words: string }>
> = {
  accepted: { tone: 'good', mark: MARK.good, words: STATES.accepted },
  'accepted with warnings': { tone: 'warning', mark: MARK.warning, words: STATES['accepted with warnings'] },
  'needs correction': { tone: 'error', mark: MARK.error, words: STATES['needs correction'] },
  missing: { tone: 'plain', mark: MARK.blank, words: STATES.missing },
};

/** The badge of a state. */
export function stateBadge(status: CommuneStatus): Html {
  const { tone, mark, words } = STATE_LOOK[status];
  return badge(tone, mark, words);
}

/** Any badge; `tone` is good, warning, error, info or plain. */
export function badge(tone: string, mark: string, words: string): Html {
  return html`<span class="badge ${tone}"><span aria-hidden="true">${mark}</span> ${words}</span>`;
}
