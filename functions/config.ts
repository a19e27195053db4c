/** Settings of the service, from the environment. Every default runs on a laptop with no account. */
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from './problems.ts';

const days = z.coerce.number().int().min(1);

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Only this machine, unless told otherwise: in an office a TLS proxy stands in front. */
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('data'),
  /** Where communes put files on the office's share. */
  INBOX_DIR: z.string().min(1).optional(),
  /** What links begin with: the address people use, without a slash at the end. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** How long originals are kept after a round is closed; without it they stay. */
  RETENTION_DAYS: days.optional(),
  /** Forms other than those that ship with the project. */
  FORMS_DIR: z.string().min(1).optional(),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly inboxDir: string;
  readonly publicUrl: string;
  readonly retentionDays?: number;
  readonly formsDir?: string;
}

/** Reads the settings. @throws Problem SETTING_BROKEN (names the first one that cannot be used) */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const name = String(result.error.issues[0]?.path[0]);
    throw new Problem('SETTING_BROKEN', { name, value: given[name] ?? '' });
  }
  const { PORT, HOST, DATA_DIR, INBOX_DIR, PUBLIC_URL, RETENTION_DAYS, FORMS_DIR } = result.data;
  return {
    port: PORT,
    host: HOST,
    dataDir: DATA_DIR,
    inboxDir: INBOX_DIR ?? join(DATA_DIR, 'inbox'),
    publicUrl: (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, ''),
    retentionDays: RETENTION_DAYS,
    formsDir: FORMS_DIR,
  };
}
