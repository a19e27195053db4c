/** npm run backup -- [--data DIR] [--out DIR]: a copy of the service's data, also while it is running. */
import { dataFolder } from '../functions/adapters/data-folder/layout.ts';
import { takeBackup } from '../functions/adapters/data-folder/take-backup.ts';
import { backupDocuments } from '../functions/adapters/sqlite-documents/backup-documents.ts';
import { formatNumber } from '../functions/domain/text/vietnamese.ts';
import { systemClock } from '../functions/wiring.ts';
import { print, runCommand, say } from './command.ts';

const usage = 'npm run backup -- [--data THƯ_MỤC_DỮ_LIỆU] [--out THƯ_MỤC_SAO_LƯU]';
const MEGABYTE = 1_000_000;

await runCommand({ usage, most: 0, options: ['data', 'out'] }, async ({ option }) => {
  const data = option('data') ?? (process.env.DATA_DIR || 'data');
  const into = option('out') ?? dataFolder(data).backups;
  const taken = await takeBackup({ data, into, now: systemClock(), copyDocuments: backupDocuments });
  print(taken.folder);
  say(`✓ Đã sao lưu ${formatNumber(taken.files)} tệp, ${formatNumber(taken.bytes / MEGABYTE, 1)} MB.`);
  say('  Không gồm thư mục nhận tệp (inbox): tệp đã nhận từ đó nằm trong bản sao lưu, tệp chưa nhận vẫn ở đó.');
  say('  Bản sao lưu có khoá bí mật và số liệu của mọi đơn vị: hãy cất ở máy khác, chỉ người quản trị đọc được.');
  return 0;
});
