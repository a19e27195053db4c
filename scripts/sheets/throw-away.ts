/** A round that nobody takes part in, and the published commune that plays the clerk's in it. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import type { Round } from '../../functions/domain/round/round.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { FORMS_FOLDER, type localTools } from '../../functions/wiring.ts';
import { answersOf, type Typed, typedOf } from './clerk.ts';

const FORM = { id: 'kiem-tra-cchc-2025', version: 1 } as const;

export interface ThrowAway {
  readonly form: Form;
  readonly round: Round;
  readonly commune: Commune;
  readonly typed: readonly Typed[];
  /** The workbook as the commune gets it in a drive. */
  readonly blank: WorkbookModel;
  /** What was typed, in a workbook of our own. */
  readonly own: WorkbookModel;
}

/** Prepares it; its marks are those of no other. */
export async function throwAway({ forms, clock }: ReturnType<typeof localTools>): Promise<ThrowAway> {
  const form = await forms.load(FORM.id, FORM.version);
  const examples = await readExamples(join(FORMS_FOLDER, FORM.id, `v${FORM.version}`, 'example'));
  const example = examples?.returns.find(({ commune }) => commune.code === '21733');
  if (!examples || !example) throw new Error('the form has lost its example');
  const round = { ...examples.round, id: `thu-google-${randomUUID().slice(0, 8)}`, title: 'Thử Google Trang tính' };
  const { commune } = example;
  const typed = typedOf(form, example);
  const same = { form, commune, round, created: clock() };
  return {
    form,
    round,
    commune,
    typed,
    blank: composeTemplate({ ...same, inDrive: true }),
    own: composeTemplate({ ...same, answers: answersOf(form, typed) }),
  };
}
