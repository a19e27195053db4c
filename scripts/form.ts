/** npm run form -- check|preview|blank FILE: lints a form definition; shows what comes of it; renews its blank workbook. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { letterFiles } from '../functions/adapters/form-folder/letter-files.ts';
import { readFormFile } from '../functions/adapters/form-folder/read-form-file.ts';
import { loadLetterTemplate } from '../functions/adapters/letter-docx/load-letter-template.ts';
import { readExamples } from '../functions/adapters/local-files/example-files.ts';
import { withOutputFolder } from '../functions/adapters/local-files/output-folder.ts';
import { loadNoticeTemplate } from '../functions/adapters/notice-docx/load-notice-template.ts';
import type { Form } from '../functions/domain/form/form.ts';
import { hintForm } from '../functions/domain/form/hint-form.ts';
import { blankTemplate } from '../functions/domain/template/blank.ts';
import { fillExample } from '../functions/domain/template/fill-example.ts';
import { DRAFT_KINDS } from '../functions/ports/render-letter.ts';
import type { NoticeTemplate } from '../functions/ports/render-notice.ts';
import { Problem } from '../functions/problems.ts';
import { previewForm } from '../functions/use-cases/preview-form.ts';
import { localTools } from '../functions/wiring.ts';
import { print, runCommand } from './command.ts';

const usage = 'npm run form -- check|preview|blank BIỂU_MẪU/form.yaml [--out THƯ_MỤC]';

await runCommand({ usage, most: 2, options: ['out'] }, async ({ files: [verb, file], option }) => {
  if (!file || !['check', 'preview', 'blank'].includes(verb ?? ''))
    throw new Problem('ARGUMENT_MISSING', { option: 'check, preview hoặc blank và form.yaml', usage });
  const folder = dirname(resolve(file));
  const tools = localTools();
  const read = await readFormFile(file);
  const faults =
    'faults' in read
      ? read.faults.map(({ file: at, line, sentence }) => `${at}${line ? `:${line}` : ''}: ${sentence}`)
      : [];
  const notice = await readNotice(join(folder, 'notice.docx'));
  const beside = 'form' in read ? await faultsBeside(read.form) : [];
  const letters = await faultsInLetters(folder);
  const found = [...faults, ...notice.faults, ...letters, ...beside];
  for (const fault of found) print(`✗ ${fault}`);
  if (found.length > 0 || !('form' in read)) return 1;
  if (verb === 'check') report(read.form);
  else if (verb === 'blank') await writeBlank(read.form);
  else await preview(read.form);
  return 0;

  /** What the definition needs from the files around it. */
  async function faultsBeside(form: Form): Promise<readonly string[]> {
    const examples = await readExamples(join(folder, 'example'));
    const unknown = (examples?.returns ?? []).flatMap((example) =>
      fillExample(form, example).unknown.map(
        (code) => `example của ${example.commune.name}: không có mã số ${code} trong biểu.`,
      ),
    );
    const missing = form.noticeFields.length > 0 && !notice.template && notice.faults.length === 0;
    return [
      ...unknown,
      ...(missing
        ? [`${folder}: biểu mẫu có phần thông báo nhưng thiếu tệp notice.docx. Hãy đặt tệp này cạnh form.yaml.`]
        : []),
    ];
  }

  function report(form: Form): void {
    for (const hint of hintForm(form)) print(`⚠ ${hint.sentence}`);
    const { id, version, indicators, rules, recommendations } = form;
    const words = notice.template ? ', mẫu thông báo hợp lệ' : '';
    print(
      `✓ ${id} phiên bản ${version}: ${indicators.length} ô, ${rules.length} quy tắc, ${recommendations.length} kiến nghị${words}.`,
    );
  }

  async function writeBlank(form: Form): Promise<void> {
    const target = join(folder, 'mau.xlsx');
    await writeFile(target, await tools.writeWorkbook(blankTemplate(form)));
    print(`✓ ${target}`);
  }

  async function preview(form: Form): Promise<void> {
    const out = option('out') ?? join('out', 'preview', `${form.id}-v${form.version}`);
    const examples = await readExamples(join(folder, 'example'));
    const input = { form, notice: notice.template, example: examples?.returns[0], round: examples?.round };
    await withOutputFolder(out, (output) => previewForm(tools)(input, output));
    print(`✓ Bản xem trước trong ${out}`);
  }
});

/** Templates of letters that the form has of its own, and those for all forms. */
async function faultsInLetters(folder: string): Promise<readonly string[]> {
  const files = letterFiles([dirname(dirname(folder))]);
  const faults = DRAFT_KINDS.map(async (kind) => {
    const bytes = await files.find(kind, basename(dirname(folder)), Number(basename(folder).slice(1)));
    const loaded = bytes && (await loadLetterTemplate(kind, bytes));
    return loaded && 'faults' in loaded ? loaded.faults.map((fault) => `${files.nameOf(kind)}: ${fault}`) : [];
  });
  return (await Promise.all(faults)).flat();
}

async function readNotice(
  file: string,
): Promise<{ readonly template?: NoticeTemplate; readonly faults: readonly string[] }> {
  const bytes = await readFile(file).catch(() => undefined);
  const loaded = bytes && (await loadNoticeTemplate(bytes));
  if (!loaded) return { faults: [] };
  return 'template' in loaded
    ? { template: loaded.template, faults: [] }
    : { faults: loaded.faults.map((fault) => `${file}: ${fault}`) };
}
