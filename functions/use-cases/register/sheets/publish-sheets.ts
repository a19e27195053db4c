/**
 * A spreadsheet for every commune of a round: asked for once, made step by step. Each step is kept as soon as it is done, so that
 * a run that was cut off is gone on with; what went wrong with one commune keeps none of the others waiting.
 */
import { isRunning } from '../../../domain/register/round-record.ts';
import { type Commune, communeTitle } from '../../../domain/round/commune.ts';
import type { Round } from '../../../domain/round/round.ts';
import {
  asFailed,
  asLost,
  asMade,
  asShared,
  isToBeMade,
  type SheetRecord,
  WAITING,
  withStep,
} from '../../../domain/sheet-front/sheet-record.ts';
import { formOfAnswers } from '../../../domain/submission/submission.ts';
import type { PreviousReturn } from '../../../domain/template/previous-period.ts';
import { Problem } from '../../../problems.ts';
import { listRounds, rosterOf, roundRecord, writeLog } from '../places.ts';
import { givenIn } from '../remediation/given-tasks.ts';
import { earlierReturn } from '../take-away.ts';
import { type Endurance, endurance, isBusy, sentenceOf } from './failing.ts';
import type { HasTime, SheetNeeds } from './sheet-needs.ts';
import {
  type OwnItem,
  readPlace,
  type SheetPlan,
  savePlace,
  sheetPlaces,
  sheetRecords,
  stepRecord,
} from './sheet-places.ts';

export interface PublishedSome {
  readonly made: number;
  /** Left for the next run: there was no time. */
  readonly left: number;
}

type PublishNeeds = Pick<
  SheetNeeds,
  'documents' | 'forms' | 'clock' | 'newId' | 'front' | 'sheetModel' | 'askSweep' | 'log'
>;

const NO_ADDRESS = 'Danh sách đơn vị chưa có địa chỉ thư điện tử nên trang tính chưa được chia sẻ cho ai.';

/** Publishes the sheets of rounds. */
export function publishSheets(needs: PublishNeeds) {
  const { documents, forms, clock, newId, front, sheetModel, askSweep, log } = needs;
  const earlier = earlierReturn(documents);
  const given = givenIn(needs);

  return {
    /** Asks for the sheets of a round; they are made by and by. Asked again, what failed is tried anew. @throws Problem ROUND_UNKNOWN */
    async ask(round: string, who: string): Promise<void> {
      await roundRecord(documents, round);
      const roster = await rosterOf(documents, round);
      const before = await readPlace<SheetPlan>(documents, sheetPlaces.plan(round));
      const at = clock();
      await savePlace(documents, sheetPlaces.plan(round), { ...before, askedAt: at, askedBy: who });
      for (const { code } of roster) await stepRecord(documents, round, code, triedAnew);
      const entry = { at, who, action: 'sheets-asked' as const, after: `${roster.length} đơn vị` };
      await documents.transact(async (transaction) => writeLog(transaction, round, entry, newId()));
      await askSweep();
    },

    /** Goes on with every round whose sheets were asked for. @throws Problem DRIVE_NOT_READY, DRIVE_BUSY: none can go on then */
    async goOn(hasTime: HasTime): Promise<PublishedSome> {
      let [made, left] = [0, 0];
      const enduring = endurance();
      for (const record of (await listRounds(documents)).filter(isRunning)) {
        const done = await publishRound(record.round, hasTime, enduring);
        made += done.made;
        left += done.left;
      }
      return { made, left };
    },
  };

  async function publishRound(round: Round, hasTime: HasTime, enduring: Endurance): Promise<PublishedSome> {
    const plan = await readPlace<SheetPlan>(documents, sheetPlaces.plan(round.id));
    if (!plan) return { made: 0, left: 0 };
    const records = await sheetRecords(documents, round.id);
    const recordOf = ({ code }: Commune): SheetRecord => records.get(code) ?? WAITING;
    const roster = await rosterOf(documents, round.id);
    const waiting = roster.filter((commune) => isToBeMade(recordOf(commune), commune.email));
    let made = 0;
    for (const [index, commune] of waiting.entries()) {
      if (!hasTime()) return { made, left: waiting.length - index };
      await makeOne(round, plan, commune, recordOf(commune), enduring);
      made += 1;
    }
    return { made, left: 0 };
  }

  /** What fails here is the commune's own, unless Google itself is not to be had. */
  async function makeOne(
    round: Round,
    plan: SheetPlan,
    commune: Commune,
    record: SheetRecord,
    enduring: Endurance,
  ): Promise<void> {
    try {
      await makeSteps(round, plan, commune, record);
      enduring.went();
    } catch (error) {
      enduring.failed(error);
      if (!(error instanceof Problem))
        log({ severity: 'ERROR', message: 'a sheet could not be made', commune: commune.code, error });
      const isLost = error instanceof Problem && error.code === 'DRIVE_ITEM_GONE';
      const counts = !isBusy(error);
      const step = (kept: SheetRecord) => asFailed(isLost ? asLost(kept) : kept, sentenceOf(error), counts);
      await stepRecord(documents, round.id, commune.code, step);
    }
  }

  async function makeSteps(round: Round, plan: SheetPlan, commune: Commune, record: SheetRecord): Promise<void> {
    const { code, email } = commune;
    const keep = (step: (kept: SheetRecord) => SheetRecord) => stepRecord(documents, round.id, code, step);
    const folder = record.folder ?? (await makeFolder(round, plan, commune, keep));
    const sheet = record.sheet ?? (await makeSheet(round, commune, folder, keep));
    if (record.state === 'waiting' || record.state === 'failed') {
      await front.fill(sheet, await modelOf(round, commune));
      // Nobody was let in yet, so there is nothing in it to be looked at.
      const seen = (await front.find(sheet))?.version;
      await keep((kept) => withStep(asMade(kept, NO_ADDRESS), { seen }));
    }
    if (email === undefined) return;
    try {
      await front.share(folder, email, 'writer');
      await keep((kept) => asShared(kept, email));
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'SHARE_REFUSED') throw error;
      await keep((kept) => ({ ...asMade(kept, error.message), notSharedWith: email }));
    }
  }

  async function makeFolder(round: Round, plan: SheetPlan, commune: Commune, keep: Keep): Promise<string> {
    const parent = plan.folder ?? (await roundFolder(round));
    const mark = { round: round.id, commune: commune.code, kind: 'folder' } as const;
    const { id, url } = await front.folder(mark, `${commune.code} ${communeTitle(commune)}`, parent);
    await own(id, { kind: 'folder', round: round.id, commune: commune.code });
    await keep((kept) => withStep(kept, { folder: id, folderUrl: url }));
    return id;
  }

  /** Made once and remembered; the plan at hand may not know of it yet. */
  async function roundFolder(round: Round): Promise<string> {
    const plan = await readPlace<SheetPlan>(documents, sheetPlaces.plan(round.id));
    if (plan?.folder) return plan.folder;
    const { id, url } = await front.folder({ round: round.id, kind: 'round' }, round.title);
    await savePlace(documents, sheetPlaces.plan(round.id), { ...plan, folder: id, url });
    return id;
  }

  async function makeSheet(round: Round, commune: Commune, folder: string, keep: Keep): Promise<string> {
    const mark = { round: round.id, commune: commune.code, kind: 'sheet' } as const;
    const { id, url } = await front.sheet(mark, `${round.title} - ${communeTitle(commune)}`, folder);
    await own(id, { kind: 'sheet', round: round.id, commune: commune.code });
    await keep((kept) => withStep(kept, { sheet: id, url }));
    return id;
  }

  function own(id: string, item: OwnItem): Promise<void> {
    return savePlace(documents, sheetPlaces.item(id), item);
  }

  async function modelOf(round: Round, commune: Commune) {
    const form = await forms.load(round.form, round.version);
    return sheetModel(form, commune, round, await previousOf(round.id, commune.code), await given(round, commune.code));
  }

  async function previousOf(round: string, code: string): Promise<PreviousReturn | undefined> {
    const before = await earlier(round, code);
    if (!before) return undefined;
    const { form, version } = formOfAnswers(before.submission);
    return { ...before, form: await forms.load(form, version) };
  }
}

type Keep = (step: (kept: SheetRecord) => SheetRecord) => Promise<SheetRecord>;

/** What was given up is tried again, what was lost is made anew; what stands stays. */
function triedAnew(record: SheetRecord): SheetRecord {
  if (record.lost) return asLost(record);
  const { attempts: _, notSharedWith: _refused, ...rest } = record;
  return record.state === 'failed' ? { ...rest, state: 'waiting' } : rest;
}
