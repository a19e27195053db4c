/** One commune's tasks: what was asked, what it reported, what later figures say, and the place for the province's word. */
import { html } from 'hono/html';
import { may } from '../../../../domain/register/rights.ts';
import type { FollowedTask, Remediation } from '../../../../domain/remediation/followed-task.ts';
import { RESULT_WORDS } from '../../../../domain/remediation/tally.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import { markOfTask } from '../../../../use-cases/register/remediation/remediation.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { alert, csrfField, type Said, said } from './page-parts.ts';
import { checkBadge, taskBadge } from './remediation-words.ts';
import { communeHeading } from './state-words.ts';

export interface RemediationCommuneView extends Said {
  readonly person: Person;
  readonly code: string;
  /** Of this commune alone. */
  readonly remediation: Remediation;
}

/** Names of the fields of a judgement. */
export const judgementFields = { id: 'kien-nghi', outcome: 'ket-luan', reason: 'ly-do', mark: 'dau' } as const;
export const ACCEPT = 'chap-nhan';
export const MOST_REASON = 1000;

/** Gives the page. */
export function remediationCommunePage(view: RemediationCommuneView): Html {
  const { person, remediation, code } = view;
  const { record, tasks } = remediation;
  const { round } = record;
  const commune = tasks[0]?.task.commune;
  const name = commune ? communeHeading(commune) : `Đơn vị mã ${code}`;
  return page(
    { title: `Khắc phục: ${name}: ${round.title}`, person, round },
    html`<div class="page-head"><p class="eyebrow"><a href="${paths.remediation(round.id)}">Theo dõi khắc phục</a></p><h1>${name}</h1></div>
${said(view)}
${tasks.length === 0 ? alert('info', 'Đơn vị chưa có thông báo đã chốt nên chưa có kiến nghị để theo dõi.') : html``}
${tasks.map((followed) => taskCard(view, followed))}`,
  );
}

function taskCard({ person, remediation }: RemediationCommuneView, followed: FollowedTask): Html {
  const { task, state, overdue, daysLeft, check } = followed;
  return html`<section class="card" aria-labelledby="kn-${task.id}"><h2 id="kn-${task.id}">${task.id} ${taskBadge(state)}</h2>
<p>${task.text}</p>
<dl class="facts">
<dt>Thời hạn</dt><dd>${formatDay(task.deadline)}${overdue ? `, quá ${formatNumber(-daysLeft)} ngày` : ''}</dd>
${reportFacts(followed)}
<dt>Xét bằng số liệu</dt><dd>${checkBadge(check.outcome)} ${check.because}</dd>
${decisionFacts(followed)}
</dl>
${may(person.role, 'review') ? judgement(person, remediation.record.round.id, followed) : ''}</section>`;
}

function reportFacts({ report, task }: FollowedTask): Html {
  if (!report) return html`<dt>Đơn vị báo cáo</dt><dd>Chưa báo cáo</dd>`;
  const { result, done, evidence, day, faulty, round, version, sentOn } = report;
  return html`<dt>Đơn vị báo cáo</dt><dd>${result ? RESULT_WORDS[result] : 'Chưa chọn kết quả'}${day ? `, ngày ${formatDay(day)}` : ''}${faulty ? ' (báo cáo còn lỗi phải sửa)' : ''}
(<a href="${paths.returnVersion(round, task.commune.code, version)}">bản ${version}</a>, gửi ngày ${formatDay(sentOn)})</dd>
${done ? html`<dt>Việc đã làm</dt><dd>${done}</dd>` : ''}
${evidence ? html`<dt>Tài liệu kiểm chứng</dt><dd>${evidence}</dd>` : ''}`;
}

function decisionFacts({ decision }: FollowedTask): Html {
  if (!decision) return html``;
  const { outcome, by, at, reason } = decision;
  const words = outcome === 'accepted' ? 'Chấp nhận' : 'Chưa chấp nhận';
  return html`<dt>Ý kiến của tỉnh</dt><dd>${words}${reason ? `: ${reason}` : ''} <span class="soft">(${by}, ${formatInstant(at)})</span></dd>`;
}

/** Open where there is a report to be looked at. */
function judgement(person: Person, round: string, followed: FollowedTask): Html {
  const { task, report, state } = followed;
  const names = judgementFields;
  const isDone = report?.result === 'done' && !report.faulty;
  return html`<details class="no-print"${state === 'reported' ? html` open` : ''}><summary>Ý kiến về kết quả khắc phục</summary><form method="post" action="${paths.remediationOf(round, task.commune.code)}">${csrfField(person)}<input type="hidden" name="${names.id}" value="${task.id}"><input type="hidden" name="${names.mark}" value="${markOfTask(followed)}">
<div class="field"><label for="ly-do-${task.id}">${isDone ? 'Lý do (bắt buộc khi chưa chấp nhận)' : 'Lý do (bắt buộc vì đơn vị chưa báo cáo hoàn thành)'}</label><textarea class="short" id="ly-do-${task.id}" name="${names.reason}" maxlength="${MOST_REASON}"></textarea></div>
<p class="toolbar"><button class="button${isDone ? ' primary' : ''}" type="submit" name="${names.outcome}" value="${ACCEPT}">Chấp nhận</button>
<button class="button" type="submit" name="${names.outcome}" value="chua">Chưa chấp nhận</button></p></form></details>`;
}
