/** The criteria of one commune as a table: own score, what the figures give, the team's score and note. */
import { html } from 'hono/html';
import { MOST_NOTE, SURVEY_CODE, SURVEY_KEY } from '../../../../domain/scoring/assessment.ts';
import type { CriterionScore } from '../../../../domain/scoring/commune-score.ts';
import { methodText, printPoints } from '../../../../domain/scoring/method-text.ts';
import type { CriteriaGroup } from '../../../../domain/scoring/scoring.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import type { Html } from '../frame.ts';
import { tableFrame } from './page-parts.ts';
import { fieldNames } from './score-form.ts';
import type { ScorePageView } from './score-page.ts';
import { figuresWord, scoreWord } from './score-words.ts';

const HEAD = [
  ['Mã', false],
  ['Tiêu chí', false],
  ['Tối đa', true],
  ['Tự chấm', true],
  ['Theo số liệu', true],
  ['Thẩm định', true],
  ['Nhận xét', false],
] as const;

/** Gives the table, with fields or without. */
export function scoreTable(view: ScorePageView, isForm: boolean): Html {
  const { scoring, score } = view.one;
  const table = html`<table class="scores"><caption class="visually-hidden">Điểm theo từng tiêu chí</caption>
<thead><tr>${HEAD.map(([name, isNumber]) => html`<th scope="col"${isNumber ? html` class="number"` : ''}>${name}</th>`)}</tr></thead>
<tbody>${scoring.groups.map((group) => groupRows(group, view, isForm))}${
    scoring.survey ? surveyRow(view, scoring.survey, score.survey, isForm) : ''
  }</tbody></table>`;
  return tableFrame('Bảng điểm theo từng tiêu chí', table);
}

function groupRows({ code, title, points, criteria }: CriteriaGroup, view: ScorePageView, isForm: boolean): Html {
  const lines = view.one.score.lines.filter(({ criterion }) => criteria.includes(criterion));
  return html`<tr class="heading-row"><td class="row-code">${code}</td><th scope="row">${title}</th><td class="number">${printPoints(points)}</td><td colspan="4"></td></tr>
${lines.map((line) => criterionRow(line, view, isForm))}`;
}

function criterionRow(line: CriterionScore, view: ScorePageView, isForm: boolean): Html {
  const { criterion, self, figures, assessed } = line;
  const differs = self.points !== undefined && typeof figures === 'number' && Math.abs(self.points - figures) > 0.005;
  return html`<tr><td class="row-code">${criterion.code}</td><th scope="row" id="tc-${criterion.key}">${criterion.label}<br><span class="soft small-text">${methodText(criterion)}</span>${evidence(line)}</th>
<td class="number">${printPoints(criterion.points)}</td><td class="number">${scoreWord(self)}${differs ? html` <b class="warning" title="Khác điểm theo số liệu">⚠<span class="visually-hidden"> khác điểm theo số liệu</span></b>` : ''}</td><td class="number">${figuresWord(figures)}</td>
${isForm ? fields(criterion.key, criterion.code, view) : html`<td class="number">${scoreWord(assessed)}</td><td>${assessed.note ?? ''}</td>`}</tr>
`;
}

function evidence({ evidence: told, explanation, stored }: CriterionScore): Html {
  const parts = [
    told === '' ? '' : `Tài liệu kiểm chứng: ${told}`,
    explanation === '' ? '' : `Giải trình: ${explanation}`,
    stored ? `Chấm lần cuối: ${stored.by}, ${formatInstant(stored.at)}` : '',
  ].filter((part) => part !== '');
  return html`${parts.map((part) => html`<br><span class="soft small-text">${part}</span>`)}`;
}

function surveyRow(
  view: ScorePageView,
  survey: { readonly label: string; readonly points: number },
  given: number | undefined,
  isForm: boolean,
): Html {
  return html`<tr class="heading-row"><td class="row-code">${SURVEY_CODE}</td><th scope="row">${survey.label}</th><td class="number">${printPoints(survey.points)}</td><td></td><td></td>
${isForm ? html`<td>${pointsField(SURVEY_KEY, survey.label, view)}</td><td></td>` : html`<td class="number">${figuresWord(given)}</td><td></td>`}</tr>`;
}

const fields = (
  key: string,
  code: string,
  view: ScorePageView,
): Html => html`<td>${pointsField(key, `tiêu chí ${code}`, view)}</td>
<td><textarea class="score-note" name="${fieldNames.note(key)}" rows="1" maxlength="${MOST_NOTE}" aria-label="Nhận xét về tiêu chí ${code}">${view.typed.notes.get(key) ?? ''}</textarea></td>`;

function pointsField(key: string, name: string, { typed, faults }: ScorePageView): Html {
  const fault = faults?.get(key);
  const id = `loi-${key}`;
  return html`<input class="score-points" type="text" inputmode="decimal" maxlength="20" name="${fieldNames.points(key)}" value="${typed.points.get(key) ?? ''}" aria-label="Điểm thẩm định, ${name}"${
    fault ? html` aria-invalid="true" aria-describedby="${id}"` : html` aria-describedby="cach-go"`
  }>${fault ? html`<p class="field-fault" id="${id}">✗ ${fault}</p>` : ''}`;
}
