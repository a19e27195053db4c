/** The settings of each function, as functions/config.ts reads them; secrets come another way. */
import { filesBucket, inboxBucket, serviceUrl, TOPICS } from './names.ts';
import type { DeploySettings } from './settings.ts';

/** By name, in a fixed order. */
export function environmentOf(settings: DeploySettings, service: string): Readonly<Record<string, string>> {
  const { project, publicUrl, retentionDays, driveFolder, clientId, officers } = settings;
  return {
    NODE_ENV: 'production',
    CLOUD_PROJECT: project,
    FILES_BUCKET: filesBucket(settings),
    INBOX_BUCKET: inboxBucket(settings),
    SUMMARY_TOPIC: TOPICS.roundChanged,
    SWEEP_TOPIC: TOPICS.sweepDue,
    PUBLIC_URL: publicUrl ?? serviceUrl(settings, 'api'),
    ...(retentionDays && { RETENTION_DAYS: retentionDays }),
    ...(driveFolder && { DRIVE_FOLDER: driveFolder, DRIVE_PUSH_URL: serviceUrl(settings, 'on-drive-change') }),
    ...(service === 'api' && { GOOGLE_CLIENT_ID: clientId }),
    // The sweep shares the summary's spreadsheet with them.
    ...(['api', 'sweep'].includes(service) && { OFFICERS: officers }),
  };
}
