/** The province's notice on a round: how it went, the figures with their coverage, what is common, what is asked of all. */
import { noticeHead } from '../letter/document-head.ts';
import type { IssuingRound } from '../letter/letter.ts';
import { counted, wordsForAll } from '../letter/wording.ts';
import { type SummaryContext, type SummaryInput, summaryContext } from '../summary/summary-context.ts';
import { formatDay } from '../text/day.ts';
import { dayOf } from '../text/instant.ts';
import { asSentence, lowerFirst, tidy, upperFirst, withoutStop } from '../text/prose.ts';
import { slotsOf } from '../text/sentence-template.ts';
import { type CommonInput, commonFaults, commonRecommendations, commonShortcomings } from './compose-common.ts';
import { composeCoverage, composeFigures } from './compose-figures.ts';
import { composeRanking } from './compose-ranking.ts';
import { composeSending, pendingCommunes } from './compose-sending.ts';
import { doubtsOf } from './doubts.ts';
import type { RoundReport } from './round-report.ts';

/** What a summary is made of, in a round that says who issues its documents. */
export type ReportInput = Omit<SummaryInput, 'round'> & { readonly round: IssuingRound };

/** Composes the notice; number and day stay blank. No figure of it stands without its coverage. */
export function composeRoundReport(input: ReportInput): RoundReport {
  const { form, round, roster, created, figures, constants } = input;
  const context = summaryContext(input);
  const { lines } = context;
  const communes = lines.map(({ commune }) => commune);
  const doubts = doubtsOf(form, lines);
  const words = wordsForAll(communes, round.notice);
  const common: CommonInput = { form, lines, words, constants };
  const shown = { form, figureOf: context.figureOf, doubts, withoutReturn: figures.withoutReturn };
  const ranking = composeRanking(context, doubts);
  const today = dayOf(created);
  return {
    ...noticeHead(round.notice, words.ubnd),
    ...titleOf(round, words.don_vi),
    sending: composeSending(lines, today, roster !== undefined),
    coverageNote: coverageNote(context),
    fields: composeFigures(shown),
    ranking: ranking.lines,
    shortcomings: commonShortcomings(common),
    faultsInFigures: commonFaults(common),
    recommendationsOpening: `Trên cơ sở kết quả nêu trên, đề nghị ${words.ubnd} tập trung thực hiện các nội dung sau:`,
    recommendations: [...toThoseMissing(context), ...commonRecommendations(common)],
    closing: closingOf(input, words.ubnd),
    pending: pendingCommunes(lines),
    coverage: composeCoverage(shown),
    ranked: ranking.ranked,
  };
}

function titleOf(round: IssuingRound, communes: string) {
  const { grounds, announcement, subject } = round.notice;
  const line = subject ?? `Kết quả ${lowerFirst(round.title)}`;
  const matter = tidy(line.replace(/\s+tại(\s+(Ủy ban nhân dân|UBND|\{).*)?\s*$/u, ''));
  const basis = announcement ? `thực hiện ${withoutStop(announcement)}; ` : '';
  return {
    subject: `${matter} tại ${communes}`,
    grounds: grounds.map((each, index) => {
      const text = withoutStop(/^căn cứ /iu.test(each) ? each : `Căn cứ ${each}`);
      return `${tidy(text)}${index === grounds.length - 1 ? '.' : ';'}`;
    }),
    opening: tidy(
      upperFirst(
        `${basis}trên cơ sở tổng hợp phiếu tự đánh giá của ${communes}, thông báo ${lowerFirst(matter)} như sau:`,
      ),
    ),
  };
}

function coverageNote({ lines, round }: SummaryContext): string {
  const without = lines.filter(({ returns }) => !returns.inForce).length;
  const period = round?.dataPeriod
    ? `Kỳ số liệu từ ngày ${formatDay(round.dataPeriod.from)} đến ngày ${formatDay(round.dataPeriod.to)}. `
    : '';
  const left = without > 0 ? ` Các số liệu không bao gồm ${counted(without)} đơn vị chưa có phiếu được tính.` : '';
  return `${period}Mỗi số liệu kèm độ phủ n/N: n đơn vị có số liệu hợp lệ trên N đơn vị phải báo cáo; tỷ lệ chung là tổng tử số chia tổng mẫu số của các đơn vị này.${left} Đơn vị thiếu số liệu, có lỗi hoặc cần rà soát được nêu tên tại Phụ lục II.`;
}

/** Before all else: the return itself. */
function toThoseMissing({ lines }: SummaryContext): readonly string[] {
  const missing = lines.some(({ sending }) => sending.state === 'missing');
  const wrong = lines.some(({ sending }) => sending.state === 'needs correction');
  const parts = [
    ...(missing ? ['các đơn vị chưa gửi phiếu khẩn trương gửi phiếu'] : []),
    ...(wrong ? ['các đơn vị có phiếu còn lỗi khẩn trương sửa số liệu và gửi lại'] : []),
  ];
  return parts.length > 0 ? [asSentence(`${parts.join('; ')} (danh sách tại Phụ lục I)`)] : [];
}

/** As a commune's notice closes, where the form's recommendations say that a report is due. */
function closingOf({ form, round }: ReportInput, offices: string): string {
  const { reportTo, reportBefore } = round.notice;
  const dated = form.recommendations.some(({ text }) => slotsOf(text).includes('han_bao_cao'));
  const report = dated ? ` và báo cáo kết quả về ${withoutStop(reportTo)} trước ngày ${formatDay(reportBefore)}` : '';
  return `Đề nghị ${offices} khắc phục các tồn tại, hạn chế nêu tại Thông báo này${report}./.`;
}
