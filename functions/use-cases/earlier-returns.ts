/** Returned workbooks of the round before, for the templates of the next: per commune the one that counts. */
import type { Form } from '../domain/form/form.ts';
import { chooseInForce } from '../domain/submission/in-force.ts';
import { formOfAnswers, type RefusedFile, type Submission } from '../domain/submission/submission.ts';
import type { PreviousReturn } from '../domain/template/previous-period.ts';
import type { FormLibrary } from '../ports/form-library.ts';
import type { FileReference, ReturnDesk } from '../ports/return-desk.ts';
import { Problem } from '../problems.ts';

export interface EarlierReturns {
  /** By commune code. */
  readonly byCommune: ReadonlyMap<string, PreviousReturn>;
  /** Files that give nothing to compare with, and why. */
  readonly refused: readonly RefusedFile[];
}

/** Reads `files` as returns of `form`, in any of its versions. */
export function earlierReturns({ forms, desk }: { readonly forms: FormLibrary; readonly desk: ReturnDesk }) {
  return async (form: Form, files: readonly FileReference[]): Promise<EarlierReturns> => {
    const checked = await Promise.all(files.map((file) => desk.check(file)));
    const submissions = checked.flatMap((each) => ('submission' in each ? [each.submission] : []));
    const own = submissions.filter(({ identity }) => identity.form === form.id);
    const others = submissions.filter(({ identity }) => identity.form !== form.id);
    const byCommune = new Map<string, PreviousReturn>();
    for (const [code, group] of Map.groupBy(own, ({ commune }) => commune.code)) {
      const { inForce } = chooseInForce(group);
      if (inForce) byCommune.set(code, await withForm(inForce));
    }
    return {
      byCommune,
      refused: [...checked.flatMap((each) => ('refused' in each ? [each.refused] : [])), ...others.map(ofOtherForm)],
    };

    async function withForm(submission: Submission): Promise<PreviousReturn> {
      const answersOf = formOfAnswers(submission);
      return { submission, form: await forms.load(answersOf.form, answersOf.version) };
    }

    function ofOtherForm({ file, identity }: Submission): RefusedFile {
      const { code, message } = new Problem('RETURN_OF_OTHER_FORM', { found: identity.form, expected: form.id });
      return { file, code, sentence: message };
    }
  };
}
