/** The functions themselves, each on Cloud Run as its own account. */
import { type DeployedFunction, functionsOf, targetOf } from './deployed-functions.ts';
import { environmentOf } from './environment.ts';
import { accountOf, SECRETS, serviceName } from './names.ts';
import { BUILD } from './rights.ts';
import type { DeploySettings } from './settings.ts';
import { act, inProject, type Step } from './step.ts';

/** Google keeps the system below the program up to date by itself. */
const BASE_IMAGE = 'nodejs24';
/** Stands between settings: addresses and lists have commas in them. */
const BETWEEN = '|';

/** `folder`: where the bundles are. */
export const serviceSteps = (settings: DeploySettings, folder: string): readonly Step[] =>
  functionsOf(settings).map((one) =>
    act(`Triển khai chức năng: ${one.what}.`, inProject(settings)(...deployWords(settings, folder, one))),
  );

/** Makes the service, or gives the one that is there a new revision. */
function deployWords(settings: DeploySettings, folder: string, one: DeployedFunction): readonly string[] {
  const { service, secrets } = one;
  const target = targetOf(service);
  return [
    'run',
    'deploy',
    serviceName(service),
    `--source=${folder}/${service}`,
    ...(target ? [`--function=${target}`] : []),
    `--base-image=${BASE_IMAGE}`,
    `--region=${settings.region}`,
    `--service-account=${accountOf(settings, service)}`,
    `--build-service-account=projects/${settings.project}/serviceAccounts/${accountOf(settings, BUILD)}`,
    ...doorWords(one),
    ...resourceWords(one),
    `--set-env-vars=^${BETWEEN}^${pairs(environmentOf(settings, service)).join(BETWEEN)}`,
    secrets.length > 0
      ? `--set-secrets=${secrets.map((name) => `${name}=${SECRETS[name]}:latest`).join(',')}`
      : '--clear-secrets',
    '--quiet',
  ];
}

/** Events come from within the project, by an account that may call; people and Google's push come from anywhere. */
const doorWords = ({ isPublic }: DeployedFunction): readonly string[] =>
  isPublic
    ? ['--ingress=all', '--no-invoker-iam-check']
    : ['--ingress=internal', '--invoker-iam-check', '--no-allow-unauthenticated'];

function resourceWords({ resources }: DeployedFunction): readonly string[] {
  const { cpu, memory, timeoutSeconds, concurrency, minInstances = '0', maxInstances } = resources;
  return [
    `--cpu=${cpu}`,
    `--memory=${memory}`,
    '--cpu-boost',
    `--timeout=${timeoutSeconds}`,
    `--concurrency=${concurrency}`,
    `--min-instances=${minInstances}`,
    `--max-instances=${maxInstances}`,
  ];
}

const pairs = (record: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(record).map(([name, value]) => `${name}=${value}`);
