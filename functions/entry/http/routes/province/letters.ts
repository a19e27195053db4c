/** The page of a round's letters and of its notice to all communes. */
import { Hono } from 'hono';
import type { Service } from '../../../../service/service.ts';
import type { Env } from '../../context.ts';
import { lettersPage } from '../../pages/province/letters-page.ts';
import { type OfficerPages, placeOf } from './officer-pages.ts';

export function lettersRoutes({ register: { letters } }: Service, { shown }: OfficerPages): Hono<Env> {
  return new Hono<Env>().get('/:round/van-ban', (context) =>
    shown(context, async (person) => {
      const { round } = placeOf(context);
      const { record, reminders } = await letters.current(round);
      return lettersPage({ person, record, reminders, hasIssuer: record.round.notice !== undefined });
    }),
  );
}
