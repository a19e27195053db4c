import { afterAll, beforeAll, expect, test } from 'vitest';
import { BINH_DUONG, returnOf, theRound } from '../support/a-running-round.ts';
import { type RunningService, runService } from '../support/running-service.ts';
import { paths } from '../../functions/entry/http/paths.ts';
let running: RunningService;
beforeAll(async () => { running = await runService(); });
afterAll(() => running.stop());
test('x', async () => {
  const { cookie, csrf } = await running.signIn();
  const r = await running.fetch(paths.api.rounds(), { headers: { cookie } });
  expect(r.status).toBe(200);
  const token = await running.link(BINH_DUONG);
  const sent = await running.fetch(paths.api.submission(theRound.id, BINH_DUONG), { method: 'PUT', body: await returnOf(BINH_DUONG) as never, headers: { authorization: `Bearer ${token}` } });
  expect(sent.status).toBe(201);
  console.log((await (await running.fetch(paths.commune(token))).text()).length, running.lines);
});
