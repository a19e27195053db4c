/** What everything is called on Google Cloud. */
import type { Site } from './settings.ts';

export const TOPICS = {
  roundChanged: 'round-changed',
  sweepDue: 'sweep-due',
  dayBegan: 'day-began',
} as const;

/** Events of the inbox bucket come by a topic that Eventarc makes; what they leave undelivered comes here. */
export const UPLOADS_DEAD = 'upload-dead';

export const SECRETS = {
  TEMPLATE_KEY: 'cchc-template-key',
  GOOGLE_CLIENT_SECRET: 'cchc-google-client-secret',
  DRIVE_CHANNEL_TOKEN: 'cchc-drive-channel-token',
} as const;

export type SecretName = keyof typeof SECRETS;

export const TRIGGER = 'cchc-on-upload';
export const DATABASE = '(default)';
/** Where `gcloud run deploy --source` keeps images; other services of the project may lie there too. */
export const IMAGES = 'cloud-run-source-deploy';

export const deadOf = (topic: string): string => `${topic}-dead`;
export const serviceName = (service: string): string => `cchc-${service}`;
export const accountId = (account: string): string => `cchc-${account}`;
export const accountOf = ({ project }: Pick<Site, 'project'>, account: string): string =>
  `${accountId(account)}@${project}.iam.gserviceaccount.com`;
export const filesBucket = ({ project }: Pick<Site, 'project'>): string => `${project}-cchc-files`;
export const inboxBucket = ({ project }: Pick<Site, 'project'>): string => `${project}-cchc-inbox`;

/** The address that a service has before it exists. */
export const serviceUrl = ({ projectNumber, region }: Site, service: string): string =>
  `https://${serviceName(service)}-${projectNumber}.${region}.run.app`;

/** Google's own account of one of its services in this project. */
export const agentOf = ({ projectNumber }: Pick<Site, 'projectNumber'>, domain: string): string =>
  `service-${projectNumber}@${domain}.iam.gserviceaccount.com`;
export const PUBSUB_AGENT = 'gcp-sa-pubsub';
export const STORAGE_AGENT = 'gs-project-accounts';
