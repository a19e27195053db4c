/** What one province's deployment is told: by the options of the command, and by Google (the project's number). */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { demand, readConfig } from '../../functions/config.ts';
import { Problem } from '../../functions/problems.ts';
import type { Arguments } from '../command.ts';
import { environmentOf } from './environment.ts';

export const OPTIONS = [
  'project',
  'region',
  'officers',
  'client-id',
  'client-secret-file',
  'drive-folder',
  'public-url',
  'retention-days',
  'min-instances',
] as const;

export type Option = (typeof OPTIONS)[number];

export interface DeploySettings {
  readonly project: string;
  /** Part of the addresses of services, and of the accounts that Google's own services act by. */
  readonly projectNumber: string;
  readonly region: string;
  /** `a@x.gov.vn:administrator,b@x.gov.vn:officer`. */
  readonly officers: string;
  readonly clientId: string;
  /** Folder in a shared drive; without it there is no Google Sheets front. */
  readonly driveFolder?: string;
  /** Without it the address that Google gives the service. */
  readonly publicUrl?: string;
  readonly retentionDays?: string;
  /** Instances of `api` that are kept running. */
  readonly minInstances: string;
}

/** Where something runs; all that a teardown needs. */
export type Site = Pick<DeploySettings, 'project' | 'projectNumber' | 'region'>;

const SHAPES: Readonly<Partial<Record<Option, z.ZodType>>> = {
  project: z.string().regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/),
  region: z.string().regex(/^[a-z]+-[a-z]+\d+$/),
  'client-id': z.string().regex(/^[\w-]+\.apps\.googleusercontent\.com$/),
  'drive-folder': z.string().regex(/^[\w-]{10,}$/),
  'public-url': z.url({ protocol: /^https$/ }),
  'min-instances': z.string().regex(/^\d{1,2}$/),
};

const SINGAPORE = 'asia-southeast1';

/** What of a site the options say. @throws Problem ARGUMENT_MISSING, SETTING_BROKEN */
export function readSite(args: Arguments<Option>): Omit<Site, 'projectNumber'> {
  args.required('project');
  checkShapes(args);
  return { project: args.required('project'), region: args.option('region') ?? SINGAPORE };
}

/**
 * The settings of a deployment, read by the same rules as the functions will read theirs.
 *
 * @throws Problem ARGUMENT_MISSING, FILE_NOT_FOUND, SETTING_BROKEN, SETTINGS_NEED
 */
export async function readSettings(args: Arguments<Option>, site: Site): Promise<DeploySettings> {
  const settings: DeploySettings = {
    ...site,
    officers: await officersOf(args.required('officers')),
    clientId: args.required('client-id'),
    driveFolder: args.option('drive-folder'),
    publicUrl: args.option('public-url')?.replace(/\/+$/, ''),
    retentionDays: args.option('retention-days'),
    minInstances: args.option('min-instances') ?? '0',
  };
  const sample = { TEMPLATE_KEY: '0'.repeat(64), GOOGLE_CLIENT_SECRET: 'x', DRIVE_CHANNEL_TOKEN: 'x' };
  demand(readConfig({ ...environmentOf(settings, 'api'), ...sample }), ['signIn', 'templateKey', 'channelToken']);
  return settings;
}

function checkShapes({ option }: Arguments<Option>): void {
  for (const [name, shape] of Object.entries(SHAPES)) {
    const value = option(name as Option);
    if (value !== undefined && !shape.safeParse(value).success)
      throw new Problem('SETTING_BROKEN', { name: `--${name}`, value });
  }
}

/** A list, or the file that holds it, one address a line. */
async function officersOf(given: string): Promise<string> {
  const text = given.includes('@') ? given : await readFile(given, 'utf8').catch(() => undefined);
  if (text === undefined) throw new Problem('FILE_NOT_FOUND', { file: given });
  return text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('#'))
    .join(',');
}
