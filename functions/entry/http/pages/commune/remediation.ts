/** What the commune was asked to mend, and where each stands: on its page in a round that follows up an inspection. */
import { html } from 'hono/html';
import { TASK_STATES } from '../../../../domain/remediation/follow-task.ts';
import type { FollowedTask } from '../../../../domain/remediation/followed-task.ts';
import { RESULT_WORDS } from '../../../../domain/remediation/tally.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import type { Html } from '../frame.ts';

/** The tasks as a table, with what the province said; nothing where there are none. */
export function remediationTasks(tasks: readonly FollowedTask[] = []): Html {
  if (tasks.length === 0) return html``;
  return html`<section class="card" aria-labelledby="viec"><h2 id="viec">Kiến nghị phải thực hiện (${tasks.length})</h2>
<div class="table-frame stack"><table>
<thead><tr><th scope="col">Mã</th><th scope="col">Nội dung</th><th scope="col">Thời hạn</th><th scope="col">Đơn vị báo cáo</th><th scope="col">Tình trạng</th></tr></thead>
<tbody>
${tasks.map(taskRow)}
</tbody></table></div>
</section>`;
}

function taskRow({ task, state, report, decision }: FollowedTask): Html {
  const reported = report?.result ? RESULT_WORDS[report.result] : 'Chưa báo cáo';
  return html`<tr>
<th scope="row" data-label="Mã">${task.id}</th><td data-label="Nội dung">${task.text}</td>
<td data-label="Thời hạn">${formatDay(task.deadline)}</td><td data-label="Đơn vị báo cáo">${reported}${report?.faulty ? ' (còn lỗi phải sửa)' : ''}</td>
<td data-label="Tình trạng"><strong>${TASK_STATES[state]}</strong>${decision?.reason ? html`<br>Ý kiến của tỉnh: ${decision.reason}` : ''}</td>
</tr>`;
}
