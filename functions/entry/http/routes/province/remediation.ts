/** The province follows up what communes were asked to mend: the list, one commune's tasks, the round in which they report. */
import { Hono } from 'hono';
import { readDay } from '../../../../domain/text/day.ts';
import { Problem } from '../../../../problems.ts';
import type { Service } from '../../../../service/service.ts';
import type { Env } from '../../context.ts';
import {
  ACCEPT,
  judgementFields,
  MOST_REASON,
  remediationCommunePage,
} from '../../pages/province/remediation-commune-page.ts';
import { filterAsked } from '../../pages/province/remediation-filter.ts';
import { remediationPage } from '../../pages/province/remediation-page.ts';
import { paths } from '../../paths.ts';
import { attachment } from '../../replies.ts';
import type { SignIn } from '../../sign-in.ts';
import { type OfficerPages, placeOf, type Show, saying } from './officer-pages.ts';

export function remediationRoutes(
  { register }: Service,
  entrance: SignIn,
  { shown, changed }: OfficerPages,
): Hono<Env> {
  const { remediation } = register;

  const showAll =
    (round: string, asked: (name: string) => string | undefined = () => undefined): Show =>
    async (person, said) =>
      remediationPage({ person, remediation: await remediation.view(round), filter: filterAsked(asked), ...said });

  const showOne =
    (round: string, code: string): Show =>
    async (person, said) =>
      remediationCommunePage({ person, code, remediation: await remediation.view(round, code), ...said });

  return new Hono<Env>()
    .get('/:round/khac-phuc', (context) =>
      shown(
        context,
        showAll(placeOf(context).round, (name) => context.req.query(name)),
      ),
    )
    .get('/:round/khac-phuc/bang-theo-doi', async (context) => {
      await entrance.officer(context, 'read');
      return attachment(context, await remediation.workbook(placeOf(context).round));
    })
    .post('/:round/khac-phuc/lap-dot', (context) => {
      const { round } = placeOf(context);
      return changed(context, {
        right: 'manage',
        on: showAll(round),
        async make(fields, { name }) {
          const deadline = readDay(fields.text('deadline'));
          if (!deadline) throw new Problem('REQUEST_MALFORMED', { where: 'hạn gửi' });
          await remediation.openFollowUp(round, { deadline }, name);
          return saying(paths.remediation(round), 'dot-khac-phuc');
        },
      });
    })
    .get('/:round/don-vi/:code/khac-phuc', (context) => {
      const { round, code } = placeOf(context);
      return shown(context, showOne(round, code));
    })
    .post('/:round/don-vi/:code/khac-phuc', (context) => {
      const { round, code: commune } = placeOf(context);
      return changed(context, {
        right: 'review',
        on: showOne(round, commune),
        async make(fields, { name: who }) {
          const text = (field: keyof typeof judgementFields): string => fields.text(judgementFields[field]);
          const outcome = text('outcome') === ACCEPT ? 'accepted' : 'not accepted';
          const reason = text('reason').slice(0, MOST_REASON);
          await remediation.judge({ round, commune, id: text('id'), outcome, reason, mark: text('mark'), who });
          return saying(paths.remediationOf(round, commune), 'ket-luan-khac-phuc');
        },
      });
    });
}
