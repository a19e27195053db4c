/** What onDriveChange works with: one secret and one topic. No store is opened. */
import { pubsubPublish } from '../adapters/pubsub-announce/pubsub-publish.ts';
import { type Config, demand } from '../config.ts';
import type { Log } from '../ports/log.ts';
import { Problem } from '../problems.ts';

export interface DrivePush {
  /** What we gave Google when we asked for word of changes. */
  readonly channelToken: string;
  readonly askSweep: () => Promise<void>;
  readonly log: Log;
}

/** @throws Problem SETTINGS_NEED */
export function openDrivePush(config: Config, log: Log): DrivePush {
  demand(config, ['drive', 'channelToken']);
  const { cloud, drive } = config;
  if (!cloud || !drive?.channelToken)
    throw new Problem('SETTINGS_NEED', { present: 'onDriveChange', missing: 'CLOUD_PROJECT, DRIVE_FOLDER' });
  const publish = pubsubPublish({ projectId: cloud.project });
  return { channelToken: drive.channelToken, askSweep: () => publish(cloud.sweepTopic, { reason: 'drive' }), log };
}
