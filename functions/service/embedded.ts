/** The service of one province on one machine: SQLite, a folder of files, threads. Picks the adapters of `npm start`. */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { folderFiles } from '../adapters/folder-files/folder-files.ts';
import { FORMS_FOLDER } from '../adapters/local-files/this-machine.ts';
import { sqliteDocuments } from '../adapters/sqlite-documents/sqlite-documents.ts';
import { writeZip } from '../adapters/zip-writer/zip-writer.ts';
import type { Config } from '../config.ts';
import type { Log } from '../ports/log.ts';
import { buildQueue } from '../use-cases/register/build-queue.ts';
import { freshSummary } from '../use-cases/register/fresh-summary.ts';
import { openRegister } from '../use-cases/register/register.ts';
import { health, probeFolder } from './health.ts';
import { openInbox } from './inbox.ts';
import { identityOf, patience, readRound, registerNeeds } from './register-needs.ts';
import { restedBuilds } from './rested-builds.ts';
import { secretKey } from './secret-key.ts';
import type { Service } from './service.ts';
import { builderThread, threadedWorks } from './threads.ts';

/** Opens the service over `config.dataDir`, which is made when it is not there. @throws Problem STORE_NEWER, STORE_BUSY, STORE_UNAVAILABLE */
export async function openEmbedded(config: Config, log: Log): Promise<Service> {
  const { dataDir, formsDir = FORMS_FOLDER } = config;
  // A share that is away is not made up for by an empty folder; an inbox of our own is ours to make.
  if (dirname(config.inboxDir) === dataDir) await mkdir(config.inboxDir, { recursive: true }).catch(() => {});
  const documents = await sqliteDocuments({ file: join(dataDir, 'data.sqlite') });
  const files = await folderFiles(join(dataDir, 'files'));
  const key = await secretKey(dataDir);
  const { works, close: closeWorks } = threadedWorks({ formsFolder: formsDir, key });
  const builder = builderThread({ formsFolder: formsDir, dataDir, publicUrl: config.publicUrl });
  const rested = restedBuilds((round) => builder.run(round));
  const queue = buildQueue(rested.build, (round, error) =>
    log({ severity: 'ERROR', message: 'summary not built', round, error }),
  );
  const needs = registerNeeds(config, works);
  const { clock } = needs;
  const register = openRegister({
    ...needs,
    documents,
    files,
    announce: async (round) => queue.ask(round),
    build: freshSummary({ documents, clock, queue, patience }),
  });
  const inbox = openInbox({ root: config.inboxDir, documents, register, log });
  return {
    config,
    log,
    register,
    identity: identityOf(config),
    readRoster: works.roster,
    readRound,
    writeZip,
    writeWorkbook: works.write,
    async build(round) {
      // Refused here: what the builder's thread refuses comes back as a defect.
      await register.rounds.read(round);
      return builder.run(round);
    },
    deliver: inbox.deliver,
    inboxBucket: 'inbox',
    inboxFolder: inbox,
    healthy: health(probeFolder(dataDir, { documents, files }, clock)),
    async close() {
      rested.hurry();
      await queue.idle();
      await Promise.all([builder.close(), closeWorks()]);
      await documents.close();
    },
  };
}
