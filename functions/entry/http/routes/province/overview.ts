/** What there is to see of a round: the state of its communes, its figures, its log. */
import { Hono } from 'hono';
import { dayOf } from '../../../../domain/text/instant.ts';
import type { Service } from '../../../../service/service.ts';
import type { SummaryFigures } from '../../../../use-cases/register/build-summary.ts';
import type { Env } from '../../context.ts';
import { figuresPage } from '../../pages/province/figures-page.ts';
import { logPage } from '../../pages/province/log-page.ts';
import { statePage } from '../../pages/province/state-page.ts';
import { paths } from '../../paths.ts';
import { type OfficerPages, placeOf } from './officer-pages.ts';

export function overviewRoutes({ register }: Service, { shown }: OfficerPages): Hono<Env> {
  const { rounds, forms, status, log, takeAway, scores, clock, summaryState } = register;

  return new Hono<Env>()
    .get('/:round', (context) =>
      shown(context, async (person) => {
        const { round } = placeOf(context);
        const state = await status(round, dayOf(clock()));
        const { stored, fresh } = await summaryState(round);
        const summary = stored && { builtAt: stored.builtAt, etag: stored.etag, fresh };
        const [hasNotices, hasScores] = [await takeAway.hasNotices(round), await scores.hasScores(round)];
        return statePage({ person, status: state, summary, hasNotices, hasScores });
      }),
    )
    .get('/:round/so-lieu', (context) =>
      shown(context, async (person) => {
        const record = await rounds.read(placeOf(context).round);
        const form = await forms.load(record.round.form, record.round.version);
        const { bytes } = await takeAway.summary(record.round.id, 'figures');
        const figures = JSON.parse(new TextDecoder().decode(bytes)) as SummaryFigures;
        return figuresPage({ person, record, form, figures });
      }),
    )
    .get('/:round/nhat-ky', (context) =>
      shown(context, async (person) => {
        const { round } = placeOf(context);
        const { entries, older } = await log(round, context.req.query('truoc'));
        const link = older && `${paths.log(round)}?truoc=${encodeURIComponent(older)}`;
        return logPage({ person, record: await rounds.read(round), entries, older: link });
      }),
    );
}
