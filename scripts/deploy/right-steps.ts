/** The table of rights as commands; giving a right that is there changes nothing. */
import { accountOf, filesBucket, inboxBucket, SECRETS, serviceName } from './names.ts';
import { memberOf, RIGHTS, type Right, rightsOf } from './rights.ts';
import type { DeploySettings, Site } from './settings.ts';
import { act, type Command, inProject, remove, type Step } from './step.ts';

/** Rights on services, which must be there first, are the last ones. */
export function rightSteps(settings: DeploySettings, which: 'stores' | 'services'): readonly Step[] {
  return rightsOf(settings)
    .filter(({ on }) => (on === 'service') === (which === 'services'))
    .map((right) => act(sentence('Cấp', right), command(settings, 'add', right)));
}

/** Rights on the project outlive the accounts that hold them; all others go with what they are on. */
export function takeBackSteps(site: Site): readonly Step[] {
  return RIGHTS.filter(({ on }) => on === 'project').map((right) =>
    remove(sentence('Thu hồi', right), command(site, 'remove', right)),
  );
}

function command(site: Site, verb: 'add' | 'remove', right: Right): Command {
  const { place, where } = placeOf(site, right);
  const words = [...place, `${verb}-iam-policy-binding`, where, `--member=${memberOf(site, right)}`];
  const role = `--role=${right.role}`;
  // The project's rights are named by themselves; else gcloud asks which condition is meant.
  if (right.on === 'project') return { words: [...words, role, '--condition=None'] };
  const region = right.on === 'service' ? [`--region=${site.region}`] : [];
  return inProject(site)(...words, role, ...region);
}

function placeOf(site: Site, right: Right): { readonly place: readonly string[]; readonly where: string } {
  switch (right.on) {
    case 'project':
      return { place: ['projects'], where: site.project };
    case 'files':
      return { place: ['storage', 'buckets'], where: `gs://${filesBucket(site)}` };
    case 'inbox':
      return { place: ['storage', 'buckets'], where: `gs://${inboxBucket(site)}` };
    case 'topic':
      return { place: ['pubsub', 'topics'], where: right.topic };
    case 'secret':
      return { place: ['secrets'], where: SECRETS[right.secret] };
    case 'service':
      return { place: ['run', 'services'], where: serviceName(right.service) };
    case 'account':
      return { place: ['iam', 'service-accounts'], where: accountOf(site, right.account) };
  }
}

const ROLES: Readonly<Record<string, string>> = {
  'roles/datastore.user': 'đọc, ghi cơ sở dữ liệu',
  'roles/storage.objectViewer': 'đọc tệp',
  'roles/storage.objectCreator': 'thêm tệp mới',
  'roles/storage.objectUser': 'đọc, thêm, thay, xoá tệp',
  'roles/pubsub.publisher': 'gửi tin',
  'roles/secretmanager.secretAccessor': 'đọc một bí mật',
  'roles/run.invoker': 'gọi một chức năng',
  'roles/run.builder': 'đóng gói chức năng',
  'roles/eventarc.eventReceiver': 'nhận sự kiện',
  'roles/iam.serviceAccountTokenCreator': 'ký danh tính khi giao tin',
};

function sentence(verb: string, { who, role }: Right): string {
  const name = typeof who === 'string' ? who : who.agent;
  return `${verb} quyền ${ROLES[role] ?? role} ${verb === 'Cấp' ? 'cho' : 'của'} ${name}.`;
}
