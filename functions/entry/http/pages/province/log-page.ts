/** Everything that happened in a round, newest first. */
import { html } from 'hono/html';
import { LOG_WORDS, type LogAction, type LogEntry } from '../../../../domain/register/log-entry.ts';
import type { RoundRecord } from '../../../../domain/register/round-record.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import { dayOf, formatInstant } from '../../../../domain/text/instant.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { alert } from './page-parts.ts';

export interface LogPageView {
  readonly person: Person;
  readonly record: RoundRecord;
  /** Newest first. */
  readonly entries: readonly { readonly id: string; readonly entry: LogEntry }[];
  /** Address of the entries before these. */
  readonly older?: string;
}

/** Gives the log, a heading per day. */
export function logPage({ person, record, entries, older }: LogPageView): Html {
  const { round } = record;
  const days = [...Map.groupBy(entries, ({ entry }) => dayOf(entry.at))];
  return page(
    { title: `Nhật ký: ${round.title}`, person, round, active: 'log' },
    html`<div class="page-head"><h1>Nhật ký của đợt</h1><p class="soft">Mới nhất ở trên. Nhật ký chỉ được ghi thêm, không sửa, không xoá.</p></div>
${entries.length === 0 ? alert('info', 'Chưa có việc nào được ghi.') : ''}
${days.map(
  ([day, own]) => html`<section aria-labelledby="ngay-${day}"><h2 id="ngay-${day}">${formatDay(day)}</h2>
<ol class="log">${own.map(({ entry }) => line(round.id, entry))}</ol></section>`,
)}
${older ? html`<p><a class="button" href="${older}">Xem các việc trước đó</a></p>` : ''}`,
  );
}

const MARKS: Readonly<Partial<Record<LogAction, readonly [tone: string, mark: string]>>> = {
  'submission-received': ['good', '↓'],
  'submission-refused': ['error', '✗'],
  'submission-approved': ['info', '✓'],
  'submission-returned': ['warning', '↩'],
};

function line(round: string, { at, who, action, commune, before, after }: LogEntry): Html {
  const [tone, mark] = MARKS[action] ?? ['plain', '•'];
  const time = formatInstant(at).slice(-5);
  return html`<li class="${tone}"><time datetime="${at}">${time}</time><span class="mark" aria-hidden="true">${mark}</span>
<div><p><strong>${LOG_WORDS[action]}</strong>${commune ? html` · <a href="${paths.return(round, commune)}">đơn vị ${commune}</a>` : ''} <span class="soft">— ${who}</span></p>
${before ? html`<p class="small-text soft">Trước: ${before}</p>` : ''}${after ? html`<p class="small-text">${before ? 'Sau: ' : ''}${after}</p>` : ''}</div></li>`;
}
