/** A round beside the one before it, and one of its summaries beside another. */
import { Hono } from 'hono';
import type { Service } from '../../../../service/service.ts';
import type { SummaryFigures } from '../../../../use-cases/register/build-summary.ts';
import type { Env } from '../../context.ts';
import { comparePage } from '../../pages/province/compare-page.ts';
import { compareRoundsPage } from '../../pages/province/compare-rounds-page.ts';
import { type OfficerPages, placeOf } from './officer-pages.ts';

export function compareRoutes({ register }: Service, { shown }: OfficerPages): Hono<Env> {
  const { rounds, forms, takeAway, changes } = register;

  return new Hono<Env>()
    .get('/:round/thay-doi', (context) =>
      shown(context, async (person) => {
        const span = { from: context.req.query('tu'), to: context.req.query('den') };
        return comparePage(person, await changes(placeOf(context).round, span));
      }),
    )
    .get('/:round/so-ky-truoc', (context) =>
      shown(context, async (person) => {
        const { round } = await rounds.read(placeOf(context).round);
        const form = await forms.load(round.form, round.version);
        const { bytes } = await takeAway.summary(round.id, 'figures');
        const { comparison } = JSON.parse(new TextDecoder().decode(bytes)) as SummaryFigures;
        return compareRoundsPage({ person, round, form, comparison });
      }),
    );
}
