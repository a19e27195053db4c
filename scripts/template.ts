/** npm run template -- --form ID --commune CODE --out FILE, or --roster FILE for the workbooks of all communes. */
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { listReturns } from '../functions/adapters/local-files/list-returns.ts';
import { withOutputFolder } from '../functions/adapters/local-files/output-folder.ts';
import { readRosterFile } from '../functions/adapters/local-files/roster-file.ts';
import { readRoundFile } from '../functions/adapters/local-files/round-file.ts';
import type { Form } from '../functions/domain/form/form.ts';
import { type Commune, communeStem, communeTitle } from '../functions/domain/round/commune.ts';
import type { PreviousReturn } from '../functions/domain/template/previous-period.ts';
import { Problem } from '../functions/problems.ts';
import { earlierReturns } from '../functions/use-cases/earlier-returns.ts';
import { FORMS_FOLDER, localDesk, localTools } from '../functions/wiring.ts';
import { print, runCommand, say } from './command.ts';
import { progressBar } from './progress.ts';

const usage =
  'npm run template -- --form MÃ_BIỂU_MẪU --commune MÃ_ĐƠN_VỊ --out TỆP.xlsx [--version N] [--roster DANH_SÁCH.csv] [--round ĐỢT.yaml] [--previous PHIẾU_KỲ_TRƯỚC]';

await runCommand(
  { usage, most: 0, options: ['form', 'version', 'commune', 'roster', 'round', 'out', 'previous'] },
  async ({ option, required }) => {
    const tools = localTools();
    const roundFile = option('round');
    const round = roundFile ? await readRoundFile(roundFile) : undefined;
    const version = option('version') ?? round?.version;
    const form = await tools.forms.load(
      option('form') ?? round?.form ?? required('form'),
      version === undefined ? undefined : Number(version),
    );
    if (round && round.form !== form.id)
      throw new Problem('ROUND_OF_OTHER_FORM', { found: round.form, expected: form.id });
    const rosterFile = option('roster');
    const roster = rosterFile ? await readRosterFile(rosterFile, tools.readWorkbook) : undefined;
    for (const fault of roster?.faults ?? []) say(`⚠ ${rosterFile}, dòng ${fault.row}: ${fault.sentence}`);
    const previous = await readPrevious(form, option('previous'));
    const code = option('commune');
    const out = required('out');
    if (code) await writeOne(find(code, roster?.communes), out);
    else if (roster) await writeAll(roster.communes, out);
    else throw new Problem('ARGUMENT_MISSING', { option: '--commune hoặc --roster', usage });
    return 0;

    async function writeOne(commune: Commune, file: string): Promise<void> {
      const bytes = await tools.makeTemplate(form, commune, round, previous.get(commune.code));
      await withOutputFolder(dirname(resolve(file)), (output) => output.write(basename(resolve(file)), bytes));
      print(`✓ Biểu mẫu của ${communeTitle(commune)}: ${file}`);
    }

    async function writeAll(communes: readonly Commune[], folder: string): Promise<void> {
      const bar = progressBar('Tạo biểu mẫu', communes.length);
      await withOutputFolder(folder, async (output) => {
        for (const commune of communes) {
          const bytes = await tools.makeTemplate(form, commune, round, previous.get(commune.code));
          await output.write(`${communeStem(commune)}.xlsx`, bytes);
          bar.step();
        }
      });
      bar.end();
      print(`✓ ${communes.length} biểu mẫu trong ${folder}`);
    }
  },
);

/** A returned workbook of the round before, or a folder of them, by commune. */
async function readPrevious(form: Form, path: string | undefined): Promise<ReadonlyMap<string, PreviousReturn>> {
  if (path === undefined) return new Map();
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Problem('FILE_NOT_FOUND', { file: path });
  const files = found.isDirectory() ? await listReturns(path) : [{ name: basename(path), path }];
  if (files.length === 0) throw new Problem('FOLDER_EMPTY', { folder: path });
  const tools = localTools();
  const desk = localDesk({ formsFolder: FORMS_FOLDER, expected: {}, now: tools.clock() });
  const { byCommune, refused } = await earlierReturns({ forms: tools.forms, desk })(form, files);
  for (const { file, sentence } of refused) say(`⚠ ${file}: ${sentence}`);
  say(`Số liệu kỳ trước của ${byCommune.size} đơn vị.`);
  return byCommune;
}

/** Without a register only the code is known; the workbook then says so instead of a name. */
function find(code: string, communes: readonly Commune[] | undefined): Commune {
  const padded = code.padStart(5, '0');
  const found = communes?.find((commune) => commune.code === padded);
  if (found) return found;
  if (communes || !/^\d{5}$/.test(padded)) throw new Problem('COMMUNE_UNKNOWN', { code });
  say(
    `⚠ Chưa có danh sách đơn vị nên biểu mẫu chỉ ghi mã ${padded} và coi là xã. Hãy thêm --roster để ghi đúng tên, loại đơn vị.`,
  );
  return { code: padded, name: `mã ${padded}`, type: 'xã', province: '' };
}
