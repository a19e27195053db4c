/** Who stands where: by points where the form has criteria, else by its main ratios. */
import type { Holder } from '../aggregate/province-figures.ts';
import { counted, namedFew, partOf } from '../letter/wording.ts';
import { nameInProse } from '../notice/name-in-prose.ts';
import { communeTitle } from '../round/commune.ts';
import { scoreReader } from '../scoring/commune-score.ts';
import type { Ranking } from '../scoring/rank-communes.ts';
import { rankCommunes } from '../scoring/rank-communes.ts';
import { type Scoring, scoringOf } from '../scoring/scoring.ts';
import type { SummaryContext } from '../summary/summary-context.ts';
import { upperFirst } from '../text/prose.ts';
import { formatNumber } from '../text/vietnamese.ts';
import type { Doubts } from './doubts.ts';
import type { RankedCommune } from './round-report.ts';

const MOST_NAMES = 5;
const DECIMALS = 2;

export interface ReportRanking {
  readonly lines: readonly string[];
  readonly ranked: readonly RankedCommune[];
}

/** Composes what is said, and the table for the annex. */
export function composeRanking(context: SummaryContext, doubts: Doubts): ReportRanking {
  const { form, round, lines, assessments } = context;
  if (!form.scoring) return { lines: byRatios(context, doubts), ranked: [] };
  const scoring = scoringOf(form.scoring, round?.scoring);
  const read = scoreReader(form, scoring);
  const ranking = rankCommunes(
    lines.map(({ view, commune }) => read(view, assessments?.get(commune.code))),
    scoring,
  );
  return { lines: byPoints(ranking, scoring), ranked: rankedRows(ranking) };
}

function byPoints({ ranked, unranked }: Ranking, scoring: Scoring): readonly string[] {
  const apart =
    unranked.length > 0
      ? [`Chưa xếp hạng ${counted(unranked.length)} đơn vị do chưa đủ điểm: ${namesOf(unranked)}.`]
      : [];
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (!best || !worst) return ['Chưa có đơn vị nào đủ điểm thẩm định để xếp hạng.', ...apart];
  const classes = scoring.classes
    .map(({ name }) => ({ name, own: ranked.filter(({ className }) => className === name) }))
    .filter(({ own }) => own.length > 0)
    .map(({ name, own }) => `${name}: ${counted(own.length)} đơn vị`);
  const sameAs = (index: number) => namesOf(ranked.filter((each) => each.index === index));
  return [
    `Đã xếp hạng ${partOf(ranked.length, ranked.length + unranked.length)} đơn vị${scoring.remark ? ` (${scoring.remark})` : ''}; bảng xếp hạng tại Phụ lục III.`,
    `Chỉ số cao nhất ${formatNumber(best.index, DECIMALS)}%: ${sameAs(best.index)}; thấp nhất ${formatNumber(worst.index, DECIMALS)}%: ${sameAs(worst.index)}.`,
    ...(classes.length > 0 ? [`Phân loại: ${classes.join('; ')}.`] : []),
    ...apart,
  ];
}

const namesOf = (
  scored: readonly { readonly score: { readonly commune: Parameters<typeof communeTitle>[0] } }[],
): string =>
  namedFew(
    scored.map(({ score }) => score.commune),
    MOST_NAMES,
  );

function rankedRows({ ranked }: Ranking): readonly RankedCommune[] {
  return ranked.map(({ score, rank, index, className }) => ({
    rank: `${rank}/${ranked.length}`,
    commune: upperFirst(communeTitle(score.commune)),
    index: formatNumber(index, DECIMALS),
    className,
  }));
}

/** Highest and lowest of each ratio that a recommendation rests on. */
function byRatios({ form, charted, figureOf }: SummaryContext, doubts: Doubts): readonly string[] {
  return charted.flatMap(({ indicator }) => {
    const figure = figureOf.get(indicator.key);
    if (figure?.result.kind !== 'ratio' || !figure.result.spread) return [];
    const { min, max } = figure.result.spread;
    if (min.value === max.value) return [];
    const unsure = new Set(doubts(indicator).map(({ code }) => code));
    const said = ({ value, communes }: Holder) => {
      const doubtful = communes.some(({ code }) => unsure.has(code)) ? ', số liệu cần rà soát lại' : '';
      return `${formatNumber(value * 100, indicator.ratio?.decimals ?? DECIMALS)}% (${namedFew(communes, MOST_NAMES)}${doubtful})`;
    };
    const { reported, expected } = figure.coverage;
    return [
      `${nameInProse(indicator, form)} (${partOf(reported, expected)} đơn vị): cao nhất ${said(max)}; thấp nhất ${said(min)}.`,
    ];
  });
}
