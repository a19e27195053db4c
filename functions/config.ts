/** Settings of the service, from the environment. Every default runs on a laptop with no account. */
import { join } from 'node:path';
import * as z from 'zod';
import { isRole, type Role } from './domain/register/rights.ts';
import { Problem } from './problems.ts';

const days = z.coerce.number().int().min(1);
const text = z.string().trim().min(1);
const url = z.url({ protocol: /^https?$/ });
/** A secret that was mounted from a file may end in a line break. */
const key = z
  .string()
  .trim()
  .regex(/^[0-9a-f]{64}$/);

const officer = z
  .string()
  .trim()
  .regex(/^[^\s:,]+@[^\s:,]+:[a-z]+$/)
  .transform((pair) => pair.split(':') as [string, string])
  .pipe(z.tuple([z.string(), z.custom<Role>((word) => typeof word === 'string' && isRole(word))]))
  .transform(([address, role]) => ({ address, role }));
const officers = z
  .string()
  .transform((list) => list.split(/[,\n]/).filter((one) => one.trim() !== ''))
  .pipe(z.array(officer).min(1));

/** Settings that make sense only together. */
const GROUPS = {
  cloud: {
    CLOUD_PROJECT: text,
    FILES_BUCKET: text,
    /** Where communes' files arrive. */
    INBOX_BUCKET: text,
    /** Topic that says which round changed. */
    SUMMARY_TOPIC: text,
    /** Topic that says that it is time to look round. */
    SWEEP_TOPIC: text,
  },
  signIn: {
    GOOGLE_CLIENT_ID: text,
    GOOGLE_CLIENT_SECRET: text,
  },
  drive: {
    /** Folder in a shared drive, where the communes' spreadsheets lie. */
    DRIVE_FOLDER: text,
    /** Where Google says that something changed: the address of onDriveChange. */
    DRIVE_PUSH_URL: url,
  },
} as const;

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Only this machine, unless told otherwise: in an office a TLS proxy stands in front. */
  HOST: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default('data'),
  /** Where communes put files on the office's share. */
  INBOX_DIR: z.string().min(1).optional(),
  /** What links begin with: the address people use, without a slash at the end. */
  PUBLIC_URL: url.optional(),
  /** How long originals are kept after a round is closed; without it they stay. */
  RETENTION_DAYS: days.optional(),
  /** Forms other than those that ship with the project. */
  FORMS_DIR: z.string().min(1).optional(),
  /** Whom the province knows by address: `a@x.gov.vn:administrator,b@x.gov.vn:officer`. */
  OFFICERS: officers.optional(),
  /** Vouches for the identity in templates; hexadecimal. On Google Cloud only, and there only where returns are checked. */
  TEMPLATE_KEY: key.optional(),
  /** What Google says back with each push; only where pushes are asked for or come in. */
  DRIVE_CHANNEL_TOKEN: text.optional(),
  /** Stands in for Google's servers of spreadsheets and sign-in, on this machine only. */
  GOOGLE_LOOPBACK: z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost|\[::1\])$/ }).optional(),
});

/** Secrets are not repeated in a message. */
const SECRET = new Set(['TEMPLATE_KEY', 'GOOGLE_CLIENT_SECRET', 'DRIVE_CHANNEL_TOKEN']);

export interface CloudSettings {
  readonly project: string;
  readonly filesBucket: string;
  readonly inboxBucket: string;
  readonly summaryTopic: string;
  readonly sweepTopic: string;
  readonly templateKey?: string;
}

export interface SignInSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly loopback?: string;
}

export interface DriveSettings {
  readonly folder: string;
  readonly pushUrl: string;
  readonly channelToken?: string;
  readonly loopback?: string;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Of the service on one machine; nothing is there when `cloud` is set. */
  readonly dataDir: string;
  readonly inboxDir: string;
  readonly publicUrl: string;
  readonly retentionDays?: number;
  readonly formsDir?: string;
  /** Google Cloud instead of a data folder. */
  readonly cloud?: CloudSettings;
  /** Whom the province knows by address. */
  readonly officers?: readonly { readonly address: string; readonly role: Role }[];
  /** Officers come by their Google account, not by a personal link; those who may are `officers`. */
  readonly signIn?: SignInSettings;
  /** Google Sheets as a front beside Excel. */
  readonly drive?: DriveSettings;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings.
 *
 * @throws Problem SETTING_BROKEN (names the first one that cannot be used), SETTINGS_HALF_SET (what is missing of settings that
 *   make sense only together), SETTINGS_NEED (settings that need others)
 */
export function readConfig(environment: Environment): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const plain = parsed(schema, given);
  const { PORT, HOST, DATA_DIR, INBOX_DIR, PUBLIC_URL, RETENTION_DAYS, FORMS_DIR, GOOGLE_LOOPBACK } = plain;
  const cloud = group(GROUPS.cloud, given);
  const signIn = group(GROUPS.signIn, given);
  const drive = group(GROUPS.drive, given);
  if (cloud && !PUBLIC_URL) throw need('CLOUD_PROJECT', ['PUBLIC_URL']);
  if (signIn && !plain.OFFICERS) throw need('GOOGLE_CLIENT_ID', ['OFFICERS']);
  if (drive && !cloud) throw need('DRIVE_FOLDER', Object.keys(GROUPS.cloud));
  return {
    port: PORT,
    host: HOST ?? (cloud ? '0.0.0.0' : '127.0.0.1'),
    dataDir: DATA_DIR,
    inboxDir: INBOX_DIR ?? join(DATA_DIR, 'inbox'),
    publicUrl: (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, ''),
    retentionDays: RETENTION_DAYS,
    formsDir: FORMS_DIR,
    cloud: cloud && {
      project: cloud.CLOUD_PROJECT,
      filesBucket: cloud.FILES_BUCKET,
      inboxBucket: cloud.INBOX_BUCKET,
      summaryTopic: cloud.SUMMARY_TOPIC,
      sweepTopic: cloud.SWEEP_TOPIC,
      templateKey: plain.TEMPLATE_KEY,
    },
    officers: plain.OFFICERS,
    signIn: signIn && {
      clientId: signIn.GOOGLE_CLIENT_ID,
      clientSecret: signIn.GOOGLE_CLIENT_SECRET,
      loopback: GOOGLE_LOOPBACK,
    },
    drive: drive && {
      folder: drive.DRIVE_FOLDER,
      pushUrl: drive.DRIVE_PUSH_URL,
      channelToken: plain.DRIVE_CHANNEL_TOKEN,
      loopback: GOOGLE_LOOPBACK,
    },
  };
}

/** What only some functions have, so that none holds a secret that it has no use for. */
const DEMANDS = {
  signIn: { given: ({ signIn }: Config) => signIn, names: Object.keys(GROUPS.signIn) },
  templateKey: { given: ({ cloud }: Config) => cloud?.templateKey, names: ['TEMPLATE_KEY'] },
  drive: { given: ({ drive }: Config) => drive, names: Object.keys(GROUPS.drive) },
  channelToken: { given: ({ drive }: Config) => !drive || drive.channelToken, names: ['DRIVE_CHANNEL_TOKEN'] },
} as const;

export type Demand = keyof typeof DEMANDS;

/** On Google Cloud a function must have what it works with. @throws Problem SETTINGS_NEED */
export function demand(config: Config, demands: readonly Demand[]): void {
  if (!config.cloud) return;
  for (const one of demands) if (!DEMANDS[one].given(config)) throw need('CLOUD_PROJECT', DEMANDS[one].names);
}

/** A group's settings, or nothing when none of them is given. */
function group<Shape extends z.ZodRawShape>(
  shape: Shape,
  given: Environment,
): z.output<z.ZodObject<Shape>> | undefined {
  const names = Object.keys(shape);
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === names.length) return undefined;
  if (missing.length > 0) {
    const present = names.filter((name) => !missing.includes(name));
    throw new Problem('SETTINGS_HALF_SET', { missing: missing.join(', '), present: present.join(', ') });
  }
  return parsed(z.object(shape), given);
}

function parsed<Schema extends z.ZodType>(shape: Schema, given: Environment): z.output<Schema> {
  const result = shape.safeParse(given);
  if (result.success) return result.data;
  const name = String(result.error.issues[0]?.path[0]);
  throw new Problem('SETTING_BROKEN', { name, value: SECRET.has(name) ? '…' : (given[name] ?? '') });
}

const need = (present: string, missing: readonly string[]): Problem =>
  new Problem('SETTINGS_NEED', { present, missing: missing.join(', ') });
