/** npm start: the service of a province on this machine. On an empty folder it sets up a demonstration round. */
import { join } from 'node:path';
import { jsonLog } from '../functions/adapters/json-log/json-log.ts';
import { readExamples } from '../functions/adapters/local-files/example-files.ts';
import { readConfig } from '../functions/config.ts';
import { communeTitle } from '../functions/domain/round/commune.ts';
import { composeTemplate } from '../functions/domain/template/compose-template.ts';
import { fillExample } from '../functions/domain/template/fill-example.ts';
import { paths } from '../functions/entry/http/paths.ts';
import type { Service } from '../functions/service/service.ts';
import { startService } from '../functions/service/start.ts';
import { type Demonstration, type FirstLinks, firstStart } from '../functions/use-cases/register/first-start.ts';
import { FORMS_FOLDER } from '../functions/wiring.ts';
import { runCommand, say } from './command.ts';

const DEMONSTRATED = join(FORMS_FOLDER, 'kiem-tra-cchc-2025', 'v1', 'example');

await runCommand({ usage: 'npm start [-- --no-demo]', most: 0, options: [], flags: ['no-demo'] }, async ({ flag }) => {
  const config = readConfig(process.env);
  const running = await startService(config, jsonLog(), {
    registerFunctions: () => import('../functions/index.ts'),
  });
  const { service } = running;
  const links = await firstStart(service.register)(flag('no-demo') ? undefined : await demonstration(service));
  welcome(service, links);
  await stopSignal();
  say('Đang dừng: chờ việc đang làm xong…');
  await running.stop();
  return 0;
});

function welcome({ config }: Service, { administrator, commune }: FirstLinks): void {
  const link = (path: string) => `  ${config.publicUrl}${path}`;
  say(`Dịch vụ đang chạy tại ${config.publicUrl} (dữ liệu: ${config.dataDir}, hộp thư đến: ${config.inboxDir}).`);
  if (administrator) {
    say('\nĐường dẫn riêng của quản trị tỉnh, chỉ hiện một lần này, hãy lưu lại:');
    say(link(paths.enter(administrator)));
  } else say('Mất đường dẫn quản trị? Hãy chạy: npm run officer -- "Quản trị" --role administrator');
  if (commune) {
    say(`\nĐợt dùng thử đã sẵn sàng. Đường dẫn của ${communeTitle(commune.commune)}:`);
    say(link(paths.commune(commune.token)));
  }
  say('\nDừng bằng Ctrl+C.');
}

/** The published figures that lie beside a form. */
async function demonstration({ register, writeWorkbook }: Service): Promise<Demonstration | undefined> {
  const examples = await readExamples(DEMONSTRATED);
  if (!examples) return undefined;
  const { round, returns } = examples;
  return {
    round,
    communes: returns.map(({ commune }) => commune),
    async fillIn(own, { code }) {
      const example = returns.find(({ commune }) => commune.code === code);
      if (!example) throw new Error(`no published figures of ${code}`);
      const form = await register.forms.load(own.form, own.version);
      const { answers, strays } = fillExample(form, example);
      const { commune } = example;
      return writeWorkbook(composeTemplate({ form, commune, round: own, answers, strays, created: register.clock() }));
    },
  };
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    // More than one may come: systemd sends one to each process.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}
