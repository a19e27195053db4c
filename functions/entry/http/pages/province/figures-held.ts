/** Which returns the figures hold, in which version, and which communes are in none of them. */
import { html } from 'hono/html';
import type { Commune } from '../../../../domain/round/commune.ts';
import { communeTitle } from '../../../../domain/round/commune.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { SummaryFigures } from '../../../../use-cases/register/build-summary.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';

/** Gives the opening of the page of figures. */
export function countedReturns(round: string, { figures, versions }: SummaryFigures): Html {
  const { expected, withoutReturn, unexpected } = figures;
  const held = expected.filter(({ code }) => versions[code] !== undefined);
  const opening = `Số liệu gồm phiếu của ${formatNumber(held.length)}/${formatNumber(expected.length)} đơn vị.`;
  return html`<section class="card" aria-labelledby="gom"><h2 id="gom">${opening}</h2>
${names('Chưa có phiếu', withoutReturn, (commune) => entry(round, commune))}
${names('Đã gửi nhưng không có trong danh sách, không tính', unexpected, ({ code, ...commune }) => html`${communeTitle({ code, ...commune })} (${code})`)}
${names('Đơn vị và phiên bản đang được tính', held, (commune) => html`${entry(round, commune)}: bản ${versions[commune.code]}`)}</section>`;
}

const entry = (round: string, commune: Commune): Html =>
  html`<a href="${paths.return(round, commune.code)}">${communeTitle(commune)}</a>`;

function names(what: string, communes: readonly Commune[], print: (commune: Commune) => Html): Html {
  if (communes.length === 0) return html``;
  return html`<details><summary>${what} (${formatNumber(communes.length)})</summary><ul class="names">${communes.map(
    (commune) => html`<li>${print(commune)}</li>`,
  )}</ul></details>`;
}
