/** The service of one province on one machine: SQLite, a folder of files, threads. Picks the adapters of `npm start`. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { folderFiles } from '../adapters/folder-files/folder-files.ts';
import { formFolder } from '../adapters/form-folder/form-folder.ts';
import { FORMS_FOLDER, sha256, systemClock } from '../adapters/local-files/this-machine.ts';
import { sqliteDocuments } from '../adapters/sqlite-documents/sqlite-documents.ts';
import { writeZip } from '../adapters/zip-writer/zip-writer.ts';
import type { Config } from '../config.ts';
import type { Log } from '../ports/log.ts';
import { buildQueue } from '../use-cases/register/build-queue.ts';
import { freshSummary } from '../use-cases/register/fresh-summary.ts';
import { openRegister } from '../use-cases/register/register.ts';
import { health } from './health.ts';
import { openInbox } from './inbox.ts';
import { restedBuilds } from './rested-builds.ts';
import { secretKey } from './secret-key.ts';
import type { Service } from './service.ts';
import { builderThread, threadedWorks } from './threads.ts';

/** A visitor's patience for a summary that is being built while an earlier one is at hand. */
const PATIENCE_MS = 5000;

/** Opens the service over `config.dataDir`, which is made when it is not there. @throws Problem STORE_NEWER, STORE_BUSY, STORE_UNAVAILABLE */
export async function openEmbedded(config: Config, log: Log): Promise<Service> {
  const { dataDir, formsDir = FORMS_FOLDER, retentionDays } = config;
  // A share that is away is not made up for by an empty folder; an inbox of our own is ours to make.
  if (dirname(config.inboxDir) === dataDir) await mkdir(config.inboxDir, { recursive: true }).catch(() => {});
  const documents = await sqliteDocuments({ file: join(dataDir, 'data.sqlite') });
  const files = await folderFiles(join(dataDir, 'files'));
  const key = await secretKey(dataDir);
  const { works, close: closeWorks } = threadedWorks({ formsFolder: formsDir, key });
  const builder = builderThread({ formsFolder: formsDir, dataDir });
  const rested = restedBuilds((round) => builder.run(round));
  const queue = buildQueue(rested.build, (round, error) =>
    log({ severity: 'ERROR', message: 'summary not built', round, error }),
  );
  const clock = systemClock;
  const register = openRegister({
    documents,
    files,
    forms: formFolder(formsDir),
    clock,
    sha256,
    retentionDays,
    checkReturn: works.check,
    workshop: works,
    writeWorkbook: works.write,
    newId: randomUUID,
    newToken: () => randomBytes(24).toString('base64url'),
    hashToken: (token) => createHash('sha256').update(token).digest('hex'),
    announce: async (round) => queue.ask(round),
    build: freshSummary({ documents, clock, queue, patience: () => pause(PATIENCE_MS, undefined, { ref: false }) }),
  });
  const inbox = openInbox({ root: config.inboxDir, documents, register, log });
  return {
    config,
    log,
    register,
    readRoster: works.roster,
    async readRound(bytes, file) {
      const { readRoundText } = await import('../adapters/local-files/round-file.ts'); // few ever need it
      return readRoundText(new TextDecoder().decode(bytes), file);
    },
    writeZip,
    writeWorkbook: works.write,
    async build(round) {
      // Refused here: what the builder's thread refuses comes back as a defect.
      await register.rounds.read(round);
      return builder.run(round);
    },
    deliver: inbox.deliver,
    inboxBucket: 'inbox',
    watchInbox: inbox.watch,
    prepareInbox: inbox.prepare,
    healthy: health({ dataDir, documents, files, clock }),
    async close() {
      rested.hurry();
      await queue.idle();
      await Promise.all([builder.close(), closeWorks()]);
      await documents.close();
    },
  };
}
