/**
 * What a clerk does in a spreadsheet: where "Gửi" is chosen, its export goes through the one door as any other workbook, and the
 * answer is written into the spreadsheet. One choice of "Gửi" is one version, however often word of it comes, and wherever the
 * way of it was cut off: what is being taken in is remembered by its content before it is taken in.
 */
import { type Commune, communeStem } from '../../../domain/round/commune.ts';
import type { Round } from '../../../domain/round/round.ts';
import { answerOfRefusal } from '../../../domain/sheet-front/answer-line.ts';
import { contentOf, readSendCell } from '../../../domain/sheet-front/send-request.ts';
import {
  asTaken,
  generationOf,
  type SheetRecord,
  withStep,
  withTrouble,
} from '../../../domain/sheet-front/sheet-record.ts';
import { composeRefusal, composeWriteBack, markedElsewhere } from '../../../domain/sheet-front/write-back.ts';
import { composeRefusalText } from '../../../domain/submission/receipt-text.ts';
import type { ReturnHistory } from '../../../domain/template/findings-sheet.ts';
import { dayOf } from '../../../domain/text/instant.ts';
import type { WorkbookData } from '../../../domain/workbook/workbook-data.ts';
import { ANSWERS_FOLDER } from '../../../ports/inbox.ts';
import type { FrontItem } from '../../../ports/sheet-front.ts';
import { Problem } from '../../../problems.ts';
import { communeOf, communeRecord, roundRecord } from '../places.ts';
import { receipts, type StoredReceipt } from '../receive-submission.ts';
import { answerNames } from '../take-delivery.ts';
import type { SheetNeeds } from './sheet-needs.ts';
import { type OwnItem, sheetRecord, stepRecord } from './sheet-places.ts';

export type SheetOutcome =
  /** Not the commune's sheet, or looked at already. */
  | 'ignored'
  /** Nothing is being sent. */
  | 'idle'
  | 'refused'
  | 'answered';

/** A spreadsheet as it was read. */
interface Opened {
  readonly round: Round;
  readonly commune: Commune;
  readonly item: FrontItem;
  readonly workbook: WorkbookData;
  readonly bytes: Uint8Array;
  /** What it holds, as a hash. */
  readonly content: string;
}

/**
 * Looks at a commune's spreadsheet after it changed.
 *
 * @throws Problem DRIVE_…, SHEET_CHANGED and every defect: then it must be looked at again.
 */
export function takeSheet(needs: SheetNeeds) {
  const { documents, forms, front, readWorkbook, receive, sha256, clock, sheetModel } = needs;
  const receiptOf = receipts(needs);

  return async (item: FrontItem, { round: roundId, commune: code }: OwnItem): Promise<SheetOutcome> => {
    const record = await sheetRecord(documents, roundId, code);
    // One that is still being filled in has nothing to say.
    if (record.sheet !== item.id || record.state === 'waiting' || record.state === 'failed') return 'ignored';
    if (item.trashed) throw new Problem('DRIVE_ITEM_GONE');
    if (record.seen === item.version) return 'ignored';
    const opened = await open(item, roundId, code);
    if (opened instanceof Problem) return broken(record, item, roundId, code, opened);
    const { send, wanted } = readSendCell(opened.workbook);
    if (!send)
      return broken(record, item, roundId, code, new Problem('SHEET_BROKEN', { what: 'không còn ô "Gửi"' }), opened);
    if (!wanted) {
      await looked(opened);
      return 'idle';
    }
    return answer(record, opened);
  };

  /** A workbook that no reader takes is its user's doing; Google's refusals are not. */
  async function open(item: FrontItem, roundId: string, code: string): Promise<Opened | Problem> {
    const { round } = await roundRecord(documents, roundId);
    const commune = await communeOf(documents, roundId, code);
    try {
      const bytes = await front.workbook(item.id);
      const workbook = await readWorkbook(bytes);
      const content = sha256(new TextEncoder().encode(contentOf(workbook)));
      return { round, commune, item, workbook, bytes, content };
    } catch (error) {
      if (error instanceof Problem && error.code.startsWith('FILE_')) return error;
      throw error;
    }
  }

  async function answer(record: SheetRecord, opened: Opened): Promise<SheetOutcome> {
    const { round, commune, item } = opened;
    const taken = await take(record, opened).catch((error) => {
      if (error instanceof Problem && error.status < 500) return error;
      throw error;
    });
    if (taken instanceof Problem) {
      await refuse(opened, taken);
      return 'refused';
    }
    const { submission, receipt } = taken;
    if (!receipt.kept) throw new Error('a return was received without being kept');
    const form = await forms.load(round.form, round.version);
    const { review } = await communeRecord(documents, round.id, commune.code);
    const back = composeWriteBack({
      form,
      workbook: opened.workbook,
      submission,
      history: historyOf(taken, review),
      receivedAt: receipt.checkedAt,
      late: receipt.kept.late,
      blank: sheetModel(form, commune, round),
      markedBefore: record.marked ?? [],
    });
    await front.writeBack(item.id, back);
    const marked = markedElsewhere(back, form, opened.workbook);
    await stepRecord(documents, round.id, commune.code, (kept) =>
      withTrouble(withStep(kept, { seen: item.version, marked }), undefined),
    );
    await withdrawRefusal(record, opened);
    return 'answered';
  }

  /** The version that this content became: the one of before, if it was taken in already and nothing came after it. */
  async function take(record: SheetRecord, opened: Opened): Promise<StoredReceipt> {
    const { round, commune, item, content, bytes } = opened;
    const latest = (await communeRecord(documents, round.id, commune.code)).versions.at(-1)?.version;
    if (record.taken?.content === content && record.taken.version === latest)
      return receiptOf(round.id, commune.code, latest);
    const generation = generationOf(record, content, item.version);
    await stepRecord(documents, round.id, commune.code, (kept) => withStep(kept, { taking: { content, generation } }));
    const received = await receive({
      round: round.id,
      commune: commune.code,
      file: `${communeStem(commune)}.xlsx`,
      bytes,
      channel: 'drive',
      delivery: { object: item.id, generation },
      who: `đơn vị ${commune.code}`,
    });
    const version = received.receipt?.kept?.version;
    if (version === undefined) throw new Error('a sheet was older than what is known of it');
    await stepRecord(documents, round.id, commune.code, (kept) => asTaken(kept, content, version));
    return receiptOf(round.id, commune.code, version);
  }

  /** Refused, e.g. because the round is locked: said beside the cell, and nothing else is touched. */
  async function refuse({ round, commune, item, workbook, content }: Opened, problem: Problem): Promise<void> {
    const back = composeRefusal(workbook, answerOfRefusal(problem.message, clock()));
    if (!back.answer) await fileRefusal(round.id, commune.code, item, problem.message);
    await front.writeBack(item.id, back);
    const trouble = problem.code.startsWith('RETURN_') ? problem.message : undefined;
    await stepRecord(documents, round.id, commune.code, (kept) =>
      withTrouble(withStep(kept, { seen: item.version, refused: content }), trouble),
    );
  }

  /** Its user broke it: said once, where there is still a place to say it, and to the province. */
  async function broken(
    record: SheetRecord,
    item: FrontItem,
    round: string,
    code: string,
    problem: Problem,
    opened?: Opened,
  ): Promise<SheetOutcome> {
    const place = opened && readSendCell(opened.workbook).answer;
    if (record.trouble !== problem.message) {
      if (opened && place)
        await front.writeBack(item.id, composeRefusal(opened.workbook, answerOfRefusal(problem.message, clock())));
      else await fileRefusal(round, code, item, problem.message);
    }
    await stepRecord(documents, round, code, (kept) =>
      withTrouble(withStep(kept, { seen: item.version }), problem.message),
    );
    return 'refused';
  }

  async function looked({ round, commune, item, content }: Opened): Promise<void> {
    const record = await sheetRecord(documents, round.id, commune.code);
    if (record.refused === content) {
      await stepRecord(documents, round.id, commune.code, (kept) => withStep(kept, { seen: item.version }));
      return;
    }
    if (record.trouble !== undefined) await withdrawFile(round.id, commune.code, item);
    await stepRecord(documents, round.id, commune.code, (kept) =>
      withTrouble(withStep(kept, { seen: item.version }), undefined),
    );
  }

  async function withdrawRefusal({ trouble }: SheetRecord, { round, commune, item }: Opened): Promise<void> {
    if (trouble !== undefined) await withdrawFile(round.id, commune.code, item);
  }

  async function fileRefusal(round: string, code: string, item: FrontItem, sentence: string): Promise<void> {
    const folder = await answersFolder(round, code);
    if (!folder) return;
    await front.put(folder, refusalName(item), new TextEncoder().encode(composeRefusalText(item.name, sentence)));
  }

  async function withdrawFile(round: string, code: string, item: FrontItem): Promise<void> {
    const folder = await answersFolder(round, code);
    if (folder) await front.remove(folder, refusalName(item));
  }

  async function answersFolder(round: string, commune: string): Promise<string | undefined> {
    const { folder } = await sheetRecord(documents, round, commune);
    return folder && (await front.folder({ round, commune, kind: 'answers' }, ANSWERS_FOLDER, folder)).id;
  }
}

const refusalName = ({ name }: FrontItem): string => answerNames(`${name}.xlsx`).refusal;

/** The comment belongs to the version that was sent back with it. */
function historyOf(
  { receipt }: StoredReceipt,
  review: Awaited<ReturnType<typeof communeRecord>>['review'],
): ReturnHistory {
  const version = receipt.kept?.version ?? 1;
  const comment = review?.outcome === 'returned' && review.version === version ? review.comment : undefined;
  return {
    version,
    changes: receipt.kept?.changes ?? [],
    ...(comment && review ? { comment: { text: comment, day: dayOf(review.at) } } : {}),
  };
}
