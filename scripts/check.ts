/** npm run check -- FILE… [--json] [--annotate DIR]: what is wrong in these workbooks. Exit 1 if one has errors. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { openOutputFolder } from '../functions/adapters/local-files/output-folder.ts';
import { composeReceipt } from '../functions/domain/submission/receipt.ts';
import type { RefusedFile, Submission } from '../functions/domain/submission/submission.ts';
import { slug } from '../functions/domain/text/vietnamese.ts';
import { Problem } from '../functions/problems.ts';
import { localTools } from '../functions/wiring.ts';
import { print, runCommand, say } from './command.ts';
import { submissionLines } from './findings-text.ts';

const usage = 'npm run check -- TỆP.xlsx … [--json] [--annotate THƯ_MỤC]';

await runCommand({ usage, options: ['annotate'], flags: ['json'] }, async ({ files, option, flag }) => {
  if (files.length === 0) throw new Problem('ARGUMENT_MISSING', { option: 'TỆP.xlsx', usage });
  const tools = localTools();
  const results = await Promise.all(files.map(async (file) => ({ file, result: await check(file) })));
  const folder = option('annotate');
  if (folder)
    await annotate(
      folder,
      results.flatMap(({ result }) => ('submission' in result ? [result.submission] : [])),
    );
  if (flag('json')) print(JSON.stringify(await Promise.all(results.map(({ result }) => forProgram(result))), null, 2));
  else for (const { result } of results) for (const line of forPerson(result)) print(line);
  const failed = results.some(({ result }) => 'refused' in result || result.submission.state === 'needs correction');
  return failed ? 1 : 0;

  async function check(file: string): Promise<{ submission: Submission } | { refused: RefusedFile }> {
    const bytes = await readFile(file).catch((cause) => {
      throw new Problem('FILE_NOT_FOUND', { file }, { cause });
    });
    try {
      return { submission: await tools.checkReturn({ name: basename(file), bytes }) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { refused: { file: basename(file), code: error.code, sentence: error.message } };
    }
  }

  async function annotate(target: string, submissions: readonly Submission[]): Promise<void> {
    const output = await openOutputFolder(target);
    for (const submission of submissions) {
      const form = await tools.forms.load(submission.identity.form, submission.identity.version);
      const name = `${slug(submission.file.replace(/\.xlsx$/i, ''))}-co-ghi-chu.xlsx`;
      await output.write(name, await tools.annotateReturn(form, submission));
      say(`Đã ghi ${target}/${name}`);
    }
    await output.commit();
  }

  async function forProgram(result: Awaited<ReturnType<typeof check>>) {
    if ('refused' in result) return result;
    const { identity } = result.submission;
    return composeReceipt(await tools.forms.load(identity.form, identity.version), result.submission, tools.clock());
  }
});

function forPerson(result: { submission: Submission } | { refused: RefusedFile }): readonly string[] {
  return 'refused' in result
    ? [`${result.refused.file}: ✗ ${result.refused.sentence}`]
    : submissionLines(result.submission);
}
