/** Letters and the notice to all communes, as files. */
import { Hono } from 'hono';
import type { Service } from '../../../service/service.ts';
import type { Env } from '../context.ts';
import { attachment, streamed } from '../replies.ts';
import type { SignIn } from '../sign-in.ts';
import { requireOfficer } from '../sign-in.ts';

export function lettersApi({ register: { letters, report }, writeZip }: Service, entrance: SignIn): Hono<Env> {
  return new Hono<Env>()
    .get('/rounds/:round/letters.zip', async (context) => {
      requireOfficer(await entrance.caller(context), 'read');
      const round = context.req.param('round');
      return streamed(context, `cong-van-${round}.zip`, writeZip(await letters.all(round)));
    })
    .get('/rounds/:round/letters-list.docx', async (context) => {
      requireOfficer(await entrance.caller(context), 'read');
      return attachment(context, await letters.list(context.req.param('round')));
    })
    .get('/rounds/:round/letters/:name{[0-9]{5}\\.docx}', async (context) => {
      requireOfficer(await entrance.caller(context), 'read');
      return attachment(context, await letters.one(context.req.param('round'), context.req.param('name').slice(0, 5)));
    })
    .get('/rounds/:round/report.docx', async (context) => {
      requireOfficer(await entrance.caller(context), 'read');
      return attachment(context, await report(context.req.param('round')));
    });
}
