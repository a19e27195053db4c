/** "Tổng quan": who is not in the figures, the figures that matter with their coverage, and how they were made. */
import type { SectionCompleteness } from '../aggregate/province-figures.ts';
import type { Form, Rule } from '../form/form.ts';
import type { Commune } from '../round/commune.ts';
import { formatDay } from '../text/day.ts';
import { formatInstant } from '../text/instant.ts';
import type { RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { count, spanning, text } from './cells.ts';
import { mainFigures } from './overview-figures.ts';
import { barCell, GAP, head, OVERVIEW_WIDTH, wide } from './overview-rows.ts';
import { daysInWords } from './province-sheet.ts';
import { type SendingState, STATES, TIMES, type Timeliness } from './sending.ts';
import { SUBMISSIONS, submissionRanges } from './submissions-sheet.ts';
import type { CommuneLine, SummaryContext } from './summary-context.ts';
import { labelUnderHeading, named } from './wording.ts';

export const OVERVIEW = 'Tổng quan';

/** Composes the first sheet; `rowOf` says where an indicator stands in the province table. */
export function overviewSheet(context: SummaryContext, rowOf: ReadonlyMap<string, number>): SheetModel {
  const rows: RowModel[] = [];
  for (const part of [titleBlock, cards, notCounted]) rows.push(...part(context));
  rows.push(...mainFigures(context, rowOf, rows.length));
  rows.push(...completeness(context, rows.length));
  rows.push(...notes(context));
  return {
    name: OVERVIEW,
    columns: Array.from({ length: OVERVIEW_WIDTH }, () => ({ width: 11 })),
    rows,
    print: { paper: 'A4', landscape: true, fitWidth: true, footer: context.round?.title ?? context.form.title },
    tabColor: 'FF1F3864',
  };
}

function titleBlock({ round, form, created }: SummaryContext): RowModel[] {
  const period =
    round?.dataPeriod && `Kỳ số liệu: từ ${formatDay(round.dataPeriod.from)} đến ${formatDay(round.dataPeriod.to)}`;
  const facts = [
    round && `Tỉnh ${round.province.name}`.replace(/^Tỉnh (thành phố|tỉnh) /i, '$1 '),
    period,
    round?.deadline && `Hạn gửi: ${formatDay(round.deadline)}`,
    `Lập lúc ${formatInstant(created)}`,
  ];
  return [
    wide('BẢNG TỔNG HỢP SỐ LIỆU', 'title'),
    wide(round?.title ?? form.title, 'heading'),
    wide(facts.filter(Boolean).join('  ·  '), 'subtitle'),
    GAP,
  ];
}

/** Six counts in a row, live over the sheet of submissions. */
function cards({ lines, refused }: SummaryContext): RowModel[] {
  const ranges = submissionRanges(lines.length);
  const inState = (...states: readonly SendingState[]) => ({
    value: lines.filter(({ sending }) => states.includes(sending.state)).length,
    formula: states.map((state) => `COUNTIF(${ranges.state},"${STATES[state]}")`).join('+'),
  });
  const inTime = (time: Timeliness) => ({
    value: lines.filter(({ sending }) => sending.timeliness === time).length,
    formula: `COUNTIF(${ranges.time},"${TIMES[time]}")`,
  });
  const shown = [
    { name: 'Phải gửi', value: lines.length, formula: `COUNTA(${ranges.code})` },
    { name: 'Đã nhận', ...inState('accepted', 'accepted with warnings') },
    { name: 'Cần sửa', ...inState('needs correction') },
    { name: 'Chưa rõ tệp', ...inState('order unknown') },
    { name: 'Chưa gửi', ...inState('missing') },
    { name: 'Gửi muộn', ...inTime('late') },
  ];
  return [
    { cells: shown.flatMap(({ value, formula }) => spanning({ value, formula, style: 'strong', format: '#,##0' }, 2)) },
    { cells: shown.flatMap(({ name }) => spanning(text(name, 'head'), 2)) },
    ...(refused.length > 0
      ? [
          wide(
            `Ngoài ra có ${refused.length} tệp không đọc được hoặc không nhận, xem cuối trang ${SUBMISSIONS}.`,
            'subtitle',
          ),
        ]
      : []),
    GAP,
  ];
}

const MOST_NAMES = 60;

/** Named before any figure is shown. */
function notCounted({ lines, strangers, figures }: SummaryContext): RowModel[] {
  const communes = (some: readonly CommuneLine[]): Commune[] => some.map(({ commune }) => commune);
  const inState = (state: SendingState) => communes(lines.filter(({ sending }) => sending.state === state));
  const partly = inState('needs correction');
  const groups = [
    { what: 'Chưa gửi', who: inState('missing') },
    { what: 'Có nhiều tệp, chưa rõ tệp nào mới nhất nên chưa tính', who: inState('order unknown') },
    { what: 'Có trong số liệu, trừ các ô có lỗi', who: partly },
    { what: 'Đã gửi nhưng không có trong danh sách phải gửi, không tính', who: communes(strangers) },
  ].filter(({ who }) => who.length > 0);
  const counted = lines.length - figures.withoutReturn.length;
  const opening = `Số liệu toàn tỉnh gồm phiếu của ${counted}/${lines.length} đơn vị.`;
  return [
    wide('Đơn vị chưa có hoặc chưa đủ trong số liệu', 'section'),
    wide(groups.length === 0 ? `${opening} Không thiếu đơn vị nào.` : opening, 'label'),
    ...groups.map(({ what, who }) => ({
      cells: [...spanning(text(`${what} (${who.length})`, 'heading'), 4), ...spanning(text(named(who, MOST_NAMES)), 8)],
    })),
    GAP,
  ];
}

function completeness({ form, figures }: SummaryContext, above: number): RowModel[] {
  const asked = figures.completeness.filter((part) => part.asked > 0);
  if (asked.length === 0) return [];
  const titleOf = (part: SectionCompleteness) => {
    const section = form.sections.find(({ key }) => key === part.key);
    return [section?.code ?? '', section?.title ?? ''] as const;
  };
  return [
    wide('Mức đầy đủ của các phiếu đã nhận, theo phần', 'section'),
    {
      cells: [
        text('Phần', 'head'),
        ...head('Tên', 5),
        ...head('Ô đã trả lời', 1),
        ...head('Ô phải trả lời', 1),
        text('Tỷ lệ', 'head'),
        ...head('', 3),
      ],
    },
    ...asked.map((part, index): RowModel => {
      const row = above + 3 + index;
      const [code, title] = titleOf(part);
      return {
        cells: [
          text(code, 'centre'),
          ...spanning(text(title), 5),
          count(part.answered),
          count(part.asked),
          {
            value: part.answered / part.asked,
            formula: `G${row}/H${row}`,
            style: 'heading',
            align: 'right',
            format: '0%',
          },
          ...spanning(barCell(`I${row}`, part.answered / part.asked), 3),
        ],
      };
    }),
    GAP,
  ];
}

const METHOD = [
  'Mỗi đơn vị chỉ tính một phiếu: phiếu mới nhất đã được nhận; nếu chưa có thì phiếu mới nhất, trừ các ô có lỗi và tỷ lệ dùng các ô đó.',
  'Tỷ lệ toàn tỉnh = tổng tử số / tổng mẫu số của các đơn vị có đủ cả hai số liệu hợp lệ; không lấy trung bình các tỷ lệ.',
  'Tỷ lệ chỉ được ghi sẵn, không kèm tử số và mẫu số, thì chỉ nêu phân bố (nhỏ nhất, trung vị, lớn nhất), không cộng.',
  'Ô trống, số 0, "Không phát sinh" và "Không áp dụng" là bốn câu trả lời khác nhau: "Không phát sinh" tính là 0; ô trống và "Không áp dụng" không tính.',
  'Số liệu không cùng cách tính (ví dụ khác mức độ tài khoản, khác mẫu số) thì cộng riêng từng nhóm, không cộng chung.',
  'Số liệu được nêu là khác thường khi lệch hơn 3,5 lần độ lệch thường gặp của các đơn vị cùng loại (tính theo trung vị), hoặc của mức thay đổi so với kỳ trước; đó là gợi ý để xem lại, số liệu vẫn được tính.',
  'Mẫu số bằng 0 là không có trường hợp nào (–), không phải 0% hay 100%.',
];

function notes({ form, figureOf }: SummaryContext): RowModel[] {
  const days = form.indicators.flatMap((indicator) => {
    const result = indicator.presence === 'optional' ? undefined : figureOf.get(indicator.key)?.result;
    const differ = result?.kind === 'days' && result.counted.length > 1;
    return differ ? [`${indicator.code} ${labelUnderHeading(indicator, form)}: ${daysInWords(result)}`] : [];
  });
  return [
    ...list('Ngày của số liệu khác nhau giữa các đơn vị', days),
    ...pausedRules(form),
    ...list('Cách tính', METHOD),
  ];
}

/** Why a rule is not asked of the communes, by the kinds of reason that a form can give. */
const PAUSES: readonly { readonly title: string; readonly reasonOf: (rule: Rule) => string | undefined }[] = [
  { title: 'Quy tắc kiểm tra đang tắt', reasonOf: ({ off }) => off },
  { title: 'Quy tắc đang chạy thử, chỉ nêu với tỉnh, chưa nêu với đơn vị', reasonOf: ({ trial }) => trial },
];

function pausedRules({ rules }: Form): RowModel[] {
  return PAUSES.flatMap(({ title, reasonOf }) => {
    const paused = rules.flatMap((rule) => {
      const reason = reasonOf(rule);
      return reason === undefined ? [] : [`${rule.id} (${rule.says}): ${reason}`];
    });
    return list(title, paused);
  });
}

const list = (title: string, lines: readonly string[]): RowModel[] =>
  lines.length === 0 ? [] : [wide(title, 'section'), ...lines.map((line) => wide(`- ${line}`, 'text')), GAP];
