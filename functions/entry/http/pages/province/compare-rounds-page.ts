/** A round beside the previous one of the same form. */
import { html } from 'hono/html';
import type {
  IndicatorComparison,
  IndicatorName,
  RoundComparison,
} from '../../../../domain/comparison/compare-rounds.ts';
import type { Figure } from '../../../../domain/comparison/figure.ts';
import { effectsText, moversText, printChange, printFigureOf } from '../../../../domain/comparison/words.ts';
import type { Form } from '../../../../domain/form/form.ts';
import type { Round } from '../../../../domain/round/round.ts';
import { labelUnderHeading } from '../../../../domain/summary/wording.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { alert, tableFrame } from './page-parts.ts';

export interface CompareRoundsView {
  readonly person: Person;
  readonly round: Round;
  readonly form: Form;
  /** Absent where there is no previous round with returns. */
  readonly comparison?: RoundComparison;
}

/** Gives the page. */
export function compareRoundsPage({ person, round, form, comparison }: CompareRoundsView): Html {
  return page(
    { title: `So với kỳ trước: ${round.title}`, person, round, active: 'figures', wide: true },
    html`<div class="page-head"><h1>So với kỳ trước</h1>
${comparison ? facts(comparison) : alert('info', 'Chưa có đợt trước của biểu mẫu này trong hệ thống để so sánh.')}</div>
<p class="toolbar no-print"><a class="button primary" href="${paths.api.summaryWorkbook(round.id)}">Tải bảng tổng hợp (Excel)</a></p>
${comparison ? html`${table(comparison, form)}${notCompared(comparison)}` : ''}`,
  );
}

function facts({ previous, sent: { before, after, both } }: RoundComparison): Html {
  const side = (of: { sent: number; expected: number }) => `${formatNumber(of.sent)}/${formatNumber(of.expected)}`;
  return html`<p>Kỳ trước: ${previous.title}</p>
<p>Số đơn vị đã gửi: kỳ trước ${side(before)}, kỳ này ${side(after)}; ${formatNumber(both)} đơn vị đã gửi ở cả hai kỳ.</p>
<p class="soft">Số liệu toàn tỉnh gồm mọi đơn vị có số liệu ở từng kỳ; muốn biết tăng hay giảm thật, hãy xem phần "Đơn vị có số liệu ở cả hai kỳ".</p>`;
}

function table({ indicators }: RoundComparison, form: Form): Html {
  return tableFrame(
    'So với kỳ trước',
    html`<table class="compared"><caption class="visually-hidden">So với kỳ trước</caption><thead>
<tr><th scope="col" rowspan="2">Mã</th><th scope="col" rowspan="2">Chỉ tiêu</th><th scope="colgroup" colspan="2">Toàn tỉnh</th><th scope="colgroup" colspan="4">Đơn vị có số liệu ở cả hai kỳ</th><th scope="col" rowspan="2">Do đâu</th></tr>
<tr><th scope="col" class="figure">Kỳ trước</th><th scope="col" class="figure">Kỳ này</th><th scope="col" class="figure">Số đơn vị</th><th scope="col" class="figure">Kỳ trước</th><th scope="col" class="figure">Kỳ này</th><th scope="col" class="figure">Chênh lệch</th></tr></thead>
<tbody>${indicators.map((compared) => row(compared, form))}</tbody></table>`,
  );
}

function row({ key, code, kind, before, after, common }: IndicatorComparison, form: Form): Html {
  const indicator = form.byKey.get(key);
  if (!indicator) throw new Error(`no indicator ${key}`);
  const print = (figure: Figure) => printFigureOf(indicator, figure);
  const of = (reported: number) => html`<br><span class="soft small-text">${formatNumber(reported)} đơn vị</span>`;
  const { difference, effects } = common;
  const moved = effects && difference !== 0 ? effectsText(indicator, common.before, common.after, effects) : '';
  return html`<tr><td class="row-code">${code}</td><th scope="row">${labelUnderHeading(indicator, form)}${kind === 'median' ? html` <span class="soft">(trung vị)</span>` : ''}</th>
<td class="figure">${print(before)}${of(before.reported)}</td><td class="figure">${print(after)}${of(after.reported)}</td>
<td class="figure">${formatNumber(common.after.reported)}</td><td class="figure">${print(common.before)}</td><td class="figure">${print(common.after)}</td>
<td class="figure">${difference === undefined ? '' : printChange(indicator, difference)}</td>
<td class="small-text">${[moved, moversText(indicator, common)].filter(Boolean).join(' ')}</td></tr>`;
}

function notCompared({ added, dropped, altered }: RoundComparison): Html {
  const line = (what: string, names: readonly IndicatorName[]) =>
    names.length === 0 ? '' : html`<p>${what}: ${names.map(({ code, label }) => `${code} ${label}`).join('; ')}.</p>`;
  return html`${line('Chỉ tiêu mới, kỳ trước không có', added)}${line('Chỉ tiêu kỳ trước có, kỳ này không còn', dropped)}${line('Chỉ tiêu đổi đơn vị tính hoặc cách ghi nên không so sánh', altered)}`;
}
