/** Push notifications: channels, and the calls that Google makes to their addresses. */
import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import type { Answer, Call } from '../call.ts';
import { driveRefusal } from '../refusals.ts';
import type { Change } from '../world.ts';
import { checkedChanges } from './changes.ts';

export interface Channel {
  readonly id: string;
  readonly resourceId: string;
  readonly resourceUri: string;
  readonly address: string;
  readonly token: string | undefined;
  readonly expiration: number;
  readonly driveId: string | undefined;
  stopped: boolean;
  messages: number;
}

/** One call to a channel's address; sending it again is how a test makes a duplicate. */
export interface Notification {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Channels {
  /** All there ever were, stopped and expired ones too. */
  readonly all: Channel[];
  /** All that were made, sent or held back. */
  readonly notifications: Notification[];
  /** While true, notifications are made and not sent. */
  held: boolean;
  readonly send: (notification: Notification) => Promise<void>;
  /** Resolves when all that was sent has been answered. */
  readonly settled: () => Promise<void>;
  readonly notify: (change: Change) => void;
  /** Says `sync` to a new channel. */
  readonly begin: (channel: Channel) => void;
}

/** Channels of one server. */
export function newChannels(now: () => number): Channels {
  const pending = new Set<Promise<void>>();
  const channels: Channels = {
    all: [],
    notifications: [],
    held: false,
    send: async ({ address, headers }) => {
      await fetch(address, { method: 'POST', headers, body: '{"kind":"drive#changes"}' }).then(
        (answer) => answer.arrayBuffer(),
        () => undefined,
      );
    },
    settled: async () => {
      while (pending.size > 0) await Promise.all(pending);
    },
    notify: (change) => {
      for (const channel of channels.all)
        if (isMeant(channel, change, now())) dispatch(channels, channel, 'change', pending);
    },
    begin: (channel) => dispatch(channels, channel, 'sync', pending),
  };
  return channels;
}

function isMeant(channel: Channel, change: Change, now: number): boolean {
  if (channel.stopped || channel.expiration <= now) return false;
  return channel.driveId === undefined || channel.driveId === change.driveId;
}

function dispatch(channels: Channels, channel: Channel, state: 'sync' | 'change', pending: Set<Promise<void>>): void {
  channel.messages += 1;
  const notification = { address: channel.address, headers: headersOf(channel, state) };
  channels.notifications.push(notification);
  if (channels.held) return;
  const sent = channels.send(notification).finally(() => pending.delete(sent));
  pending.add(sent);
}

function headersOf(channel: Channel, state: string): Record<string, string> {
  return {
    'Content-Type': 'application/json; utf-8',
    'User-Agent': 'APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)',
    'X-Goog-Channel-ID': channel.id,
    'X-Goog-Channel-Expiration': new Date(channel.expiration).toUTCString(),
    'X-Goog-Message-Number': String(channel.messages),
    'X-Goog-Resource-ID': channel.resourceId,
    'X-Goog-Resource-State': state,
    'X-Goog-Resource-URI': channel.resourceUri,
    ...(channel.token === undefined ? {} : { 'X-Goog-Channel-Token': channel.token }),
  };
}

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const LONGEST_ID = 64;
const LONGEST_TOKEN = 256;

/** Opens a channel for the log of changes; the first notification says `sync`. */
export function watchChanges(call: Call): Answer {
  checkedChanges(call);
  const body = (call.body ?? {}) as drive_v3.Schema$Channel;
  checkChannel(call, body);
  const asked = body.expiration == null ? HOUR : Number(body.expiration) - call.world.now();
  const driveId = call.query.get('driveId') ?? undefined;
  const channel: Channel = {
    id: body.id ?? '',
    resourceId: `resource-of-${driveId ?? 'user'}`,
    resourceUri: `https://www.googleapis.com/drive/v3/changes?alt=json&${call.query}`,
    address: body.address ?? '',
    token: body.token ?? undefined,
    expiration: call.world.now() + Math.min(asked, WEEK),
    driveId,
    stopped: false,
    messages: 0,
  };
  call.channels.all.push(channel);
  call.channels.begin(channel);
  const { id, resourceId, resourceUri, token, expiration } = channel;
  return {
    json: {
      kind: 'api#channel',
      id,
      resourceId,
      resourceUri,
      ...(token === undefined ? {} : { token }),
      expiration: String(expiration),
    },
  };
}

function checkChannel(call: Call, body: drive_v3.Schema$Channel): void {
  if (!body.id || body.id.length > LONGEST_ID) throw invalidChannel('required', 'Channel id must be specified');
  if (body.type !== 'web_hook' && body.type !== 'webhook')
    throw invalidChannel('push.channelTypeUnknown', `Unknown channel type ${body.type}`);
  if ((body.token?.length ?? 0) > LONGEST_TOKEN) throw invalidChannel('invalid', 'Channel token is too long');
  if (call.channels.all.some(({ id }) => id === body.id))
    throw invalidChannel('channelIdNotUnique', `Channel id ${body.id} not unique`);
  if (!isSafe(body.address ?? ''))
    throw invalidChannel('push.webhookUrlNotHttps', `WebHook callback must be HTTPS: ${body.address}`);
  if (body.expiration != null && !(Number(body.expiration) > call.world.now())) {
    throw invalidChannel('channelExpired', 'Channel expiration must be in the future');
  }
}

/** Google takes https only; a test listens on this machine without it. */
function isSafe(address: string): boolean {
  return URL.canParse(address) && (/^https:/.test(address) || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(address));
}

function invalidChannel(reason: string, message: string): Error {
  return driveRefusal(400, reason, message);
}

/** Ends a channel; both ids must be right. */
export function stopChannel(call: Call): Answer {
  const { id, resourceId } = (call.body ?? {}) as drive_v3.Schema$Channel;
  const channel = call.channels.all.find((one) => one.id === id && one.resourceId === resourceId);
  const over = !channel || channel.stopped || channel.expiration <= call.world.now();
  if (over) throw driveRefusal(404, 'notFound', `Channel '${id}' not found for project`);
  channel.stopped = true;
  return { status: 204 };
}
