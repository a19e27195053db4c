/** All rounds, and a new one. */
import { Hono } from 'hono';
import type { Service } from '../../../../service/service.ts';
import type { Env } from '../../context.ts';
import { roundsPage } from '../../pages/province/rounds-page.ts';
import { paths } from '../../paths.ts';
import { roundOfFields } from '../../round-of-fields.ts';
import { type OfficerPages, type Show, saying } from './officer-pages.ts';

export function roundsRoutes({ register, readRound }: Service, { shown, changed }: OfficerPages): Hono<Env> {
  const { rounds, forms } = register;

  const show: Show = async (person, said) => {
    const listed = await forms.list();
    const titled = await Promise.all(
      listed.map(async ({ id, versions }) => ({ id, versions, title: (await forms.load(id)).title })),
    );
    return roundsPage({ person, rounds: await rounds.list(), forms: titled, ...said });
  };

  return new Hono<Env>()
    .get('/', (context) => shown(context, show))
    .post('/', (context) =>
      changed(context, {
        right: 'manage',
        on: show,
        async make(fields, { name }) {
          const file = await fields.file('tep');
          const round = file ? await readRound(file.bytes, file.name) : roundOfFields(fields);
          await rounds.create(round, name);
          return saying(paths.settings(round.id), 'tao-dot');
        },
      }),
    );
}
