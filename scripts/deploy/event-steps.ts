/**
 * Events and their retries. A message is given again until it is done, with growing rests, for a day at most: then it is out of
 * date, and a sweep has found what it told of. What cannot be done ends as a dead letter, where a person can look at it.
 */
import {
  accountOf,
  agentOf,
  deadOf,
  inboxBucket,
  PUBSUB_AGENT,
  serviceName,
  serviceUrl,
  TOPICS,
  TRIGGER,
  UPLOADS_DEAD,
} from './names.ts';
import { EVENTS } from './rights.ts';
import type { DeploySettings } from './settings.ts';
import { act, ensure, inProject, type Step, type Word } from './step.ts';

interface Delivery {
  readonly topic: string;
  readonly service: string;
  readonly what: string;
  /** After so many tries a message is a dead letter; 100, the most there is, take 16 hours. */
  readonly attempts: number;
  /** The age at which a message is dropped. */
  readonly retention: string;
}

const DELIVERIES: readonly Delivery[] = [
  {
    topic: TOPICS.roundChanged,
    service: 'build-summary',
    what: 'báo có số liệu mới cần tổng hợp',
    attempts: 100,
    retention: '1d',
  },
  // Another one comes in five minutes.
  { topic: TOPICS.sweepDue, service: 'sweep', what: 'báo đến lúc rà soát', attempts: 5, retention: '1h' },
  { topic: TOPICS.dayBegan, service: 'remind', what: 'báo bắt đầu ngày mới', attempts: 60, retention: '1d' },
];

const UPLOADS = { attempts: 100, retention: '1d' } as const;

interface Job {
  readonly name: string;
  readonly topic: string;
  readonly schedule: string;
  readonly what: string;
  readonly retries: readonly string[];
}

const JOBS: readonly Job[] = [
  {
    name: 'cchc-sweep',
    topic: TOPICS.sweepDue,
    schedule: '*/5 * * * *',
    what: 'Hẹn giờ rà soát, 5 phút một lần',
    retries: ['--max-retry-attempts=1', '--min-backoff=10s', '--max-backoff=60s', '--max-doublings=2'],
  },
  {
    name: 'cchc-day-began',
    topic: TOPICS.dayBegan,
    schedule: '0 6 * * *',
    what: 'Hẹn giờ đầu ngày, 6 giờ sáng',
    retries: ['--max-retry-attempts=5', '--min-backoff=30s', '--max-backoff=600s', '--max-doublings=5'],
  },
];

/** Topics come first: rights are given on them. */
export function topicSteps(settings: DeploySettings): readonly Step[] {
  const topics = Object.values(TOPICS);
  return [
    ...topics.map((topic) => topicStep(settings, topic, 'Tạo kênh tin')),
    ...[...topics.map(deadOf), UPLOADS_DEAD].flatMap((topic) => [
      topicStep(settings, topic, 'Tạo kênh tin không giao được'),
      deadLetters(settings, topic),
    ]),
  ];
}

/** Deliveries come last: they call functions that must be there. */
export const eventSteps = (settings: DeploySettings): readonly Step[] => [
  ...DELIVERIES.flatMap((delivery) => deliverySteps(settings, delivery)),
  ...uploadSteps(settings),
  ...JOBS.map((job) => jobStep(settings, job)),
];

function topicStep(settings: DeploySettings, topic: string, what: string): Step {
  const gcloud = inProject(settings);
  return ensure(
    `${what} ${topic}.`,
    gcloud('pubsub', 'topics', 'describe', topic),
    gcloud('pubsub', 'topics', 'create', topic),
  );
}

/** Kept as long as Pub/Sub keeps anything, until somebody has looked. */
function deadLetters(settings: DeploySettings, topic: string): Step {
  const gcloud = inProject(settings);
  const kept = ['--message-retention-duration=31d', '--expiration-period=never'];
  return ensure(
    `Giữ lại tin không giao được của ${topic} trong 31 ngày để xem xét.`,
    gcloud('pubsub', 'subscriptions', 'describe', topic),
    gcloud('pubsub', 'subscriptions', 'create', topic, `--topic=${topic}`, ...kept),
    gcloud('pubsub', 'subscriptions', 'update', topic, ...kept),
  );
}

function deliverySteps(settings: DeploySettings, delivery: Delivery): readonly Step[] {
  const { topic, service, what } = delivery;
  const gcloud = inProject(settings);
  const address = serviceUrl(settings, service);
  const words = [
    // The framework reads the topic's name out of the address.
    `--push-endpoint=${address}/projects/${settings.project}/topics/${topic}`,
    `--push-auth-service-account=${accountOf(settings, EVENTS)}`,
    `--push-auth-token-audience=${address}`,
    '--expiration-period=never',
    ...retryWords(delivery, deadOf(topic)),
  ];
  return [
    ensure(
      `Giao tin cho chức năng ${service}: ${what}.`,
      gcloud('pubsub', 'subscriptions', 'describe', topic),
      gcloud('pubsub', 'subscriptions', 'create', topic, `--topic=${topic}`, ...words),
      gcloud('pubsub', 'subscriptions', 'update', topic, ...words),
    ),
    takingFrom(settings, topic, topic),
  ];
}

const retryWords = (
  { attempts, retention }: Pick<Delivery, 'attempts' | 'retention'>,
  deadTopic: string,
): readonly string[] => [
  '--ack-deadline=600',
  `--message-retention-duration=${retention}`,
  '--min-retry-delay=10s',
  '--max-retry-delay=600s',
  `--dead-letter-topic=${deadTopic}`,
  `--max-delivery-attempts=${attempts}`,
];

/** Whoever moves a dead letter takes it out of the subscription: Pub/Sub itself. */
function takingFrom(settings: DeploySettings, subscription: Word, name: string): Step {
  const member = `--member=serviceAccount:${agentOf(settings, PUBSUB_AGENT)}`;
  return act(
    `Cho Pub/Sub chuyển tin không giao được ra khỏi ${name}.`,
    inProject(settings)(
      'pubsub',
      'subscriptions',
      'add-iam-policy-binding',
      subscription,
      member,
      '--role=roles/pubsub.subscriber',
    ),
  );
}

/** Eventarc makes a subscription under a name of its own, and retries on it; age, rests and dead letters are set there. */
function uploadSteps(settings: DeploySettings): readonly Step[] {
  const { project, region } = settings;
  const gcloud = inProject(settings);
  const at = `--location=${region}`;
  const target = [
    `--destination-run-service=${serviceName('on-upload')}`,
    `--destination-run-region=${region}`,
    `--service-account=${accountOf(settings, EVENTS)}`,
  ];
  const filters = [
    '--event-filters=type=google.cloud.storage.object.v1.finalized',
    `--event-filters=bucket=${inboxBucket(settings)}`,
  ];
  const look = ['eventarc', 'triggers', 'describe', TRIGGER, at] as const;
  const subscription: Word = {
    outputOf: [...look, `--project=${project}`, '--format=value(transport.pubsub.subscription)'],
  };
  return [
    ensure(
      'Giao tệp mới trong kho nhận tệp cho chức năng on-upload.',
      gcloud(...look),
      gcloud('eventarc', 'triggers', 'create', TRIGGER, at, ...target, ...filters),
      gcloud('eventarc', 'triggers', 'update', TRIGGER, at, ...target),
    ),
    act(
      'Đặt số lần giao lại và thời hạn của tin báo có tệp mới.',
      gcloud('pubsub', 'subscriptions', 'update', subscription, ...retryWords(UPLOADS, UPLOADS_DEAD)),
    ),
    takingFrom(settings, subscription, 'tin báo có tệp mới'),
  ];
}

function jobStep(settings: DeploySettings, { name, topic, schedule, what, retries }: Job): Step {
  const gcloud = inProject(settings);
  const at = `--location=${settings.region}`;
  const words = [
    at,
    `--schedule=${schedule}`,
    '--time-zone=Asia/Ho_Chi_Minh',
    `--topic=projects/${settings.project}/topics/${topic}`,
    '--message-body={}',
    ...retries,
  ];
  return ensure(
    `${what} (giờ Việt Nam).`,
    gcloud('scheduler', 'jobs', 'describe', name, at),
    gcloud('scheduler', 'jobs', 'create', 'pubsub', name, ...words),
    gcloud('scheduler', 'jobs', 'update', 'pubsub', name, ...words),
  );
}

/** What a teardown has to find again. */
export const SUBSCRIPTIONS: readonly string[] = DELIVERIES.map(({ topic }) => topic);
export const JOB_NAMES: readonly string[] = JOBS.map(({ name }) => name);
