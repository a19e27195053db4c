/** The communes' spreadsheets in a drive: what they are for, how far they are, and what is in the way. */
import { html } from 'hono/html';
import { may } from '../../../../domain/register/rights.ts';
import { isRunning, type RoundRecord } from '../../../../domain/register/round-record.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { SheetsStatus } from '../../../../use-cases/register/sheets/sheets-status.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { alert, csrfField, roundFacts, type Said, said } from './page-parts.ts';
import { linkOut, SHEET_LOOK, sheetsTable } from './sheets-table.ts';

export interface SheetsPageView extends Said {
  readonly person: Person;
  readonly record: RoundRecord;
  readonly status: SheetsStatus;
}

/** Gives the page; who may only read has no button. */
export function sheetsPage(view: SheetsPageView): Html {
  const { person, record, status } = view;
  const { round } = record;
  return page(
    { title: `Trang tính Google: ${round.title}`, person, round, wide: true },
    html`<div class="page-head"><h1>Trang tính Google</h1><p>${roundFacts(record)}</p>
<p class="soft">Mỗi đơn vị có một trang tính riêng trong Google Drive của tỉnh: điền số liệu, chọn "Gửi" rồi nhận kết quả kiểm tra ngay trong trang tính.</p></div>
${said(view)}${status.trouble ? alert('error', `${status.trouble.sentence} (Ghi nhận lúc ${formatInstant(status.trouble.at)}.)`) : ''}
${makeCard(view)}${status.askedAt === undefined ? '' : made(status)}`,
  );
}

function made(status: SheetsStatus): Html {
  return html`${summaryCard(status)}
<section aria-labelledby="cac-don-vi"><h2 id="cac-don-vi">Các đơn vị (${formatNumber(status.lines.length)})</h2>
${counts(status)}${sheetsTable(status.lines)}</section>`;
}

function makeCard({ person, record, status }: SheetsPageView): Html {
  const { askedAt, askedBy } = status;
  const isAsked = askedAt !== undefined;
  const mayAsk = may(person.role, 'manage') && isRunning(record);
  const button = isAsked ? 'Lập trang còn thiếu, thử lại chỗ chưa được' : 'Lập trang tính cho các đơn vị';
  return html`<section class="card no-print" aria-labelledby="lap"><h2 id="lap">Lập trang tính</h2>
<p>${isAsked ? `${askedBy} đã yêu cầu lập lúc ${formatInstant(askedAt)}.` : 'Chưa lập trang tính cho đợt này.'} Trang tính được chia sẻ theo địa chỉ thư điện tử trong danh sách đơn vị.</p>
${isRunning(record) ? '' : html`<p>Trang tính chỉ được lập khi đợt đang mở.</p>`}
${mayAsk ? html`<form method="post" action="${paths.sheets(record.round.id)}">${csrfField(person)}<p><button class="button${isAsked ? '' : ' primary'}" type="submit">${button}</button></p></form>` : ''}</section>`;
}

function summaryCard({ folderUrl, summary }: SheetsStatus): Html {
  const links = [
    ...(folderUrl ? [linkOut(folderUrl, 'Thư mục của đợt trên Google Drive')] : []),
    ...(summary?.url ? [linkOut(summary.url, 'Bảng tổng hợp trên Google Trang tính')] : []),
  ];
  return html`<section class="card" aria-labelledby="tren-drive"><h2 id="tren-drive">Trên Google Drive</h2>
${links.length > 0 ? html`<ul class="toolbar downloads">${links.map((link) => html`<li>${link}</li>`)}</ul>` : html`<p>Thư mục của đợt chưa được lập.</p>`}
${summary?.sentence ? alert('warning', `Bảng tổng hợp chưa cập nhật được. ${summary.sentence}`) : ''}
<p class="soft small-text">${summary?.builtAt ? `Bảng tổng hợp trên Drive theo số liệu lúc ${formatInstant(summary.builtAt)}.` : 'Bảng tổng hợp sẽ có trên Drive sau khi được lập lần đầu.'}</p></section>`;
}

function counts({ counts: { troubled, ...states } }: SheetsStatus): Html {
  const said = (['shared', 'made', 'waiting', 'failed'] as const).map(
    (state) => html`${SHEET_LOOK[state].words}: <strong>${formatNumber(states[state])}</strong> · `,
  );
  return html`<p>${said}Có vướng mắc: <strong>${formatNumber(troubled)}</strong></p>`;
}
