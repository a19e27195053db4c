/** The province's figures, section by section, each with its coverage and who is not in it. */
import { html } from 'hono/html';
import type { ProvinceFigures, SectionCompleteness } from '../../../../domain/aggregate/province-figures.ts';
import type { Form, FormRow, Indicator, Section } from '../../../../domain/form/form.ts';
import type { RoundRecord } from '../../../../domain/register/round-record.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { SummaryFigures } from '../../../../use-cases/register/build-summary.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { figureRow } from './figure-row.ts';
import { countedReturns } from './figures-held.ts';
import { joinedTable } from './joined-table.ts';
import { roundFacts, shareBar, tableFrame } from './page-parts.ts';

export interface FiguresPageView {
  readonly person: Person;
  readonly record: RoundRecord;
  readonly form: Form;
  readonly figures: SummaryFigures;
}

/** Gives the page of a round's figures. */
export function figuresPage({ person, record, form, figures }: FiguresPageView): Html {
  const { round } = record;
  return page(
    { title: `Số liệu: ${round.title}`, person, round, active: 'figures', wide: true },
    html`<div class="page-head"><h1>Số liệu toàn tỉnh</h1>
<p>${roundFacts(record)} · Lập lúc ${formatInstant(figures.builtAt)}</p>
<p class="soft">Tỷ lệ toàn tỉnh = tổng tử số / tổng mẫu số của các đơn vị có đủ hai số liệu hợp lệ; không lấy trung bình các tỷ lệ. Số liệu có lỗi không được tính.</p></div>
<p class="toolbar"><a class="button primary" href="${paths.api.summaryWorkbook(round.id)}">Tải bảng tổng hợp (Excel)</a>
<a class="button" href="${paths.changes(round.id)}">Số liệu thay đổi thế nào</a>
${figures.comparison ? html`<a class="button" href="${paths.previousRound(round.id)}">So với kỳ trước</a>` : ''}</p>
${countedReturns(round.id, figures)}
<nav class="contents no-print" aria-label="Các phần"><ul>${form.sections.map(
      ({ code, key, title }) => html`<li><a href="#phan-${key}">${code}. ${title}</a></li>`,
    )}</ul></nav>
${form.sections.map((section) => sectionBlock(section, figures.figures))}`,
  );
}

function sectionBlock(section: Section, figures: ProvinceFigures): Html {
  const { key, code, title } = section;
  const figureOf = new Map(figures.indicators.map((figure) => [figure.key, figure]));
  const without = new Set(figures.withoutReturn.map((commune) => commune.code));
  const rowOf = (indicator: Indicator) => {
    const figure = figureOf.get(indicator.key);
    return figure ? figureRow(indicator, figure, without) : '';
  };
  const table = html`<table class="figures"><caption class="visually-hidden">${code}. ${title}</caption>
<thead><tr><th scope="col">Mã</th><th scope="col">Chỉ tiêu</th><th scope="col">Toàn tỉnh</th><th scope="col">Độ phủ (đơn vị)</th></tr></thead>
<tbody>${section.rows.map((row) => rowsOf(row, rowOf))}</tbody></table>`;
  const free = section.rows.flatMap((row) => (row.kind === 'table' && row.table.free ? [row.table] : []));
  return html`<section class="figure-section" id="phan-${key}" aria-labelledby="ten-${key}"><h2 id="ten-${key}">${code}. ${title}</h2>
${completeness(figures.completeness.find((part) => part.key === key))}
${tableFrame(`Số liệu phần ${code}`, table)}
${free.map((one) =>
  joinedTable(
    one,
    figures.tables.find((joined) => joined.code === one.code),
  ),
)}</section>`;
}

function completeness(part: SectionCompleteness | undefined): Html {
  if (!part || part.asked === 0) return html``;
  const [answered, asked] = [formatNumber(part.answered), formatNumber(part.asked)];
  return html`<p class="soft">Các phiếu đã nhận trả lời ${answered}/${asked} ô phải trả lời của phần này
${shareBar(part.answered, part.asked)}</p>`;
}

/** Tables whose rows are the communes' own stand below, joined. */
function rowsOf(row: FormRow, rowOf: (indicator: Indicator) => Html | string): Html {
  if (row.kind === 'indicator') return html`${rowOf(row.indicator)}`;
  if (row.kind === 'heading') return heading(row.heading.code, row.heading.label);
  if (row.table.free) return heading(row.table.code, `${row.table.label} (các dòng do đơn vị kê khai, xem bên dưới)`);
  return html`${heading(row.table.code, row.table.label)}${row.table.rows.flatMap(({ cells }) => cells.map(rowOf))}`;
}

const heading = (code: string, label: string): Html =>
  html`<tr class="heading-row"><td class="row-code">${code}</td><th scope="row" colspan="3">${label}</th></tr>`;
