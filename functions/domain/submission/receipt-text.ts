/**
 * A receipt in words, as a text file that a clerk opens in Notepad: which file, when, the verdict, what was found and what to
 * do next. Marked as UTF-8 and with Windows line ends, without which Notepad guesses wrongly.
 */
import { communeTitle } from '../round/commune.ts';
import { formatInstant } from '../text/instant.ts';
import { type Finding, groupFindings, printCells } from './findings.ts';
import type { Kept, Receipt } from './receipt.ts';
import type { Submission } from './submission.ts';

/** Beside the receipt lies the workbook with the findings in its cells; this is its name. */
export interface ReceiptTextInput {
  readonly receipt: Receipt;
  readonly commune: Submission['commune'];
  readonly annotated: string;
}

/** The receipt of a return that was taken in. */
export function composeReceiptText({ receipt, commune, annotated }: ReceiptTextInput): string {
  return asNotepadText([
    'BIÊN NHẬN PHIẾU TỰ ĐÁNH GIÁ',
    '',
    `Đơn vị: ${communeTitle(commune)} (mã ${commune.code})`,
    `Tệp: ${receipt.file}`,
    `Thời điểm nhận: ${formatInstant(receipt.checkedAt)} (giờ Việt Nam)${receipt.kept?.late ? ', gửi muộn so với hạn' : ''}`,
    `Mã SHA-256 của tệp: ${receipt.sha256}`,
    ...(receipt.kept ? [versionLine(receipt.kept)] : []),
    '',
    `Kết quả: ${verdict(receipt)}`,
    countsLine(receipt),
    '',
    `Việc cần làm: ${nextStep(receipt, annotated)}`,
    ...findingsLines(receipt),
  ]);
}

/** What is said of a file that was not taken in. */
export function composeRefusalText(file: string, sentence: string): string {
  return asNotepadText([
    'TỆP KHÔNG ĐƯỢC NHẬN',
    '',
    `Tệp: ${file}`,
    `Lý do: ${sentence}`,
    '',
    'Số liệu đã nhận trước đó (nếu có) không thay đổi.',
  ]);
}

function verdict({ state, counts }: Receipt): string {
  if (state === 'needs correction') return `Cần sửa: có ${counts.errors} lỗi.`;
  return state === 'accepted' ? 'Đạt yêu cầu.' : 'Đạt yêu cầu, có cảnh báo.';
}

function versionLine({ version, versionInForce }: Kept): string {
  const inForce =
    version === versionInForce
      ? 'đang được dùng để tổng hợp'
      : `chưa được dùng để tổng hợp; đang dùng bản thứ ${versionInForce}`;
  return `Bản thứ ${version} của đơn vị, ${inForce}.`;
}

function countsLine({ counts }: Receipt): string {
  const { answered, asked, errors, warnings, blanks, explained } = counts;
  const open = [
    `${errors} lỗi`,
    `${warnings - blanks} cảnh báo`,
    ...(blanks > 0 ? [`${blanks} chỉ tiêu để trống`] : []),
  ];
  const settled = explained > 0 ? ` và ${explained} cảnh báo đã giải trình` : '';
  return `Đã điền ${answered}/${asked} chỉ tiêu; ${open.join(', ')}${settled}.`;
}

function nextStep({ state }: Receipt, annotated: string): string {
  if (state === 'needs correction')
    return `Hãy mở tệp "${annotated}" ở cùng thư mục, sửa các ô được đánh dấu, lưu lại rồi chép ra thư mục của đơn vị để gửi lại.`;
  if (state === 'accepted') return 'Không phải làm gì thêm.';
  return 'Hãy xem lại các cảnh báo dưới đây. Nếu số liệu đúng, hãy ghi lý do vào cột "Giải trình"; nếu sai, hãy sửa rồi gửi lại.';
}

/** What must be done comes first; blanks are many and alike, so they are gathered. */
function findingsLines({ findings }: Receipt): readonly string[] {
  const { errors, warnings, blanks, explained, notes } = groupFindings(findings);
  return [
    ...groupLines('LỖI PHẢI SỬA', errors),
    ...groupLines('CẢNH BÁO', warnings),
    ...blanksLines(blanks),
    ...groupLines('CẢNH BÁO ĐÃ GIẢI TRÌNH', explained),
    ...groupLines('GHI CHÚ', notes),
  ];
}

function groupLines(title: string, findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  return ['', `${title} (${findings.length})`, ...findings.flatMap((found, index) => findingLines(found, index + 1))];
}

function findingLines({ cells, sentence, proposed, explanation }: Finding, number: number): readonly string[] {
  return [
    `${number}. ${sentence}`,
    ...(cells.length > 0 ? [`   Ô: ${printCells(cells)}`] : []),
    ...(proposed === undefined ? [] : [`   Đề nghị ghi: ${proposed}`]),
    ...(explanation === undefined ? [] : [`   Giải trình: ${explanation}`]),
  ];
}

function blanksLines(blanks: readonly Finding[]): readonly string[] {
  if (blanks.length === 0) return [];
  const places = blanks.flatMap(({ cells }) => cells.slice(0, 1));
  return [
    '',
    `CÒN ĐỂ TRỐNG (${blanks.length} chỉ tiêu)`,
    'Hãy điền, hoặc chọn "Không phát sinh" hay "Không áp dụng" ở cột bên cạnh.',
    `   Ô: ${printCells(places)}`,
  ];
}

/** A line break typed in a cell or a file name would begin a line of ours. */
const asNotepadText = (lines: readonly string[]): string =>
  `\uFEFF${lines.map((line) => `${line.replace(/\p{Cc}+/gu, ' ')}\r\n`).join('')}`;
