/** What an empty service shows: the round of a form's published figures. */
import { join } from 'node:path';
import { readExamples } from '../functions/adapters/local-files/example-files.ts';
import { FORMS_FOLDER } from '../functions/adapters/local-files/this-machine.ts';
import { composeTemplate } from '../functions/domain/template/compose-template.ts';
import { fillExample } from '../functions/domain/template/fill-example.ts';
import type { Service } from '../functions/service/service.ts';
import type { Demonstration } from '../functions/use-cases/register/first-start.ts';

const DEMONSTRATED = join(FORMS_FOLDER, 'kiem-tra-cchc-2025', 'v1', 'example');

/** The published figures that lie beside a form. */
export async function demonstration({ register, writeWorkbook }: Service): Promise<Demonstration | undefined> {
  const examples = await readExamples(DEMONSTRATED);
  if (!examples) return undefined;
  const { round, returns } = examples;
  return {
    round,
    communes: returns.map(({ commune }) => commune),
    async fillIn(own, { code }) {
      const example = returns.find(({ commune }) => commune.code === code);
      if (!example) throw new Error(`no published figures of ${code}`);
      const form = await register.forms.load(own.form, own.version);
      const { answers, strays } = fillExample(form, example);
      const { commune } = example;
      return writeWorkbook(composeTemplate({ form, commune, round: own, answers, strays, created: register.clock() }));
    },
  };
}
