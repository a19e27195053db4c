/** What moved between two summaries of a round, and who moved it. */
import { html } from 'hono/html';
import { foremostSentences, SENT_WORDS, sentSentence } from '../../../../domain/comparison/change-words.ts';
import type { IndicatorMove, SentChange } from '../../../../domain/comparison/compare-summaries.ts';
import { moverText, printChange, printFigureOf, signed } from '../../../../domain/comparison/words.ts';
import type { Form, Indicator } from '../../../../domain/form/form.ts';
import { communeTitle } from '../../../../domain/round/commune.ts';
import { STATES } from '../../../../domain/summary/sending.ts';
import { labelUnderHeading } from '../../../../domain/summary/wording.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { ChangesOfRound } from '../../../../use-cases/register/compare-summaries.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { alert, tableFrame } from './page-parts.ts';

/** Gives the page. */
export function comparePage(person: Person, { round, form, changes, kept }: ChangesOfRound): Html {
  const span = { from: changes.from, to: changes.to };
  return page(
    { title: `Thay đổi: ${round.title}`, person, round, active: 'figures', wide: true },
    html`<div class="page-head"><h1>Số liệu thay đổi thế nào</h1>
<p><strong>${sentSentence(changes)}</strong></p>
${foremostSentences(changes, form).map((sentence) => html`<p>${sentence}</p>`)}
<p class="soft">So hai lần lập bảng tổng hợp. Hôm nay và hôm qua giữ lần cuối của mỗi giờ, các ngày trước giữ lần cuối của mỗi ngày.</p></div>
<form method="get" action="${paths.changes(round.id)}" class="toolbar no-print">
${choice('tu', 'Từ lần lập', kept, changes.from)}
${choice('den', 'đến lần lập', kept, changes.to)}
<button class="button primary" type="submit">Xem</button>
<a class="button" href="${paths.api.changesWorkbook(round.id, span)}">Tải về (Excel)</a></form>
<section aria-labelledby="don-vi"><h2 id="don-vi">Đơn vị có phiếu thay đổi</h2>${sentTable(round.id, changes.sent)}</section>
<section aria-labelledby="so-lieu"><h2 id="so-lieu">Số liệu toàn tỉnh thay đổi</h2>${movesTable(changes.indicators, form)}</section>`,
  );
}

function choice(name: string, label: string, kept: readonly string[], chosen: string): Html {
  const options = kept
    .toReversed()
    .map((at) => html`<option value="${at}"${at === chosen ? html` selected` : ''}>${formatInstant(at)}</option>`);
  return html`<label>${label} <select name="${name}">${options}</select></label>`;
}

function sentTable(round: string, sent: readonly SentChange[]): Html {
  if (sent.length === 0) return alert('info', 'Không có phiếu nào thay đổi.');
  const rows = sent.map(
    ({ commune, kind, before, after }) => html`<tr><td class="row-code">${commune.code}</td>
<th scope="row"><a href="${paths.return(round, commune.code)}">${communeTitle(commune)}</a></th><td>${SENT_WORDS[kind]}</td>
<td>${versions(before?.version, after?.version)}</td><td>${after ? formatInstant(after.at) : ''}</td><td>${after ? STATES[after.state] : ''}</td></tr>`,
  );
  return tableFrame(
    'Đơn vị có phiếu thay đổi',
    html`<table><caption class="visually-hidden">Đơn vị có phiếu thay đổi</caption><thead><tr><th scope="col">Mã</th><th scope="col">Đơn vị</th><th scope="col">Thay đổi</th><th scope="col">Bản</th><th scope="col">Gửi lúc</th><th scope="col">Tình trạng</th></tr></thead>
<tbody>${rows}</tbody></table>`,
  );
}

const versions = (before: number | undefined, after: number | undefined): string =>
  [before, after].filter((version) => version !== undefined).join(' → ');

function movesTable(moves: readonly IndicatorMove[], form: Form): Html {
  if (moves.length === 0) return alert('info', 'Không có số liệu nào thay đổi.');
  return tableFrame(
    'Số liệu toàn tỉnh thay đổi',
    html`<table class="compared"><caption class="visually-hidden">Số liệu toàn tỉnh thay đổi</caption><thead><tr><th scope="col">Mã</th><th scope="col">Chỉ tiêu</th><th scope="col" class="figure">Trước</th><th scope="col" class="figure">Sau</th><th scope="col" class="figure">Chênh lệch</th><th scope="col" class="figure">Số đơn vị</th><th scope="col">Do đơn vị nào</th></tr></thead>
<tbody>${moves.map((move) => moveRow(move, form))}</tbody></table>`,
  );
}

function moveRow(move: IndicatorMove, form: Form): Html {
  const { key, code, before, after, difference, movers, others } = move;
  const indicator = form.byKey.get(key);
  if (!indicator) throw new Error(`no indicator ${key}`);
  const reported = after.reported - before.reported;
  const rest = others > 0 ? [`và ${formatNumber(others)} đơn vị khác`] : [];
  const lines = [...movers.map((mover) => moverText(indicator, mover)), ...rest];
  return html`<tr><td class="row-code">${code}</td><th scope="row">${labelUnderHeading(indicator, form)}${unitOf(indicator, move)}</th>
<td class="figure">${printFigureOf(indicator, before)}</td><td class="figure">${printFigureOf(indicator, after)}</td><td class="figure">${difference === undefined ? '' : printChange(indicator, difference)}</td>
<td class="figure">${formatNumber(after.reported)}${reported === 0 ? '' : html` <span class="soft">(${signed(reported)})</span>`}</td>
<td class="small-text">${lines.map((line, index) => html`${index > 0 ? html`<br>` : ''}${line}`)}</td></tr>`;
}

const unitOf = ({ unit }: Indicator, { kind }: IndicatorMove): Html =>
  html`${unit === '' ? '' : html` <span class="soft">(${unit}${kind === 'median' ? ', trung vị' : ''})</span>`}`;
