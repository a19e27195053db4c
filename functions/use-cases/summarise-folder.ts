/**
 * A folder of returned workbooks → the province's summary, a draft notice per commune, and the returns with their errors
 * in the cells. Nothing in a file aborts the run, and every file is accounted for.
 */

import { aggregate } from '../domain/aggregate/aggregate.ts';
import type { CommuneEntry } from '../domain/aggregate/commune-figure.ts';
import type { ProvinceFigures } from '../domain/aggregate/province-figures.ts';
import { compareRounds } from '../domain/comparison/compare-rounds.ts';
import type { Form } from '../domain/form/form.ts';
import { composeNotice } from '../domain/notice/compose-notice.ts';
import { noticeWords } from '../domain/notice/notice-words.ts';
import { recommend } from '../domain/notice/recommend.ts';
import { type Commune, communeStem } from '../domain/round/commune.ts';
import type { Round } from '../domain/round/round.ts';
import type { AssessmentFault } from '../domain/scoring/read-assessment.ts';
import { constantsOf } from '../domain/submission/figures.ts';
import { chooseInForce, type SupersededReason } from '../domain/submission/in-force.ts';
import { composeReceipt } from '../domain/submission/receipt.ts';
import { type SharedParts, sharedParts } from '../domain/submission/share-parts.ts';
import type { RefusedFile, Submission } from '../domain/submission/submission.ts';
import { composeSummary } from '../domain/summary/compose-summary.ts';
import type { CommuneSummary, SummaryInput } from '../domain/summary/summary-context.ts';
import { dayOf } from '../domain/text/instant.ts';
import { compareVietnamese } from '../domain/text/vietnamese.ts';
import type { Clock } from '../ports/clock.ts';
import type { FormLibrary } from '../ports/form-library.ts';
import type { OutputFolder } from '../ports/output-folder.ts';
import type { FileReference, ReturnDesk } from '../ports/return-desk.ts';
import type { WriteWorkbook } from '../ports/write-workbook.ts';
import { Problem } from '../problems.ts';
import { commonRound, notCarried, refuseOthers } from './common-round.ts';
import type { PreviousFolder } from './previous-of-folder.ts';
import { type ScoresFile, scoresOfFile, scoresToFill } from './scores-of-file.ts';
import { remindersOfFolder, reportOfFolder } from './summary-letters.ts';

export interface SummariseNeeds {
  readonly forms: FormLibrary;
  readonly desk: ReturnDesk;
  readonly writeWorkbook: WriteWorkbook;
  readonly output: OutputFolder;
  readonly clock: Clock;
}

export interface SummariseInput {
  readonly folder: string;
  readonly files: readonly FileReference[];
  readonly round?: Round;
  readonly roster?: readonly Commune[];
  /** What the appraisal team gave. */
  readonly scores?: ScoresFile;
  /** The previous round, to be compared with. */
  readonly previous?: PreviousFolder;
  /** Without these only the summary and the receipts are written. */
  readonly withDocuments?: boolean;
  readonly onProgress?: (stage: Stage, total: number) => () => void;
}

export type Stage = 'check' | 'documents';

/** One file and what became of it. */
export interface FileOutcome {
  readonly file: string;
  readonly commune?: Commune;
  readonly outcome: 'counted' | 'counted in part' | 'refused' | SupersededReason;
  /** Of a refusal. */
  readonly code?: string;
  readonly sentence?: string;
}

export interface SummaryReport {
  readonly form: Form;
  readonly round: Round;
  readonly files: readonly FileOutcome[];
  readonly communes: readonly CommuneSummary[];
  readonly figures: ProvinceFigures;
  readonly notices: number;
  readonly annotated: number;
  /** One per commune to be reminded, and one to all of them. */
  readonly letters: number;
  /** Rows of the workbook of scores that could not be used. */
  readonly scoreFaults: readonly AssessmentFault[];
}

/**
 * Summarises a folder.
 *
 * @throws Problem FOLDER_EMPTY, NO_RETURN_COUNTED; nothing is written then.
 */
export function summariseFolder(needs: SummariseNeeds) {
  return async (input: SummariseInput): Promise<SummaryReport> => {
    try {
      if (input.files.length === 0) throw new Problem('FOLDER_EMPTY', { folder: input.folder });
      const report = await summarise(needs, input);
      await needs.output.commit();
      return report;
    } catch (error) {
      await needs.output.discard();
      throw error;
    }
  };
}

async function summarise(needs: SummariseNeeds, input: SummariseInput): Promise<SummaryReport> {
  const { forms, desk, output, writeWorkbook, clock } = needs;
  const shared = sharedParts();
  const first = await checkAll(desk, input, shared);
  const round = input.round ?? commonRound(first.submissions);
  if (!round) throw nothingCounted(input, first.refused);
  const checked = await carryOverRest(desk, input, first, round, shared);
  const { submissions, refused } = refuseOthers(checked, round);
  if (submissions.length === 0) throw nothingCounted(input, refused);
  const form = await forms.load(round.form, round.version);
  const communes = perCommune(form, round, submissions, shared);
  const constants = constantsOf(form, round.constants);
  const figures = aggregate(form, communes, { constants, roster: input.roster });
  const created = clock();
  const previous =
    input.previous && compared(input.previous, { form, round, roster: input.roster, communes, constants });
  const base = { form, round, roster: input.roster, communes, refused, figures, created, constants, ...previous };
  const scores = input.scores && scoresOfFile(input.scores, base);
  const all = { ...base, assessments: scores?.assessments };
  const documents =
    input.withDocuments === false
      ? { notices: 0, annotated: 0, letters: 0 }
      : { ...(await writeDocuments(needs, input, form, round, communes)), letters: await writeLetters(needs, all) };
  // Its threads have done their work; a large summary needs their memory.
  await desk.close();
  await output.write('summary.xlsx', await writeWorkbook(composeSummary(all)));
  const toFill = scoresToFill(base, scores?.assessments);
  if (toFill) await output.write('cham-diem.xlsx', await writeWorkbook(toFill));
  for (const submission of submissions)
    await output.write(
      `receipts/${submissionStem(submission)}.json`,
      jsonBytes(composeReceipt(form, submission, created)),
    );
  const scoreFaults = scores?.faults ?? [];
  return { form, round, communes, figures, ...documents, scoreFaults, files: outcomes(communes, refused) };
}

/** @throws Problem RETURN_OF_OTHER_FORM */
function compared(
  { held, earlier }: PreviousFolder,
  { round, ...current }: Pick<SummaryInput, 'form' | 'communes' | 'roster' | 'constants'> & { readonly round: Round },
): Pick<SummaryInput, 'earlier' | 'previous'> {
  if (held.form.id !== round.form)
    throw new Problem('RETURN_OF_OTHER_FORM', { found: held.form.id, expected: round.form });
  const { id, title } = round;
  return { earlier, previous: compareRounds(held, { id, title, ...current }) };
}

function nothingCounted({ folder, files }: SummariseInput, refused: readonly RefusedFile[]): Problem {
  return new Problem('NO_RETURN_COUNTED', { folder, count: files.length, first: refused[0]?.sentence ?? '' });
}

interface CheckedFiles {
  readonly submissions: readonly Submission[];
  readonly refused: readonly RefusedFile[];
}

async function checkAll(
  desk: ReturnDesk,
  { files, onProgress, round }: SummariseInput,
  shared: SharedParts,
): Promise<CheckedFiles> {
  const step = onProgress?.('check', files.length);
  const results = await Promise.all(
    files.map(async (file) => {
      const result = await desk.check(file, round);
      step?.();
      return 'submission' in result ? { submission: shared.submission(result.submission) } : result;
    }),
  );
  return {
    submissions: results.flatMap((result) => ('submission' in result ? [result.submission] : [])),
    refused: results.flatMap((result) => ('refused' in result ? [result.refused] : [])),
  };
}

/** Of which round the returns are is known only now: those on an earlier version of its form are checked again for it. */
async function carryOverRest(
  desk: ReturnDesk,
  input: SummariseInput,
  first: CheckedFiles,
  round: Round,
  shared: SharedParts,
): Promise<CheckedFiles> {
  const again = new Set(notCarried(first.submissions, round).map(({ file }) => file));
  if (again.size === 0) return first;
  const files = input.files.filter(({ name }) => again.has(name));
  const carried = await checkAll(desk, { ...input, files, round }, shared);
  return {
    submissions: [...first.submissions.filter(({ file }) => !again.has(file)), ...carried.submissions],
    refused: [...first.refused, ...carried.refused],
  };
}

/** By commune code, whatever the order of the files. */
function perCommune(
  form: Form,
  round: Round,
  submissions: readonly Submission[],
  shared: SharedParts,
): readonly (CommuneEntry & CommuneSummary)[] {
  const groups = Map.groupBy(submissions, (submission) => submission.commune.code);
  return [...groups.values()]
    .map((group) => {
      const returns = chooseInForce(group);
      const commune = (returns.inForce ?? (group[0] as Submission)).commune;
      const words = round.notice && noticeWords(commune, round.notice);
      const recommendations = returns.inForce
        ? recommend(form, returns.inForce, { constants: round.constants, words }).map(shared.recommendation)
        : [];
      return { commune, returns, recommendations };
    })
    .sort((left, right) => (left.commune.code < right.commune.code ? -1 : 1));
}

async function writeDocuments(
  { desk, output }: SummariseNeeds,
  { onProgress }: SummariseInput,
  form: Form,
  round: Round,
  communes: readonly CommuneSummary[],
): Promise<{ notices: number; annotated: number }> {
  const { notice } = round;
  const inForce = communes.flatMap(({ returns, recommendations }) =>
    returns.inForce ? [{ submission: returns.inForce, recommendations }] : [],
  );
  const toAnnotate = inForce.filter(({ submission }) => submission.state !== 'accepted');
  const toNotify = notice && form.noticeFields.length > 0 ? inForce : [];
  const step = onProgress?.('documents', toAnnotate.length + toNotify.length);
  const annotations = toAnnotate.map(async ({ submission }) => {
    await output.write(`annotated/${communeStem(submission.commune)}.xlsx`, await desk.annotate(submission));
    step?.();
  });
  const notices = toNotify.map(async ({ submission, recommendations }) => {
    const model = composeNotice({
      form,
      submission,
      recommendations,
      round: { ...round, notice: notice as NonNullable<typeof notice> },
    });
    await output.write(`notices/${communeStem(submission.commune)}.docx`, await desk.draftNotice(model));
    step?.();
  });
  await Promise.all([...annotations, ...notices]);
  return { notices: notices.length, annotated: annotations.length };
}

/** Letters to those that must send or correct, and the round's report, where the round says who issues them. */
async function writeLetters({ desk, output }: SummariseNeeds, all: SummaryInput & { round: Round }): Promise<number> {
  const { round, created } = all;
  if (!round.notice) return 0;
  const issued = { ...all, round: { ...round, notice: round.notice } };
  const letters = remindersOfFolder({ ...issued, today: dayOf(created) });
  await Promise.all(
    [...letters, reportOfFolder(issued)].map(async ({ file, draft }) =>
      output.write(file, await desk.draftLetter(round, draft)),
    ),
  );
  return letters.length;
}

/** Every file once, by name. */
function outcomes(communes: readonly CommuneSummary[], refused: readonly RefusedFile[]): readonly FileOutcome[] {
  const counted = communes.flatMap(({ commune, returns }): FileOutcome[] => {
    const { inForce, others } = returns;
    const first: FileOutcome[] = inForce
      ? [{ file: inForce.file, commune, outcome: inForce.state === 'needs correction' ? 'counted in part' : 'counted' }]
      : [];
    return [...first, ...others.map(({ submission, reason }) => ({ file: submission.file, commune, outcome: reason }))];
  });
  const turnedAway = refused.map(
    ({ file, code, sentence }): FileOutcome => ({ file, outcome: 'refused', code, sentence }),
  );
  return [...counted, ...turnedAway].sort((left, right) => compareVietnamese(left.file, right.file));
}

/** Two files of one commune have two names. */
export const submissionStem = (submission: Submission): string =>
  `${communeStem(submission.commune)}-${submission.sha256.slice(0, 8)}`;

const jsonBytes = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
