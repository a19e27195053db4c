/** npm run summarise -- FOLDER --out DIR: a folder of returned workbooks → summary, notices, annotated returns. */
import { basename } from 'node:path';
import { keepApart, listReturns } from '../functions/adapters/local-files/list-returns.ts';
import { openOutputFolder } from '../functions/adapters/local-files/output-folder.ts';
import { readReturnFile } from '../functions/adapters/local-files/read-return-file.ts';
import { readRosterFile } from '../functions/adapters/local-files/roster-file.ts';
import { readRoundFile } from '../functions/adapters/local-files/round-file.ts';
import { MAX_FILE_BYTES } from '../functions/adapters/xlsx-reader/limits.ts';
import type { Form } from '../functions/domain/form/form.ts';
import type { Round } from '../functions/domain/round/round.ts';
import type { ReadWorkbook } from '../functions/ports/read-workbook.ts';
import { Problem } from '../functions/problems.ts';
import { type PreviousFolder, previousOfFolder } from '../functions/use-cases/previous-of-folder.ts';
import type { ScoresFile } from '../functions/use-cases/scores-of-file.ts';
import { summariseFolder } from '../functions/use-cases/summarise-folder.ts';
import { FORMS_FOLDER, localTools, threadedDesk } from '../functions/wiring.ts';
import { print, runCommand, say } from './command.ts';
import { type ProgressBar, progressBar } from './progress.ts';
import { needsAction, reportForProgram, reportLines } from './summary-text.ts';

const usage =
  'npm run summarise -- THƯ_MỤC --out KẾT_QUẢ [--round ĐỢT.yaml] [--roster DANH_SÁCH.csv] [--scores CHẤM_ĐIỂM.xlsx] [--previous THƯ_MỤC_KỲ_TRƯỚC] [--json] [--no-documents] [--forms THƯ_MỤC_BIỂU_MẪU]';
const STAGES = { check: 'Kiểm tra phiếu', documents: 'Viết thông báo, phiếu có ghi chú' } as const;

await runCommand(
  {
    usage,
    most: 1,
    options: ['out', 'round', 'roster', 'scores', 'previous', 'forms'],
    flags: ['json', 'no-documents'],
  },
  async ({ files: [folder], option, required, flag }) => {
    if (!folder) throw new Problem('ARGUMENT_MISSING', { option: 'THƯ_MỤC', usage });
    const formsFolder = option('forms') ?? FORMS_FOLDER;
    const tools = localTools(formsFolder);
    const out = required('out');
    const roundFile = option('round');
    const round = roundFile ? await readRoundFile(roundFile) : undefined;
    const rosterFile = option('roster');
    const roster = rosterFile ? await readRosterFile(rosterFile, tools.readWorkbook) : undefined;
    for (const fault of roster?.faults ?? []) say(`⚠ ${rosterFile}, dòng ${fault.row}: ${fault.sentence}`);
    const scoresFile = option('scores');
    const scores = scoresFile ? await readScores(scoresFile, tools.readWorkbook) : undefined;
    keepApart(folder, out);
    const files = await listReturns(folder);
    // A faulty notice template or form is said before the work, not after it.
    if (round) refuseUnknownConstants(await tools.forms.load(round.form, round.version), round, roundFile ?? '');
    if (round?.notice && !flag('no-documents')) await tools.noticeTemplate(round.form, round.version);
    const previousFolder = option('previous');
    const previous = previousFolder ? await readPrevious(previousFolder, formsFolder) : undefined;
    if (previous && previous.refused > 0)
      say(`⚠ ${previousFolder}: ${previous.refused} tệp không được dùng để so sánh.`);
    const output = await openOutputFolder(out);

    const expected = { round, roster: roster && new Map(roster.communes.map((commune) => [commune.code, commune])) };
    const desk = threadedDesk({ formsFolder, expected, now: tools.clock() });
    let bar: ProgressBar | undefined;
    try {
      const report = await summariseFolder({ ...tools, desk, output })({
        folder,
        files,
        round,
        roster: roster?.communes,
        scores,
        previous,
        withDocuments: !flag('no-documents'),
        onProgress(stage, total) {
          bar?.end();
          bar = progressBar(STAGES[stage], total);
          return bar.step;
        },
      });
      bar?.end();
      for (const { row, sentence } of report.scoreFaults) say(`⚠ ${scoresFile}, dòng ${row}: ${sentence}`);
      if (flag('json')) print(JSON.stringify(reportForProgram(report), null, 2));
      else for (const line of reportLines(report, out, round === undefined)) print(line);
      return needsAction(report) ? 1 : 0;
    } finally {
      await desk.close();
    }
  },
);

/** The returns of the previous round. @throws Problem FOLDER_EMPTY, FOLDER_NOT_FOUND, NO_RETURN_COUNTED */
async function readPrevious(folder: string, formsFolder: string): Promise<PreviousFolder> {
  const tools = localTools(formsFolder);
  const files = await listReturns(folder);
  const desk = threadedDesk({ formsFolder, expected: {}, now: tools.clock() });
  try {
    return await previousOfFolder({ desk, forms: tools.forms }, { folder, files });
  } finally {
    await desk.close();
  }
}

/** The appraisal team's workbook. @throws Problem FILE_NOT_FOUND, FILE_… */
async function readScores(file: string, readWorkbook: ReadWorkbook): Promise<ScoresFile> {
  const bytes = await readReturnFile(MAX_FILE_BYTES)(file);
  return { name: basename(file), workbook: await readWorkbook(bytes) };
}

/** A constant that the form does not have would change nothing, in silence. */
function refuseUnknownConstants(form: Form, round: Round, file: string): void {
  const unknown = Object.keys(round.constants).find((name) => !(name in form.constants));
  if (unknown !== undefined) throw new Problem('ROUND_FILE_BROKEN', { file, where: `constants.${unknown}` });
}
