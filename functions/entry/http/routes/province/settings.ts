/** A round's own course: its steps, its roster, the links of its communes. */
import { Hono } from 'hono';
import * as z from 'zod';
import { linksCsv } from '../../../../domain/register/links-csv.ts';
import type { RoundStep } from '../../../../domain/register/round-record.ts';
import type { RosterFault } from '../../../../domain/round/read-roster.ts';
import { readDay } from '../../../../domain/text/day.ts';
import { Problem } from '../../../../problems.ts';
import type { Service } from '../../../../service/service.ts';
import type { Env } from '../../context.ts';
import { DONE } from '../../pages/done-words.ts';
import { linksPage } from '../../pages/province/links-page.ts';
import { settingsPage } from '../../pages/province/settings-page.ts';
import { paths } from '../../paths.ts';
import { attachment } from '../../replies.ts';
import { requireSame, type SignIn } from '../../sign-in.ts';
import { parseJson, readFields } from '../../uploads.ts';
import { type OfficerPages, placeOf, type Show, saying } from './officer-pages.ts';

const pairs = z.array(z.tuple([z.string(), z.string()]));

export function settingsRoutes(service: Service, entrance: SignIn, { shown, changed }: OfficerPages): Hono<Env> {
  const { register, config, readRoster, sheets } = service;
  const { rounds, forms, links, access } = register;

  const show =
    (round: string, rosterFaults?: readonly RosterFault[]): Show =>
    async (person, said) => {
      const record = await rounds.read(round);
      const form = await forms.load(record.round.form, record.round.version);
      const linked = await access.communesWithLink(round);
      const roster = await rounds.roster(round);
      return settingsPage({
        person,
        record,
        form,
        roster,
        linked,
        rosterFaults,
        hasSheets: sheets !== undefined,
        ...said,
      });
    };

  return new Hono<Env>()
    .get('/:round/thiet-lap', (context) => shown(context, show(placeOf(context).round)))
    .post('/:round/buoc', (context) => {
      const { round } = placeOf(context);
      return changed(context, {
        right: 'manage',
        on: show(round),
        async make(fields, { name }) {
          await rounds.step(round, fields.text('step') as RoundStep, name);
          return saying(paths.settings(round), 'buoc');
        },
      });
    })
    .post('/:round/han-gui', (context) => {
      const { round } = placeOf(context);
      return changed(context, {
        right: 'manage',
        on: show(round),
        async make(fields, { name }) {
          const day = readDay(fields.text('deadline'));
          if (!day) throw new Problem('REQUEST_MALFORMED', { where: 'hạn gửi' });
          await rounds.setDeadline(round, day, name);
          return saying(paths.settings(round), 'han-gui');
        },
      });
    })
    .post('/:round/danh-sach', (context) => {
      const { round } = placeOf(context);
      return changed(context, {
        right: 'manage',
        on: show(round),
        async make(fields, person) {
          const file = await fields.file('tep');
          if (!file) throw new Problem('FILE_NOT_CHOSEN');
          const { communes, faults } = await readRoster(file.bytes, file.name);
          await rounds.setRoster(round, communes, person.name);
          if (faults.length === 0) return saying(paths.settings(round), 'danh-sach');
          return { page: await show(round, faults)(person, { done: DONE['danh-sach'] }) };
        },
      });
    })
    .post('/:round/duong-dan', (context) => {
      const { round } = placeOf(context);
      return changed(context, {
        right: 'manage',
        on: show(round),
        async make(fields, person) {
          const issue = fields.text('for') === 'all' ? links.forAll : links.forNewcomers;
          const issued = await issue(round, person.name);
          return { page: linksPage({ person, record: await rounds.read(round), issued, publicUrl: config.publicUrl }) };
        },
      });
    })
    .post('/:round/duong-dan.csv', async (context) => {
      const { round } = placeOf(context);
      const person = await entrance.officer(context, 'manage');
      const fields = await readFields(context);
      requireSame(fields.text('csrf'), person.csrf);
      const given = parseJson(fields.text('links'), pairs);
      const rows = (await links.stillGood(round, given)).map(({ commune, token }) => ({
        commune,
        link: `${config.publicUrl}${paths.commune(token)}`,
      }));
      return attachment(context, { name: `duong-dan-${round}.csv`, bytes: linksCsv(rows) });
    });
}
