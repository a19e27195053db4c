/**
 * The workbook a commune gets, as a model: instructions with a live state line, one sheet per part of the form, and at the
 * end the hidden sheets of lists and identity. With answers it is the same workbook filled in.
 */

import type { Form } from '../form/form.ts';
import { IDENTITY_NAMES, IDENTITY_SHEET, inputName, type Layout, layOut } from '../form/layout.ts';
import { communeTitle } from '../round/commune.ts';
import type { Identity } from '../submission/submission.ts';
import { cellAddress } from '../workbook/workbook-data.ts';
import type { NameModel, SheetModel, WorkbookModel } from '../workbook/workbook-model.ts';
import { choiceLists } from './choice-lists.ts';
import { formSheet } from './form-sheet.ts';
import { guideSheet } from './guide-sheet.ts';
import { liveChecks } from './live-checks.ts';
import { previousPeriod } from './previous-period.ts';
import { sendNames } from './send-cell.ts';
import { standingVerdicts } from './standing-verdicts.ts';
import type { TemplateInput } from './template-input.ts';

/** Composes the workbook. The same input gives the same workbook. */
export function composeTemplate(input: TemplateInput): WorkbookModel {
  const { form, commune, round } = input;
  const layout = layOut(form);
  const lists = choiceLists(form);
  const checks = liveChecks(form, layout, lists, { constants: round?.constants, unitType: commune?.type });
  const standing = standingVerdicts(form, layout, input.answers ?? new Map(), input.findings ?? [], (rule) =>
    form.indicators.some((indicator) => checks.onlyServer(indicator).includes(rule)),
  );
  const previous = input.previous && previousPeriod(form, input.previous);
  const parts = layout.sheets.map((sheet) => formSheet(sheet, { ...input, layout, lists, checks, previous, standing }));
  const guide = guideSheet(layout, input, previous);
  const hidden = [...(lists.sheet ? [lists.sheet] : []), identitySheet(identityOf(input))];
  return {
    title: commune ? `${form.title} - ${communeTitle(commune)}` : form.title,
    sheets: [...(input.before ?? []), guide, ...parts, ...hidden],
    names: [...inputNames(form, layout), ...identityNames, ...sendNames(guide)],
    created: input.created,
  };
}

function identityOf({ form, round, roundId, commune, signature }: TemplateInput): Identity {
  const unit = commune && {
    commune: commune.code,
    communeName: commune.name,
    communeType: commune.type,
    province: commune.province,
  };
  return { form: form.id, version: form.version, round: round?.id ?? roundId, ...unit, signature };
}

function inputNames(form: Form, layout: Layout): readonly NameModel[] {
  return form.indicators.map(({ key }) => {
    const { sheet, row, column } = layout.placeOf(key);
    return { name: inputName(key), sheet, address: cellAddress(row, column) };
  });
}

const PARTS = Object.keys(IDENTITY_NAMES) as readonly (keyof typeof IDENTITY_NAMES)[];

const identityNames: readonly NameModel[] = PARTS.map((part, index) => ({
  name: IDENTITY_NAMES[part],
  sheet: IDENTITY_SHEET,
  address: cellAddress(index + 1, 2),
}));

function identitySheet(identity: Identity): SheetModel {
  const rows = PARTS.map((part) => ({
    cells: [{ value: IDENTITY_NAMES[part] }, { value: String(identity[part] ?? '') }],
  }));
  return { name: IDENTITY_SHEET, hidden: true, columns: [{ width: 20 }, { width: 40 }], rows };
}
