/** The communes' spreadsheets in a drive, for programs. */
import { Hono } from 'hono';
import type { Service } from '../../../service/service.ts';
import type { Env } from '../context.ts';
import { requireOfficer, type SignIn } from '../sign-in.ts';
import { sheetsOf } from './province/sheets.ts';

/** Tells how far they are, and has them made. */
export function sheetsApi(service: Service, entrance: SignIn): Hono<Env> {
  return new Hono<Env>()
    .get('/rounds/:round/sheets', async (context) => {
      requireOfficer(await entrance.caller(context), 'read');
      return context.json(await sheetsOf(service).status(context.req.param('round')));
    })
    .post('/rounds/:round/sheets', async (context) => {
      const { name } = requireOfficer(await entrance.caller(context), 'manage');
      const [sheets, round] = [sheetsOf(service), context.req.param('round')];
      await sheets.publish(round, name);
      return context.json(await sheets.status(round), 202);
    });
}
