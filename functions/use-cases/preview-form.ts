/** What would come of a form: its blank workbook, one filled in, and a notice, before anything is published. */

import type { Form } from '../domain/form/form.ts';
import { composeNotice } from '../domain/notice/compose-notice.ts';
import { noticeWords } from '../domain/notice/notice-words.ts';
import { recommend } from '../domain/notice/recommend.ts';
import type { Commune } from '../domain/round/commune.ts';
import type { Round } from '../domain/round/round.ts';
import type { Answers } from '../domain/submission/answers.ts';
import type { Submission } from '../domain/submission/submission.ts';
import { blankTemplate } from '../domain/template/blank.ts';
import { composeTemplate } from '../domain/template/compose-template.ts';
import { type Example, fillExample } from '../domain/template/fill-example.ts';
import { sampleAnswers } from '../domain/template/sample-answers.ts';
import type { Clock } from '../ports/clock.ts';
import type { FormLibrary } from '../ports/form-library.ts';
import type { OutputFolder } from '../ports/output-folder.ts';
import type { ReadWorkbook } from '../ports/read-workbook.ts';
import type { NoticeTemplate } from '../ports/render-notice.ts';
import type { WriteWorkbook } from '../ports/write-workbook.ts';
import { checkReturn } from './check-return.ts';

export interface PreviewNeeds {
  readonly readWorkbook: ReadWorkbook;
  readonly writeWorkbook: WriteWorkbook;
  readonly clock: Clock;
}

export interface PreviewInput {
  readonly form: Form;
  readonly notice?: NoticeTemplate;
  /** Published figures to fill in; without them every cell gets a sample value. */
  readonly example?: Example;
  readonly round?: Round;
}

const SAMPLE_COMMUNE: Commune = { code: '00000', name: 'Mẫu', type: 'xã', province: '' };
const SAMPLE_WARD: Commune = { ...SAMPLE_COMMUNE, type: 'phường' };

/** Writes the preview of `form`, which need not be in the library. */
export function previewForm({ readWorkbook, writeWorkbook, clock }: PreviewNeeds) {
  return async ({ form, notice, example, round }: PreviewInput, output: OutputFolder): Promise<void> => {
    const commune = example?.commune ?? SAMPLE_COMMUNE;
    const filled = example ? fillExample(form, example) : { answers: sampleAnswers(form) };
    const bytes = await writeWorkbook(composeTemplate({ form, commune, round, ...filled, created: clock() }));
    await output.write('mau.xlsx', await writeWorkbook(blankTemplate(form)));
    await output.write('mau-da-dien.xlsx', bytes);
    const settings = round?.notice;
    if (!notice || !settings) return;
    const check = checkReturn({ forms: onlyForm(form), readWorkbook, sha256: () => '' });
    const noticeOf = (submission: Submission): Uint8Array => {
      const words = noticeWords(submission.commune, settings);
      const recommendations = recommend(form, submission, { constants: round.constants, words });
      return notice.render(composeNotice({ form, submission, recommendations, round: { ...round, notice: settings } }));
    };
    await output.write('thong-bao-mau.docx', noticeOf(await check({ name: 'mau-da-dien.xlsx', bytes })));
    for (const [name, answers] of Object.entries({
      'phuong-du-so-lieu': sampleAnswers(form),
      'phuong-it-so-lieu': NONE,
    })) {
      const sample = await writeWorkbook(
        composeTemplate({ form, commune: SAMPLE_WARD, round, answers, created: clock() }),
      );
      await output.write(`thong-bao-mau-${name}.docx`, noticeOf(await check({ name: `${name}.xlsx`, bytes: sample })));
    }
  };
}

/** Nothing was answered: the notice says so, field by field. */
const NONE: Answers = new Map();

const onlyForm = (form: Form): FormLibrary => ({
  load: async () => form,
  list: async () => [{ id: form.id, versions: [form.version] }],
  noticeTemplate: async () => undefined,
});
