/** A return as a document: the largest form, filled in far more than anybody does, stays well under what a store takes. */
import { expect, test } from 'vitest';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import { toDocument } from '../../functions/domain/register/submission-document.ts';
import { MOST_DOCUMENT_BYTES } from '../../functions/ports/documents.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { aSubmission, withExplanation } from '../support/builders.ts';

/** Three lines of explanation, in every row. */
const LONG = 'Số liệu đúng: sau sáp nhập số có mặt cao hơn số được giao, đang sắp xếp lại theo đề án. '.repeat(3);

const forms = formFolder(FORMS_FOLDER);
const versions = (await forms.list()).flatMap(({ id, versions: numbers }) =>
  numbers.map((version) => ({ id, version })),
);

test.each(versions)('$id v$version: mọi ô đều ghi kín, dòng nào cũng giải trình', async ({ id, version }) => {
  const form = await forms.load(id, version);
  const document = JSON.stringify(toDocument(explainedThroughout(form)));
  const bytes = Buffer.byteLength(document);
  console.log(`${id} v${version}: ${form.indicators.length} chỉ tiêu, ${Math.ceil(bytes / 1000)} kB`);
  expect(bytes).toBeGreaterThan(2 * form.indicators.length * LONG.length);
  expect(bytes).toBeLessThan(MOST_DOCUMENT_BYTES / 2);
});

/** Words where a number should be are kept as they were typed, with a finding: more than a number takes. */
function explainedThroughout(form: Form) {
  const typed = Object.fromEntries(form.indicators.map(({ code }) => [code, LONG]));
  return form.indicators.reduce((sent, { key }) => withExplanation(form, sent, key, LONG), aSubmission(form, typed));
}
