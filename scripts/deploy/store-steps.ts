/** Where data lies: documents in Firestore, files and the inbox in Cloud Storage. None of it is open to the public. */
import { places } from '../../functions/use-cases/register/places.ts';
import { sheetPlaces } from '../../functions/use-cases/register/sheets/sheet-places.ts';
import { DATABASE, filesBucket, inboxBucket } from './names.ts';
import type { DeploySettings } from './settings.ts';
import { act, ensure, inProject, type Step } from './step.ts';

/** What was deleted can be had back for so long. */
const SOFT_DELETE = '30d';
/** Nobody, not even an administrator by mistake, deletes a file that is younger; never longer than a round keeps its originals. */
const LONGEST_RETENTION_DAYS = 30;

/** A document is one text in this field, never searched: an index of it would cost as much again, and end at 1,500 bytes. */
const FIELD = 'json';
/** Collections that lie beside the rounds: links, sessions, what the health check reads. */
const BESIDE = ['health', 'link-holders', 'links', 'sessions', 'sign-ins'] as const;

/** Every collection by its last name: a place is collection and document in turn. */
export function collectionGroups({ withSheets = true } = {}): readonly string[] {
  const paths = [...Object.values(places), ...(withSheets ? Object.values(sheetPlaces) : [])].map(
    (place: (...parts: never[]) => readonly string[]) => place(...(['-', '-', '-', '-'] as never[])),
  );
  const inRounds = paths.flatMap((path) => path.filter((_part, at) => at % 2 === 0));
  return [...new Set([...inRounds, ...BESIDE])].sort();
}

export function storeSteps(settings: DeploySettings): readonly Step[] {
  return [...bucketSteps(settings), ...documentSteps(settings)];
}

function bucketSteps(settings: DeploySettings): readonly Step[] {
  const days = Math.min(Number(settings.retentionDays ?? LONGEST_RETENTION_DAYS), LONGEST_RETENTION_DAYS);
  const files = filesBucket(settings);
  const inbox = inboxBucket(settings);
  return [
    // Written once under a name that holds their hash: older versions cannot be.
    bucketStep(settings, 'Tạo kho lưu phiếu gốc và kết quả', files, [`--retention-period=${days}d`]),
    keepingStep(settings, 'Đặt quy tắc dọn dẹp của kho lưu', files, '--no-versioning', 'files'),
    bucketStep(settings, 'Tạo kho nhận tệp của đơn vị', inbox, []),
    keepingStep(settings, 'Giữ bản cũ và đặt quy tắc dọn dẹp của kho nhận tệp', inbox, '--versioning', 'inbox'),
  ];
}

function bucketStep(settings: DeploySettings, what: string, bucket: string, more: readonly string[]): Step {
  const gcloud = inProject(settings);
  const url = `gs://${bucket}`;
  const kept = [
    '--uniform-bucket-level-access',
    '--public-access-prevention',
    `--soft-delete-duration=${SOFT_DELETE}`,
    ...more,
  ];
  return ensure(
    `${what}, không công khai.`,
    gcloud('storage', 'buckets', 'describe', url, '--format=value(name)'),
    gcloud('storage', 'buckets', 'create', url, `--location=${settings.region}`, ...kept),
    gcloud('storage', 'buckets', 'update', url, ...kept),
  );
}

function keepingStep(settings: DeploySettings, what: string, bucket: string, versions: string, rules: string): Step {
  const file = `--lifecycle-file=scripts/deploy/${rules}-lifecycle.json`;
  return act(`${what}.`, inProject(settings)('storage', 'buckets', 'update', `gs://${bucket}`, versions, file));
}

function documentSteps(settings: DeploySettings): readonly Step[] {
  const gcloud = inProject(settings);
  const database = `--database=${DATABASE}`;
  const kept = ['--delete-protection', '--enable-pitr'];
  return [
    ensure(
      'Tạo cơ sở dữ liệu Firestore, khôi phục được về từng thời điểm trong 7 ngày.',
      gcloud('firestore', 'databases', 'describe', database),
      gcloud(
        'firestore',
        'databases',
        'create',
        database,
        `--location=${settings.region}`,
        '--type=firestore-native',
        ...kept,
      ),
      gcloud('firestore', 'databases', 'update', database, ...kept),
    ),
    ensure(
      'Sao lưu cơ sở dữ liệu hằng ngày, giữ 14 ngày.',
      gcloud('firestore', 'backups', 'schedules', 'list', database, '--format=value(name)'),
      gcloud('firestore', 'backups', 'schedules', 'create', database, '--recurrence=daily', '--retention=14d'),
    ),
    ...collectionGroups({ withSheets: settings.driveFolder !== undefined }).map((group) =>
      act(
        `Không lập chỉ mục nội dung của nhóm tài liệu ${group}.`,
        gcloud(
          'firestore',
          'indexes',
          'fields',
          'update',
          FIELD,
          `--collection-group=${group}`,
          database,
          '--disable-indexes',
        ),
      ),
    ),
  ];
}
