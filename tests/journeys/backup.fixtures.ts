/** A process that sends returns without end, as a service does; says each one that was acknowledged. argv: the data folder. */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { folderFiles } from '../../functions/adapters/folder-files/folder-files.ts';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import { manageRound } from '../../functions/use-cases/register/manage-round.ts';
import { type RegisterNeeds, receiveSubmission } from '../../functions/use-cases/register/receive-submission.ts';
import { localTools, sha256 } from '../../functions/wiring.ts';
import { returnOf, theRoster, theRound } from '../support/a-running-round.ts';

/** The register over a data folder. */
export async function registerIn(data: string): Promise<RegisterNeeds> {
  return {
    ...localTools(),
    documents: await sqliteDocuments({ file: join(data, 'data.sqlite') }),
    files: await folderFiles(join(data, 'files')),
    sha256,
    newId: randomUUID,
    announce: async () => {},
  };
}

async function sendWithoutEnd(data: string): Promise<void> {
  const needs = await registerIn(data);
  const rounds = manageRound(needs);
  await rounds.create(theRound, 'Nguyễn Văn A');
  await rounds.setRoster(theRound.id, theRoster(50), 'Nguyễn Văn A');
  await rounds.step(theRound.id, 'open', 'Nguyễn Văn A');
  const receive = receiveSubmission(needs);
  for (let number = 0; ; number += 1) {
    const commune = String(90_001 + (number % 50));
    const bytes = await returnOf(commune, { '8.3': String(number) });
    const sent = { round: theRound.id, commune, file: 'phieu.xlsx', bytes, channel: 'web' as const };
    await receive({ ...sent, who: `đơn vị ${commune}` });
    writeSync(1, `${commune} ${sha256(bytes)}\n`);
  }
}

const [, script, data] = process.argv;
if (script === import.meta.filename && data) await sendWithoutEnd(data);
