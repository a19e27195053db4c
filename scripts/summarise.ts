/** npm run summarise -- FOLDER --out DIR: a folder of returned workbooks → summary, notices, annotated returns. */
import { listReturns } from '../functions/adapters/local-files/list-returns.ts';
import { openOutputFolder } from '../functions/adapters/local-files/output-folder.ts';
import { readRosterFile } from '../functions/adapters/local-files/roster-file.ts';
import { readRoundFile } from '../functions/adapters/local-files/round-file.ts';
import { Problem } from '../functions/problems.ts';
import { summariseFolder } from '../functions/use-cases/summarise-folder.ts';
import { FORMS_FOLDER, localTools, threadedDesk } from '../functions/wiring.ts';
import { print, runCommand, say } from './command.ts';
import { type ProgressBar, progressBar } from './progress.ts';
import { needsAction, reportForProgram, reportLines } from './summary-text.ts';

const usage =
  'npm run summarise -- THƯ_MỤC --out KẾT_QUẢ [--round ĐỢT.yaml] [--roster DANH_SÁCH.csv] [--json] [--no-documents]';
const STAGES = { check: 'Kiểm tra phiếu', documents: 'Viết thông báo, phiếu có ghi chú' } as const;

await runCommand(
  { usage, options: ['out', 'round', 'roster', 'forms'], flags: ['json', 'no-documents'] },
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
    const files = await listReturns(folder);
    // A faulty notice template or form is said before the work, not after it.
    if (round) await tools.forms.load(round.form, round.version);
    if (round?.notice && !flag('no-documents')) await tools.noticeTemplate(round.form, round.version);
    const output = await openOutputFolder(out);

    const expected = { round, roster: roster && new Map(roster.communes.map((commune) => [commune.code, commune])) };
    const desk = threadedDesk({ formsFolder, expected, now: tools.clock() });
    const bars: ProgressBar[] = [];
    try {
      const report = await summariseFolder({ ...tools, desk, output })({
        folder,
        files,
        round,
        roster: roster?.communes,
        withDocuments: !flag('no-documents'),
        onProgress(stage, total) {
          for (const bar of bars) bar.end();
          bars.push(progressBar(STAGES[stage], total));
          return () => bars.at(-1)?.step();
        },
      });
      bars.at(-1)?.end();
      if (flag('json')) print(JSON.stringify(reportForProgram(report), null, 2));
      else for (const line of reportLines(report, out, round === undefined)) print(line);
      return needsAction(report) ? 1 : 0;
    } finally {
      await desk.close();
    }
  },
);
