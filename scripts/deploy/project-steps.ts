/** What everything else stands on: Google's services, the accounts that ours run as, a place for images. */
import { DEPLOYED_FUNCTIONS, functionsOf } from './deployed-functions.ts';
import { accountId, accountOf, IMAGES } from './names.ts';
import { otherAccounts } from './rights.ts';
import type { DeploySettings } from './settings.ts';
import { act, ensure, inProject, type Step } from './step.ts';

const SERVICES = [
  'artifactregistry',
  'cloudbuild',
  'cloudresourcemanager',
  'cloudscheduler',
  'eventarc',
  'firestore',
  'iam',
  'logging',
  'pubsub',
  'run',
  'secretmanager',
  'storage',
];
const SHEETS_SERVICES = ['drive', 'sheets'];
/** Their own accounts get rights below, so they must be there: Google makes some of them only with the first use. */
const AGENTS = ['eventarc', 'pubsub'];

const api = (name: string): string => `${name}.googleapis.com`;

export function projectSteps(settings: DeploySettings): readonly Step[] {
  const { region, driveFolder } = settings;
  const gcloud = inProject(settings);
  const services = [...SERVICES, ...(driveFolder ? SHEETS_SERVICES : [])];
  return [
    act('Bật các dịch vụ của Google cần dùng.', gcloud('services', 'enable', ...services.map(api))),
    ...AGENTS.map((name) =>
      act(
        `Tạo tài khoản riêng của dịch vụ ${name} (Google quản lý).`,
        gcloud('beta', 'services', 'identity', 'create', `--service=${api(name)}`),
      ),
    ),
    act('Tạo tài khoản riêng của dịch vụ Cloud Storage (Google quản lý).', gcloud('storage', 'service-agent')),
    ensure(
      'Tạo nơi chứa bản đóng gói của các chức năng.',
      gcloud('artifacts', 'repositories', 'describe', IMAGES, `--location=${region}`),
      gcloud('artifacts', 'repositories', 'create', IMAGES, '--repository-format=docker', `--location=${region}`),
    ),
    ...accountsOf(settings).map(([account, what]) => accountStep(settings, account, what)),
  ];
}

/** Every account of a deployment, with what it is for. */
function accountsOf(settings: DeploySettings): readonly (readonly [string, string])[] {
  return [
    ...functionsOf(settings).map(({ service, what }) => [service, what] as const),
    ...Object.entries(otherAccounts),
  ];
}

/** Every account that any deployment may have made. */
export const everyAccount = (): readonly string[] => [
  ...DEPLOYED_FUNCTIONS.map(({ service }) => service),
  ...Object.keys(otherAccounts),
];

function accountStep(settings: DeploySettings, account: string, what: string): Step {
  const gcloud = inProject(settings);
  const address = accountOf(settings, account);
  const name = `--display-name=CCHC: ${what}`;
  return ensure(
    `Tạo tài khoản dịch vụ: ${what}.`,
    gcloud('iam', 'service-accounts', 'describe', address),
    gcloud('iam', 'service-accounts', 'create', accountId(account), name),
    gcloud('iam', 'service-accounts', 'update', address, name),
  );
}
