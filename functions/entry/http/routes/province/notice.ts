/** One commune's notice before the province: decided on, made final, taken back. */
import { Hono } from 'hono';
import type { Service } from '../../../../service/service.ts';
import type { Ctx, Env } from '../../context.ts';
import {
  MOST_REASON,
  noticeFields,
  sentIn,
  storedIn,
  type Typed,
  wishesIn,
} from '../../pages/province/notice-fields.ts';
import { noticePage } from '../../pages/province/notice-page.ts';
import { paths } from '../../paths.ts';
import { type OfficerPages, placeOf, type Show, saying } from './officer-pages.ts';

export function noticeRoutes({ register }: Service, { shown, changed }: OfficerPages): Hono<Env> {
  const { notices } = register;

  /** What was typed is shown again when it could not be kept. */
  const show =
    (round: string, code: string, typed: () => Typed | undefined = () => undefined): Show =>
    async (person, said) => {
      const view = await notices.view(round, code);
      return noticePage({ person, view, typed: typed() ?? storedIn(view), ...said });
    };

  const decide = (context: Ctx) => {
    const { round, code } = placeOf(context);
    let typed: Typed | undefined;
    return changed(context, {
      right: 'review',
      on: show(round, code, () => typed),
      async make(fields, { name }) {
        typed = sentIn(fields);
        const wishes = wishesIn(typed, await notices.view(round, code));
        await notices.decide({ round, commune: code, who: name, mark: fields.text(noticeFields.mark) }, wishes);
        return saying(paths.notice(round, code), 'thong-bao');
      },
    });
  };

  return new Hono<Env>()
    .get('/:round/don-vi/:code/thong-bao', (context) => {
      const { round, code } = placeOf(context);
      return shown(context, show(round, code));
    })
    .post('/:round/don-vi/:code/thong-bao', decide)
    .post('/:round/don-vi/:code/thong-bao/chot', (context) => {
      const { round, code } = placeOf(context);
      return changed(context, {
        right: 'review',
        on: show(round, code),
        async make(fields, { name }) {
          await notices.makeFinal({ round, commune: code, who: name, mark: fields.text(noticeFields.mark) });
          return saying(paths.notice(round, code), 'chot-thong-bao');
        },
      });
    })
    .post('/:round/don-vi/:code/thong-bao/mo-lai', (context) => {
      const { round, code } = placeOf(context);
      return changed(context, {
        right: 'review',
        on: show(round, code),
        async make(fields, { name }) {
          await notices.reopen({ round, commune: code, who: name }, fields.text('reason').slice(0, MOST_REASON));
          return saying(paths.notice(round, code), 'mo-lai-thong-bao');
        },
      });
    });
}
