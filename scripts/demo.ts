/** npm run demo: the main job on published figures, one round per form, into out/demo/<round>/. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type ExampleRound, readExamples } from '../functions/adapters/local-files/example-files.ts';
import { listReturns } from '../functions/adapters/local-files/list-returns.ts';
import { openOutputFolder } from '../functions/adapters/local-files/output-folder.ts';
import type { Form } from '../functions/domain/form/form.ts';
import { type Commune, communeStem, communeTitle } from '../functions/domain/round/commune.ts';
import type { Round } from '../functions/domain/round/round.ts';
import { composeTemplate } from '../functions/domain/template/compose-template.ts';
import { type Example, fillExample } from '../functions/domain/template/fill-example.ts';
import { type SummaryReport, summariseFolder } from '../functions/use-cases/summarise-folder.ts';
import { FORMS_FOLDER, localDesk, localTools } from '../functions/wiring.ts';
import { print, runCommand } from './command.ts';
import { findingLine, STATE_WORDS } from './findings-text.ts';
import { textTable } from './text-table.ts';

await runCommand({ usage: 'npm run demo [-- --out THƯ_MỤC]', options: ['out'] }, async ({ option }) => {
  const out = option('out') ?? join('out', 'demo');
  const tools = localTools();
  for (const { id, versions } of await tools.forms.list()) {
    for (const version of versions) {
      const examples = await readExamples(join(FORMS_FOLDER, id, `v${version}`, 'example'));
      if (examples) await demonstrate(await tools.forms.load(id, version), examples, join(out, examples.round.id));
    }
  }
  print(`\nMọi kết quả nằm trong ${out}. Mở ${join(out, '…', 'summary.xlsx')} bằng Excel hoặc LibreOffice.`);
  return 0;

  async function demonstrate(form: Form, { round, returns }: ExampleRound, folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await writeWorkbooks(form, returns, { round, returns }, folder);
    const roster = returns.map((example): Commune => example.commune);
    const expected = { round, roster: new Map(roster.map((commune) => [commune.code, commune])) };
    const desk = localDesk({ formsFolder: FORMS_FOLDER, expected, now: tools.clock() });
    const output = await openOutputFolder(folder);
    const sent = join(folder, 'returns');
    const report = await summariseFolder({ ...tools, desk, output })({
      folder: sent,
      files: await listReturns(sent),
      round,
      roster,
    });
    printReport(report, folder);
  }

  async function writeWorkbooks(
    form: Form,
    returns: readonly Example[],
    { round }: ExampleRound,
    folder: string,
  ): Promise<void> {
    for (const kind of ['templates', 'returns']) await mkdir(join(folder, kind), { recursive: true });
    for (const example of returns) {
      const { commune } = example;
      const { answers, strays, unknown } = fillExample(form, example);
      if (unknown.length > 0)
        throw new Error(`example of ${commune.code} names codes the form does not have: ${unknown.join(', ')}`);
      const filled = composeTemplate({
        form,
        commune,
        round,
        answers,
        strays,
        created: sentOn(round) ?? tools.clock(),
      });
      await writeFile(
        join(folder, 'templates', `${communeStem(commune)}.xlsx`),
        await tools.makeTemplate(form, commune, round),
      );
      await writeFile(join(folder, 'returns', `${communeStem(commune)}.xlsx`), await tools.writeWorkbook(filled));
    }
  }
});

function printReport({ form, round, communes, notices, annotated }: SummaryReport, folder: string): void {
  print(`\n${round.title}\n${form.title} (${form.id}, phiên bản ${form.version})\n`);
  const rows = communes.flatMap(({ commune, returns: { inForce } }) => {
    if (!inForce) return [];
    const count = (match: (code: string, severity: string) => boolean) =>
      String(inForce.findings.filter(({ code, severity }) => match(code, severity)).length);
    return [
      [
        communeTitle(commune),
        STATE_WORDS[inForce.state],
        count((_, severity) => severity === 'error'),
        count((code, severity) => severity === 'warning' && code !== 'VALUE_MISSING'),
        count((code) => code === 'VALUE_MISSING'),
      ],
    ];
  });
  for (const line of textTable(['Đơn vị', 'Trạng thái', 'Lỗi', 'Cảnh báo', 'Để trống'], rows)) print(line);
  for (const { commune, returns } of communes) {
    const said =
      returns.inForce?.findings.filter(({ code, severity }) => code !== 'VALUE_MISSING' && severity !== 'note') ?? [];
    print(`\n${communeTitle(commune)}:`);
    for (const found of said) print(`  ${findingLine(found)}`);
  }
  const made = [
    `summary.xlsx`,
    `templates/`,
    `returns/`,
    `receipts/`,
    `annotated/ (${annotated})`,
    ...(notices > 0 ? [`notices/ (${notices})`] : []),
  ];
  print(`\n→ ${relative(process.cwd(), folder)}: ${made.join(', ')}`);
}

/** The published returns came in time; when exactly is not known. */
function sentOn({ deadline }: Round): string | undefined {
  return deadline && `${deadline}T02:00:00Z`;
}
