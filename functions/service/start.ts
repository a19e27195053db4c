/** Starts a service: listens and, where nobody else does, looks into the inbox and sees to what time brings. */
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { functionsDoor } from '../entry/http/functions-door.ts';
import { guardedServer, type Timeouts } from '../entry/http/guard.ts';
import { httpListener } from '../entry/http/listener.ts';
import type { Log } from '../ports/log.ts';
import { Problem } from '../problems.ts';
import { keepHouse } from './housekeeping.ts';
import type { Service } from './service.ts';
import { openService, shareService } from './shared.ts';

const MINUTE_MS = 60_000;
/** Under the 90 seconds that systemd gives, with time left for the summary that is being built. */
const LONGEST_GOODBYE_MS = 10_000;
const IDLE_EVERY_MS = 50;

export interface Running {
  readonly service: Service;
  readonly port: number;
  /** Ends the requests and the work in hand, then closes the stores. */
  readonly stop: () => Promise<void>;
}

export interface StartOptions extends Timeouts {
  /** Between two looks into the inbox. */
  readonly inboxEveryMs?: number;
  /** Tells the functions framework of the functions; called when the first event comes. */
  readonly registerFunctions: () => Promise<unknown>;
}

/** @throws Problem PORT_TAKEN, and those of `openService` */
export async function startService(config: Config, log: Log, options: StartOptions): Promise<Running> {
  const service = await openService(config, log, 'api');
  shareService(service);
  const server = guardedServer(doors(service, options), options);
  try {
    await listen(server, config);
  } catch (error) {
    await service.close();
    throw error;
  }
  const stopKeeping = keep(service, log, options);
  return {
    service,
    port: (server.address() as AddressInfo).port,
    async stop() {
      const requests = ended(server);
      await Promise.all([stopKeeping(), requests]);
      await service.close();
    },
  };
}

/** On one machine events come to the same server; Google starts a server for each function. */
function doors(service: Service, { registerFunctions }: StartOptions): RequestListener {
  const pages = httpListener(service);
  return service.config.cloud ? pages : functionsDoor(service, pages, registerFunctions);
}

/** What Google's events and schedules see to where there are any. Gives what ends it. */
function keep(service: Service, log: Log, { inboxEveryMs }: StartOptions): () => Promise<unknown> {
  if (service.config.cloud) return async () => {};
  const inbox = service.inboxFolder?.watch(inboxEveryMs);
  const stopTimers = keepHouse(service, log, MINUTE_MS);
  return () => Promise.all([stopTimers(), inbox?.stop()]);
}

/** Takes no new requests, and lets those under way end while a patient supervisor waits. */
async function ended(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_EVERY_MS);
  await Promise.race([closed, pause(LONGEST_GOODBYE_MS, undefined, { ref: false })]);
  clearInterval(idle);
  server.closeAllConnections();
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Problem('PORT_TAKEN', { port }, { cause: error }) : error),
    );
    server.listen(port, host, resolve);
  });
}
