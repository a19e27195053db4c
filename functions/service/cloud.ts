/** The service on Google Cloud: Firestore, Cloud Storage, Pub/Sub; summaries are built by a function of their own. */
import { bucketFiles } from '../adapters/cloud-storage/bucket-files.ts';
import { bucketInbox } from '../adapters/cloud-storage/bucket-inbox.ts';
import { firestoreDocuments } from '../adapters/firestore-documents/firestore-documents.ts';
import { FORMS_FOLDER } from '../adapters/local-files/this-machine.ts';
import { pubsubAnnounce } from '../adapters/pubsub-announce/pubsub-announce.ts';
import { MAX_FILE_BYTES } from '../adapters/xlsx-reader/limits.ts';
import { writeZip } from '../adapters/zip-writer/zip-writer.ts';
import type { CloudSettings, Config } from '../config.ts';
import type { Log } from '../ports/log.ts';
import { buildSummary } from '../use-cases/register/build-summary.ts';
import { freshSummary } from '../use-cases/register/fresh-summary.ts';
import { openRegister } from '../use-cases/register/register.ts';
import { isFresh } from '../use-cases/register/sweep-summaries.ts';
import { takeDelivery } from '../use-cases/register/take-delivery.ts';
import { announcedBuilds } from './announced-builds.ts';
import { health, probeCloud } from './health.ts';
import { linkToReturn } from './link-to-return.ts';
import { identityOf, patience, readRound, registerNeeds } from './register-needs.ts';
import type { Service } from './service.ts';
import { openSheets } from './sheets.ts';
import { threadedWorks } from './threads.ts';

/** Opens the service; nothing is asked of Google until it is used. @throws Problem STORE_UNAVAILABLE (nobody is signed in) */
export async function openCloud(config: Config, cloud: CloudSettings, log: Log): Promise<Service> {
  const { project, filesBucket, inboxBucket, summaryTopic, templateKey } = cloud;
  const { formsDir = FORMS_FOLDER } = config;
  const documents = await firestoreDocuments({ projectId: project });
  const files = bucketFiles({ bucket: filesBucket, projectId: project });
  const { works, close: closeWorks } = threadedWorks({ formsFolder: formsDir, key: templateKey });
  const needs = registerNeeds(config, works);
  const { clock } = needs;
  const announce = pubsubAnnounce({ projectId: project, topic: summaryTopic, log });
  const queue = announcedBuilds(announce, (round) => isFresh(documents, round, clock()));
  const register = openRegister({
    ...needs,
    documents,
    files,
    announce,
    build: freshSummary({ documents, clock, queue, patience }),
  });
  const { drive } = config;
  const sheets = drive && openSheets(config, cloud, drive, { documents, files, register, needs, log });
  const inbox = bucketInbox({ bucket: inboxBucket, projectId: project, limitBytes: MAX_FILE_BYTES });
  return {
    config,
    log,
    register,
    identity: identityOf(config),
    sheets,
    readRoster: works.roster,
    readRound,
    writeZip,
    writeWorkbook: works.write,
    async build(round) {
      // Only the function that builds loads what writes workbooks; a summary of thousands is made row by row, in no other thread.
      const { localTools } = await import('../wiring.ts');
      const { writeWorkbook } = localTools(formsDir);
      return buildSummary({ ...needs, documents, files, writeWorkbook, linkOf: linkToReturn(config.publicUrl) })(round);
    },
    deliver: takeDelivery({ inbox, receive: register.receive, annotated: register.takeAway.annotated }),
    inboxBucket,
    healthy: health(probeCloud({ documents, files })),
    async close() {
      await closeWorks();
      await documents.close();
    },
  };
}
