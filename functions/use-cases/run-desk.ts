/** The work of a desk done here and now, one job after the other; threads run this same desk. */
import type { NoticeModel } from '../domain/notice/notice.ts';
import type { Round } from '../domain/round/round.ts';
import { formOfAnswers, type Submission } from '../domain/submission/submission.ts';
import type { FormLibrary } from '../ports/form-library.ts';
import type { NoticeTemplate } from '../ports/render-notice.ts';
import type { ReturnDesk } from '../ports/return-desk.ts';
import { Problem } from '../problems.ts';
import type { CheckReturn, Expected } from './check-return.ts';
import type { DraftLetter } from './draft-letter.ts';
import type { annotateReturn } from './make-template.ts';

export interface DeskNeeds {
  readonly forms: FormLibrary;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly checkReturn: CheckReturn;
  readonly annotate: ReturnType<typeof annotateReturn>;
  readonly noticeTemplate: (form: string, version: number) => Promise<NoticeTemplate>;
  readonly draftLetter: DraftLetter;
}

/** Opens a desk for returns that must belong to `expected`. */
export function runDesk(
  { forms, readFile, checkReturn, annotate, noticeTemplate, draftLetter }: DeskNeeds,
  expected: Expected,
): ReturnDesk {
  return {
    async check({ name, path }, round = expected.round) {
      try {
        return { submission: await checkReturn({ name, bytes: await readFile(path) }, { ...expected, round }) };
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return { refused: { file: name, code: error.code, sentence: error.message } };
      }
    },
    async annotate(submission: Submission) {
      const { form, version } = formOfAnswers(submission);
      return annotate(await forms.load(form, version), submission, expected.round);
    },
    async draftNotice(notice: NoticeModel) {
      const round = expected.round as Round;
      const template = await noticeTemplate(round.form, round.version);
      return template.render(notice);
    },
    draftLetter,
    async close() {},
  };
}
