/**
 * Proves on an account of Google what the service does there: a commune's spreadsheet is made, filled in, read, checked, answered
 * and taken away again. What the spreadsheet's own formulas say must be what the server finds.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Access, googleAccess } from '../../functions/adapters/google-sheets/access.ts';
import { caller, REAL_TIME } from '../../functions/adapters/google-sheets/calls.ts';
import { googleSheets } from '../../functions/adapters/google-sheets/google-sheets.ts';
import { MAX_FILE_BYTES } from '../../functions/adapters/xlsx-reader/limits.ts';
import { FINDINGS_SHEET, inputName } from '../../functions/domain/form/layout.ts';
import { communeStem } from '../../functions/domain/round/commune.ts';
import { readSendCell } from '../../functions/domain/sheet-front/send-request.ts';
import { composeWriteBack, type WriteBack } from '../../functions/domain/sheet-front/write-back.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { SEND_NAMES, SEND_WORDS } from '../../functions/domain/template/send-cell.ts';
import { sheetReference, type WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import type { SheetFront } from '../../functions/ports/sheet-front.ts';
import { localTools } from '../../functions/wiring.ts';
import { readOtherwise } from './clerk.ts';
import { compareLiveChecks } from './live-verdicts.ts';
import { smallSummary } from './small-summary.ts';
import { type Done, notSo, provingSteps, STEP_FAILED, type Steps } from './steps.ts';
import { type ThrowAway, throwAway } from './throw-away.ts';

export interface ProveSettings {
  /** Id of a folder in a shared drive. */
  readonly folder: string;
  /** Somebody to share with. */
  readonly address?: string;
  /** Leaves everything where it is. */
  readonly keep: boolean;
  readonly pushUrl?: string;
  readonly channelToken?: string;
  /** A server on this machine in Google's place. */
  readonly loopback?: string;
  readonly print: (line: string) => void;
  readonly isStopped: () => boolean;
}

interface Bench extends ProveSettings {
  readonly steps: Steps;
  readonly tools: ReturnType<typeof localTools>;
  readonly front: SheetFront;
  readonly access: () => Promise<Access>;
  readonly call: ReturnType<typeof caller>;
  readonly made: ThrowAway;
}

/** What was read of the spreadsheet. */
interface Read {
  readonly workbook: WorkbookData;
  readonly submission: Submission;
}

/** How long the list of changes may lag behind. */
const CHANGES_MS = 60_000;
const BETWEEN_LOOKS_MS = 2_000;

/** Tries everything, takes it away again, and gives the number of steps that failed. */
export async function proveSheets(settings: ProveSettings): Promise<number> {
  const { folder, pushUrl = '', channelToken = '', loopback, print, isStopped } = settings;
  const tools = localTools();
  const steps = provingSteps(print, isStopped);
  const bench: Bench = {
    ...settings,
    steps,
    tools,
    front: googleSheets({ folder, pushUrl, channelToken, loopback, limitBytes: MAX_FILE_BYTES }),
    access: googleAccess(loopback),
    call: caller(REAL_TIME),
    made: await throwAway(tools),
  };
  let own: { readonly id: string; readonly url: string } | undefined;
  try {
    const from = await openDrive(bench);
    const { made, front } = bench;
    own = await steps.need('Lập thư mục thử', async () => {
      const { id, url } = await front.folder({ round: made.round.id, kind: 'round' }, `${made.round.title} (tạm)`);
      return { value: { id, url }, said: url };
    });
    await loop(bench, own.id, from);
  } catch (error) {
    if (error !== STEP_FAILED) throw error;
  } finally {
    if (own) await takeAway(bench, own);
  }
  return steps.failures();
}

const NO_ACCOUNT =
  'chưa có tài khoản dịch vụ. Hãy đặt GOOGLE_APPLICATION_CREDENTIALS, hoặc chạy gcloud auth application-default login --impersonate-service-account=ĐỊA_CHỈ.';

async function openDrive({ steps, access, front }: Bench): Promise<string> {
  await steps.need('Tài khoản của hệ thống', async () => {
    const { account } = await access().catch((cause) => {
      throw notSo(NO_ACCOUNT, cause);
    });
    return { value: account, said: account };
  });
  return steps.need('Thư mục nằm trong bộ nhớ dùng chung', async () => ({ value: await front.latest() }));
}

async function loop(bench: Bench, folder: string, from: string): Promise<void> {
  const { steps, front, made, address } = bench;
  const sheet = await steps.need('Lập trang tính từ biểu mẫu', async () => {
    const mark = { round: made.round.id, commune: made.commune.code, kind: 'sheet' } as const;
    const { id, url } = await front.sheet(mark, communeStem(made.commune), folder);
    await front.fill(id, made.blank);
    return { value: id, said: url };
  });
  await steps.need(`Điền ${made.typed.length} ô như cán bộ xã, chọn "${SEND_WORDS.send}"`, () => type(bench, sheet));
  await steps.attempt('Danh sách thay đổi của Drive có trang tính này', () => awaitChange(bench, sheet, from));
  const read = await steps.need('Xuất ra .xlsx và đọc lại', () => readBack(bench, sheet));
  await steps.attempt('Kết quả kiểm tra như tệp Excel có cùng số liệu', () => compareWithOwn(bench, read));
  await steps.attempt('Cột Kiểm tra của trang tính khớp với máy chủ', async () => liveChecks(bench, read));
  await steps.attempt('Ghi kết quả vào trang tính', () => answer(bench, sheet, read));
  await watch(bench, from);
  await steps.attempt('Đưa bảng tổng hợp lên Drive', () => publish(bench, folder, read));
  if (address === undefined) return steps.skip('Chia sẻ', 'bỏ qua, chưa có --address.');
  await steps.attempt('Chia sẻ', async () => {
    await front.share(folder, address, 'writer');
    return { value: undefined, said: `đã chia sẻ thư mục thử với ${address}.` };
  });
}

/** As if on the keyboard, so that the spreadsheet reads numbers by its own locale. */
async function type({ access, call, made }: Bench, spreadsheetId: string): Promise<Done<void>> {
  const { sheets } = await access();
  const typed = made.typed.map(({ indicator, text }) => ({ range: inputName(indicator.key), values: [[text]] }));
  const data = [...typed, { range: SEND_NAMES.send, values: [[SEND_WORDS.send]] }];
  const requestBody = { valueInputOption: 'USER_ENTERED', data };
  await call('sheets-writes', () => sheets.spreadsheets.values.batchUpdate({ spreadsheetId, requestBody }));
  return { value: undefined };
}

async function awaitChange({ front }: Bench, sheet: string, from: string): Promise<Done<void>> {
  const end = Date.now() + CHANGES_MS;
  for (let token = from; ; ) {
    const { changes, next, more } = await front.changes(token);
    if (changes.some(({ id }) => id === sheet)) return { value: undefined };
    if (Date.now() > end) throw notSo('chờ một phút vẫn chưa thấy.');
    if (!more) await pause(BETWEEN_LOOKS_MS);
    token = next;
  }
}

async function readBack({ front, tools, made }: Bench, sheet: string): Promise<Done<Read>> {
  const bytes = await front.workbook(sheet);
  const workbook = await tools.readWorkbook(bytes);
  const submission = await check({ tools, made }, bytes);
  if (!readSendCell(workbook).wanted) throw notSo(`không thấy ô "${SEND_WORDS.send}" đã chọn.`);
  const wrong = readOtherwise(made.typed, submission.answers);
  if (wrong.length > 0) throw notSo(`${wrong.length} ô đọc lại khác số đã gõ: ${some(wrong)}.`);
  return { value: { workbook, submission }, said: `đủ ${made.typed.length} ô, ${bytes.length} byte.` };
}

const check = ({ tools, made }: Pick<Bench, 'tools' | 'made'>, bytes: Uint8Array): Promise<Submission> => {
  const { round, commune } = made;
  return tools.checkReturn(
    { name: `${communeStem(commune)}.xlsx`, bytes },
    { round, roster: new Map([[commune.code, commune]]) },
  );
};

async function compareWithOwn({ tools, made }: Bench, { submission }: Read): Promise<Done<void>> {
  const own = await check({ tools, made }, await tools.writeWorkbook(made.own));
  const lines = ({ findings }: Submission) =>
    findings.map(({ code, rule = '', indicators }) => `${code} ${rule} ${indicators}`);
  const [left, right] = [lines(submission), lines(own)];
  const differing = [...left.filter((one) => !right.includes(one)), ...right.filter((one) => !left.includes(one))];
  if (differing.length > 0) throw notSo(`khác nhau ở ${differing.length} chỗ: ${some(differing)}.`);
  return { value: undefined, said: `giống nhau cả ${left.length} lỗi, lưu ý.` };
}

function liveChecks({ made, loopback }: Bench, { workbook, submission }: Read): Done<void> {
  const { computed, rows, differing } = compareLiveChecks(made.form, workbook, submission);
  if (computed === 0 && loopback !== undefined)
    return { value: undefined, said: 'chưa chứng minh được, máy chủ thử không tính công thức.', isUnproved: true };
  if (computed === 0) throw notSo('các công thức không cho kết quả nào.');
  if (differing.length > 0) throw notSo(`khác ở ${differing.length}/${rows} dòng: ${some(differing)}.`);
  return { value: undefined, said: `${rows} dòng.` };
}

async function answer(bench: Bench, sheet: string, { workbook, submission }: Read): Promise<Done<void>> {
  const { front, made, tools } = bench;
  const back = composeWriteBack({
    form: made.form,
    workbook,
    submission,
    history: { version: 1, changes: [] },
    receivedAt: tools.clock(),
    late: false,
    blank: made.blank,
    markedBefore: [],
  });
  await front.writeBack(sheet, back);
  return lookAtAnswer(bench, sheet, back);
}

async function lookAtAnswer({ access, call }: Bench, spreadsheetId: string, back: WriteBack): Promise<Done<void>> {
  const { sheets } = await access();
  const ranges = [SEND_NAMES.send, SEND_NAMES.answer, sheetReference(FINDINGS_SHEET, 'A1')];
  const { data } = await call('sheets-reads', () => sheets.spreadsheets.values.batchGet({ spreadsheetId, ranges }));
  const [send, line] = (data.valueRanges ?? []).map(({ values }) => String(values?.[0]?.[0] ?? ''));
  if (send !== SEND_WORDS.wait) throw notSo(`ô gửi là "${send}", đáng lẽ "${SEND_WORDS.wait}".`);
  if (line !== back.answer?.line.text) throw notSo(`ô trả lời là "${line}".`);
  const wrong = back.cells.find(({ marked }) => marked === 'error');
  if (!wrong) throw notSo('không ô nào được đánh dấu lỗi.');
  const at = sheetReference(wrong.at.sheet, wrong.at.address);
  const fields = 'sheets.data.rowData.values.note';
  const found = await call('sheets-reads', () => sheets.spreadsheets.get({ spreadsheetId, ranges: [at], fields }));
  const note = found.data.sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]?.note;
  if (note !== wrong.note) throw notSo(`ghi chú ở ô ${at} là "${note ?? ''}".`);
  return { value: undefined, said: line };
}

async function watch({ steps, front, pushUrl, channelToken }: Bench, from: string): Promise<void> {
  const name = 'Nhận báo thay đổi từ Drive';
  if (!pushUrl || !channelToken) return steps.skip(name, 'bỏ qua, chưa đặt DRIVE_PUSH_URL và DRIVE_CHANNEL_TOKEN.');
  await steps.attempt(name, async () => {
    const channel = await front.watch(randomUUID(), from);
    await front.unwatch(channel);
    return { value: undefined, said: 'đã mở rồi đóng kênh.' };
  });
}

async function publish({ front, tools, made }: Bench, folder: string, { submission }: Read): Promise<Done<void>> {
  const model = smallSummary(made, submission, tools.clock());
  const mark = { round: made.round.id, kind: 'summary' } as const;
  const { id, url, kind } = await front.publish(
    mark,
    `Tổng hợp - ${made.round.title}`,
    folder,
    await tools.writeWorkbook(model),
  );
  if (kind !== 'sheet') throw notSo('Drive không chuyển tệp thành trang tính.');
  const { sheets } = await tools.readWorkbook(await front.workbook(id));
  const missing = model.sheets
    .filter(({ name }) => !sheets.some((sheet) => sheet.name === name))
    .map(({ name }) => name);
  if (missing.length > 0) throw notSo(`thiếu trang ${some(missing)}.`);
  return { value: undefined, said: url };
}

/** The folder with all that is in it; who may not delete for good may put it into the bin. */
async function takeAway({ steps, access, call, keep }: Bench, own: { readonly id: string; readonly url: string }) {
  if (keep) return steps.skip('Xoá những gì đã lập', `giữ lại theo yêu cầu: ${own.url}`);
  const { drive } = await access();
  const file = { fileId: own.id, supportsAllDrives: true };
  await steps.clean('Xoá những gì đã lập', async () => {
    try {
      await call('drive', () => drive.files.delete(file));
      return { value: undefined };
    } catch {
      await call('drive', () => drive.files.update({ ...file, requestBody: { trashed: true } }));
      return { value: undefined, said: 'đã chuyển vào thùng rác, tài khoản không có quyền xoá hẳn.' };
    }
  });
}

const SHOWN = 5;
const some = (found: readonly string[]): string =>
  found.slice(0, SHOWN).join('; ') + (found.length > SHOWN ? `; và ${found.length - SHOWN} chỗ nữa` : '');
