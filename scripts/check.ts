/** npm run check -- FILE… [--json] [--annotate DIR]: what is wrong in these workbooks. Exit 1 if one has errors. */
import { basename } from 'node:path';
import { withOutputFolder } from '../functions/adapters/local-files/output-folder.ts';
import { composeReceipt } from '../functions/domain/submission/receipt.ts';
import { formOfAnswers, type Submission } from '../functions/domain/submission/submission.ts';
import type { Checked } from '../functions/ports/return-desk.ts';
import { Problem } from '../functions/problems.ts';
import { submissionStem } from '../functions/use-cases/summarise-folder.ts';
import { FORMS_FOLDER, localDesk, localTools } from '../functions/wiring.ts';
import { print, runCommand, say } from './command.ts';
import { submissionLines } from './findings-text.ts';

const usage = 'npm run check -- TỆP.xlsx … [--json] [--annotate THƯ_MỤC]';

await runCommand({ usage, options: ['annotate'], flags: ['json'] }, async ({ files, option, flag }) => {
  if (files.length === 0) throw new Problem('ARGUMENT_MISSING', { option: 'TỆP.xlsx', usage });
  const tools = localTools();
  const desk = localDesk({ formsFolder: FORMS_FOLDER, expected: {}, now: tools.clock() });
  const results = await Promise.all(files.map((path) => desk.check({ name: basename(path), path })));
  const folder = option('annotate');
  if (folder)
    await annotate(
      folder,
      results.flatMap((result) => ('submission' in result ? [result.submission] : [])),
    );
  if (flag('json')) print(JSON.stringify(await Promise.all(results.map(forProgram)), null, 2));
  else for (const result of results) for (const line of forPerson(result)) print(line);
  const failed = results.some((result) => 'refused' in result || result.submission.state === 'needs correction');
  return failed ? 1 : 0;

  async function annotate(target: string, submissions: readonly Submission[]): Promise<void> {
    await withOutputFolder(target, async (output) => {
      for (const submission of submissions) {
        const name = `${submissionStem(submission)}-co-ghi-chu.xlsx`;
        await output.write(name, await desk.annotate(submission));
        say(`Đã ghi ${target}/${name}`);
      }
    });
  }

  async function forProgram(result: Checked) {
    if ('refused' in result) return result;
    const { form, version } = formOfAnswers(result.submission);
    return composeReceipt(await tools.forms.load(form, version), result.submission, tools.clock());
  }
});

function forPerson(result: Checked): readonly string[] {
  return 'refused' in result
    ? [`${result.refused.file}: ✗ ${result.refused.sentence}`]
    : submissionLines(result.submission);
}
