/** Scores of a round: who is ranked where, who is not and why, and the workbook for those who score in a spreadsheet. */
import { html } from 'hono/html';
import { may } from '../../../../domain/register/rights.ts';
import type { CommuneScore } from '../../../../domain/scoring/commune-score.ts';
import { printPoints } from '../../../../domain/scoring/method-text.ts';
import type { AssessmentFault } from '../../../../domain/scoring/read-assessment.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { RoundScores } from '../../../../use-cases/register/score-communes.ts';
import { paths } from '../../paths.ts';
import { type Html, type Person, page } from '../frame.ts';
import { csrfField, roundFacts, type Said, said, tableFrame } from './page-parts.ts';
import { communeHeading } from './state-words.ts';

export interface ScoresPageView extends Said {
  readonly person: Person;
  readonly all: RoundScores;
  /** Rows of a workbook that could not be used. */
  readonly faults?: readonly AssessmentFault[];
}

/** Gives the page. */
export function scoresPage(view: ScoresPageView): Html {
  const { person, all } = view;
  const { record, scoring, ranking } = all;
  const { round } = record;
  const [ranked, unranked] = [ranking.ranked.length, ranking.unranked.length];
  return page(
    { title: `Chấm điểm: ${round.title}`, person, round, wide: true },
    html`<div class="page-head"><h1>Chấm điểm, xếp hạng</h1><p>${roundFacts(record)}</p>
${scoring.remark ? html`<p class="soft">${scoring.remark}.</p>` : ''}
<p class="soft">Chỉ số = điểm / điểm tối đa áp dụng cho đơn vị. Đơn vị chưa đủ điểm thẩm định được để riêng, không tính là 0.</p></div>
${said(view)}${faultList(view.faults ?? [])}
${workbookCard(view)}
<section aria-labelledby="xep-hang"><h2 id="xep-hang">Xếp hạng (${formatNumber(ranked)} đơn vị)</h2>${ranked > 0 ? rankedTable(all) : html`<p>Chưa đơn vị nào đủ điểm để xếp hạng.</p>`}</section>
${unranked > 0 ? html`<section aria-labelledby="chua-xep"><h2 id="chua-xep">Chưa xếp hạng (${formatNumber(unranked)} đơn vị)</h2>${unrankedTable(all)}</section>` : ''}`,
  );
}

function faultList(found: readonly AssessmentFault[]): Html {
  if (found.length === 0) return html``;
  return html`<div class="alert warning" role="alert"><span class="mark" aria-hidden="true">⚠</span>
<p class="alert-title">Có ${formatNumber(found.length)} dòng của tệp chưa được ghi; các dòng khác đã được ghi.</p>
<ul>${found.map(({ row, sentence }) => html`<li>Dòng ${row}: ${sentence}</li>`)}</ul></div>`;
}

function workbookCard({ person, all: { record } }: ScoresPageView): Html {
  const { id } = record.round;
  const upload = html`<form method="post" action="${paths.takeScores(id)}" enctype="multipart/form-data">${csrfField(person)}
<div class="field"><label for="tep-diem">Nạp bảng chấm điểm đã điền</label><p class="hint" id="tep-ghi">Chỉ những ô đã sửa sau khi tải về mới được ghi; ô có lỗi được nêu từng dòng.</p>
<input id="tep-diem" name="tep" type="file" accept=".xlsx" required aria-describedby="tep-ghi"></div>
<p><button class="button" type="submit">Nạp bảng chấm điểm</button></p></form>`;
  return html`<section class="card no-print" aria-labelledby="bang"><h2 id="bang">Chấm bằng Excel</h2>
<p><a class="button" href="${paths.scoresWorkbook(id)}">Tải bảng chấm điểm của mọi đơn vị (Excel)</a></p>
${may(person.role, 'review') ? upload : ''}</section>`;
}

const points = (value: number | undefined): Html =>
  html`<td class="number">${value === undefined ? '' : printPoints(value)}</td>`;

/** Columns that hold no numbers. */
const WORDS: ReadonlySet<string> = new Set(['Đơn vị', 'Xếp loại']);

function rankedTable({ ranking, scoring, record }: RoundScores): Html {
  const head = [
    'Hạng',
    'Đơn vị',
    'Tự chấm',
    'Thẩm định',
    ...(scoring.survey ? ['Điều tra', 'Tổng'] : []),
    'Tối đa',
    'Chỉ số (%)',
    'Xếp loại',
  ];
  const rows = ranking.ranked.map(
    ({
      score,
      rank,
      index,
      className,
    }) => html`<tr><td class="number">${rank}/${ranking.ranked.length}</td>${communeCell(record.round.id, score)}${points(ownPoints(score))}${points(score.assessed.points)}${
      scoring.survey ? html`${points(score.survey)}${points(score.total.points)}` : ''
    }${points(score.total.most)}<td class="number"><strong>${printPoints(index)}</strong></td><td>${className}</td></tr>
`,
  );
  return tableFrame(
    'Bảng xếp hạng',
    html`<table><caption class="visually-hidden">Xếp hạng các đơn vị theo chỉ số</caption><thead><tr>${head.map((name) => html`<th scope="col"${WORDS.has(name) ? '' : html` class="number"`}>${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function unrankedTable({ ranking, record }: RoundScores): Html {
  const rows = ranking.unranked.map(
    ({
      score,
      reason,
    }) => html`<tr>${communeCell(record.round.id, score)}${points(ownPoints(score))}<td>${reason}</td></tr>
`,
  );
  return tableFrame(
    'Bảng các đơn vị chưa xếp hạng',
    html`<table><caption class="visually-hidden">Các đơn vị chưa xếp hạng và lý do</caption><thead><tr><th scope="col">Đơn vị</th><th scope="col" class="number">Tự chấm</th><th scope="col">Lý do</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

const communeCell = (round: string, { commune }: CommuneScore): Html =>
  html`<th scope="row"><a href="${paths.score(round, commune.code)}">${communeHeading(commune)}</a></th>`;

const ownPoints = ({ lines, self }: CommuneScore): number | undefined =>
  lines.some((line) => line.self.state === 'scored') ? self.points : undefined;
