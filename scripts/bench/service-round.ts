/** One round on a running service, as its administrator's program sees it: through the API alone. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Round } from '../../functions/domain/round/round.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import type { ServiceProcess } from './service-process.ts';

/** A return of one commune, ready to be sent. */
export interface ReturnFile {
  readonly code: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface Status {
  readonly communes: readonly { readonly commune: { readonly code: string }; readonly latest?: { version: number } }[];
  readonly summary: { readonly fresh: boolean } | null;
}

export interface OpenRound {
  /** Sends a return; gives the status of the answer. */
  send(file: ReturnFile): Promise<number>;
  /** The same checks, nothing kept. */
  tryOut(file: ReturnFile): Promise<number>;
  /** Resolves when the stored summary holds everything. */
  fresh(): Promise<void>;
  /** Bytes of the summary workbook. */
  summarySize(): Promise<number>;
  /** Codes whose return was not counted exactly once, in the state of the round or in the figures. */
  miscounted(codes: readonly string[]): Promise<readonly string[]>;
}

const LOOK_EVERY_MS = 50;

/** Creates `round` with the roster of the file, and opens it. */
export async function openRound({ url, token }: ServiceProcess, round: Round, roster: string): Promise<OpenRound> {
  const { api } = paths;
  const authorization = `Bearer ${token}`;

  async function ask(method: string, path: string, body?: string | Uint8Array<ArrayBuffer>): Promise<Response> {
    return fetch(`${url}${path}`, { method, body, headers: { authorization } });
  }
  async function must(method: string, path: string, body?: string | Uint8Array<ArrayBuffer>): Promise<Response> {
    const response = await ask(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
  const statusOf = async () => (await (await must('GET', api.status(round.id))).json()) as Status;
  async function upload(method: string, path: string, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
    const response = await ask(method, path, bytes);
    await response.arrayBuffer();
    return response.status;
  }

  await must('POST', api.rounds(), JSON.stringify(round));
  await must('PUT', api.roster(round.id), new Uint8Array(await readFile(roster)));
  await must('POST', `${api.round(round.id)}/step`, JSON.stringify({ step: 'open' }));
  return {
    send: ({ code, bytes }) => upload('PUT', api.submission(round.id, code), bytes),
    tryOut: ({ code, bytes }) => upload('POST', api.check(round.id, code), bytes),
    async fresh() {
      while (!(await statusOf()).summary?.fresh) await pause(LOOK_EVERY_MS);
    },
    async summarySize() {
      return (await (await must('GET', api.summaryWorkbook(round.id))).arrayBuffer()).byteLength;
    },
    async miscounted(codes) {
      const { communes } = await statusOf();
      const figures = await (await must('GET', api.summaryFigures(round.id))).json();
      const { versions } = figures as { versions: Readonly<Record<string, number>> };
      const kept = new Map(communes.map(({ commune, latest }) => [commune.code, latest?.version]));
      return codes.filter((code) => kept.get(code) !== 1 || versions[code] !== 1);
    },
  };
}

/** Reads the returns of these names, "phieu-21003.xlsx". */
export function readReturns(folder: string, names: readonly string[]): Promise<readonly ReturnFile[]> {
  return Promise.all(
    names.map(async (name) => ({
      code: /\d{5}/.exec(name)?.[0] ?? '',
      bytes: new Uint8Array(await readFile(join(folder, name))),
    })),
  );
}
