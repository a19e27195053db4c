/** The only file that picks adapters: what runs on a laptop with no account and no server. */
import { formFolder } from './adapters/form-folder/form-folder.ts';
import { letterFiles } from './adapters/form-folder/letter-files.ts';
import { loadLetterTemplate } from './adapters/letter-docx/load-letter-template.ts';
import { readReturnFile } from './adapters/local-files/read-return-file.ts';
import { FORMS_FOLDER, sha256, systemClock } from './adapters/local-files/this-machine.ts';
import { loadNoticeTemplate as loadDocx } from './adapters/notice-docx/load-notice-template.ts';
import { workerPool } from './adapters/worker-pool/worker-pool.ts';
import { MAX_FILE_BYTES } from './adapters/xlsx-reader/limits.ts';
import { readXlsx } from './adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from './adapters/xlsx-writer/write-xlsx.ts';
import type { NoticeModel } from './domain/notice/notice.ts';
import type { Round } from './domain/round/round.ts';
import type { Submission } from './domain/submission/submission.ts';
import type { Clock } from './ports/clock.ts';
import type { Draft } from './ports/render-letter.ts';
import type { Checked, FileReference, ReturnDesk } from './ports/return-desk.ts';
import { Problem } from './problems.ts';
import { checkReturn, type Expected } from './use-cases/check-return.ts';
import { draftLetter, type OfForm } from './use-cases/draft-letter.ts';
import { loadNoticeTemplate } from './use-cases/load-notice-template.ts';
import { annotateReturn, makeTemplate } from './use-cases/make-template.ts';
import { runDesk } from './use-cases/run-desk.ts';

export { FORMS_FOLDER, sha256, systemClock };

/** Everything a command needs, over the forms in `formsFolder`; `sign` where a service vouches for its templates. */
export function localTools(formsFolder = FORMS_FOLDER, clock: Clock = systemClock, sign?: (text: string) => string) {
  const forms = formFolder(formsFolder);
  const making = { writeWorkbook: writeXlsx, clock, sign };
  return {
    forms,
    clock,
    readWorkbook: readXlsx,
    writeWorkbook: writeXlsx,
    checkReturn: checkReturn({ forms, readWorkbook: readXlsx, sha256, sign }),
    makeTemplate: makeTemplate(making),
    annotateReturn: annotateReturn(making),
    noticeTemplate: loadNoticeTemplate(forms, loadDocx),
    draftLetter: draftLetter(letterFiles([formsFolder, FORMS_FOLDER]), loadLetterTemplate),
  };
}

/** What a desk, also one in another thread, must know; plain data. */
export interface DeskSettings {
  readonly formsFolder: string;
  readonly expected: Expected;
  /** The time written into what the desk makes. */
  readonly now: string;
}

/** A desk on this thread. */
export function localDesk({ formsFolder, expected, now }: DeskSettings): ReturnDesk {
  const { checkReturn, annotateReturn: annotate, ...tools } = localTools(formsFolder, () => now);
  return runDesk({ ...tools, readFile: readReturnFile(MAX_FILE_BYTES), checkReturn, annotate }, expected);
}

export type DeskJob =
  | { readonly kind: 'check'; readonly file: FileReference; readonly round?: Round }
  | { readonly kind: 'annotate'; readonly submission: Submission }
  | { readonly kind: 'draftNotice'; readonly notice: NoticeModel }
  | { readonly kind: 'draftLetter'; readonly of: OfForm; readonly draft: Draft };

/** Does one job at `desk`. */
export function runJob(desk: ReturnDesk, job: DeskJob): Promise<Checked | Uint8Array> {
  if (job.kind === 'check') return desk.check(job.file, job.round);
  if (job.kind === 'draftLetter') return desk.draftLetter(job.of, job.draft);
  return job.kind === 'annotate' ? desk.annotate(job.submission) : desk.draftNotice(job.notice);
}

/** A desk with one thread per core. */
export function threadedDesk(settings: DeskSettings): ReturnDesk {
  const pool = workerPool<DeskJob, Checked | Uint8Array>(new URL('./entry/desk-worker.ts', import.meta.url), settings);
  return {
    check: (file, round) =>
      pool.run({ kind: 'check', file, round }).catch((failure) => refuseTooLarge(file, failure)) as Promise<Checked>,
    annotate: async (submission) => (await pool.run({ kind: 'annotate', submission })) as Uint8Array,
    draftNotice: async (notice) => (await pool.run({ kind: 'draftNotice', notice })) as Uint8Array,
    draftLetter: async (of, draft) => (await pool.run({ kind: 'draftLetter', of, draft })) as Uint8Array,
    close: () => pool.close(),
  };
}

/** A workbook that a thread's memory cannot hold is turned away like one that goes past the reader's bounds. */
function refuseTooLarge({ name }: FileReference, failure: unknown): Checked {
  if ((failure as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw failure;
  const { code, message } = new Problem('FILE_EXPANDS_TOO_FAR');
  return { refused: { file: name, code, sentence: message } };
}
