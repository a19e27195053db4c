/** A running service with a province at work in it: the same each time, on the same day. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import { readConfig } from '../../functions/config.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import type { Round } from '../../functions/domain/round/round.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { type Example, fillExample } from '../../functions/domain/template/fill-example.ts';
import type { Service } from '../../functions/service/service.ts';
import { startService } from '../../functions/service/start.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { composeReturn, type MadeReturn, makeReturns } from '../bench/generate-returns.ts';
import { freePort } from '../bench/service-process.ts';

const OFFICER = 'Nguyễn Thị Mai';
const TODAY = '2025-10-10T02:15:00.000Z';
const COMMUNES = 134;
const BINH_DUONG = '21733';
const SPOILT = { '3.2': '1.441', '8.3': 'khoảng 7' };

export interface ProvinceAtWork {
  readonly url: string;
  readonly service: Service;
  readonly round: Round;
  readonly form: Form;
  /** A commune that has sent nothing, one whose return has errors (published figures, two spoilt), one that corrected its own. */
  readonly silent: string;
  readonly wrong: string;
  readonly corrected: string;
  readonly commune: (code: string) => Promise<string>;
  readonly officer: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts it; takes some twenty seconds. */
export async function provinceAtWork(): Promise<ProvinceAtWork> {
  mock.timers.enable({ apis: ['Date'], now: Date.parse(TODAY) });
  const dataDir = mkdtempSync(join(tmpdir(), 'pictures-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = readConfig({ PORT: String(port), DATA_DIR: dataDir, PUBLIC_URL: url });
  const running = await startService(config, () => {}, { registerFunctions: async () => {} });
  const { service } = running;
  const { register } = service;
  const { round, form, made, example } = await openRound(service);
  await receiveMost(service, round, form, made);
  await receiveSpoilt(service, round, form, example);
  await register.takeAway.summary(round.id, 'figures');
  return {
    url,
    service,
    round,
    form,
    silent: codeAt(made, 6),
    wrong: BINH_DUONG,
    corrected: codeAt(made, 7),
    commune: async (code) => (await register.links.forOne(round.id, code, OFFICER))[0]?.token ?? '',
    officer: () => register.access.issue({ kind: 'officer', name: OFFICER, role: 'officer' }),
    async stop() {
      await running.stop();
      mock.timers.reset();
      rmSync(dataDir, { recursive: true });
    },
  };
}

const codeAt = (made: readonly MadeReturn[], index: number): string => made[index]?.commune.code ?? '';

async function openRound({ register }: Service) {
  const examples = await readExamples(join(FORMS_FOLDER, 'kiem-tra-cchc-2025', 'v1', 'example'));
  if (!examples) throw new Error('no examples');
  const { round, returns } = examples;
  const made = makeReturns(COMMUNES, { mixed: true });
  const example = returns.find(({ commune }) => commune.code === BINH_DUONG) as Example;
  await register.rounds.create(round, OFFICER);
  await register.rounds.setRoster(
    round.id,
    [...made, example].map(({ commune }) => commune),
    OFFICER,
  );
  await register.links.forAll(round.id, OFFICER);
  await register.rounds.step(round.id, 'open', OFFICER);
  return { round, form: await register.forms.load(round.form, round.version), made, example };
}

/** Every seventh has not sent; one has sent again what it had wrong; some are approved, some sent back. */
async function receiveMost(service: Service, round: Round, form: Form, made: readonly MadeReturn[]): Promise<void> {
  const { receive, review } = service.register;
  const send = async (each: MadeReturn) => {
    const bytes = await service.writeWorkbook(composeReturn(form, each, round));
    const { code } = each.commune;
    const file = `phieu-${code}.xlsx`;
    await receive({ round: round.id, commune: code, file, bytes, channel: 'web', who: `đơn vị ${code}` });
  };
  for (const [index, each] of made.entries()) {
    if (index % 7 === 6) continue;
    await send(each);
    const reviewed = { round: round.id, commune: each.commune.code, version: 1, who: OFFICER };
    if (index % 9 === 1) await review.approve(reviewed);
    if (index % 31 === 11) await review.sendBack(reviewed, 'Đề nghị rà soát lại số hồ sơ tiếp nhận.');
  }
  await send({ ...(made[7] as MadeReturn), defect: undefined });
}

async function receiveSpoilt(service: Service, round: Round, form: Form, example: Example): Promise<void> {
  const { commune, values } = example;
  const { answers, strays } = fillExample(form, { ...example, values: { ...values, ...SPOILT } });
  const bytes = await service.writeWorkbook(composeTemplate({ form, commune, round, answers, strays, created: TODAY }));
  const [code, file] = [commune.code, 'Phiếu tự kiểm tra xã Bình Dương.xlsx'];
  await service.register.receive({
    round: round.id,
    commune: code,
    file,
    bytes,
    channel: 'web',
    who: `đơn vị ${code}`,
  });
}
