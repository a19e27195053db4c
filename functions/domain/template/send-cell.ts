/**
 * The row by which a return is sent from within a spreadsheet in a drive, on its first sheet: a cell to choose "Gửi" in, and
 * beside it what became of it.
 */
import { cellAddress } from '../workbook/workbook-data.ts';
import type { NameModel, RowModel, SheetModel, ValidationModel } from '../workbook/workbook-model.ts';

/** Names of the two cells. */
export const SEND_NAMES = { send: 'cchc_gui', answer: 'cchc_tra_loi' } as const;

export const SEND_WORDS = { wait: 'Chưa gửi', send: 'Gửi' } as const;

const CAPTION = 'Gửi về tỉnh';
const FIRST_ANSWER = `Chưa gửi lần nào. Điền xong, hãy chọn "${SEND_WORDS.send}" ở ô nền sáng bên cạnh.`;
/** Room for a sentence of four lines, in points. */
const HEIGHT = 68;

/** The row; it is as wide as the sheet. */
export const sendRow = (width: number): RowModel => ({
  height: HEIGHT,
  cells: [
    { value: CAPTION, style: 'label' },
    {
      value: SEND_WORDS.wait,
      style: 'input',
      align: 'center',
      note: `Chọn "${SEND_WORDS.send}" khi đã điền xong; ô tự trở về "${SEND_WORDS.wait}" sau khi tỉnh nhận phiếu, thường trong vài phút.`,
    },
    { value: FIRST_ANSWER, style: 'locked', align: 'left', span: width - 2 },
  ],
});

const isSendRow = ({ cells }: RowModel): boolean => cells[0]?.value === CAPTION;

/** What may be chosen in the cell. */
export function sendValidation(rows: readonly RowModel[]): readonly ValidationModel[] {
  const row = rows.findIndex(isSendRow) + 1;
  if (row === 0) return [];
  return [
    {
      cells: [cellAddress(row, 2)],
      rule: { kind: 'list', options: [SEND_WORDS.wait, SEND_WORDS.send] },
      error: { title: 'Chưa đúng', text: `Hãy chọn "${SEND_WORDS.send}" hoặc "${SEND_WORDS.wait}".` },
      strict: true,
    },
  ];
}

/** The names of its cells; none where the sheet has no such row. */
export function sendNames({ name: sheet, rows }: SheetModel): readonly NameModel[] {
  const row = [...rows].findIndex(isSendRow) + 1;
  if (row === 0) return [];
  return [
    { name: SEND_NAMES.send, sheet, address: cellAddress(row, 2) },
    { name: SEND_NAMES.answer, sheet, address: cellAddress(row, 3) },
  ];
}
