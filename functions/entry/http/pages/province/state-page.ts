/** The state of a round at a glance: who has sent, who is late, what looks wrong, and everything to take away. */
import { html } from 'hono/html';
import type { RoundStatus } from '../../../../use-cases/register/round-status.ts';
import { type Html, type Person, page } from '../frame.ts';
import { alert, roundBadge, roundFacts } from './page-parts.ts';
import { stateBar } from './state-bar.ts';
import { type SummaryFacts, stateDownloads } from './state-downloads.ts';
import { stateMap } from './state-map.ts';
import { stateTable } from './state-table.ts';

export interface StatePageView {
  readonly person: Person;
  readonly status: RoundStatus;
  /** The stored summary, if one was built. */
  readonly summary?: SummaryFacts;
  readonly hasNotices: boolean;
  /** The round's form has criteria. */
  readonly hasScores?: boolean;
}

/** Gives the page of a round. */
export function statePage({ person, status, summary, hasNotices, hasScores = false }: StatePageView): Html {
  const { record, rows } = status;
  const { round, state } = record;
  const body =
    rows.length === 0
      ? alert('info', 'Đợt này chưa có danh sách đơn vị. Hãy tải danh sách lên ở trang Thiết lập.')
      : html`${stateBar(status)}${stateDownloads(round.id, summary, { hasNotices, hasScores })}${stateMap(status)}${stateTable(status)}`;
  return page(
    { title: `Tình hình: ${round.title}`, person, round, active: 'state', scripts: ['state.js'], wide: true },
    html`<div class="page-head"><h1>${round.title}</h1><p>${roundBadge(state)} ${roundFacts(record)}</p></div>
${body}`,
  );
}
