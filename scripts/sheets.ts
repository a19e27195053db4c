/** npm run sheets -- prove --folder ID [--address E-MAIL] [--keep]: proves on a real account what the service does in Google Sheets. */
import { Problem } from '../functions/problems.ts';
import { print, runCommand } from './command.ts';
import { proveSheets } from './sheets/prove.ts';

const usage = 'npm run sheets -- prove --folder MÃ_THƯ_MỤC [--address ĐỊA_CHỈ] [--keep]';
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost):\d+\/?$/;

await runCommand(
  { usage, most: 1, options: ['folder', 'address'], flags: ['keep'] },
  async ({ files: [what], required, option, flag }) => {
    if (what === undefined) throw new Problem('ARGUMENT_MISSING', { option: 'prove', usage });
    if (what !== 'prove') throw new Problem('ARGUMENT_EXTRA', { argument: what, usage });
    const folder = required('folder');
    const { GOOGLE_LOOPBACK: loopback, DRIVE_PUSH_URL: pushUrl, DRIVE_CHANNEL_TOKEN: channelToken } = process.env;
    if (loopback && !LOOPBACK.test(loopback))
      throw new Problem('SETTING_BROKEN', { name: 'GOOGLE_LOOPBACK', value: loopback });
    let isStopped = false;
    // What was made is taken away first.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (isStopped = true));
    const failures = await proveSheets({
      folder,
      address: option('address'),
      keep: flag('keep'),
      pushUrl,
      channelToken,
      loopback: loopback || undefined,
      print,
      isStopped: () => isStopped,
    });
    print(failures === 0 ? '✓ Mọi bước đã thử đều đạt.' : `✗ ${failures} bước không đạt.`);
    return failures === 0 ? 0 : 1;
  },
);
