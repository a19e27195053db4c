/** npm run deploy -- --project ID …: everything on Google Cloud, made or brought up to date; --dry-run, --teardown. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { formatNumber } from '../functions/domain/text/vietnamese.ts';
import { Problem } from '../functions/problems.ts';
import { bundleFunctions } from './bundle/bundle-functions.ts';
import { BUNDLED_FUNCTIONS } from './bundle/bundled-functions.ts';
import { type Arguments, print, runCommand, say } from './command.ts';
import { functionsOf } from './deploy/deployed-functions.ts';
import { gcloudIn } from './deploy/gcloud.ts';
import { type SecretName, serviceUrl } from './deploy/names.ts';
import { deployment } from './deploy/plan.ts';
import { preflight } from './deploy/preflight.ts';
import { type Outcome, runSteps } from './deploy/run-steps.ts';
import { MADE_HERE } from './deploy/secret-steps.ts';
import { type DeploySettings, OPTIONS, type Option, readSettings, readSite, type Site } from './deploy/settings.ts';
import { NUMBER_LATER, planText } from './deploy/shell-text.ts';
import type { Step } from './deploy/step.ts';
import { dataRemoval, teardown } from './deploy/teardown.ts';

const usage =
  'npm run deploy -- --project MÃ_DỰ_ÁN --officers DANH_SÁCH|TỆP --client-id MÃ [--region VÙNG] [--public-url ĐỊA_CHỈ] [--drive-folder MÃ] [--retention-days SỐ] [--min-instances SỐ] [--client-secret-file TỆP] [--dry-run], hoặc npm run deploy -- --project MÃ_DỰ_ÁN --teardown [--delete-data] [--dry-run]';
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Below the project, where gcloud is run. */
const BUNDLES = 'out/deploy';
const PAUSE_MS = 10_000;

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  made: 'đã tạo',
  changed: 'đã có, đã cập nhật',
  kept: 'không cần làm gì',
  done: 'xong',
  gone: 'đã xoá',
};

await runCommand({ usage, most: 0, options: OPTIONS, flags: ['dry-run', 'teardown', 'delete-data'] }, async (args) => {
  const site = readSite(args);
  if (args.flag('delete-data') && !args.flag('teardown'))
    throw new Problem('ARGUMENT_MISSING', { option: '--teardown', usage });
  return args.flag('dry-run') ? printPlan(args, { ...site, projectNumber: NUMBER_LATER }) : runPlan(args, site);
});

async function printPlan(args: Arguments<Option>, site: Site): Promise<number> {
  const steps = args.flag('teardown') ? removalOf(args, site) : deployment(await readSettings(args, site), BUNDLES);
  for (const line of planText(site.project, steps)) print(line);
  say(`✓ Chỉ in ra ${formatNumber(steps.length)} bước, chưa thay đổi gì.`);
  return 0;
}

async function runPlan(args: Arguments<Option>, { project, region }: Omit<Site, 'projectNumber'>): Promise<number> {
  const settings = args.flag('teardown')
    ? undefined
    : await readSettings(args, { project, region, projectNumber: '0' });
  const number = await preflight(gcloudIn(ROOT), project);
  if (typeof number !== 'string') return refuse(number.sentence, number.detail);
  const site = { project, region, projectNumber: number };
  if (!settings) return takeDown(args, site);
  return bringUp(args, { ...settings, projectNumber: number });
}

async function bringUp(args: Arguments<Option>, settings: DeploySettings): Promise<number> {
  const wanted = new Set(functionsOf(settings).map(({ service }) => service));
  await bundleFunctions(
    ROOT,
    `${ROOT}/${BUNDLES}`,
    BUNDLED_FUNCTIONS.filter(({ service }) => wanted.has(service)),
  );
  const code = await runAll(deployment(settings, BUNDLES), await secretsOf(args));
  if (code === 0) say(`✓ Đã triển khai xong: ${settings.publicUrl ?? serviceUrl(settings, 'api')}`);
  return code;
}

async function takeDown(args: Arguments<Option>, site: Site): Promise<number> {
  if (args.flag('delete-data') && !(await isConfirmed(site.project)))
    return refuse('Mã dự án gõ lại không khớp nên chưa xoá gì. Hãy chạy lại và gõ đúng mã dự án.', '');
  const code = await runAll(removalOf(args, site), () => undefined);
  if (code === 0)
    say(args.flag('delete-data') ? '✓ Đã gỡ bỏ và xoá dữ liệu.' : '✓ Đã gỡ bỏ; dữ liệu vẫn còn trong dự án.');
  return code;
}

function removalOf(args: Arguments<Option>, site: Site): readonly Step[] {
  return [...teardown(site), ...(args.flag('delete-data') ? dataRemoval(site) : [])];
}

async function runAll(steps: readonly Step[], secret: (name: SecretName) => string | undefined): Promise<number> {
  const failure = await runSteps(steps, {
    gcloud: gcloudIn(ROOT),
    secret,
    pause: () => pause(PAUSE_MS),
    onDone: (number, { what }, outcome) => say(`[${number}/${steps.length}] ${what} → ${OUTCOMES[outcome]}`),
  });
  if (!failure) return 0;
  say(`✗ Dừng ở bước ${failure.number}/${steps.length}: ${failure.step.what}`);
  refuse(failure.sentence, failure.detail);
  say('  Các bước trước đã xong; chạy lại cùng lệnh sẽ làm tiếp, không tạo trùng.');
  return 1;
}

function refuse(sentence: string, detail: string): number {
  say(`✗ ${sentence}`);
  if (detail !== '') say(`  gcloud: ${detail}`);
  return 1;
}

/** What is made by chance is made when it is asked for. */
async function secretsOf({ option }: Arguments<Option>): Promise<(name: SecretName) => string | undefined> {
  const file = option('client-secret-file');
  const text =
    file === undefined ? process.env.GOOGLE_CLIENT_SECRET : await readFile(file, 'utf8').catch(() => undefined);
  if (file !== undefined && text === undefined) throw new Problem('FILE_NOT_FOUND', { file });
  const made = new Map<SecretName, string>();
  return (name) => {
    if (!MADE_HERE.has(name)) return text?.trim() || undefined;
    if (!made.has(name)) made.set(name, randomBytes(32).toString('hex'));
    return made.get(name);
  };
}

async function isConfirmed(project: string): Promise<boolean> {
  say(`Sẽ xoá VĨNH VIỄN mọi phiếu, kết quả và tài liệu trong dự án ${project}. Gõ lại mã dự án để xác nhận:`);
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line.trim() === project;
    return false;
  } finally {
    lines.close();
  }
}
