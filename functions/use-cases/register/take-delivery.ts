/**
 * A file in the inbox is a return sent: it goes the way of every other channel, and the answers are laid beside it. The same
 * event may come twice, late or out of order; each time the outcome is the same.
 */
import type { Channel, Delivery } from '../../domain/register/commune-record.ts';
import type { SubmissionState } from '../../domain/submission/findings.ts';
import { composeReceiptText, composeRefusalText } from '../../domain/submission/receipt-text.ts';
import { ANSWERS_FOLDER, type Inbox, type InboxObject } from '../../ports/inbox.ts';
import type { NamedFile } from '../../ports/write-zip.ts';
import { Problem } from '../../problems.ts';
import type { Received, Sent } from './receive-submission.ts';

export type DeliveryOutcome =
  /** No return by its place: not `<round>/<commune code>/<file>`, or one of our own answers. */
  | { readonly outcome: 'ignored' }
  /** Overwritten or removed since it was announced; the later content has an event of its own. */
  | { readonly outcome: 'gone' }
  /** Older than what is there already. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'refused'; readonly code: string; readonly sentence: string }
  | { readonly outcome: 'new' | 'same'; readonly version: number; readonly state: SubmissionState };

export interface DeliveryNeeds {
  readonly inbox: Inbox;
  readonly receive: (sent: Sent) => Promise<Received>;
  /** The return with its findings in the cells. */
  readonly annotated: (round: string, code: string, version: number) => Promise<Pick<NamedFile, 'bytes'>>;
}

/** Whose return a file is, and what it is called. */
export interface Place {
  readonly round: string;
  readonly commune: string;
  readonly file: string;
}

/** Where the answers to one delivered file go, whatever brought it. */
export interface Delivered {
  readonly place: Place;
  readonly channel: Channel;
  readonly delivery: Delivery;
  /** `undefined` when the file is gone, or holds something else by now. */
  read(): Promise<Uint8Array | undefined>;
  answer(name: string, bytes: Uint8Array): Promise<void>;
  withdraw(name: string): Promise<void>;
}

/**
 * Takes one file that names its round and commune by where it lies, and answers it there. What a refusal says is laid beside the
 * file too, and taken back once the file is good.
 *
 * @throws Problem of 500 and above, and every defect: then it must be delivered again.
 */
export function takeFile({ receive, annotated }: Omit<DeliveryNeeds, 'inbox'>) {
  return async (delivered: Delivered): Promise<DeliveryOutcome> => {
    const received = await take(delivered).catch((error) => {
      if (isRefusal(error)) return error;
      throw error;
    });
    if (!received) return { outcome: 'gone' };
    if (received instanceof Problem) return refuse(delivered, received);
    return accept(delivered, received).catch(askAgain);
  };

  /** `undefined` when the file is gone. */
  async function take({ place, channel, delivery, read }: Delivered): Promise<Received | undefined> {
    const bytes = await read();
    return bytes && receive({ ...place, bytes, channel, delivery, who: `đơn vị ${place.commune}` });
  }

  async function accept(
    { place, answer, withdraw }: Delivered,
    { outcome, receipt, submission }: Received,
  ): Promise<DeliveryOutcome> {
    if (outcome === 'stale' || !receipt?.kept || !submission) return { outcome: 'stale' };
    const { version } = receipt.kept;
    const names = answerNames(place.file);
    const text = composeReceiptText({ receipt, commune: submission.commune, annotated: names.annotated });
    await answer(names.receipt, encode(text));
    const { bytes: workbook } = await annotated(place.round, place.commune, version);
    await answer(names.annotated, workbook);
    await withdraw(names.refusal);
    return { outcome, version, state: receipt.state };
  }

  async function refuse({ place, answer }: Delivered, problem: Problem): Promise<DeliveryOutcome> {
    await answer(answerNames(place.file).refusal, encode(composeRefusalText(place.file, problem.message)));
    return { outcome: 'refused', code: problem.code, sentence: problem.message };
  }
}

/** Takes an object of an inbox, whose name says where it belongs. @throws as `takeFile` does */
export function takeDelivery({ inbox, ...needs }: DeliveryNeeds) {
  const take = takeFile(needs);
  return async (object: InboxObject, channel: 'folder' | 'bucket'): Promise<DeliveryOutcome> => {
    const place = placeOf(object.name);
    if (!place) return { outcome: 'ignored' };
    return take({
      place,
      channel,
      delivery: { object: object.name, generation: object.generation },
      read: () => inbox.read(object),
      answer: (name, bytes) => inbox.answer(object, name, bytes),
      withdraw: (name) => inbox.withdraw(object, name),
    });
  };
}

const isRefusal = (error: unknown): error is Problem => error instanceof Problem && error.status < 500;

/** A return that was received is refused by nothing that happens to its answers: they are to be laid out again. */
function askAgain(error: unknown): never {
  throw isRefusal(error) ? new Error('a return was received, its answers are missing', { cause: error }) : error;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Ids of rounds and codes of communes have no other form. */
const PLACE = /^([a-z0-9]+(?:-[a-z0-9]+)*)\/(\d{5})\/([^/]+)$/;

/** Where an object belongs; `undefined` for what is no return. Macs write names with their tones apart. */
function placeOf(name: string): Place | undefined {
  const [, round, commune, file] = PLACE.exec(name) ?? [];
  if (!round || !commune || !file || round === ANSWERS_FOLDER) return undefined;
  return { round, commune, file: file.normalize('NFC') };
}

/** Names of the answers to a file. */
export function answerNames(file: string) {
  const stem = shortened(file.replace(/\.[^.]*$/, '') || file);
  return { annotated: `${stem}.ket-qua.xlsx`, receipt: `${stem}.bien-nhan.txt`, refusal: `${stem}.khong-nhan.txt` };
}

/** A folder keeps names of 255 bytes at most, and a Vietnamese letter may take three. */
const LONGEST_STEM_BYTES = 200;

function shortened(stem: string): string {
  const { read } = new TextEncoder().encodeInto(stem, new Uint8Array(LONGEST_STEM_BYTES));
  return stem.slice(0, read);
}
