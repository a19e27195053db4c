/** Letters of a round: who is to be reminded of what, each with its draft; all of them at once; the notice to all communes. */
import { html } from 'hono/html';
import { REMINDER_REASONS, type Reminder } from '../../../../domain/register/reminders.ts';
import type { RoundRecord } from '../../../../domain/register/round-record.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { alert, roundFacts, tableFrame } from './page-parts.ts';
import { communeHeading } from './state-words.ts';

export interface LettersPageView {
  readonly person: Person;
  readonly record: RoundRecord;
  /** The most urgent first. */
  readonly reminders: readonly Reminder[];
  /** The round says who issues and signs its documents. */
  readonly hasIssuer: boolean;
}

/** Gives the page. */
export function lettersPage({ person, record, reminders, hasIssuer }: LettersPageView): Html {
  const { round } = record;
  return page(
    { title: `Văn bản: ${round.title}`, person, round, wide: true },
    html`<div class="page-head"><h1>Văn bản của đợt</h1><p>${roundFacts(record)}</p>
<p class="soft">Mọi văn bản là dự thảo Word: số, ngày để trống, sửa được trước khi ký. Nội dung theo tình hình lúc tải về.</p></div>
${hasIssuer ? '' : alert('warning', 'Đợt này chưa ghi cơ quan ban hành, người ký nên chưa lập được công văn, thông báo. Hãy tạo đợt từ tệp mô tả đợt có phần này.')}
${hasIssuer ? reportCard(round.id) : ''}
<section aria-labelledby="don-doc"><h2 id="don-doc">Đôn đốc (${formatNumber(reminders.length)} đơn vị)</h2>
${reminders.length > 0 ? html`${downloads(round.id, hasIssuer)}${remindersTable(round.id, reminders, hasIssuer)}` : html`<p>Không có đơn vị nào cần đôn đốc.</p>`}</section>`,
  );
}

function reportCard(round: string): Html {
  return html`<section class="card no-print" aria-labelledby="thong-bao-chung"><h2 id="thong-bao-chung">Thông báo chung</h2>
<p>Tình hình gửi phiếu, số liệu chính kèm độ phủ, so sánh, tồn tại và kiến nghị chung của toàn tỉnh.</p>
<p><a class="button" href="${paths.api.roundReport(round)}">Dự thảo thông báo chung (Word)</a></p></section>`;
}

function downloads(round: string, hasIssuer: boolean): Html {
  const letters = html`<li><a class="button" href="${paths.api.letters(round)}">Công văn của từng đơn vị (zip)</a></li>
<li><a class="button" href="${paths.api.lettersList(round)}">Một công văn kèm danh sách (Word)</a></li>`;
  return html`<ul class="toolbar downloads no-print">${hasIssuer ? letters : ''}
<li><a class="button" href="${paths.api.reminders(round)}">Danh sách nhắc (Excel)</a></li></ul>`;
}

const HEAD = ['Đơn vị', 'Lý do', 'Hạn gửi', 'Thời gian', 'Nội dung'];

function remindersTable(round: string, reminders: readonly Reminder[], hasIssuer: boolean): Html {
  const head = [...HEAD, ...(hasIssuer ? ['Công văn'] : [])];
  const rows = reminders.map(
    ({
      commune,
      reason,
      deadline,
      daysLeft,
      detail,
    }) => html`<tr><th scope="row"><a href="${paths.return(round, commune.code)}">${communeHeading(commune)}</a></th><td>${REMINDER_REASONS[reason]}</td><td>${deadline ? formatDay(deadline) : ''}</td><td>${timeSaid(daysLeft)}</td><td>${detail}</td>${hasIssuer ? letterCell(round, commune.code, communeHeading(commune)) : ''}</tr>
`,
  );
  return tableFrame(
    'Bảng đơn vị cần đôn đốc',
    html`<table><caption class="visually-hidden">Các đơn vị cần đôn đốc, gấp nhất ở trên</caption><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`,
  );
}

const letterCell = (round: string, code: string, name: string): Html =>
  html`<td><a href="${paths.api.letter(round, code)}" aria-label="Tải công văn gửi ${name}">Tải</a></td>`;

function timeSaid(daysLeft: number | undefined): string {
  if (daysLeft === undefined) return '';
  return daysLeft < 0 ? `quá ${formatNumber(-daysLeft)} ngày` : `còn ${formatNumber(daysLeft)} ngày`;
}
