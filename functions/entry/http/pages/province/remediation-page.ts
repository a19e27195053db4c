/** What became of a round's recommendations: how many are open, due, overdue; by commune, by recommendation, and one by one. */
import { html } from 'hono/html';
import { may } from '../../../../domain/register/rights.ts';
import { CHECK_OUTCOMES } from '../../../../domain/remediation/check-task.ts';
import { TASK_STATES, type TaskState } from '../../../../domain/remediation/follow-task.ts';
import type { FollowedTask, Remediation } from '../../../../domain/remediation/followed-task.ts';
import { byRecommendation, countedChecks, tallies } from '../../../../domain/remediation/tally.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { alert, csrfField, type Said, said, tableFrame } from './page-parts.ts';
import {
  CHECK_WORDS,
  checkChoices,
  FILTER_NAMES,
  passes,
  queryOf,
  STATE_WORDS,
  stateChoices,
  type TaskFilter,
} from './remediation-filter.ts';
import { groupTables } from './remediation-groups.ts';
import { checkBadge, taskBadge } from './remediation-words.ts';
import { communeHeading } from './state-words.ts';

export interface RemediationPageView extends Said {
  readonly person: Person;
  readonly remediation: Remediation;
  readonly filter: TaskFilter;
}

/** Gives the page. */
export function remediationPage(view: RemediationPageView): Html {
  const { person, remediation } = view;
  const { record, today, tasks } = remediation;
  const { round } = record;
  return page(
    { title: `Theo dõi khắc phục: ${round.title}`, person, round, wide: true },
    html`<div class="page-head"><h1>Theo dõi khắc phục</h1><p>Kiến nghị của các thông báo đã chốt, tính đến ngày ${formatDay(today)}</p></div>
${said(view)}
${tasks.length === 0 ? alert('info', 'Chưa có thông báo nào được chốt nên chưa có kiến nghị để theo dõi. Hãy chốt thông báo của các đơn vị trước.') : whole(view)}`,
  );
}

function whole(view: RemediationPageView): Html {
  const { remediation, person } = view;
  const { tasks, record } = remediation;
  return html`${counts(record.round.id, tasks)}
${may(person.role, 'manage') ? followUps(view) : ''}
${taskList(view)}
${groupTables(record.round.id, tasks)}`;
}

const STATES = Object.keys(TASK_STATES) as readonly TaskState[];

function counts(round: string, tasks: readonly FollowedTask[]): Html {
  const count = (filter: TaskFilter): number => tasks.filter((each) => passes(filter, each)).length;
  const link = (filter: TaskFilter, words: string): Html =>
    html`<li><a href="${paths.remediation(round)}${queryOf(filter)}#kien-nghi"><strong>${formatNumber(count(filter))}</strong> ${words.toLowerCase()}</a></li>`;
  return html`<section class="card" aria-labelledby="tong-so"><h2 id="tong-so">${formatNumber(tasks.length)} kiến nghị phải theo dõi</h2>
<ul class="counts">${STATES.map((state) => link({ state }, TASK_STATES[state]))}</ul>
<p class="soft">Xét bằng số liệu kỳ sau:</p>
<ul class="counts">${countedChecks.map((check) => link({ check }, CHECK_OUTCOMES[check]))}</ul>
<p><a class="button" href="${paths.remediationWorkbook(round)}">Bảng theo dõi (Excel)</a></p></section>`;
}

function followUps({ person, remediation }: RemediationPageView): Html {
  const { record, followUps: made } = remediation;
  const list = html`<ul>${made.map(({ round }) => html`<li><a href="${paths.round(round.id)}">${round.title}</a>${round.deadline ? `, hạn ${formatDay(round.deadline)}` : ''}</li>`)}</ul>`;
  return html`<section class="card no-print" aria-labelledby="dot-khac-phuc"><h2 id="dot-khac-phuc">Đợt báo cáo khắc phục</h2>
${made.length > 0 ? list : html`<p>Chưa lập đợt nào. Mỗi đơn vị có kiến nghị nhận biểu mẫu ghi sẵn các kiến nghị của mình, điền kết quả rồi gửi lại như phiếu của các đợt khác.</p>`}
<form method="post" action="${paths.remediationFollowUp(record.round.id)}">${csrfField(person)}
<div class="toolbar filters"><div class="field"><label for="han-khac-phuc">Hạn gửi</label><input id="han-khac-phuc" name="deadline" type="date" required></div>
<button class="button${made.length > 0 ? '' : ' primary'}" type="submit">${made.length > 0 ? 'Lập thêm một đợt' : 'Lập và mở đợt'}</button></div></form></section>`;
}

/** So many tasks are shown at once. */
const MOST_SHOWN = 300;

function taskList({ remediation, filter }: RemediationPageView): Html {
  const { tasks, record } = remediation;
  const isAsked = Object.keys(filter).length > 0;
  const found = isAsked ? tasks.filter((each) => passes(filter, each)) : [];
  const rest =
    found.length > MOST_SHOWN ? ` Chỉ hiện ${MOST_SHOWN} kiến nghị đầu; hãy lọc thêm hoặc tải bảng Excel.` : '';
  return html`<section aria-labelledby="kien-nghi"><h2 id="kien-nghi">Từng kiến nghị</h2>
${filters(record.round.id, tasks, filter)}
<p role="status">${isAsked ? `${formatNumber(found.length)} kiến nghị.${rest}` : 'Chọn điều kiện lọc, hoặc bấm vào một con số trên trang này.'}</p>
${found.length > 0 ? taskTable(record.round.id, found.slice(0, MOST_SHOWN)) : ''}</section>`;
}

function filters(round: string, tasks: readonly FollowedTask[], filter: TaskFilter): Html {
  const state = filter.state && stateChoices.find(([word]) => STATE_WORDS[word] === filter.state)?.[0];
  const check = filter.check && checkChoices.find(([word]) => CHECK_WORDS[word] === filter.check)?.[0];
  const communes = tallies(tasks, ({ task }) => task.commune.code).map(
    ({ key, tasks: own }) => [key, communeHeading((own[0] as FollowedTask).task.commune)] as const,
  );
  const ids = byRecommendation(tasks).map(({ key }) => [key, key] as const);
  return html`<form method="get" action="${paths.remediation(round)}#kien-nghi" class="toolbar filters no-print" role="search" aria-label="Lọc kiến nghị">
${choice(FILTER_NAMES.state, 'Tình trạng', stateChoices, state)}
${choice(FILTER_NAMES.check, 'Xét bằng số liệu', checkChoices, check)}
${choice(FILTER_NAMES.commune, 'Đơn vị', communes, filter.commune)}
${choice(FILTER_NAMES.id, 'Kiến nghị', ids, filter.id)}
<button class="button" type="submit">Lọc</button> <a href="${paths.remediation(round)}">Bỏ lọc</a></form>`;
}

function choice(
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
  chosen: string | undefined,
): Html {
  return html`<div class="field"><label for="loc-${name}">${label}</label><select id="loc-${name}" name="${name}"><option value="">Tất cả</option>${options.map(
    ([value, words]) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${words}</option>`,
  )}</select></div>`;
}

const HEAD = ['Đơn vị', 'Mã', 'Nội dung', 'Thời hạn', 'Tình trạng', 'Xét bằng số liệu'];

function taskTable(round: string, tasks: readonly FollowedTask[]): Html {
  const rows = tasks.map(
    ({
      task,
      state,
      overdue,
      daysLeft,
      check,
    }) => html`<tr><th scope="row"><a href="${paths.remediationOf(round, task.commune.code)}">${communeHeading(task.commune)}</a></th><td>${task.id}</td><td>${task.text}</td><td>${formatDay(task.deadline)}${overdue ? html`<br>quá ${formatNumber(-daysLeft)} ngày` : ''}</td><td>${taskBadge(state)}</td><td>${checkBadge(check.outcome)}</td></tr>
`,
  );
  return tableFrame(
    'Bảng kiến nghị',
    html`<table><caption class="visually-hidden">Các kiến nghị theo điều kiện lọc</caption><thead><tr>${HEAD.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`,
  );
}
