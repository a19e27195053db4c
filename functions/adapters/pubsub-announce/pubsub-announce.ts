/** The word that a round changed, over Pub/Sub: `{"round": id}`. */
import type { Announce } from '../../ports/announce.ts';
import type { Log } from '../../ports/log.ts';
import { type PubsubSettings, pubsubPublish } from './pubsub-publish.ts';

export interface AnnounceSettings extends PubsubSettings {
  readonly topic: string;
  readonly log: Log;
}

/** Short: a clerk is waiting for the receipt, and the sweep finds what was not said. */
const ANSWER_MS = 5_000;

/** Announces to `topic`. A word that cannot be sent is logged. */
export function pubsubAnnounce({ topic, log, answerMs = ANSWER_MS, projectId }: AnnounceSettings): Announce {
  const publish = pubsubPublish({ projectId, answerMs });
  return (round) =>
    publish(topic, { round }).catch((error) =>
      log({ severity: 'WARNING', message: 'round not announced', round, error }),
    );
}
