/** What is allowed in a form but probably not meant: for the author to look at, never in the way. */

import { SELF_SECTION } from '../scoring/scoring.ts';
import { type Form, type Indicator, isNumeric } from './form.ts';
import type { FormFault } from './form-fault.ts';
import { rowPath } from './row-paths.ts';

/** Doubtful places of a form, in its order. */
export function hintForm(form: Form): readonly FormFault[] {
  // Scores are named after what they score.
  const figures = form.indicators.filter(({ section }) => section !== SELF_SECTION);
  return [...figures.flatMap((indicator) => indicatorHints(indicator, form)), ...numberingHints(form)];
}

function indicatorHints(indicator: Indicator, form: Form): FormFault[] {
  const { code, label, type, unit } = indicator;
  const path = rowPath(indicator, form);
  const hint = (sentence: string): FormFault => ({ path, sentence: `Chỉ tiêu ${code} "${label}": ${sentence}` });
  const isShare = type === 'ratio' || type === 'share';
  return [
    ...(/^tỷ lệ/iu.test(label) && isNumeric(type) && !isShare
      ? [hint(`gọi là tỷ lệ nhưng nhận số lượng (${unit || 'không có đơn vị'}). Hãy sửa tên hoặc loại.`)]
      : []),
    ...(/^(?:tổng )?số /iu.test(label) && isShare
      ? [hint('gọi là số lượng nhưng nhận tỷ lệ phần trăm. Hãy sửa tên hoặc loại.')]
      : []),
    ...(isNumeric(type) && /^-?$/.test(unit.trim()) ? [hint('chưa có đơn vị tính. Hãy ghi đơn vị.')] : []),
    ...(count(label, '(') !== count(label, ')') ? [hint('tên thiếu một dấu ngoặc. Hãy bổ sung.')] : []),
  ];
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** Numbers that jump: 4.1.1 followed by 4.1.5. */
function numberingHints(form: Form): FormFault[] {
  return form.sections.flatMap((section, index) => {
    const codes = section.rows.flatMap((row) =>
      row.kind === 'heading' ? [row.heading.code] : row.kind === 'indicator' ? [row.indicator.code] : [row.table.code],
    );
    return codes.flatMap((code) => {
      const before = previousSibling(code);
      if (before === undefined || codes.includes(before)) return [];
      return [
        { path: ['sections', index], sentence: `Số thứ tự ${code} không có ${before} đứng trước. Hãy đánh số lại.` },
      ];
    });
  });
}

/** "4.1.5" → "4.1.4"; the first of its level has none, nor do letters and years. */
function previousSibling(code: string): string | undefined {
  const match = /^(.*\.)(\d+)$/.exec(code);
  const number = Number(match?.[2]);
  return match && number > 1 && number < 1000 ? `${match[1]}${number - 1}` : undefined;
}
