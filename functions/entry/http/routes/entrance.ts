/** The front door: who comes with an officer's link goes in, who comes without is told what to do; help; health. */
import { Hono } from 'hono';
import { Problem } from '../../../problems.ts';
import type { Service } from '../../../service/service.ts';
import type { Env } from '../context.ts';
import { entrancePage, signInRefusedPage } from '../pages/entrance-page.ts';
import { helpForClerks, helpForOfficers } from '../pages/help-page.ts';
import { paths } from '../paths.ts';
import { requireSame, type SignIn } from '../sign-in.ts';
import { readFields } from '../uploads.ts';

export function entranceRoutes({ healthy }: Service, entrance: SignIn): Hono<Env> {
  return new Hono<Env>()
    .get('/', async (context) =>
      (await entrance.session(context))
        ? context.redirect(paths.rounds(), 303)
        : context.html(entrancePage(entrance.byGoogle)),
    )
    .get(paths.signIn(), (context) => {
      context.header('cache-control', 'no-store');
      return context.redirect(entrance.begin(context), 303);
    })
    .get(paths.signInReturn(), async (context) => {
      context.header('cache-control', 'no-store');
      try {
        await entrance.finish(context);
      } catch (error) {
        if (!(error instanceof Problem) || !entrance.byGoogle) throw error;
        return context.html(signInRefusedPage(error.message, context.get('requestId')), error.status as 401);
      }
      return context.redirect(paths.rounds(), 303);
    })
    .get('/vao/:token', async (context) => {
      await entrance.enter(context, context.req.param('token'));
      return context.redirect(paths.rounds(), 303);
    })
    .post('/ra', async (context) => {
      const found = await entrance.session(context);
      if (found) requireSame((await readFields(context)).text('csrf'), found.csrf);
      await entrance.leave(context);
      return context.redirect(paths.home(), 303);
    })
    .get('/tro-giup/don-vi', (context) => context.html(helpForClerks()))
    .get('/tro-giup/tinh', (context) => context.html(helpForOfficers()))
    .get('/suc-khoe', async (context) => {
      const problem = await healthy();
      return context.json(problem ? { state: problem.code } : { state: 'OK' }, problem ? 503 : 200);
    });
}
