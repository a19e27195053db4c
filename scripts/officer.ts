/** npm run officer -- "HỌ TÊN" [--role officer|inspector|administrator] [--revoke]: an officer's personal link, given anew or taken back. */
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sqliteDocuments } from '../functions/adapters/sqlite-documents/sqlite-documents.ts';
import { readConfig } from '../functions/config.ts';
import { isRole, ROLES } from '../functions/domain/register/rights.ts';
import { paths } from '../functions/entry/http/paths.ts';
import { Problem } from '../functions/problems.ts';
import { accessRegister } from '../functions/use-cases/register/access.ts';
import { systemClock } from '../functions/wiring.ts';
import { print, runCommand } from './command.ts';

const usage = `npm run officer -- "HỌ TÊN" [--role ${Object.keys(ROLES).join('|')}] [--revoke]`;

await runCommand({ usage, most: 1, options: ['role'], flags: ['revoke'] }, async ({ files: [name], option, flag }) => {
  if (!name) throw new Problem('ARGUMENT_MISSING', { option: 'HỌ TÊN', usage });
  const role = option('role') ?? 'officer';
  if (!isRole(role)) throw new Problem('ARGUMENT_UNKNOWN', { option: role, usage });
  const { dataDir, publicUrl, signIn, officers } = readConfig(process.env);
  const documents = await sqliteDocuments({ file: join(dataDir, 'data.sqlite') });
  try {
    const access = accessRegister({
      documents,
      officers: signIn && officers,
      clock: systemClock,
      newToken: () => randomBytes(24).toString('base64url'),
      hashToken: (token) => createHash('sha256').update(token).digest('hex'),
    });
    const officer = { kind: 'officer', name: name.normalize('NFC').trim().replace(/\s+/g, ' '), role } as const;
    if (flag('revoke')) {
      if (!(await access.revoke(officer))) throw new Problem('OFFICER_UNKNOWN', { name: officer.name });
      print(`✓ Đã thu hồi đường dẫn của ${name}.`);
      return 0;
    }
    const token = await access.issue(officer);
    print(`✓ Đường dẫn riêng của ${name} (${ROLES[role]}); đường dẫn trước, nếu có, không còn dùng được:`);
    print(`  ${publicUrl}${paths.enter(token)}`);
    return 0;
  } finally {
    await documents.close();
  }
});
