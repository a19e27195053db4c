/**
 * How each function runs. The table is the reason to have it: one CPU is one thread of checks, half a gigabyte is the least that
 * Cloud Run's present machines take, and a timeout stays below the 600 seconds after which Pub/Sub gives a message again.
 */
import { BUNDLED_FUNCTIONS } from '../bundle/bundled-functions.ts';
import type { SecretName } from './names.ts';
import type { DeploySettings } from './settings.ts';

export interface Resources {
  readonly cpu: string;
  readonly memory: string;
  readonly timeoutSeconds: number;
  /** Requests that one instance works on at the same time. */
  readonly concurrency: number;
  readonly minInstances?: string;
  readonly maxInstances: number;
}

export interface DeployedFunction {
  readonly service: string;
  readonly what: string;
  /** Anybody may call it: people, and Google's push. It checks for itself who comes. */
  readonly isPublic: boolean;
  readonly secrets: readonly SecretName[];
  readonly onlyWithSheets?: boolean;
  readonly resources: Resources;
}

export const DEPLOYED_FUNCTIONS: readonly DeployedFunction[] = [
  {
    service: 'api',
    what: 'trang của đơn vị, trang của tỉnh và giao diện cho chương trình khác',
    isPublic: true,
    secrets: ['TEMPLATE_KEY', 'GOOGLE_CLIENT_SECRET'],
    // A thread of checks takes 256 MB of heap; a zip of all notices takes minutes.
    resources: { cpu: '2', memory: '2Gi', timeoutSeconds: 300, concurrency: 40, maxInstances: 5 },
  },
  {
    service: 'on-upload',
    what: 'nhận tệp đặt vào kho nhận tệp',
    isPublic: false,
    secrets: ['TEMPLATE_KEY'],
    // Few at a time: each holds a workbook, and the bucket gives an event for every one.
    resources: { cpu: '1', memory: '1Gi', timeoutSeconds: 300, concurrency: 4, maxInstances: 5 },
  },
  {
    service: 'build-summary',
    what: 'lập bảng tổng hợp khi số liệu thay đổi',
    isPublic: false,
    secrets: [],
    // One at a time in one place: two builds of a round would only write the same. 3,321 communes need half a gigabyte.
    resources: { cpu: '1', memory: '2Gi', timeoutSeconds: 540, concurrency: 1, maxInstances: 1 },
  },
  {
    service: 'on-drive-change',
    what: 'nhận báo thay đổi từ Google Drive',
    isPublic: true,
    secrets: ['DRIVE_CHANNEL_TOKEN'],
    onlyWithSheets: true,
    // Compares a token and publishes a message.
    resources: { cpu: '1', memory: '512Mi', timeoutSeconds: 30, concurrency: 80, maxInstances: 2 },
  },
  {
    service: 'sweep',
    what: 'rà soát định kỳ những việc còn dở',
    isPublic: false,
    secrets: ['TEMPLATE_KEY', 'DRIVE_CHANNEL_TOKEN'],
    // Google's quotas are per account: two sweeps would share one.
    resources: { cpu: '1', memory: '1Gi', timeoutSeconds: 540, concurrency: 1, maxInstances: 1 },
  },
  {
    service: 'remind',
    what: 'ghi nhận đơn vị đến hạn, quá hạn vào đầu ngày',
    isPublic: false,
    secrets: [],
    resources: { cpu: '1', memory: '1Gi', timeoutSeconds: 540, concurrency: 1, maxInstances: 1 },
  },
];

/** The functions of this deployment, with the secrets that it has. */
export function functionsOf({ driveFolder, minInstances }: DeploySettings): readonly DeployedFunction[] {
  return DEPLOYED_FUNCTIONS.filter(({ onlyWithSheets }) => driveFolder || !onlyWithSheets).map((one) => ({
    ...one,
    secrets: one.secrets.filter((name) => driveFolder || name !== 'DRIVE_CHANNEL_TOKEN'),
    resources: one.service === 'api' ? { ...one.resources, minInstances } : one.resources,
  }));
}

/** The name a function is registered by in its bundle; none where the bundle listens by itself. */
export const targetOf = (service: string): string | undefined =>
  BUNDLED_FUNCTIONS.find((one) => one.service === service)?.target;
