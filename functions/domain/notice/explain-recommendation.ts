/** Why a recommendation is proposed or not: sentences for the inspector, with the figures and where they stand. */

import { references } from '../expression/tree.ts';
import { type Indicator, isInput, isNumeric, type Recommendation } from '../form/form.ts';
import { type Answer, answerOf } from '../submission/answers.ts';
import { sheetReference } from '../workbook/workbook-data.ts';
import { cellsOf, type FigureSource } from './figure-source.ts';
import { nameInProse, placesInProse } from './name-in-prose.ts';
import { printFigure } from './print-figure.ts';
import type { GroundFigure } from './recommendation.ts';

export const ALWAYS = 'Luôn có trong thông báo.';
export const INSPECTORS_CHOICE = 'Do Đoàn kiểm tra lựa chọn.';

/** The cells shown as ground: those the form names, else those its condition speaks of. Optional blanks say nothing. */
export function groundCells({ ground, when }: Recommendation, source: FigureSource): readonly Indicator[] {
  const codes = ground.length > 0 || !when ? ground : references(when);
  const isTelling = (cell: Indicator): boolean =>
    answerOf(source.answers, cell).state !== 'missing' ||
    printFigure(cell, source) !== undefined ||
    (isInput(cell) && cell.presence !== 'optional');
  return [...new Set(codes)].flatMap((code) => cellsOf(code, source.form)).filter(isTelling);
}

/** One figure of the ground, as printed. */
export function groundFigure(cell: Indicator, source: FigureSource): GroundFigure {
  const answer = answerOf(source.answers, cell);
  const printed = printFigure(cell, source) ?? EMPTY_WORDS[answer.state];
  const { at } = answer;
  const value = isNumeric(cell.type) && !source.unsound.has(cell.key) ? source.scope.value(cell.code) : undefined;
  return {
    key: cell.key,
    code: cell.code,
    label: nameInProse(cell, source.form),
    printed,
    ...(typeof value === 'number' ? { value } : {}),
    ...(at ? { cell: sheetReference(at.sheet, at.address) } : {}),
  };
}

const EMPTY_WORDS: Readonly<Record<Answer['state'], string>> = {
  value: 'không phát sinh', // a ratio of no cases
  nil: 'không phát sinh',
  notApplicable: 'không áp dụng',
  missing: 'chưa có số liệu',
  unreadable: 'chưa đọc được',
};

/** "Số liệu trang “3. TTHC”: 3.10 Giải quyết trễ hạn: 16 (ô E24); …." per sheet; nothing where there are no cells. */
export function figuresInProse(cells: readonly Indicator[], source: FigureSource): string {
  const sheetOf = (cell: Indicator) => answerOf(source.answers, cell).at?.sheet;
  const sheets = [...new Set(cells.map(sheetOf))];
  const sentences = sheets.map((sheet) => {
    const figures = cells.filter((cell) => sheetOf(cell) === sheet).map((cell) => figureInProse(cell, source));
    return `Số liệu${sheet ? ` trang “${sheet}”` : ''}: ${figures.join('; ')}.`;
  });
  return sentences.join(' ');
}

function figureInProse(cell: Indicator, source: FigureSource): string {
  const { code, label, printed } = groundFigure(cell, source);
  const { at } = answerOf(source.answers, cell);
  return `${code} ${label}: ${printed}${at ? ` (ô ${at.address})` : ''}`;
}

/** "Chưa xác định được vì 3.12 … còn để trống (ô E27, …); 9.5.a … đang có lỗi, ghi “23” (ô E90, …)…." */
export function gapsInProse(gaps: readonly Indicator[], source: FigureSource): string {
  const parts = gaps.map((cell) => {
    const { state, typed, at } = answerOf(source.answers, cell);
    const fault = state === 'missing' ? 'còn để trống' : `đang có lỗi, ghi “${typed}”`;
    return `${cell.code} ${nameInProse(cell, source.form)} ${fault}${at ? ` (${placesInProse([at])})` : ''}`;
  });
  return `Chưa xác định được vì ${parts.join('; ')}. Hãy xác minh trước khi chọn.`;
}
