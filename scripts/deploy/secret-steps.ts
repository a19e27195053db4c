/** Secrets in Secret Manager. Their values come by the standard input when they are made, and are in no plan and no message. */
import { functionsOf } from './deployed-functions.ts';
import { SECRETS, type SecretName } from './names.ts';
import type { DeploySettings } from './settings.ts';
import { ensure, inProject, type Step } from './step.ts';

const WHAT: Readonly<Record<SecretName, string>> = {
  TEMPLATE_KEY: 'khoá xác thực biểu mẫu',
  GOOGLE_CLIENT_SECRET: 'mã bí mật đăng nhập Google',
  DRIVE_CHANNEL_TOKEN: 'mã nhận biết báo thay đổi của Google Drive',
};

/** Made by chance, once and for ever: templates that were handed out are known by their key. Others are given to us. */
export const MADE_HERE: ReadonlySet<SecretName> = new Set(['TEMPLATE_KEY', 'DRIVE_CHANNEL_TOKEN']);

export function secretSteps(settings: DeploySettings): readonly Step[] {
  const used = new Set(functionsOf(settings).flatMap(({ secrets }) => secrets));
  return (Object.keys(SECRETS) as SecretName[]).filter((name) => used.has(name)).flatMap((name) => of(settings, name));
}

function of(settings: DeploySettings, name: SecretName): readonly Step[] {
  const gcloud = inProject(settings);
  const secret = SECRETS[name];
  const versions = ['secrets', 'versions'] as const;
  const add = { ...gcloud(...versions, 'add', secret, '--data-file=-'), input: name };
  return [
    ensure(
      `Tạo chỗ cất ${WHAT[name]}.`,
      gcloud('secrets', 'describe', secret),
      gcloud('secrets', 'create', secret, '--replication-policy=user-managed', `--locations=${settings.region}`),
    ),
    ensure(
      `Cất ${WHAT[name]}.`,
      gcloud(...versions, 'list', secret, '--filter=state=enabled', '--limit=1', '--format=value(name)'),
      add,
      // Where a new value is given, it is taken from now on.
      MADE_HERE.has(name) ? undefined : add,
    ),
  ];
}
