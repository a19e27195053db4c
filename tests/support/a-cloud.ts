/**
 * Google Cloud on one machine: the real emulators, a server that speaks Cloud Storage's protocol, one that signs people in, every
 * function a process of its own, and between them what Eventarc does: it carries events, again and again until they are taken.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Message, PubSub } from '@google-cloud/pubsub';
import { LOOPBACK_ACCOUNT } from '../../functions/adapters/google-sheets/access.ts';
import { FINALIZED } from '../../functions/entry/events/on-upload.ts';
import { carried, type Event, type Mode, message, PUBLISHED } from './cloud-events.ts';
import { newProject, startGoogle } from './google-emulators.ts';
import { CLIENT, type GoogleIdentity, startGoogleIdentity } from './google-identity-server.ts';
import { type GoogleServer, startGoogleServer } from './google-server/google-server.ts';
import { type ServiceProcess, startApi, startFunction } from './service-process.ts';
import { type StorageServer, startStorageServer } from './storage-server/storage-server.ts';

export const ADMINISTRATOR = 'quan.tri@gialai.gov.vn';
const BUCKETS = { files: 'tep-cua-tinh', inbox: 'hop-thu-den' } as const;
const TOPICS = { summary: 'round-changed', sweep: 'sweep-due' } as const;

type EventFunction = 'onUpload' | 'buildSummary' | 'sweep' | 'remind';

export interface Cloud {
  readonly storage: StorageServer;
  readonly inbox: string;
  readonly identity: GoogleIdentity;
  /** Settings of every function, by their names in the environment. */
  readonly settings: Readonly<Record<string, string>>;
  readonly functions: Readonly<Record<EventFunction, ServiceProcess>>;
  readonly api: ServiceProcess;
  /** Asks the API as the administrator. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Sends an event to a function; gives the status of its answer. */
  send(name: EventFunction, event: Event, mode?: Mode): Promise<number>;
  /** Whether files put into the inbox are told of; on at the start. */
  tellOfUploads: boolean;
  /** Resolves when every event that was carried so far has been taken. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** A cloud whose service has a drive with spreadsheets. */
export interface SheetsCloud extends Cloud {
  /** Drive, Sheets and what people do in them. Nobody is told of changes before `channels.held` is false. */
  readonly drive: GoogleServer;
  /** onDriveChange. */
  readonly push: ServiceProcess;
}

/** What onDriveChange is told back by Drive. */
export const CHANNEL_TOKEN = 'tin-nhan-cua-drive-0123456789';

/** Starts all of it. Takes some ten seconds. */
export function startCloud(options: { readonly sheets: true }): Promise<SheetsCloud>;
export function startCloud(options?: { readonly sheets?: false }): Promise<Cloud>;
export async function startCloud({ sheets = false }: { readonly sheets?: boolean } = {}): Promise<Cloud> {
  const [google, storage, identity] = await Promise.all([
    startGoogle(),
    startStorageServer({ buckets: Object.values(BUCKETS) }),
    startGoogleIdentity(),
  ]);
  const drive = sheets ? await startGoogleServer({ serviceAccount: LOOPBACK_ACCOUNT, beside: identity }) : undefined;
  const project = newProject();
  const base = {
    ...google.env,
    STORAGE_EMULATOR_HOST: storage.url,
    CLOUD_PROJECT: project,
    FILES_BUCKET: BUCKETS.files,
    INBOX_BUCKET: BUCKETS.inbox,
    SUMMARY_TOPIC: TOPICS.summary,
    SWEEP_TOPIC: TOPICS.sweep,
    TEMPLATE_KEY: 'c0'.repeat(32),
    GOOGLE_CLIENT_ID: CLIENT.id,
    GOOGLE_CLIENT_SECRET: CLIENT.secret,
    GOOGLE_LOOPBACK: drive?.url ?? identity.url,
    OFFICERS: `${ADMINISTRATOR}:administrator`,
  };
  const push = drive && (await startPush(drive, base));
  const settings = push ? driveSettings(base, drive, `${push.url}/`) : base;
  const under = (name: EventFunction) => startFunction(name, 'cloudevent', { settings });
  const [api, onUpload, buildSummary, sweep, remind] = await Promise.all([
    startApi({ settings }),
    under('onUpload'),
    under('buildSummary'),
    under('sweep'),
    under('remind'),
  ]);
  const functions = { onUpload, buildSummary, sweep, remind };
  const carrying = new Set<Promise<unknown>>();
  const carry = (work: Promise<unknown>): void => {
    const done: Promise<unknown> = work.finally(() => carrying.delete(done));
    carrying.add(done);
  };
  const send = async (name: EventFunction, event: Event, mode: Mode = 'binary') =>
    (await functions[name].fetch('/', carried(event, mode))).status;
  async function deliver(name: EventFunction, event: Event): Promise<void> {
    while ((await send(name, event)) >= 300) await pause(200);
  }

  const topics = await openTopics(google.pubsub.env.PUBSUB_EMULATOR_HOST as string, project, {
    [TOPICS.summary]: (data) => carry(deliver('buildSummary', { type: PUBLISHED, data })),
    [TOPICS.sweep]: (data) => carry(deliver('sweep', { type: PUBLISHED, data })),
  });
  const cloud: Cloud = {
    storage,
    inbox: BUCKETS.inbox,
    identity,
    settings,
    functions,
    api,
    send,
    tellOfUploads: true,
    ask(path, init = {}) {
      const token = identity.token({ email: ADMINISTRATOR, email_verified: true });
      return api.fetch(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
    },
    ...(drive && push && { drive, push }),
    async settled() {
      while (carrying.size > 0) await Promise.all(carrying);
    },
    async stop() {
      await Promise.all([api, ...Object.values(functions), ...(push ? [push] : [])].map((each) => each.kill()));
      await topics.close();
      await Promise.all([google.stop(), storage.close(), identity.stop(), drive?.close()]);
    },
  };
  storage.onFinalized((object) => {
    const isUpload = object.bucket === BUCKETS.inbox && cloud.tellOfUploads;
    if (isUpload) carry(deliver('onUpload', { type: FINALIZED, data: object, id: String(object.generation) }));
  });
  return cloud;
}

/** It is told where it is only by Drive: whatever stands in the settings for that is nothing to it. */
async function startPush(drive: GoogleServer, base: Settings): Promise<ServiceProcess> {
  drive.channels.held = true;
  return startFunction('onDriveChange', 'http', { settings: driveSettings(base, drive, 'http://127.0.0.1:1/') });
}

type Settings = Readonly<Record<string, string>>;

const driveSettings = (base: Settings, { folderId }: GoogleServer, pushUrl: string): Settings => ({
  ...base,
  DRIVE_FOLDER: folderId,
  DRIVE_PUSH_URL: pushUrl,
  DRIVE_CHANNEL_TOKEN: CHANNEL_TOKEN,
});

/** Makes the topics with a subscription each, and hands on what comes. */
async function openTopics(host: string, projectId: string, heard: Readonly<Record<string, (data: unknown) => void>>) {
  const pubsub = new PubSub({ projectId, apiEndpoint: host, emulatorMode: true });
  for (const [topic, tell] of Object.entries(heard)) {
    await pubsub.createTopic(topic);
    const [subscription] = await pubsub.topic(topic).createSubscription(`${topic}-carried`);
    subscription.on('message', (received: Message) => {
      tell(message(JSON.parse(received.data.toString())));
      received.ack();
    });
    subscription.on('error', () => {}); // the emulator ends before its listeners
  }
  return pubsub;
}
