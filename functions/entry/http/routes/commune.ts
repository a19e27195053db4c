/** A commune's page and what it does there. The link in the address is all the right it needs, and all it has. */
import { type Context, Hono } from 'hono';
import { dayOf } from '../../../domain/text/instant.ts';
import { Problem } from '../../../problems.ts';
import type { Register } from '../../../use-cases/register/register.ts';
import type { Ctx, Env } from '../context.ts';
import { type CommunePageView, communePage } from '../pages/commune-page.ts';
import { paths } from '../paths.ts';
import { attachment } from '../replies.ts';
import { uploadedFile } from '../uploads.ts';

export function communeRoutes(register: Register): Hono<Env> {
  const { access, readReturn, receive, check, takeAway, remediation, clock } = register;

  async function opened(context: Context) {
    const token = context.req.param('token') ?? '';
    const found = await access.open(token);
    if (found?.kind !== 'commune') throw new Problem('LINK_UNKNOWN');
    return { token, round: found.round, commune: found.commune };
  }

  type Opened = Awaited<ReturnType<typeof opened>>;

  async function show(
    context: Ctx,
    { token, round, commune }: Opened,
    more: Omit<CommunePageView, 'token' | 'view' | 'tasks' | 'today'> = {},
    status = 200,
  ) {
    const version = versionAsked(context);
    const view = await readReturn(round, commune, version);
    const tasks = await remediation.ownTasks(view.round.round, commune);
    context.header('cache-control', 'private, no-store');
    return context.html(communePage({ token, view, tasks, today: dayOf(clock()), ...more }), status as 200);
  }

  /** A refusal is said on the page itself, where the clerk can try again. */
  async function orSay(context: Ctx, who: Opened, work: () => Promise<Response>): Promise<Response> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      return show(context, who, { problem: error.message }, error.status);
    }
  }

  return new Hono<Env>()
    .get('/:token', async (context) => {
      const received = context.req.query('nhan');
      return show(context, await opened(context), received === 'new' || received === 'same' ? { received } : {});
    })
    .get('/:token/bieu-mau.xlsx', async (context) => {
      const { round, commune } = await opened(context);
      return attachment(context, await takeAway.template(round, commune));
    })
    .get('/:token/:name{ket-qua-[0-9]+\\.xlsx}', async (context) => {
      const { round, commune } = await opened(context);
      const version = Number(/\d+/.exec(context.req.param('name'))?.[0]);
      return attachment(context, await takeAway.annotated(round, commune, version));
    })
    .post('/:token/gui', async (context) => {
      const who = await opened(context);
      return orSay(context, who, async () => {
        const { name, bytes } = await uploadedFile(context);
        const { round, commune, token } = who;
        const sent = { round, commune, file: name, bytes, channel: 'web' as const, who: `đơn vị ${commune}` };
        const { outcome, receipt } = await receive(sent);
        const version = receipt?.kept?.version ?? 1;
        return context.redirect(`${paths.communeVersion(token, version)}&nhan=${outcome}#ket-qua`, 303);
      });
    })
    .post('/:token/kiem-tra-thu', async (context) => {
      const who = await opened(context);
      return orSay(context, who, async () => {
        const { name, bytes } = await uploadedFile(context);
        const { receipt } = await check({ round: who.round, commune: who.commune, file: name, bytes });
        return show(context, who, { tried: { file: name, receipt } });
      });
    });
}

/** `?ban=N`, where it is a version at all. */
export function versionAsked(context: Context, name = 'ban'): number | undefined {
  const text = context.req.query(name);
  return text && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
