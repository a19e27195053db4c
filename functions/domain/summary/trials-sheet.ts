/** "Quy tắc chạy thử": what rules on trial find. Only the province sees it: no commune was told, no figure is left out. */
import type { Rule } from '../form/form.ts';
import type { Finding } from '../submission/findings.ts';
import { validateTrials } from '../submission/validate.ts';
import type { RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { headRow, landscape, lazily, spanning, text, titleRows } from './cells.ts';
import type { CommuneLine, SummaryContext } from './summary-context.ts';
import { placesOf } from './wording.ts';

export const TRIALS = 'Quy tắc chạy thử';
const COLUMNS = [
  ['Mã', 8],
  ['Đơn vị', 20],
  ['Loại', 9],
  ['Quy tắc', 10],
  ['Trang', 22],
  ['Ô', 12],
  ['Kết quả', 72],
] as const;

/** Composes the sheet; none where no rule is on trial. */
export function trialsSheet({ form, lines, round, constants }: SummaryContext): SheetModel | undefined {
  const rules = form.rules.filter(({ trial, off }) => trial !== undefined && off === undefined);
  if (rules.length === 0) return undefined;
  const found = lines.flatMap((line) => {
    const answers = line.view.submission?.answers;
    return answers ? validateTrials(form, answers, constants).map((finding) => ({ line, finding })) : [];
  });
  const head = 5 + rules.length;
  return {
    name: TRIALS,
    columns: COLUMNS.map(([, width]) => ({ width })),
    rows: lazily(function* () {
      yield* titleRows('Quy tắc chạy thử', round?.title ?? form.title, COLUMNS.length);
      yield wide('Chỉ tỉnh thấy trang này: đơn vị không được báo, số liệu không bị loại.', 'faint');
      for (const rule of rules) yield wide(ruleText(rule), 'text');
      yield { cells: [] };
      yield headRow(...COLUMNS.map(([name]) => name));
      if (found.length === 0) yield wide('Không đơn vị nào vi phạm.', 'label');
      for (const { line, finding } of found) yield foundRow(line, finding);
    }),
    frozen: { rows: head, columns: 2 },
    filter: `A${head}:G${head + Math.max(found.length, 1)}`,
    print: landscape('A4', head, TRIALS),
  };
}

const wide = (value: string, style: 'faint' | 'text' | 'label'): RowModel => ({
  cells: spanning(text(value, style), COLUMNS.length),
});

const ruleText = ({ id, says, trial }: Rule): string => `${id}: ${says}. Lý do chạy thử: ${trial}`;

function foundRow({ commune }: CommuneLine, finding: Finding): RowModel {
  const { sheet, cells } = placesOf(finding);
  return {
    cells: [
      text(commune.code, 'centre'),
      text(commune.name),
      text(commune.type, 'centre'),
      text(finding.rule ?? '', 'centre'),
      text(sheet),
      text(cells, 'centre'),
      text(finding.sentence),
    ],
  };
}
