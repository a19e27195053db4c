/**
 * What each function is first asked for, and what it is compared with: the least function that loads the same of Google's clients.
 * Nothing is stored but one object, so that each does no more than look.
 */
import { FINALIZED } from '../../functions/entry/events/on-upload.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { carried, message, PUBLISHED } from '../../tests/support/cloud-events.ts';
import type { ColdGoogle } from './cold-google.ts';
import type { Asked } from './first-answer.ts';

/** Each is a file in `hello/`. */
export const HELLOS = {
  bare: 'a function of one line',
  firestore: 'one document is read',
  'firestore-and-storage': 'one document and one object are read',
} as const;

export type Hello = keyof typeof HELLOS;

export interface ColdFunction {
  readonly service: string;
  readonly what: string;
  readonly hello: Hello;
  readonly asked: (google: ColdGoogle) => Asked;
}

/** By the names of their bundles. */
export const COLD_FUNCTIONS: readonly ColdFunction[] = [
  {
    service: 'api',
    what: 'page behind a link that nobody knows',
    hello: 'firestore',
    asked: () => ({ path: paths.commune('0'.repeat(32)), status: 404 }),
  },
  {
    service: 'on-upload',
    what: 'object of a round that is not there',
    hello: 'firestore-and-storage',
    asked: ({ object }) => event(FINALIZED, object),
  },
  {
    service: 'build-summary',
    what: 'round that is not there',
    hello: 'firestore',
    asked: () => event(PUBLISHED, message({ round: 'khong-co' })),
  },
  { service: 'sweep', what: 'no rounds', hello: 'firestore', asked: () => event(PUBLISHED, message({})) },
  { service: 'remind', what: 'no rounds', hello: 'firestore', asked: () => event(PUBLISHED, message({})) },
  {
    service: 'on-drive-change',
    what: 'greeting of a channel',
    hello: 'bare',
    asked: ({ channelToken }) => ({
      method: 'POST',
      path: '/',
      headers: { 'x-goog-channel-token': channelToken, 'x-goog-resource-state': 'sync', 'content-length': '0' },
      status: 204,
    }),
  },
];

function event(type: string, data: unknown): Asked {
  const { headers, body } = carried({ type, data }, 'binary');
  return {
    method: 'POST',
    path: '/',
    headers: headers as Readonly<Record<string, string>>,
    body: String(body),
    status: 204,
  };
}
