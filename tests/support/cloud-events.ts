/** Events as Google sends them: what happened, carried by HTTP. */

export const PUBLISHED = 'google.cloud.pubsub.topic.v1.messagePublished';

export interface Event {
  readonly type: string;
  readonly data: unknown;
  readonly id?: string;
  /** ISO 8601; as if it had just happened without it. */
  readonly time?: string;
}

export type Mode = 'binary' | 'structured';

/** As HTTP carries events: its attributes in headers, or all of it as one JSON. */
export function carried({ type, data, id = '1', time }: Event, mode: Mode): RequestInit {
  const attributes = { specversion: '1.0', id, source: '//storage.googleapis.com/x', type, ...(time && { time }) };
  if (mode === 'structured')
    return {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify({ ...attributes, datacontenttype: 'application/json', data }),
    };
  const headers = Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value]);
  return {
    method: 'POST',
    headers: { ...Object.fromEntries(headers), 'content-type': 'application/json' },
    body: JSON.stringify(data),
  };
}

/** What Eventarc makes of a Pub/Sub message. */
export const message = (data: unknown) => ({
  message: { data: Buffer.from(JSON.stringify(data)).toString('base64') },
});
