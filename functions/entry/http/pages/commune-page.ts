/** A commune's own page: what is asked and by when, the way to send, what became of what was sent. */
import { html } from 'hono/html';
import { communeInProvince } from '../../../domain/round/commune.ts';
import { formatDay } from '../../../domain/text/day.ts';
import type { ReturnView } from '../../../use-cases/register/read-return.ts';
import { alert, paragraphs } from './commune/alert.ts';
import { changesTable } from './commune/changes-table.ts';
import type { CommunePageView } from './commune/commune-view.ts';
import { deadlineBox } from './commune/deadline.ts';
import { findingsList } from './commune/findings-list.ts';
import { history } from './commune/history.ts';
import { receiptFacts } from './commune/receipt-facts.ts';
import { remediationTasks } from './commune/remediation.ts';
import { resultOf } from './commune/result.ts';
import { reviewNote } from './commune/review-note.ts';
import { steps } from './commune/steps.ts';
import { RESULT_ID, shownVerdict, triedVerdict } from './commune/verdict.ts';
import { type Html, page } from './frame.ts';

export type { CommunePageView };

/** The page behind a commune's link. */
export function communePage(view: CommunePageView): Html {
  const { token, view: own, today, problem, tried } = view;
  const body = html`${ask(own, today)}
${problem === undefined ? '' : refusal(problem, own)}
${reviewNote(own)}
${result(view)}
${steps(token, own)}
${remediationTasks(view.tasks)}
${own.shown && !tried ? html`${changesTable(own.shown.receipt)}` : ''}
${history(token, own, tried ? undefined : own.shown?.entry.version)}
${own.shown && !tried ? receiptFacts(own.shown) : ''}`;
  return page({ title: `Phiếu của ${communeInProvince(own.row.commune)}`, scripts: ['send.js'] }, body);
}

function ask(view: ReturnView, today: string): Html {
  const { round, form, row } = view;
  const { dataPeriod, title } = round.round;
  return html`<div class="ask">
<div class="ask-what">
<p class="eyebrow">${form.title}</p>
<h1>${capitalised(communeInProvince(row.commune))}</h1>
${form.purpose ? html`<p>${form.purpose}</p>` : ''}
<dl class="facts">
<dt>Đợt báo cáo</dt><dd>${title}</dd>
${dataPeriod ? html`<dt>Kỳ số liệu</dt><dd>từ ${formatDay(dataPeriod.from)} đến ${formatDay(dataPeriod.to)}</dd>` : ''}
<dt>Mã đơn vị</dt><dd>${row.commune.code}</dd>
</dl>
</div>
${deadlineBox(view, today)}
</div>`;
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

function refusal(sentence: string, { record }: ReturnView): Html {
  const kept = record.versions.length > 0 ? ['Các bản đã gửi trước đó vẫn giữ nguyên.'] : [];
  return alert(
    { tone: 'error', mark: '✗', title: 'Tệp vừa chọn chưa được nhận', id: RESULT_ID },
    paragraphs([sentence, ...kept]),
  );
}

/** The verdict and findings of what was tried, else of the version shown; after a refusal it is no news and stays below. */
function result({ problem, tried, ...page }: CommunePageView): Html {
  const { view } = page;
  if (problem !== undefined) return html``;
  if (tried) {
    const found = resultOf(tried.receipt);
    return html`${triedVerdict(tried, found, view.open)}${findingsList(view.form, found)}`;
  }
  if (!view.shown) return html``;
  const found = resultOf(view.shown.receipt);
  return html`${shownVerdict(page, view.shown, found)}${findingsList(view.form, found)}`;
}
