/** Starts the service of one machine: listens, looks into the inbox, and sees to what time brings. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';
import { functionsDoor } from '../entry/http/functions-door.ts';
import { guardedServer, type Timeouts } from '../entry/http/guard.ts';
import { httpListener } from '../entry/http/listener.ts';
import type { Log } from '../ports/log.ts';
import { Problem } from '../problems.ts';
import { openEmbedded } from './embedded.ts';
import type { Service } from './service.ts';
import { shareService } from './shared.ts';

const MINUTE_MS = 60_000;

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

/** @throws Problem PORT_TAKEN, and those of `openEmbedded` */
export async function startService(config: Config, log: Log, options: StartOptions): Promise<Running> {
  const service = await openEmbedded(config, log);
  shareService(service);
  const server = guardedServer(functionsDoor(service, httpListener(service), options.registerFunctions), options);
  try {
    await listen(server, config);
  } catch (error) {
    await service.close();
    throw error;
  }
  const inbox = service.watchInbox(options.inboxEveryMs);
  const stopTimers = housekeeping(service, log);
  return {
    service,
    port: (server.address() as AddressInfo).port,
    async stop() {
      stopTimers();
      server.close();
      server.closeIdleConnections();
      await inbox.stop();
      await service.close();
      server.closeAllConnections();
    },
  };
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Problem('PORT_TAKEN', { port }, { cause: error }) : error),
    );
    server.listen(port, host, resolve);
  });
}

/** At once and every minute: what an earlier process left undone, what a new day brings. */
function housekeeping({ register, prepareInbox }: Service, log: Log): () => void {
  async function keep(): Promise<void> {
    try {
      await register.sweep();
      await prepareInbox();
      await register.reminders.mark();
      await register.removeOriginals();
    } catch (error) {
      log({ severity: 'ERROR', message: 'housekeeping failed; tried again in a minute', error });
    }
  }
  void keep();
  const timer = setInterval(() => void keep(), MINUTE_MS);
  return () => clearInterval(timer);
}
