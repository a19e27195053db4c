/** What a run of `summarise` did, for a person and for a program. */
import { communeTitle } from '../functions/domain/round/commune.ts';
import type { FileOutcome, SummaryReport } from '../functions/use-cases/summarise-folder.ts';

const OUTCOMES: Readonly<Record<FileOutcome['outcome'], string>> = {
  counted: 'đã tổng hợp',
  'counted in part': 'đã tổng hợp phần không lỗi; cần gửi lại phiếu đã sửa',
  refused: 'không dùng được',
  'same file': 'trùng nội dung với tệp khác, bỏ qua',
  older: 'bản cũ hơn, không dùng',
  'has errors': 'có lỗi, đã có bản khác đạt yêu cầu',
  'order unknown': 'không xác định được bản nào mới hơn; hãy giữ lại một tệp của đơn vị này',
};

const ACTION: ReadonlySet<FileOutcome['outcome']> = new Set([
  'counted in part',
  'refused',
  'order unknown',
  'has errors',
]);

/** Some file needs somebody to do something. */
export function needsAction({ files }: SummaryReport): boolean {
  return files.some(({ outcome }) => ACTION.has(outcome));
}

/** The run in words: files that need action one by one, then totals and what to do next. */
export function reportLines(report: SummaryReport, out: string, withoutRound: boolean): readonly string[] {
  const { files, figures, communes, notices, annotated, letters } = report;
  const action = files.filter(({ outcome }) => ACTION.has(outcome));
  const counted = communes.filter(({ returns }) => returns.inForce).length;
  const missing = figures.withoutReturn.filter(
    (commune) => !communes.some((entry) => entry.commune.code === commune.code),
  );
  return [
    ...action.map(fileLine),
    ...(missing.length > 0
      ? [
          `Chưa gửi (${missing.length}): ${missing.slice(0, 20).map(communeTitle).join(', ')}${missing.length > 20 ? ', …' : ''}`,
        ]
      : []),
    '',
    `${files.length} tệp: ${totals(files)}.`,
    `${counted}/${figures.expected.length} đơn vị có số liệu được tổng hợp.`,
    `Kết quả trong ${out}: summary.xlsx, ${notices} dự thảo thông báo, ${annotated} phiếu có ghi chú lỗi${letters > 0 ? `, ${letters} công văn đôn đốc` : ''}.`,
    ...(withoutRound ? ['Chưa có tệp đợt (--round) nên không có hạn gửi và không dự thảo thông báo.'] : []),
    action.length > 0
      ? `Việc cần làm: ${action.length} tệp cần xử lý, xem trang "Việc cần làm" của summary.xlsx.`
      : 'Không có tệp nào phải xử lý.',
  ];
}

function fileLine({ file, commune, outcome, sentence }: FileOutcome): string {
  return `✗ ${file}${commune ? ` · ${communeTitle(commune)}` : ''}: ${sentence ?? OUTCOMES[outcome]}`;
}

function totals(files: readonly FileOutcome[]): string {
  const groups = Map.groupBy(files, ({ outcome }) => outcome);
  return [...groups].map(([outcome, group]) => `${group.length} ${OUTCOMES[outcome].split(';')[0]}`).join(', ');
}

/** The same for a program: codes of communes, outcomes and refusals beside the sentences. */
export function reportForProgram({
  form,
  round,
  files,
  figures,
  communes,
  notices,
  annotated,
  letters,
}: SummaryReport) {
  return {
    form: { id: form.id, version: form.version },
    round: round.id,
    communes: { expected: figures.expected.length, counted: communes.filter(({ returns }) => returns.inForce).length },
    missing: figures.withoutReturn.map(({ code }) => code),
    files: files.map(({ file, commune, outcome, code, sentence }) => ({
      file,
      commune: commune?.code,
      outcome,
      code,
      sentence,
    })),
    notices,
    letters,
    annotated,
  };
}
