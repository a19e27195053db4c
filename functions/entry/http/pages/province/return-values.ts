/** The answers of a version as a reader of the form meets them, section by section. */
import { html } from 'hono/html';
import type { Form, FormRow, Indicator, Section, Table } from '../../../../domain/form/form.ts';
import type { RoundRecord } from '../../../../domain/register/round-record.ts';
import { answerOf } from '../../../../domain/submission/answers.ts';
import { constantsOf, scopeOf } from '../../../../domain/submission/figures.ts';
import type { ShownVersion } from '../../../../use-cases/register/read-return.ts';
import type { Html } from '../frame.ts';
import { tableFrame } from './page-parts.ts';
import { type Answered, answerRow } from './return-answer.ts';

/** Gives every answer, and below them the values that stood where the form has no place for one. */
export function returnValues(form: Form, shown: ShownVersion, { round }: RoundRecord): Html {
  const { submission, receipt } = shown;
  const answered: Answered = {
    answers: submission.answers,
    scope: scopeOf(form, submission.answers, constantsOf(form, round.constants)),
    findings: Map.groupBy(
      submission.findings.flatMap((finding) => finding.indicators.map((key) => ({ key, finding }))),
      ({ key }) => key,
    ),
    before: new Map(receipt.kept?.changes.map(({ code, before }) => [code, before])),
    previous: shown.entry.version - 1,
  };
  return html`<h2 id="so-lieu">Số liệu của bản ${shown.entry.version}</h2>
<nav class="contents no-print" aria-label="Các phần của phiếu"><ul>${form.sections.map(
    ({ code, key, title }) => html`<li><a href="#phan-${key}">${code}. ${title}</a></li>`,
  )}</ul></nav>
${form.sections.map((section) => sectionBlock(section, answered))}${strays(form, submission.strays)}`;
}

function sectionBlock({ key, code, title, rows }: Section, answered: Answered): Html {
  return html`<section class="value-section" id="phan-${key}" aria-labelledby="ten-${key}"><h3 id="ten-${key}">${code}. ${title}</h3>
${tableFrame(
  `Số liệu phần ${code}`,
  html`<table class="values"><caption class="visually-hidden">${code}. ${title}</caption>
<thead><tr><th scope="col">Mã</th><th scope="col">Chỉ tiêu</th><th scope="col">Đơn vị ghi</th></tr></thead>
<tbody>${rows.map((row) => rowsOf(row, answered))}</tbody></table>`,
)}</section>`;
}

function rowsOf(row: FormRow, answered: Answered): Html {
  if (row.kind === 'indicator') return answerRow(row.indicator, row.indicator.label, answered);
  if (row.kind === 'heading') return heading(row.heading.code, row.heading.label);
  return html`${heading(row.table.code, row.table.label)}${tableRows(row.table, answered)}`;
}

/** Rows that the commune may add itself are shown only where it did. */
function tableRows(table: Table, answered: Answered): readonly Html[] {
  const isFilled = (cells: readonly Indicator[]) =>
    cells.some((cell) => answerOf(answered.answers, cell).state !== 'missing' || answered.before.has(cell.code));
  const rows = table.free ? table.rows.filter(({ cells }) => isFilled(cells)) : table.rows;
  if (rows.length === 0)
    return [html`<tr><td class="row-code"></td><td colspan="2" class="soft">Không có dòng nào.</td></tr>`];
  return rows.flatMap(({ label, cells }) =>
    cells.map((cell, index) => answerRow(cell, `${label}: ${table.columns[index]?.label ?? cell.label}`, answered)),
  );
}

const heading = (code: string, label: string): Html =>
  html`<tr class="heading-row"><td class="row-code">${code}</td><th scope="row" colspan="2">${label}</th></tr>`;

function strays(form: Form, values: ShownVersion['submission']['strays']): Html {
  if (values.size === 0) return html``;
  const labelOf = (code: string) => form.headings.find((heading) => heading.code === code)?.label ?? '';
  return html`<section aria-labelledby="ngoai-bieu"><h3 id="ngoai-bieu">Giá trị ngoài biểu</h3>
<p class="soft">Các giá trị này đứng ở dòng tiêu đề, không thuộc chỉ tiêu nào và không được tính.</p>
<ul>${[...values].map(([code, value]) => html`<li>${code} ${labelOf(code)}: <strong>${String(value)}</strong></li>`)}</ul></section>`;
}
