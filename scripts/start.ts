/** npm start: the service of a province on this machine. On an empty folder it sets up a demonstration round. */
import { jsonLog } from '../functions/adapters/json-log/json-log.ts';
import { readConfig } from '../functions/config.ts';
import { communeTitle } from '../functions/domain/round/commune.ts';
import { paths } from '../functions/entry/http/paths.ts';
import type { Service } from '../functions/service/service.ts';
import { startService } from '../functions/service/start.ts';
import { type FirstLinks, firstStart } from '../functions/use-cases/register/first-start.ts';
import { runCommand, say } from './command.ts';

await runCommand({ usage: 'npm start [-- --no-demo]', most: 0, options: [], flags: ['no-demo'] }, async ({ flag }) => {
  const config = readConfig(process.env);
  const running = await startService(config, jsonLog(), {
    registerFunctions: () => import('../functions/index.ts'),
  });
  const { service } = running;
  const links = await firstStart(service.register)(flag('no-demo') ? undefined : await demonstrated(service));
  welcome(service, links);
  await stopSignal();
  say('Đang dừng: chờ việc đang làm xong…');
  await running.stop();
  return 0;
});

function welcome({ config }: Service, { administrator, commune }: FirstLinks): void {
  const link = (path: string) => `  ${config.publicUrl}${path}`;
  say(`Dịch vụ đang chạy tại ${config.publicUrl} (dữ liệu: ${config.dataDir}, thư mục nhận tệp: ${config.inboxDir}).`);
  if (administrator) {
    say('\nĐường dẫn riêng của quản trị tỉnh, chỉ hiện một lần này, hãy lưu lại:');
    say(link(paths.enter(administrator)));
  } else if (config.signIn) say('Cán bộ tỉnh đăng nhập bằng Google theo danh sách đã thiết lập.');
  else say('Mất đường dẫn quản trị? Hãy chạy: npm run officer -- "Quản trị" --role administrator');
  if (commune) {
    say(`\nĐợt dùng thử đã sẵn sàng. Đường dẫn của ${communeTitle(commune.commune)}:`);
    say(link(paths.commune(commune.token)));
  }
  say('\nDừng bằng Ctrl+C.');
}

/** Most services have a round already: then nothing of this is loaded. */
async function demonstrated(service: Service) {
  if ((await service.register.rounds.list()).length > 0) return undefined;
  return (await import('./demonstration.ts')).demonstration(service);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    // More than one may come: systemd sends one to each process.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}
