/** One commune before the appraisal team: each criterion with its own score, what the figures give, and the team's. */
import { html } from 'hono/html';
import { may } from '../../../../domain/register/rights.ts';
import { communeTitle } from '../../../../domain/round/commune.ts';
import type { OneScore } from '../../../../use-cases/register/score-communes.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { alert, csrfField, type Said, said } from './page-parts.ts';
import type { ReadScores, TypedScores } from './score-form.ts';
import { scoreTable } from './score-table.ts';
import { totalsOf } from './score-words.ts';

export interface ScorePageView extends Said {
  readonly person: Person;
  readonly one: OneScore;
  readonly typed: TypedScores;
  readonly faults?: ReadScores['faults'];
}

/** Gives the page; who may not review sees it without fields. */
export function scorePage(view: ScorePageView): Html {
  const { one, person } = view;
  const { record, score, scoring, before, after } = one;
  const { round } = record;
  const { commune } = score;
  const neighbour = (of: typeof before, words: string) =>
    of ? html`<li><a href="${paths.score(round.id, of.code)}">${words}: ${communeTitle(of)}</a></li>` : '';
  return page(
    { title: `Chấm điểm ${communeTitle(commune)}: ${round.title}`, person, round, wide: true },
    html`<div class="page-head"><p class="eyebrow"><a href="${paths.scores(round.id)}">Chấm điểm</a> · mã ${commune.code}</p>
<h1>Chấm điểm ${communeTitle(commune)}</h1>${scoring.remark ? html`<p class="soft">${scoring.remark}.</p>` : ''}</div>
${said(view)}${score.sent ? '' : alert('info', 'Đơn vị chưa gửi phiếu nào, nên chưa có điểm tự chấm và điểm theo số liệu.')}
${totals(one)}
<ul class="toolbar downloads no-print"><li><a href="${paths.return(round.id, commune.code)}">Xem phiếu của đơn vị</a></li>
<li><a href="${paths.scoreWorkbook(round.id, commune.code)}">Tải bảng chấm điểm của đơn vị (Excel)</a></li>
${neighbour(before, 'Đơn vị trước')}${neighbour(after, 'Đơn vị sau')}</ul>
${may(person.role, 'review') ? form(view) : scoreTable(view, false)}`,
  );
}

function totals({ score, scoring }: OneScore): Html {
  return html`<dl class="facts score-totals">${totalsOf(score, scoring).map(
    ({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`,
  )}</dl>`;
}

/** The first button is the one that Enter presses. */
function form(view: ScorePageView): Html {
  const { person, one } = view;
  const { record, score, mark } = one;
  return html`<form method="post" action="${paths.score(record.round.id, score.commune.code)}" autocomplete="off">${csrfField(person)}
<input type="hidden" name="mark" value="${mark}">
<p class="hint" id="cach-go">Gõ điểm, ví dụ 2,5; gõ ka nếu tiêu chí không áp dụng; để trống nếu chưa chấm. Phím Tab sang ô tiếp theo, Enter để lưu.</p>
${scoreTable(view, true)}
<p class="toolbar"><button class="button primary" type="submit" name="lam" value="luu">Lưu điểm</button>
${one.after ? html`<button class="button" type="submit" name="lam" value="tiep">Lưu và sang ${communeTitle(one.after)}</button>` : ''}
<button class="button" type="submit" name="lam" value="dien">Điền điểm theo số liệu vào ô trống (chưa lưu)</button></p></form>`;
}
