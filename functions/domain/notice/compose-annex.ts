/** The annex of a notice: the figures that the commune reported, field by field. */

import { type Indicator, isNumeric } from '../form/form.ts';
import { answerOf } from '../submission/answers.ts';
import type { FigureSource } from './figure-source.ts';
import { nameInProse } from './name-in-prose.ts';
import type { Annex, AnnexGroup, AnnexRow } from './notice.ts';
import { printFigure } from './print-figure.ts';

/** Composes the annex; `undefined` where the form asks for none, or nothing was reported. */
export function composeAnnex(source: FigureSource): Annex | undefined {
  const { noticeAnnex: title, noticeFields } = source.form;
  if (title === undefined) return undefined;
  const groups = noticeFields.map((field, index): AnnexGroup => {
    const section = source.form.sections.find(({ code }) => code === field.section);
    const cells = source.form.indicators.filter((cell) => cell.section === section?.key && isNumeric(cell.type));
    return { number: index + 1, title: field.title, rows: cells.flatMap((cell) => rowOf(cell, source) ?? []) };
  });
  const filled = groups.filter(({ rows }) => rows.length > 0);
  return filled.length > 0 ? { title, groups: filled } : undefined;
}

/** What was left blank has no row. */
function rowOf(cell: Indicator, source: FigureSource): AnnexRow | undefined {
  const figure = figureOf(cell, source);
  if (figure === undefined) return undefined;
  const { code, unit = '' } = cell;
  const isPercent = unit === '%';
  return {
    code,
    label: nameInProse(cell, source.form),
    unit,
    figure: inTable(isPercent ? figure.replace(/%/g, '') : figure),
  };
}

/** Prose pads counts below ten, tables do not. */
const inTable = (figure: string): string => figure.replace(/^0(?=[1-9])/, '');

function figureOf(cell: Indicator, source: FigureSource): string | undefined {
  const { state } = answerOf(source.answers, cell);
  if (state === 'nil') return 'không phát sinh';
  if (state === 'notApplicable') return 'không áp dụng';
  return printFigure(cell, source);
}
