/** One indicator of the province: its figure, its coverage, and on request everything behind them. */
import { html } from 'hono/html';
import type { IndicatorFigure, LikeGroup, Result } from '../../../../domain/aggregate/province-figures.ts';
import type { Indicator } from '../../../../domain/form/form.ts';
import type { Commune } from '../../../../domain/round/commune.ts';
import { named } from '../../../../domain/summary/wording.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { Html } from '../frame.ts';
import { coverageBar, outsideFigure } from './figure-coverage.ts';
import { printResult, printSpread, printTerms } from './figure-text.ts';

/** Gives the row; `without` are the codes of communes without any return. */
export function figureRow(indicator: Indicator, figure: IndicatorFigure, without: ReadonlySet<string>): Html {
  const { coverage, result } = figure;
  const terms = printTerms(result);
  return html`<tr><td class="row-code">${indicator.code}</td><th scope="row">${indicator.label}${behind(indicator, figure, without)}</th>
<td class="figure"><strong>${printResult(indicator, result)}</strong>${isPlain(result) ? html` <span class="soft">${indicator.unit}</span>` : ''}${
    terms ? html`<br><span class="soft small-text nowrap">${terms}</span>` : ''
  }${choices(result)}</td>
<td class="coverage">${coverageBar(coverage)}</td></tr>`;
}

const isPlain = (result: Result): boolean => result.kind === 'total' && result.sum !== undefined;

function choices(result: Result): Html {
  if (result.kind !== 'choices') return html``;
  const chosen = result.counted.filter(({ communes }) => communes.length > 0);
  return html`<ul class="plain-list">${chosen.map(
    ({ label, communes }) => html`<li>${label}: <strong>${formatNumber(communes.length)}</strong></li>`,
  )}</ul>`;
}

function behind(
  indicator: Indicator,
  { coverage, result, byType }: IndicatorFigure,
  without: ReadonlySet<string>,
): Html {
  const facts = [
    ...('spread' in result && result.spread ? printSpread(indicator, result.spread) : []),
    ...(result.kind === 'unlike' ? result.groups.map((group) => likeFact(indicator, group)) : []),
    ...(result.kind === 'choices' ? result.counted.flatMap(choiceFact) : []),
    ...byType.map((part) => {
      const { reported, expected } = part.coverage;
      const printed = [printResult(indicator, part.result), printTerms(part.result)].filter(Boolean).join(' = ');
      return [
        `Theo loại: ${part.type}`,
        [printed, `${reported}/${expected} đơn vị`].filter(Boolean).join(' · '),
      ] as const;
    }),
    ...outsideFigure(coverage, without),
  ];
  if (facts.length === 0) return html``;
  return html`<details><summary>Chi tiết<span class="visually-hidden"> ${indicator.code}</span></summary><dl class="facts">${facts.map(
    ([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`,
  )}</dl></details>`;
}

function likeFact(indicator: Indicator, { choices: chosen, communes, result }: LikeGroup): readonly [string, string] {
  const name = chosen.map(({ code, label }) => label ?? `chưa rõ ở ${code}`).join('; ');
  return [name, `${printResult(indicator, result)} (${formatNumber(communes.length)} đơn vị)`];
}

const MOST_CHOOSERS = 12;

function choiceFact({ label, communes }: { readonly label: string; readonly communes: readonly Commune[] }) {
  return communes.length === 0 ? [] : [[label, named(communes, MOST_CHOOSERS)] as const];
}
