/** Review of one return: what was sent, what is wrong or doubtful, what changed, and what the province does with it. */
import { html } from 'hono/html';
import { STATES } from '../../../../domain/summary/sending.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import type { ReturnView } from '../../../../use-cases/register/read-return.ts';
import { type Html, type Person, page } from '../frame.ts';
import { badge } from '../state-badge.ts';
import { alert, type Said, said } from './page-parts.ts';
import { returnActions } from './return-actions.ts';
import { returnChanges } from './return-changes.ts';
import { returnFindings } from './return-findings.ts';
import { returnNotes } from './return-notes.ts';
import { returnValues } from './return-values.ts';
import { returnVersions } from './return-versions.ts';
import { communeHeading, lookBadge } from './state-words.ts';

export interface ReturnPageView extends Said {
  readonly person: Person;
  readonly view: ReturnView;
  /** The commune has a link of its own now. */
  readonly hasLink: boolean;
  readonly hasNotices: boolean;
}

/** Gives the page of one commune's return. */
export function returnPage(given: ReturnPageView): Html {
  const { person, view } = given;
  const { round } = view.round;
  const { commune } = view.row;
  return page(
    { title: `${communeHeading(commune)}: ${round.title}`, person, round, wide: true },
    html`<div class="page-head"><p class="eyebrow">Phiếu của đơn vị mã ${commune.code}</p><h1>${communeHeading(commune)}</h1>
<p>${badges(view)}</p></div>
${said(given)}
<div class="review"><div class="review-main">${content(view)}</div>
<aside class="review-side no-print" aria-label="Phiên bản và thẩm định">${returnVersions(view)}${returnActions(given)}</aside></div>`,
  );
}

function badges({ row, record }: ReturnView): Html {
  const { review, latest, deadline } = row;
  return html`${lookBadge(row)} ${review?.outcome === 'approved' ? badge('info', '✓', 'Tỉnh đã duyệt') : ''} ${
    latest?.late ? badge('warning', '⚠', 'Gửi muộn') : ''
  } ${deadline ? html`<span class="soft">Hạn gửi ${formatDay(deadline)}${record.extendedTo ? ' (đã gia hạn)' : ''}</span>` : ''}`;
}

function content(view: ReturnView): Html {
  const { shown, form, round } = view;
  if (!shown) return alert('info', `${STATES.missing}: đơn vị chưa gửi phiếu nào trong đợt này.`);
  return html`${returnNotes(view)}${returnFindings(form, shown)}${returnChanges(shown)}${returnValues(form, shown, round)}`;
}
