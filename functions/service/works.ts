/**
 * What the service has done in threads: everything that reads a stranger's bytes or takes more than a moment, as functions of
 * plain data. The main thread only answers.
 */
import { readRosterBytes } from '../adapters/local-files/roster-file.ts';
import type { NoticeModel } from '../domain/notice/notice.ts';
import type { Commune } from '../domain/round/commune.ts';
import type { Round } from '../domain/round/round.ts';
import type { Answers } from '../domain/submission/answers.ts';
import { formOfAnswers, type Submission } from '../domain/submission/submission.ts';
import type { WorkbookModel } from '../domain/workbook/workbook-model.ts';
import type { Draft } from '../ports/render-letter.ts';
import { Problem, type ProblemCode } from '../problems.ts';
import type { Expected, ReturnFile } from '../use-cases/check-return.ts';
import type { BesideStored, EarlierReturn } from '../use-cases/register/take-away.ts';
import { localTools, systemClock } from '../wiring.ts';
import { signer } from './secret-key.ts';

/** What a thread must know; plain data. */
export interface WorkSettings {
  readonly formsFolder: string;
  /** Hexadecimal; without it nothing is vouched for. */
  readonly key?: string;
}

export type Works = ReturnType<typeof openWorks>;

/** Opens the works on this thread. */
export function openWorks({ formsFolder, key }: WorkSettings) {
  const tools = localTools(formsFolder, systemClock, key === undefined ? undefined : signer(key));
  const formOf = ({ form, version }: { form: string; version: number }) => tools.forms.load(form, version);
  const withForm = async (earlier: EarlierReturn | undefined) =>
    earlier && { ...earlier, form: await formOf(formOfAnswers(earlier.submission)) };
  return {
    check: (file: ReturnFile, expected?: Expected) => tools.checkReturn(file, expected),
    roster: (bytes: Uint8Array, file: string) => readRosterBytes(bytes, file, tools.readWorkbook),
    values: (bytes: Uint8Array) => tools.readWorkbook(bytes),
    template: async (round: Round, commune: Commune, previous?: EarlierReturn, given?: Answers) =>
      tools.makeTemplate(await formOf(round), commune, round, await withForm(previous), given),
    annotate: async (round: Round, submission: Submission, { previous, history, given }: BesideStored = {}) => {
      const form = await formOf(formOfAnswers(submission));
      return tools.annotateReturn(form, submission, round, { previous: await withForm(previous), history, given });
    },
    notice: async (round: Round, notice: NoticeModel) =>
      (await tools.noticeTemplate(round.form, round.version)).render(notice),
    letter: (round: Round, draft: Draft) => tools.draftLetter(round, draft),
    write: (workbook: WorkbookModel) => tools.writeWorkbook(workbook),
  };
}

export type Job = {
  readonly [Name in keyof Works]: { readonly name: Name; readonly given: Parameters<Works[Name]> };
}[keyof Works];

/** A refusal crosses between threads as plain data. */
export type Done =
  | { readonly result: unknown }
  | { readonly refused: { readonly code: ProblemCode; readonly details: Problem['details'] } };

/** Does one job; a refusal is a result, a defect is thrown. */
export async function doJob(works: Works, { name, given }: Job): Promise<Done> {
  const work = works[name] as (...given: readonly unknown[]) => Promise<unknown>;
  try {
    return { result: await work(...given) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { refused: { code: error.code, details: error.details } };
  }
}
