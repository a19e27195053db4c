/** The API: the same use cases as the pages, for programs. Bearer link of an officer or commune, or a session with its CSRF mark. */
import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { roundSchema } from '../../../domain/round/round.ts';
import { dayOf } from '../../../domain/text/instant.ts';
import type { Service } from '../../../service/service.ts';
import type { Ctx, Env } from '../context.ts';
import { attachment, marked, streamed } from '../replies.ts';
import { requireOfficer, requireOwn, type SignIn, whoIs } from '../sign-in.ts';
import { plainName, readJson } from '../uploads.ts';
import { versionAsked } from './commune.ts';

const stepSchema = z.strictObject({ step: z.enum(['open', 'lock', 'reopen', 'close']) });
/** Of a receipt: kept and sound enough, kept already, kept but to be corrected. */
const STATUS = { new: 201, same: 200 } as const;

/** `?ban=` of a notice. */
const NOTICES: Readonly<Record<string, 'draft' | 'grounds' | undefined>> = { 'du-thao': 'draft', 'can-cu': 'grounds' };

export function apiRoutes({ register, readRoster, writeZip }: Service, entrance: SignIn): Hono<Env> {
  const { rounds, receive, check, takeAway, status, reminders, clock } = register;
  const officer = async (context: Context, right: 'read' | 'review' | 'manage') =>
    requireOfficer(await entrance.caller(context), right);

  /** A commune's address: itself, or an officer. */
  async function own(context: Context, right: 'read' | 'manage') {
    const [round, commune] = [context.req.param('round') ?? '', context.req.param('code') ?? ''];
    const caller = await entrance.caller(context);
    requireOwn(caller, round, commune, right);
    return { round, commune, who: whoIs(caller) };
  }

  return new Hono<Env>()
    .get('/rounds', async (context) => {
      await officer(context, 'read');
      return context.json({ rounds: await rounds.list() });
    })
    .post('/rounds', async (context) => {
      const { name } = await officer(context, 'manage');
      const round = await readJson(context, roundSchema);
      await rounds.create(round, name);
      return context.json(await rounds.read(round.id), 201);
    })
    .get('/rounds/:round', async (context) => {
      await officer(context, 'read');
      return context.json(await rounds.read(context.req.param('round')));
    })
    .post('/rounds/:round/step', async (context) => {
      const { name } = await officer(context, 'manage');
      const { step } = await readJson(context, stepSchema);
      await rounds.step(context.req.param('round'), step, name);
      return context.json(await rounds.read(context.req.param('round')));
    })
    .put('/rounds/:round/roster', async (context) => {
      const { name } = await officer(context, 'manage');
      const { communes, faults } = await readRoster(await bodyOf(context), fileName(context, 'danh-sach.csv'));
      await rounds.setRoster(context.req.param('round'), communes, name);
      return context.json({ communes: communes.length, faults });
    })
    .get('/rounds/:round/status', async (context) => {
      await officer(context, 'read');
      const round = context.req.param('round');
      const { record, rows, counts } = await status(round, dayOf(clock()));
      const { stored, fresh } = await register.summaryState(round);
      const summary = stored && { builtAt: stored.builtAt, etag: stored.etag, fresh, versions: stored.versions };
      return context.json({ round: record, counts, communes: rows, summary: summary ?? null });
    })
    .get('/rounds/:round/summary.xlsx', async (context) => {
      await officer(context, 'read');
      const { stored, ...file } = await takeAway.summary(context.req.param('round'), 'workbook');
      return marked(context, file, stored.etag);
    })
    .get('/rounds/:round/summary.json', async (context) => {
      await officer(context, 'read');
      const { stored, ...file } = await takeAway.summary(context.req.param('round'), 'figures');
      return marked(context, file, stored.etag);
    })
    .get('/rounds/:round/reminders.xlsx', async (context) => {
      await officer(context, 'read');
      return attachment(context, await reminders.list(context.req.param('round')));
    })
    .get('/rounds/:round/notices.zip', async (context) => {
      await officer(context, 'read');
      const round = context.req.param('round');
      return streamed(context, `thong-bao-${round}.zip`, writeZip(await takeAway.notices(round)));
    })
    .get('/rounds/:round/notices/:name{[0-9]{5}\\.docx}', async (context) => {
      await officer(context, 'read');
      const code = context.req.param('name').slice(0, 5);
      const wanted = NOTICES[context.req.query('ban') ?? ''];
      return attachment(context, await takeAway.notice(context.req.param('round'), code, wanted));
    })
    .get('/rounds/:round/communes/:code/template.xlsx', async (context) => {
      const { round, commune } = await own(context, 'read');
      return attachment(context, await takeAway.template(round, commune));
    })
    .get('/rounds/:round/communes/:code/annotated.xlsx', async (context) => {
      const { round, commune } = await own(context, 'read');
      return attachment(context, await takeAway.annotated(round, commune, versionAsked(context, 'version')));
    })
    .get('/rounds/:round/communes/:code/original.xlsx', async (context) => {
      const { round, commune } = await own(context, 'read');
      return attachment(context, await takeAway.original(round, commune, versionAsked(context, 'version')));
    })
    .put('/rounds/:round/communes/:code/submission', async (context) => {
      const { round, commune, who } = await own(context, 'manage');
      const file = fileName(context, `${commune}.xlsx`);
      const sent = { round, commune, who, file, bytes: await bodyOf(context), channel: 'web' as const };
      const { outcome, receipt } = await receive(sent);
      if (outcome === 'stale') return context.json({ outcome }, 200);
      const needsCorrection = outcome === 'new' && receipt?.state === 'needs correction';
      return context.json(receipt, needsCorrection ? 422 : STATUS[outcome]);
    })
    .post('/rounds/:round/communes/:code/check', async (context) => {
      const { round, commune } = await own(context, 'read');
      const file = fileName(context, `${commune}.xlsx`);
      const { receipt } = await check({ round, commune, file, bytes: await bodyOf(context) });
      return context.json(receipt, receipt.state === 'needs correction' ? 422 : 200);
    });
}

const bodyOf = async (context: Ctx): Promise<Uint8Array> => new Uint8Array(await context.req.arrayBuffer());

/** The name a sender may give its file: `?file=…`. */
const fileName = (context: Ctx, otherwise: string): string => plainName(context.req.query('file') ?? otherwise);
