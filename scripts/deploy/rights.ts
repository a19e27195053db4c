/**
 * Who may do what on what: the least that each function needs. No key of any account is ever made; Cloud Run gives each
 * function its own account.
 */
import {
  accountOf,
  agentOf,
  deadOf,
  PUBSUB_AGENT,
  type SecretName,
  STORAGE_AGENT,
  TOPICS,
  UPLOADS_DEAD,
} from './names.ts';
import type { DeploySettings, Site } from './settings.ts';

/** Accounts beside those of the functions. */
export const EVENTS = 'events';
export const BUILD = 'build';

type Place =
  | { readonly on: 'project' }
  | { readonly on: 'files' | 'inbox' }
  | { readonly on: 'topic'; readonly topic: string }
  | { readonly on: 'secret'; readonly secret: SecretName }
  | { readonly on: 'service'; readonly service: string }
  | { readonly on: 'account'; readonly account: string };

export type Right = Place & {
  /** An account of ours, or of a service of Google's. */
  readonly who: string | { readonly agent: string };
  readonly role: string;
  readonly onlyWithSheets?: boolean;
};

const PROJECT = { on: 'project' } as const;
const FILES = { on: 'files' } as const;
const roundChanged = { on: 'topic', topic: TOPICS.roundChanged } as const;
const sweepDue = { on: 'topic', topic: TOPICS.sweepDue } as const;
const secret = (name: SecretName) => ({ on: 'secret', secret: name }) as const;
const service = (name: string) => ({ on: 'service', service: name }) as const;

const DOCUMENTS = 'roles/datastore.user';
const READ = 'roles/storage.objectViewer';
/** Writes what is new; overwrites and deletes nothing. */
const ADD = 'roles/storage.objectCreator';
const CHANGE = 'roles/storage.objectUser';
const PUBLISH = 'roles/pubsub.publisher';
const SECRET = 'roles/secretmanager.secretAccessor';
const INVOKE = 'roles/run.invoker';

export const RIGHTS: readonly Right[] = [
  { who: 'api', role: DOCUMENTS, ...PROJECT },
  { who: 'api', role: READ, ...FILES },
  { who: 'api', role: ADD, ...FILES },
  { who: 'api', role: PUBLISH, ...roundChanged },
  { who: 'api', role: PUBLISH, ...sweepDue, onlyWithSheets: true },
  { who: 'api', role: SECRET, ...secret('TEMPLATE_KEY') },
  { who: 'api', role: SECRET, ...secret('GOOGLE_CLIENT_SECRET') },

  { who: 'on-upload', role: DOCUMENTS, ...PROJECT },
  { who: 'on-upload', role: READ, ...FILES },
  { who: 'on-upload', role: ADD, ...FILES },
  // Lays answers beside the files, replaces and takes them back.
  { who: 'on-upload', role: CHANGE, on: 'inbox' },
  { who: 'on-upload', role: PUBLISH, ...roundChanged },
  { who: 'on-upload', role: SECRET, ...secret('TEMPLATE_KEY') },

  { who: 'build-summary', role: DOCUMENTS, ...PROJECT },
  { who: 'build-summary', role: READ, ...FILES },
  { who: 'build-summary', role: ADD, ...FILES },

  { who: 'on-drive-change', role: PUBLISH, ...sweepDue, onlyWithSheets: true },
  { who: 'on-drive-change', role: SECRET, ...secret('DRIVE_CHANNEL_TOKEN'), onlyWithSheets: true },

  { who: 'sweep', role: DOCUMENTS, ...PROJECT },
  { who: 'sweep', role: READ, ...FILES },
  { who: 'sweep', role: ADD, ...FILES },
  { who: 'sweep', role: PUBLISH, ...roundChanged },
  { who: 'sweep', role: PUBLISH, ...sweepDue, onlyWithSheets: true },
  { who: 'sweep', role: SECRET, ...secret('TEMPLATE_KEY') },
  { who: 'sweep', role: SECRET, ...secret('DRIVE_CHANNEL_TOKEN'), onlyWithSheets: true },

  { who: 'remind', role: DOCUMENTS, ...PROJECT },
  // The only one that deletes: originals whose time is over.
  { who: 'remind', role: CHANGE, ...FILES },
  { who: 'remind', role: PUBLISH, ...roundChanged },

  // Pub/Sub and Eventarc call the functions by this account.
  { who: EVENTS, role: 'roles/eventarc.eventReceiver', ...PROJECT },
  { who: EVENTS, role: INVOKE, ...service('on-upload') },
  { who: EVENTS, role: INVOKE, ...service('build-summary') },
  { who: EVENTS, role: INVOKE, ...service('sweep') },
  { who: EVENTS, role: INVOKE, ...service('remind') },

  { who: BUILD, role: 'roles/run.builder', ...PROJECT },

  // Google asks for it on the project: Eventarc makes the topic of the bucket's events, under a name of its own.
  { who: { agent: STORAGE_AGENT }, role: PUBLISH, ...PROJECT },
  { who: { agent: PUBSUB_AGENT }, role: 'roles/iam.serviceAccountTokenCreator', on: 'account', account: EVENTS },
  ...[UPLOADS_DEAD, ...Object.values(TOPICS).map(deadOf)].map(
    (topic) => ({ who: { agent: PUBSUB_AGENT }, role: PUBLISH, on: 'topic', topic }) as const,
  ),
];

/** Accounts of a deployment, each with what it is for. */
export const otherAccounts: Readonly<Record<string, string>> = {
  [EVENTS]: 'gọi các chức năng khi có sự kiện',
  [BUILD]: 'đóng gói các chức năng',
};

export const rightsOf = ({ driveFolder }: DeploySettings): readonly Right[] =>
  RIGHTS.filter(({ onlyWithSheets }) => driveFolder || !onlyWithSheets);

export const memberOf = (site: Site, { who }: Pick<Right, 'who'>): string =>
  `serviceAccount:${typeof who === 'string' ? accountOf(site, who) : agentOf(site, who.agent)}`;
