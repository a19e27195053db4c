/** A round's facts and everything that is done to it as a whole: its steps, its roster, the communes' links. */
import { html } from 'hono/html';
import type { Form } from '../../../../domain/form/form.ts';
import { may } from '../../../../domain/register/rights.ts';
import type { RoundRecord } from '../../../../domain/register/round-record.ts';
import type { Commune } from '../../../../domain/round/commune.ts';
import type { RosterFault } from '../../../../domain/round/read-roster.ts';
import { formatDay } from '../../../../domain/text/day.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { roundBadge, type Said, said } from './page-parts.ts';
import { deadlineCard } from './settings-deadline.ts';
import { linksCard } from './settings-links.ts';
import { rosterCard } from './settings-roster.ts';
import { stepsCard } from './settings-steps.ts';

export interface SettingsPageView extends Said {
  readonly person: Person;
  readonly record: RoundRecord;
  readonly form: Form;
  readonly roster: readonly Commune[];
  /** Rows of the roster just sent that could not be used. */
  readonly rosterFaults?: readonly RosterFault[];
  /** Codes of the communes that have a link. */
  readonly linked: ReadonlySet<string>;
  /** The service has a drive to put spreadsheets in. */
  readonly hasSheets?: boolean;
}

/** Gives the page; who may only read sees the facts. */
export function settingsPage(view: SettingsPageView): Html {
  const { person, record } = view;
  const { round, state } = record;
  const isManaged = may(person.role, 'manage');
  return page(
    { title: `Thiết lập: ${round.title}`, person, round, active: 'settings' },
    html`<div class="page-head"><h1>Thiết lập đợt</h1><p>${roundBadge(state)}</p></div>${said(view)}
${facts(view)}${isManaged ? deadlineCard(person, record) : ''}${isManaged ? stepsCard(person, record) : ''}${rosterCard(view, isManaged)}${isManaged ? linksCard(view) : ''}${view.hasSheets ? sheetsCard(round.id) : ''}`,
  );
}

const sheetsCard = (
  round: string,
): Html => html`<section class="card no-print" aria-labelledby="trang-tinh"><h2 id="trang-tinh">Trang tính Google</h2>
<p>Đơn vị có thể điền và gửi phiếu ngay trong Google Trang tính thay cho tệp Excel.</p>
<p><a class="button" href="${paths.sheets(round)}">Trang tính của các đơn vị</a></p></section>`;

function facts({ record, form }: SettingsPageView): Html {
  const { round, createdAt } = record;
  const { dataPeriod, deadline, notice, province } = round;
  const rows = [
    ['Tên đợt', round.title],
    ['Mã đợt', round.id],
    ['Tỉnh', `${province.name} (mã ${province.code})`],
    ['Biểu mẫu', `${form.title} (phiên bản ${form.version})`],
    ['Kỳ số liệu', dataPeriod ? `từ ${formatDay(dataPeriod.from)} đến ${formatDay(dataPeriod.to)}` : 'không ghi'],
    ['Hạn gửi', deadline ? formatDay(deadline) : 'không đặt'],
    ['Dự thảo thông báo', notice ? 'có' : 'không có'],
    ['Tạo lúc', formatInstant(createdAt)],
  ];
  return html`<section class="card" aria-labelledby="thong-tin"><h2 id="thong-tin">Thông tin của đợt</h2>
<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>`;
}
