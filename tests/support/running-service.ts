/** The real service, listening on a free port over a data folder of its own, for tests that speak HTTP to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../functions/config.ts';
import { readConfig } from '../../functions/config.ts';
import type { Role } from '../../functions/domain/register/rights.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import type { LogLine } from '../../functions/ports/log.ts';
import type { Service } from '../../functions/service/service.ts';
import { startService } from '../../functions/service/start.ts';
import { theRoster, theRound } from './a-running-round.ts';

export interface ServiceOptions {
  /** A folder that outlives the service; without it one is made, and removed by `stop`. */
  readonly dataDir?: string;
  /** Settings by their names in the environment, e.g. `{ PUBLIC_URL: 'https://cchc.example' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly bodyMs?: number;
  readonly headMs?: number;
  /** Between two looks into the inbox; 50 when absent. */
  readonly inboxEveryMs?: number;
  /** Made-up communes beside the two published ones, codes from 90001; `null`: no round is made. */
  readonly moreCommunes?: number | null;
}

export interface SignedIn {
  /** The link's secret: `Authorization: Bearer …`, or `/vao/…`. */
  readonly token: string;
  /** The session as a `Cookie` header has it: `phien=…`. */
  readonly cookie: string;
  readonly csrf: string;
}

export interface RunningService {
  /** `http://127.0.0.1:…`, no slash at the end: where it listens, and (unless set) what its links begin with. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly inboxDir: string;
  readonly config: Config;
  /** The use cases behind the doors, to prepare what a test is not about. */
  readonly service: Service;
  /** Every line of the log so far. */
  readonly lines: readonly LogLine[];
  /** Every secret that was given out through this object; none may ever stand in the log. */
  readonly secrets: readonly string[];
  /** A new person with a link and an open session; each call another person, so nobody's link is taken away. */
  signIn(role?: Role): Promise<SignedIn>;
  /** A commune's link: its token (page: `paths.commune(token)`); one made before stops working. */
  link(code: string): Promise<string>;
  /** Asks over HTTP; redirects are not followed. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Ends the service cleanly. May be called twice. */
  stop(): Promise<void>;
}

/** Starts the service in this process; the round `theRound` is open unless `moreCommunes` is `null` or the folder has it. */
export async function runService(options: ServiceOptions = {}): Promise<RunningService> {
  const { settings = {}, bodyMs, headMs, inboxEveryMs = 50, moreCommunes = 0 } = options;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'service-'));
  const lines: LogLine[] = [];
  const secrets: string[] = [];
  const port = await freePort();
  const PUBLIC_URL = `http://127.0.0.1:${port}`;
  const config = readConfig({ PUBLIC_URL, PORT: String(port), DATA_DIR: dataDir, ...settings });
  const running = await startService(config, (line) => void lines.push(line), {
    bodyMs,
    headMs,
    inboxEveryMs,
    registerFunctions: () => import('../../functions/index.ts'),
  });
  const { service } = running;
  const url = `http://127.0.0.1:${port}`;
  if (moreCommunes !== null) await makeRound(service, moreCommunes);
  const ask = (path: string, init?: RequestInit) => fetch(url + path, { redirect: 'manual', ...init });
  let people = 0;
  let stopped: Promise<void> | undefined;

  return {
    url,
    port,
    dataDir,
    inboxDir: config.inboxDir,
    config,
    service,
    lines,
    secrets,
    fetch: ask,
    async signIn(role = 'administrator') {
      people += 1;
      const name = `Nguyễn Văn ${people} (${Date.now()})`;
      const token = await service.register.access.issue({ kind: 'officer', name, role });
      const entered = await ask(paths.enter(token));
      const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] as string;
      const session = await service.register.access.session(cookie.slice(cookie.indexOf('=') + 1));
      if (!session) throw new Error(`no session: ${entered.status}`);
      secrets.push(token, cookie.slice(cookie.indexOf('=') + 1), session.csrf);
      return { token, cookie, csrf: session.csrf };
    },
    async link(code) {
      const [issued] = await service.register.links.forOne(theRound.id, code, 'Nguyễn Văn A');
      const { token } = issued as NonNullable<typeof issued>;
      secrets.push(token);
      return token;
    },
    stop() {
      stopped ??= running.stop().then(() => {
        if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
      });
      return stopped;
    },
  };
}

async function makeRound({ register }: Service, moreCommunes: number): Promise<void> {
  const rounds = await register.rounds.list();
  if (rounds.some(({ round }) => round.id === theRound.id)) return;
  await register.rounds.create(theRound, 'Nguyễn Văn A');
  await register.rounds.setRoster(theRound.id, theRoster(moreCommunes), 'Nguyễn Văn A');
  await register.rounds.step(theRound.id, 'open', 'Nguyễn Văn A');
}

/** A port that nothing listened on a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Asks again and again until `look` gives something; fails with `what` when it does not in `withinMs`. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 20_000,
): Promise<T> {
  for (const end = Date.now() + withinMs; Date.now() < end; await pause(25)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`not within ${withinMs} ms: ${what}`);
}
