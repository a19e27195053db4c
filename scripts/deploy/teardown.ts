/** Takes away what a deployment made, what calls before what is called. Data stays, and the key of the templates with it. */
import { DEPLOYED_FUNCTIONS } from './deployed-functions.ts';
import { JOB_NAMES, SUBSCRIPTIONS } from './event-steps.ts';
import {
  accountOf,
  DATABASE,
  deadOf,
  filesBucket,
  IMAGES,
  inboxBucket,
  SECRETS,
  type SecretName,
  serviceName,
  TRIGGER,
  UPLOADS_DEAD,
} from './names.ts';
import { everyAccount } from './project-steps.ts';
import { takeBackSteps } from './right-steps.ts';
import type { Site } from './settings.ts';
import { inProject, remove, type Step } from './step.ts';

const KEPT_WITH_DATA: ReadonlySet<SecretName> = new Set(['TEMPLATE_KEY']);

export const teardown = (site: Site): readonly Step[] => [
  ...callers(site),
  ...services(site),
  ...topics(site),
  ...secrets(site, (name) => !KEPT_WITH_DATA.has(name)),
  ...takeBackSteps(site),
  ...accounts(site),
];

/** What cannot be had back. */
export const dataRemoval = (site: Site): readonly Step[] => {
  const gcloud = inProject(site);
  const database = `--database=${DATABASE}`;
  const firestore = ['firestore', 'databases'] as const;
  return [
    remove(
      'Bỏ thời hạn giữ tệp của kho lưu.',
      gcloud('storage', 'buckets', 'update', `gs://${filesBucket(site)}`, '--clear-retention-period'),
    ),
    ...[filesBucket(site), inboxBucket(site)].map((bucket) =>
      remove(`Xoá kho ${bucket} cùng mọi tệp trong đó.`, gcloud('storage', 'rm', '--recursive', `gs://${bucket}`)),
    ),
    remove(
      'Bỏ chế độ chống xoá của cơ sở dữ liệu.',
      gcloud(...firestore, 'update', database, '--no-delete-protection'),
    ),
    remove('Xoá cơ sở dữ liệu.', gcloud(...firestore, 'delete', database, '--quiet')),
    ...secrets(site, (name) => KEPT_WITH_DATA.has(name)),
  ];
};

function callers(site: Site): readonly Step[] {
  const gcloud = inProject(site);
  const at = `--location=${site.region}`;
  return [
    ...JOB_NAMES.map((name) =>
      remove(`Xoá lịch hẹn giờ ${name}.`, gcloud('scheduler', 'jobs', 'delete', name, at, '--quiet')),
    ),
    remove('Ngừng giao tệp mới.', gcloud('eventarc', 'triggers', 'delete', TRIGGER, at, '--quiet')),
    ...[...SUBSCRIPTIONS, ...SUBSCRIPTIONS.map(deadOf), UPLOADS_DEAD].map((name) =>
      remove(`Ngừng giao tin ${name}.`, gcloud('pubsub', 'subscriptions', 'delete', name)),
    ),
  ];
}

function services(site: Site): readonly Step[] {
  const gcloud = inProject(site);
  const { region } = site;
  return DEPLOYED_FUNCTIONS.flatMap(({ service }) => [
    remove(
      `Xoá chức năng ${service}.`,
      gcloud('run', 'services', 'delete', serviceName(service), `--region=${region}`, '--quiet'),
    ),
    remove(
      `Xoá bản đóng gói của chức năng ${service}.`,
      gcloud(
        'artifacts',
        'packages',
        'delete',
        serviceName(service),
        `--repository=${IMAGES}`,
        `--location=${region}`,
        '--quiet',
      ),
    ),
  ]);
}

const topics = (site: Site): readonly Step[] =>
  [...SUBSCRIPTIONS, ...SUBSCRIPTIONS.map(deadOf), UPLOADS_DEAD].map((name) =>
    remove(`Xoá kênh tin ${name}.`, inProject(site)('pubsub', 'topics', 'delete', name)),
  );

const secrets = (site: Site, which: (name: SecretName) => boolean): readonly Step[] =>
  (Object.keys(SECRETS) as SecretName[])
    .filter(which)
    .map((name) =>
      remove(`Xoá bí mật ${SECRETS[name]}.`, inProject(site)('secrets', 'delete', SECRETS[name], '--quiet')),
    );

const accounts = (site: Site): readonly Step[] =>
  everyAccount().map((account) =>
    remove(
      `Xoá tài khoản dịch vụ ${account}.`,
      inProject(site)('iam', 'service-accounts', 'delete', accountOf(site, account), '--quiet'),
    ),
  );
