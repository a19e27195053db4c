/** npm run restore -- FOLDER --data DIR: a backup made into the data folder of a service again. */
import type { DataFolder } from '../functions/adapters/data-folder/layout.ts';
import { restoreBackup } from '../functions/adapters/data-folder/restore-backup.ts';
import { folderFiles } from '../functions/adapters/folder-files/folder-files.ts';
import { isSoundDatabase } from '../functions/adapters/sqlite-documents/check-integrity.ts';
import { sqliteDocuments } from '../functions/adapters/sqlite-documents/sqlite-documents.ts';
import { formatInstant } from '../functions/domain/text/instant.ts';
import { formatNumber } from '../functions/domain/text/vietnamese.ts';
import { Problem } from '../functions/problems.ts';
import { forgetLostSummaries, type Stock, takeStock } from '../functions/use-cases/register/take-stock.ts';
import { print, runCommand } from './command.ts';

const usage = 'npm run restore -- BẢN_SAO_LƯU --data THƯ_MỤC_DỮ_LIỆU';

await runCommand({ usage, most: 1, options: ['data'] }, async ({ files: [backup], required }) => {
  if (!backup) throw new Problem('ARGUMENT_MISSING', { option: 'BẢN_SAO_LƯU', usage });
  const data = required('data');
  const { takenAt, found } = await restoreBackup({ backup, data, inspect });
  print(`✓ Đã khôi phục bản sao lưu lúc ${formatInstant(takenAt)} vào ${data}.`);
  print(`  ${formatNumber(found.rounds)} đợt báo cáo, ${formatNumber(found.submissions)} phiên bản phiếu.`);
  print(`  Thay đổi gần nhất: ${found.newest ? formatInstant(found.newest) : 'chưa có'}.`);
  if (found.expired > 0) print(`  ${formatNumber(found.expired)} tệp gốc đã được xoá trước đó vì hết thời hạn lưu.`);
  return 0;
});

/** Opened as the service opens it, so that an older backup is brought up to date here and not at the next start. */
async function inspect(copy: DataFolder): Promise<Stock> {
  if (!(await isSoundDatabase(copy.documents)))
    throw new Problem('BACKUP_DAMAGED', { what: 'cơ sở dữ liệu không còn nguyên vẹn' });
  const documents = await sqliteDocuments({ file: copy.documents });
  try {
    const stores = { documents, files: await folderFiles(copy.files) };
    const stock = await takeStock(stores)();
    if (stock.missing.length > 0)
      throw new Problem('BACKUP_DAMAGED', {
        what: `thiếu ${stock.missing.length} mục, đầu tiên là ${stock.missing[0]}`,
      });
    await forgetLostSummaries(stores)();
    return stock;
  } finally {
    await documents.close();
  }
}
