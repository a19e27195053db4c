/** Messages over Pub/Sub. PUBSUB_EMULATOR_HOST stands in for it. */
import type { PubSub } from '@google-cloud/pubsub';
import type { Publish } from '../../ports/announce.ts';
import { machineCredentials } from '../google-cloud/credentials.ts';
import { asProblem } from '../google-cloud/rpc-failures.ts';
import { within } from '../google-cloud/within.ts';

export interface PubsubSettings {
  readonly projectId: string;
  /** How long an answer is waited for. */
  readonly answerMs?: number;
}

/** Publishes to topics of a project, as JSON. The client is loaded with the first message. */
export function pubsubPublish({ projectId, answerMs = 10_000 }: PubsubSettings): Publish {
  let opening: Promise<PubSub> | undefined;

  /** Whoever comes after a failure tries anew. */
  function opened(): Promise<PubSub> {
    opening ??= open(projectId).catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  return async (topic, message) => {
    const client = await opened();
    const sending = client.topic(topic, { batching: { maxMessages: 1 } }).publishMessage({ json: message });
    await within(answerMs, sending).catch((error) => {
      throw asProblem(error, { service: 'Cloud Pub/Sub', project: projectId });
    });
  };
}

async function open(projectId: string): Promise<PubSub> {
  const emulated = Boolean(process.env.PUBSUB_EMULATOR_HOST);
  const [{ PubSub }, auth] = await Promise.all([import('@google-cloud/pubsub'), machineCredentials({ emulated })]);
  return new PubSub({ projectId, auth });
}
