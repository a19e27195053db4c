/** One commune's return before the province: seen, approved, sent back, another version chosen; its deadline and link. */
import { Hono } from 'hono';
import { readDay } from '../../../../domain/text/day.ts';
import { Problem } from '../../../../problems.ts';
import type { Service } from '../../../../service/service.ts';
import type { Reviewed } from '../../../../use-cases/register/review-submission.ts';
import type { Ctx, Env } from '../../context.ts';
import type { Done } from '../../pages/done-words.ts';
import { linksPage } from '../../pages/province/links-page.ts';
import { returnPage } from '../../pages/province/return-page.ts';
import { paths } from '../../paths.ts';
import type { Fields } from '../../uploads.ts';
import { versionAsked } from '../commune.ts';
import { type Next, type OfficerPages, placeOf, type Show, saying } from './officer-pages.ts';

export function returnsRoutes({ register, config }: Service, { shown, changed }: OfficerPages): Hono<Env> {
  const { rounds, links, review, readReturn, takeAway, access } = register;

  const show =
    (round: string, code: string, version?: number): Show =>
    async (person, said) => {
      const view = await readReturn(round, code, version);
      const hasLink = await access.hasLink({ kind: 'commune', round, commune: code });
      return returnPage({ person, view, hasLink, hasNotices: await takeAway.hasNotices(round), ...said });
    };

  /** A step of review, on the version that the form was shown with. */
  const reviewing = (what: Done, step: (reviewed: Reviewed, fields: Fields) => Promise<void>) => (context: Ctx) => {
    const { round, code } = placeOf(context);
    return changed(context, {
      right: 'review',
      on: show(round, code),
      async make(fields, { name }) {
        await step({ round, commune: code, version: Number(fields.text('version')), who: name }, fields);
        return saying(paths.return(round, code), what);
      },
    });
  };

  type Managed = { readonly round: string; readonly code: string; readonly who: string };
  const managing = (make: (managed: Managed, fields: Fields) => Promise<Done | Next>) => (context: Ctx) => {
    const { round, code } = placeOf(context);
    return changed(context, {
      right: 'manage',
      on: show(round, code),
      make: (fields, person) => make({ round, code, who: person.name }, fields),
    });
  };

  return new Hono<Env>()
    .get('/:round/don-vi/:code', (context) => {
      const { round, code } = placeOf(context);
      return shown(context, show(round, code, versionAsked(context)));
    })
    .post(
      '/:round/don-vi/:code/duyet',
      reviewing('duyet', (reviewed) => review.approve(reviewed)),
    )
    .post(
      '/:round/don-vi/:code/tra-lai',
      reviewing('tra-lai', (reviewed, fields) => review.sendBack(reviewed, fields.text('comment'))),
    )
    .post(
      '/:round/don-vi/:code/chon-ban',
      reviewing('chon-ban', (reviewed, fields) => review.putInForce(reviewed, fields.text('reason'))),
    )
    .post(
      '/:round/don-vi/:code/gia-han',
      managing(async ({ round, code, who }, fields) => {
        const day = readDay(fields.text('deadline'));
        if (!day) throw new Problem('REQUEST_MALFORMED', { where: 'hạn mới' });
        await rounds.extend(round, code, day, who);
        return saying(paths.return(round, code), 'gia-han');
      }),
    )
    .post(
      '/:round/don-vi/:code/thu-hoi-duong-dan',
      managing(async ({ round, code, who }) => {
        await links.revoke(round, code, who);
        return saying(paths.return(round, code), 'thu-hoi');
      }),
    )
    .post('/:round/don-vi/:code/cap-lai-duong-dan', (context) => {
      const { round, code } = placeOf(context);
      return changed(context, {
        right: 'manage',
        on: show(round, code),
        async make(_fields, person) {
          const issued = await links.forOne(round, code, person.name);
          return { page: linksPage({ person, record: await rounds.read(round), issued, publicUrl: config.publicUrl }) };
        },
      });
    });
}
