/** What moved between two summaries of a round, for programs: `?from=` and `?to=` are instants, ISO 8601. */
import { type Context, Hono } from 'hono';
import { movedWorkbook } from '../../../domain/summary/moved-sheet.ts';
import type { Service } from '../../../service/service.ts';
import type { Env } from '../context.ts';
import { attachment } from '../replies.ts';
import { requireOfficer, type SignIn } from '../sign-in.ts';

export function compareApi({ register, writeWorkbook }: Service, entrance: SignIn): Hono<Env> {
  const asked = async (context: Context) => {
    requireOfficer(await entrance.caller(context), 'read');
    const span = { from: context.req.query('from'), to: context.req.query('to') };
    return register.changes(context.req.param('round') ?? '', span);
  };

  return new Hono<Env>()
    .get('/rounds/:round/changes', async (context) => {
      const { changes, kept } = await asked(context);
      return context.json({ ...changes, kept });
    })
    .get('/rounds/:round/changes.xlsx', async (context) => {
      const { changes, form, round } = await asked(context);
      const bytes = await writeWorkbook(movedWorkbook({ changes, form, title: round.title }));
      return attachment(context, { name: `thay-doi-${round.id}.xlsx`, bytes });
    });
}
