/** All rounds of the province, and how a new one is made. */
import { html } from 'hono/html';
import { may } from '../../../../domain/register/rights.ts';
import type { RoundRecord } from '../../../../domain/register/round-record.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { alert, roundBadge, roundFacts, type Said, said } from './page-parts.ts';
import { type OfferedForm, roundForms } from './round-forms.ts';

export interface RoundsPageView extends Said {
  readonly person: Person;
  readonly rounds: readonly RoundRecord[];
  readonly forms: readonly OfferedForm[];
}

/** Gives the page; who may manage finds the forms to create a round below the list. */
export function roundsPage(view: RoundsPageView): Html {
  const { person, rounds, forms } = view;
  const mayManage = may(person.role, 'manage');
  const sorted = [...rounds].sort((left, right) => (left.createdAt < right.createdAt ? 1 : -1));
  return page(
    { title: 'Các đợt báo cáo', person },
    html`<div class="page-head"><h1>Các đợt báo cáo</h1></div>${said(view)}
${sorted.length === 0 ? alert('info', 'Chưa có đợt báo cáo nào.') : html`<ul class="rounds">${sorted.map(roundCard)}</ul>`}
${mayManage ? roundForms(person, forms) : ''}`,
  );
}

function roundCard(record: RoundRecord): Html {
  const { id, title, form, version } = record.round;
  return html`<li class="card"><h2><a href="${paths.round(id)}">${title}</a></h2>
<p>${roundBadge(record.state)} ${roundFacts(record)}</p>
<p class="soft small-text">Mã đợt ${id} · biểu mẫu ${form}, phiên bản ${version}</p></li>`;
}
