/** The communes' spreadsheets in a drive: how far they are, and the button that has them made. */
import { Hono } from 'hono';
import { Problem } from '../../../../problems.ts';
import type { Service } from '../../../../service/service.ts';
import type { Env } from '../../context.ts';
import { sheetsPage } from '../../pages/province/sheets-page.ts';
import { paths } from '../../paths.ts';
import { type OfficerPages, placeOf, type Show, saying } from './officer-pages.ts';

/** What has the sheets of a service. @throws Problem SHEETS_NOT_SET_UP */
export function sheetsOf({ sheets }: Pick<Service, 'sheets'>): NonNullable<Service['sheets']> {
  if (!sheets) throw new Problem('SHEETS_NOT_SET_UP');
  return sheets;
}

export function sheetsRoutes(service: Service, { shown, changed }: OfficerPages): Hono<Env> {
  const { rounds } = service.register;

  const show =
    (round: string): Show =>
    async (person, said) => {
      const status = await sheetsOf(service).status(round);
      return sheetsPage({ person, record: await rounds.read(round), status, ...said });
    };

  return new Hono<Env>()
    .get('/:round/trang-tinh', (context) => shown(context, show(placeOf(context).round)))
    .post('/:round/trang-tinh', (context) => {
      const { round } = placeOf(context);
      return changed(context, {
        right: 'manage',
        on: show(round),
        async make(_, { name }) {
          await sheetsOf(service).publish(round, name);
          return saying(paths.sheets(round), 'trang-tinh');
        },
      });
    });
}
