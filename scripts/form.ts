/** npm run form -- check|preview|blank FILE: lints a form definition; shows what comes of it; renews its blank workbook. */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readFormFile } from '../functions/adapters/form-folder/read-form-file.ts';
import { readExamples } from '../functions/adapters/local-files/example-files.ts';
import { openOutputFolder } from '../functions/adapters/local-files/output-folder.ts';
import { loadNoticeTemplate } from '../functions/adapters/notice-docx/load-notice-template.ts';
import type { Form } from '../functions/domain/form/form.ts';
import { hintForm } from '../functions/domain/form/hint-form.ts';
import { composeNotice } from '../functions/domain/notice/compose-notice.ts';
import { noticeWords } from '../functions/domain/notice/notice-words.ts';
import { recommend } from '../functions/domain/notice/recommend.ts';
import { blankTemplate } from '../functions/domain/template/blank.ts';
import { composeTemplate } from '../functions/domain/template/compose-template.ts';
import { fillExample } from '../functions/domain/template/fill-example.ts';
import { sampleAnswers } from '../functions/domain/template/sample-answers.ts';
import { Problem } from '../functions/problems.ts';
import { localTools } from '../functions/wiring.ts';
import { print, runCommand } from './command.ts';

const usage = 'npm run form -- check|preview|blank BIỂU_MẪU/form.yaml [--out THƯ_MỤC]';

await runCommand({ usage, options: ['out'] }, async ({ files: [verb, file], option }) => {
  if (!file || !['check', 'preview', 'blank'].includes(verb ?? ''))
    throw new Problem('ARGUMENT_MISSING', { option: 'check, preview hoặc blank và form.yaml', usage });
  const read = await readFormFile(file);
  const faults = 'faults' in read ? read.faults : [];
  for (const fault of faults) print(`✗ ${fault.file}${fault.line ? `:${fault.line}` : ''}: ${fault.sentence}`);
  const template = await readFile(join(dirname(file), 'notice.docx')).catch(() => undefined);
  const notice = template && (await loadNoticeTemplate(template));
  const noticeFaults = notice && 'faults' in notice ? notice.faults : [];
  for (const fault of noticeFaults) print(`✗ ${join(dirname(file), 'notice.docx')}: ${fault}`);
  if ('faults' in read || noticeFaults.length > 0) return 1;
  const { form } = read;
  if (verb === 'check') return report(form);
  if (verb === 'blank') return writeBlank(form);
  return preview(form);

  function report(checked: Form): number {
    for (const hint of hintForm(checked)) print(`⚠ ${hint.sentence}`);
    const { indicators, rules, recommendations } = checked;
    print(
      `✓ ${checked.id} phiên bản ${checked.version}: ${indicators.length} ô, ${rules.length} quy tắc, ${recommendations.length} kiến nghị${notice ? ', mẫu thông báo hợp lệ' : ''}.`,
    );
    return 0;
  }

  async function writeBlank(checked: Form): Promise<number> {
    const target = join(dirname(file as string), 'mau.xlsx');
    await writeFile(target, await localTools().writeWorkbook(blankTemplate(checked)));
    print(`✓ ${target}`);
    return 0;
  }

  async function preview(checked: Form): Promise<number> {
    const tools = localTools();
    const out = option('out') ?? join('out', 'preview', `${checked.id}-v${checked.version}`);
    const output = await openOutputFolder(out);
    const examples = await readExamples(join(dirname(file as string), 'example'));
    const example = examples?.returns[0];
    const filled = example ? fillExample(checked, example) : { answers: sampleAnswers(checked), strays: undefined };
    const commune = example?.commune ?? { code: '00000', name: 'Mẫu', type: 'xã' as const, province: '' };
    const round = examples?.round;
    const bytes = await tools.writeWorkbook(
      composeTemplate({ form: checked, commune, round, ...filled, created: tools.clock() }),
    );
    await output.write('mau.xlsx', await tools.writeWorkbook(blankTemplate(checked)));
    await output.write('mau-da-dien.xlsx', bytes);
    const settings = round?.notice;
    if (notice && 'template' in notice && round && settings) {
      const submission = await tools.checkReturn({ name: 'mau-da-dien.xlsx', bytes });
      const recommendations = recommend(checked, submission, {
        constants: round.constants,
        words: noticeWords(commune, settings),
      });
      await output.write(
        'thong-bao-mau.docx',
        notice.template.render(
          composeNotice({ form: checked, submission, recommendations, round: { ...round, notice: settings } }),
        ),
      );
    }
    await output.commit();
    print(`✓ Bản xem trước trong ${out}`);
    return 0;
  }
});
