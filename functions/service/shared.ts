/** The one service of this process: given by whoever started it, or else opened by the environment when first needed. */
import { jsonLog } from '../adapters/json-log/json-log.ts';
import { type Config, type Demand, demand, readConfig } from '../config.ts';
import type { Log } from '../ports/log.ts';
import type { Service } from './service.ts';

/** What each function on Google Cloud works with beside the stores; no other has it. */
const DEMANDS = {
  api: ['signIn', 'templateKey'],
  onUpload: ['templateKey'],
  buildSummary: [],
  sweep: ['templateKey', 'channelToken'],
  remind: [],
} as const satisfies Readonly<Record<string, readonly Demand[]>>;

export type FunctionName = keyof typeof DEMANDS;

let shared: Promise<Service> | undefined;

/** Lets the functions of this process work on `service`. */
export function shareService(service: Service): void {
  shared = Promise.resolve(service);
}

/** The service by the environment, for the function that asks. @throws Problem SETTING…, STORE_… */
export function sharedService(name: FunctionName): Promise<Service> {
  shared ??= openService(readConfig(process.env), jsonLog(), name);
  return shared;
}

/** Opens what the settings ask for; of the other kind nothing is loaded. @throws Problem SETTINGS_NEED, STORE_… */
export async function openService(config: Config, log: Log, name: FunctionName): Promise<Service> {
  demand(config, DEMANDS[name]);
  if (config.cloud) return (await import('./cloud.ts')).openCloud(config, config.cloud, log);
  return (await import('./embedded.ts')).openEmbedded(config, log);
}
