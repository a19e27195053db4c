/** A request as its handler sees it, and the answer it gives. */
import type { Channels } from './drive/channels.ts';
import type { World } from './world.ts';

export interface Call {
  readonly world: World;
  readonly channels: Channels;
  /** Whose token it was. */
  readonly email: string;
  /** Parts of the path by name. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body, already checked against Google's types. */
  readonly body: unknown;
  readonly media?: { readonly type: string; readonly bytes: Uint8Array };
}

export type Answer =
  | { readonly status?: number; readonly json: unknown }
  | { readonly status?: number; readonly bytes: Uint8Array; readonly type: string }
  | { readonly status: 204 };

/** A query parameter that says true. */
export function isTrue(call: Call, name: string): boolean {
  return call.query.get(name) === 'true';
}
