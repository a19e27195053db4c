/** What must be right before anything is made: gcloud, an account, a project that can be seen, billing. */
import { diagnose, errorLine } from './diagnosis.ts';
import type { Answer, Gcloud } from './gcloud.ts';

export interface Refused {
  readonly sentence: string;
  readonly detail: string;
}

const NO_BILLING = { status: 1, output: '', message: 'billing is not enabled' } as const;
const NO_ACCOUNT = { status: 1, output: '', message: 'You do not currently have an active account selected.' } as const;

/** Gives the project's number, or why nothing can be done. */
export async function preflight(gcloud: Gcloud, project: string): Promise<string | Refused> {
  const account = await gcloud(ACCOUNT);
  if (account.status !== 0) return refused(account);
  if (account.output === '') return refused(NO_ACCOUNT);
  const number = await gcloud(numberWords(project));
  if (number.status !== 0) return refused(number);
  if (!/^\d+$/.test(number.output)) return refused({ ...number, status: 1, message: 'project not found' });
  const billing = await gcloud(['billing', 'projects', 'describe', project, '--format=value(billingEnabled)']);
  // Not everybody may see it; whoever may not learns it from the first step that costs something.
  return billing.status === 0 && /^false$/i.test(billing.output) ? refused(NO_BILLING) : number.output;
}

const ACCOUNT = ['auth', 'list', '--filter=status:ACTIVE', '--format=value(account)'];

/** The command that prints a project's number. */
export const numberWords = (project: string): readonly string[] => [
  'projects',
  'describe',
  project,
  '--format=value(projectNumber)',
];

/** Every command of it, for those who check commands. */
export const preflightWords = (project: string): readonly (readonly string[])[] => [
  ACCOUNT,
  numberWords(project),
  ['billing', 'projects', 'describe', project, '--format=value(billingEnabled)'],
];

const refused = (answer: Answer): Refused => ({ sentence: diagnose(answer), detail: errorLine(answer) });
