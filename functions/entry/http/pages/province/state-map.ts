/**
 * One square per commune, grouped by type: 135 or 3,321 states in one view. A square is a link to its return; its label is
 * its name and state, which the style sheet shows on hover and focus, so that nothing is written twice.
 */
import { html } from 'hono/html';
import { UNIT_TYPES } from '../../../../domain/round/commune.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { CommuneRow, RoundStatus } from '../../../../use-cases/register/round-status.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { LOOK_ORDER, LOOKS, lookOf, saidOf } from './state-words.ts';

/** Up to this many, squares carry the commune's name. */
const FEW = 24;
/** From this many on, squares are small: the whole country fits in about one screen. */
const MANY = 600;

/** Gives the map of squares; communes keep the order of their codes. */
export function stateMap({ record, rows }: RoundStatus): Html {
  const size = rows.length <= FEW ? 'named' : rows.length >= MANY ? 'tiny' : 'plain';
  const groups = UNIT_TYPES.map((type) => ({ type, own: rows.filter(({ commune }) => commune.type === type) }));
  return html`<section class="card map ${size}" aria-labelledby="ban-do"><h2 id="ban-do">Từng đơn vị</h2>
<ul class="counts small-text">${LOOK_ORDER.map((look) => {
    const { tone, mark, words } = LOOKS[look];
    return html`<li><span class="sq ${tone}" aria-hidden="true">${mark}</span> ${words}</li>`;
  })}<li><span class="sq good ok" aria-hidden="true">✓</span> Khung đậm: tỉnh đã duyệt</li></ul>
${groups
  .filter(({ own }) => own.length > 0)
  .map(
    ({ type, own }) => html`<h3>${type.charAt(0).toUpperCase()}${type.slice(1)} (${formatNumber(own.length)})</h3>
<p class="squares">${own.map((row) => square(record.round.id, row, size === 'named'))}</p>`,
  )}</section>`;
}

function square(round: string, row: CommuneRow, isNamed: boolean): Html {
  const { code, name } = row.commune;
  const { tone, mark } = LOOKS[lookOf(row)];
  const approved = row.review?.outcome === 'approved' ? ' ok' : '';
  const text = isNamed ? html`<b>${mark}</b> ${name}` : mark;
  return html`<a class="sq ${tone}${approved}" href="${paths.return(round, code)}" aria-label="${saidOf(row)}">${text}</a>
`;
}
