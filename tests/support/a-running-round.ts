/** The round that tests of the running service work on, and the workbooks its communes send. */
import { join } from 'node:path';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import type { Round } from '../../functions/domain/round/round.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { type Example, fillExample } from '../../functions/domain/template/fill-example.ts';
import { dayOf } from '../../functions/domain/text/instant.ts';
import { FORMS_FOLDER, systemClock } from '../../functions/wiring.ts';

/** The two communes whose figures were published. */
export const BINH_DUONG = '21733';
export const AL_BA = '23954';

const forms = formFolder(FORMS_FOLDER);
const form = await forms.load('kiem-tra-cchc-2025', 1);
const examples = await readExamples(join(FORMS_FOLDER, form.id, 'v1', 'example'));
if (!examples) throw new Error('no examples');
const { returns, round: published } = examples;

/** The day so many days from today, in Vietnam. */
export const dayFromToday = (days: number): string =>
  new Date(Date.parse(`${dayOf(systemClock())}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The published round with a deadline that is thirty days away, whenever the test runs. */
export const theRound: Round = { ...published, deadline: dayFromToday(30) };

/** Bình Dương, Al Bá, and `more` made-up communes with codes from 90001. */
export function theRoster(more = 0): readonly Commune[] {
  const madeUp = Array.from({ length: more }, (_, index): Commune => {
    const code = String(90_001 + index);
    return { code, name: `Thử ${index + 1}`, type: 'xã', province: published.province.name };
  });
  return [...returns.map(({ commune }) => commune), ...madeUp];
}

/**
 * The workbook that a commune sends in `round`: its published figures (those of Bình Dương for a made-up commune), with some typed otherwise:
 * `{ '8.3': '8' }` is sound, `{ '3.2': '1.441' }` has an error. It carries no signature, as a workbook made without a service.
 */
export async function returnOf(
  code: string,
  values: Readonly<Record<string, string>> = {},
  round: Round = theRound,
): Promise<Uint8Array> {
  const example = exampleOf(code);
  const { answers, strays } = fillExample(form, { ...example, values: { ...example.values, ...values } });
  const { commune } = example;
  return writeXlsx(composeTemplate({ form, commune, round, answers, strays, created: '2025-10-10T02:00:00Z' }));
}

function exampleOf(code: string): Example {
  const own = returns.find(({ commune }) => commune.code === code);
  if (own) return own;
  const { values, notes, source } = returns.find(({ commune }) => commune.code === BINH_DUONG) as Example;
  const commune = {
    code,
    name: `Thử ${Number(code) - 90_000}`,
    type: 'xã',
    province: published.province.name,
  } as const;
  return { values, notes, source, commune };
}
