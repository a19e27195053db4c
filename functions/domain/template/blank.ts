/** The blank of a form, as it lies beside its definition so that anyone can look. */
import type { Form } from '../form/form.ts';
import type { WorkbookModel } from '../workbook/workbook-model.ts';
import { composeTemplate } from './compose-template.ts';

/** Fixed, so that the same form gives the same file. */
export const BLANK_CREATED = '2025-01-01T00:00:00Z';

/** Composes the workbook without commune and round. */
export function blankTemplate(form: Form): WorkbookModel {
  return composeTemplate({ form, created: BLANK_CREATED });
}
