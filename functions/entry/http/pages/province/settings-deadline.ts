/** The deadline of the whole round, which may have to be put off or was typed wrongly. */
import { html } from 'hono/html';
import type { RoundRecord } from '../../../../domain/register/round-record.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import { paths } from '../../paths.ts';
import type { Html, Person } from '../frame.ts';
import { csrfField } from './page-parts.ts';

/** Gives the form that sets it. */
export function deadlineCard(person: Person, { round }: RoundRecord): Html {
  const now = round.deadline ? `Hạn hiện nay: ${formatDay(round.deadline)}.` : 'Đợt này không đặt hạn gửi.';
  return html`<section class="card" aria-labelledby="han-gui"><h2 id="han-gui">Hạn gửi của đợt</h2>
<p>${now} Phiếu đã gửi giữ nguyên ghi nhận đúng hạn hay muộn khi được nhận.</p>
<details><summary>Đổi hạn gửi</summary><form method="post" action="${paths.deadline(round.id)}">${csrfField(person)}
<div class="field"><label for="han-moi">Hết ngày</label><input id="han-moi" name="deadline" type="date" required${round.deadline ? html` value="${round.deadline}"` : ''}></div>
<p><button class="button" type="submit">Đổi hạn gửi</button></p></form></details></section>`;
}
