/** Tasks counted by commune and by recommendation; every count leads to the tasks behind it. */
import { html } from 'hono/html';
import { CHECK_OUTCOMES } from '../../../../domain/remediation/check-task.ts';
import { TASK_STATES, type TaskState } from '../../../../domain/remediation/follow-task.ts';
import type { FollowedTask } from '../../../../domain/remediation/followed-task.ts';
import { byRecommendation, countedChecks, type Group, tallies } from '../../../../domain/remediation/tally.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { tableFrame } from './page-parts.ts';
import { passes, queryOf, type TaskFilter } from './remediation-filter.ts';
import { communeHeading } from './state-words.ts';

/** Both tables of a round. */
export function groupTables(round: string, tasks: readonly FollowedTask[]): Html {
  const communes: Grouping = {
    id: 'theo-don-vi',
    title: 'Theo đơn vị',
    heads: ['Đơn vị'],
    groups: tallies(tasks, ({ task }) => task.commune.code),
    nameOf: ({ key, tasks: own }) =>
      html`<th scope="row"><a href="${paths.remediationOf(round, key)}">${communeHeading((own[0] as FollowedTask).task.commune)}</a></th>`,
    filterOf: ({ key }) => ({ commune: key }),
  };
  const recommendations: Grouping = {
    id: 'theo-kien-nghi',
    title: 'Theo kiến nghị',
    heads: ['Mã', 'Kiến nghị'],
    groups: byRecommendation(tasks),
    nameOf: ({ key, tasks: own }) => html`<th scope="row">${key}</th><td>${aboutWhat(own[0] as FollowedTask)}</td>`,
    filterOf: ({ key }) => ({ id: key }),
  };
  return html`${groupTable(round, communes)}${groupTable(round, recommendations)}`;
}

interface Grouping {
  readonly id: string;
  readonly title: string;
  readonly heads: readonly string[];
  readonly groups: readonly Group[];
  /** The cells that name it. */
  readonly nameOf: (group: Group) => Html;
  readonly filterOf: (group: Group) => TaskFilter;
}

const SHORT = 110;

/** What an inspector added is one commune's own, though another's may have the same id. */
function aboutWhat({ task: { origin, text } }: FollowedTask): string {
  if (origin === 'added') return 'Đoàn kiểm tra bổ sung riêng cho từng đơn vị';
  return text.length <= SHORT ? text : `${text.slice(0, text.lastIndexOf(' ', SHORT))} …`;
}

const COUNT_HEADS = ['Tổng số', ...Object.values(TASK_STATES), ...countedChecks.map((check) => CHECK_OUTCOMES[check])];

const STATES = Object.keys(TASK_STATES) as readonly TaskState[];
const COLUMNS: readonly TaskFilter[] = [
  {},
  ...STATES.map((state) => ({ state })),
  ...countedChecks.map((check) => ({ check })),
];

function groupTable(round: string, { id, title, heads, groups, nameOf, filterOf }: Grouping): Html {
  const cell = (group: Group, filter: TaskFilter): Html => {
    const count = group.tasks.filter((each) => passes(filter, each)).length;
    if (count === 0) return html`<td></td>`;
    const address = `${paths.remediation(round)}${queryOf({ ...filter, ...filterOf(group) })}#kien-nghi`;
    return html`<td><a href="${address}">${formatNumber(count)}</a></td>`;
  };
  const rows = groups.map(
    (group) => html`<tr>${nameOf(group)}${COLUMNS.map((filter) => cell(group, filter))}</tr>
`,
  );
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${tableFrame(
  `Bảng ${title.toLowerCase()}`,
  html`<table><caption class="visually-hidden">${title}: số kiến nghị ở từng tình trạng</caption><thead><tr>${[...heads, ...COUNT_HEADS].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`,
)}</section>`;
}
