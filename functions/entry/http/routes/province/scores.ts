/** Scores of a round: the ranking, one commune's criteria to be scored, and both as a workbook. */
import { Hono } from 'hono';
import { Problem } from '../../../../problems.ts';
import type { Service } from '../../../../service/service.ts';
import type { Env } from '../../context.ts';
import {
  type ReadScores,
  readScores,
  storedOtherwise,
  type TypedScores,
  typedIn,
  typedOf,
  withProposals,
} from '../../pages/province/score-form.ts';
import { scorePage } from '../../pages/province/score-page.ts';
import { scoresPage } from '../../pages/province/scores-page.ts';
import { paths } from '../../paths.ts';
import { attachment } from '../../replies.ts';
import type { SignIn } from '../../sign-in.ts';
import { type OfficerPages, placeOf, type Show, saying } from './officer-pages.ts';

export function scoresRoutes({ register }: Service, entrance: SignIn, { shown, changed }: OfficerPages): Hono<Env> {
  const { scores } = register;

  const showAll =
    (round: string): Show =>
    async (person, said) =>
      scoresPage({ person, all: await scores.all(round), ...said });

  interface Kept {
    readonly typed?: TypedScores;
    readonly faults?: ReadScores['faults'];
  }

  /** What was typed is shown again when it could not be kept. */
  const showOne =
    (round: string, code: string, kept: () => Kept = () => ({})): Show =>
    async (person, said) => {
      const one = await scores.one(round, code);
      const { typed = typedOf(one.assessment, one.scoring), faults } = kept();
      return scorePage({ person, one, typed, faults, ...said });
    };

  return new Hono<Env>()
    .get('/:round/cham-diem', (context) => shown(context, showAll(placeOf(context).round)))
    .get('/:round/cham-diem/:code', (context) => {
      const { round, code } = placeOf(context);
      return shown(context, showOne(round, code));
    })
    .post('/:round/cham-diem/:code', (context) => {
      const { round, code } = placeOf(context);
      let kept: Kept = {};
      return changed(context, {
        right: 'review',
        on: showOne(round, code, () => kept),
        async make(fields, person) {
          const one = await scores.one(round, code);
          const typed = typedIn(fields, one.scoring);
          // Shown again with the mark of now, what was typed over an older state would pass for having seen this one.
          if (fields.text('mark') !== one.mark) {
            kept = { typed, faults: storedOtherwise(typed, one.assessment, one.scoring) };
            throw new Problem('SCORES_CHANGED');
          }
          if (fields.text('lam') === 'dien') {
            kept = { typed: withProposals(typed, one.score) };
            return { page: await showOne(round, code, () => kept)(person, { done: PROPOSED }) };
          }
          const { entries, faults } = readScores(typed, one.scoring);
          kept = { typed, faults };
          if (faults.size > 0) throw new Problem('SCORES_REFUSED', { count: faults.size });
          const given = { round, commune: code, entries, mark: fields.text('mark'), who: person.name };
          await scores.save(given).catch(async (error) => {
            const { assessment } = await scores.one(round, code);
            kept = { typed, faults: storedOtherwise(typed, assessment, one.scoring) };
            throw error;
          });
          const next = fields.text('lam') === 'tiep' && one.after ? one.after.code : code;
          return saying(paths.score(round, next), 'cham-diem');
        },
      });
    })
    .get('/:round/bang-cham-diem', async (context) => {
      await entrance.officer(context, 'read');
      return attachment(context, await scores.workbook(placeOf(context).round));
    })
    .get('/:round/bang-cham-diem/:code', async (context) => {
      const { round, code } = placeOf(context);
      await entrance.officer(context, 'read');
      return attachment(context, await scores.workbook(round, code));
    })
    .post('/:round/bang-cham-diem', (context) => {
      const { round } = placeOf(context);
      return changed(context, {
        right: 'review',
        on: showAll(round),
        async make(fields, person) {
          const file = await fields.file('tep');
          if (!file) throw new Problem('FILE_NOT_CHOSEN');
          const { changed: entered, communes, faults } = await scores.take(round, file.bytes, person.name);
          const done =
            entered > 0
              ? `Đã ghi ${entered} ô điểm, nhận xét của ${communes} đơn vị từ tệp.`
              : 'Tệp không có ô nào khác với điểm đang lưu, nên không ghi gì.';
          return { page: scoresPage({ person, all: await scores.all(round), done, faults }) };
        },
      });
    });
}

const PROPOSED = 'Đã điền điểm theo số liệu vào các ô trống, chưa lưu. Hãy xem lại rồi bấm Lưu điểm.';
