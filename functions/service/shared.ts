/** The one service of this process: given by whoever started it, or else opened by the environment when first needed. */
import { jsonLog } from '../adapters/json-log/json-log.ts';
import { readConfig } from '../config.ts';
import { openEmbedded } from './embedded.ts';
import type { Service } from './service.ts';

let shared: Promise<Service> | undefined;

/** Lets the functions of this process work on `service`. */
export function shareService(service: Service): void {
  shared = Promise.resolve(service);
}

export function sharedService(): Promise<Service> {
  shared ??= openEmbedded(readConfig(process.env), jsonLog());
  return shared;
}
