/** A commune's page in every state it can be in, from the published return of Bình Dương sent through the real use cases. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderFiles } from '../../functions/adapters/folder-files/folder-files.ts';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { type Example, fillExample } from '../../functions/domain/template/fill-example.ts';
import { dayOf } from '../../functions/domain/text/instant.ts';
import type { CommunePageView } from '../../functions/entry/http/pages/commune-page.ts';
import { Problem } from '../../functions/problems.ts';
import { checkReturn } from '../../functions/use-cases/check-return.ts';
import { checkOnly } from '../../functions/use-cases/register/check-only.ts';
import { manageRound } from '../../functions/use-cases/register/manage-round.ts';
import { readReturn } from '../../functions/use-cases/register/read-return.ts';
import { receiveSubmission } from '../../functions/use-cases/register/receive-submission.ts';
import { reviewSubmission } from '../../functions/use-cases/register/review-submission.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';

export const TOKEN = 'Zk3vQ9-mD2xR7_tLw0Yb5A';
const CODE = '21733';
const OFFICER = 'Trần Thị Bích';

const forms = formFolder(FORMS_FOLDER);
const form = await forms.load('kiem-tra-cchc-2025', 1);
const examples = await readExamples(join(FORMS_FOLDER, form.id, 'v1', 'example'));
if (!examples) throw new Error('no examples');
const { round, returns } = examples;
const example = returns.find(({ commune }) => commune.code === CODE) as Example;

type Typed = Readonly<Record<string, string>>;

/** Online files that do not add up, a word for a number, and a yearly figure left out. */
export const WRONG: Typed = { '3.2': '1.441', '8.3': 'khoảng 7', '1.2': '' };
/** Nothing that is wrong, less to wonder about. */
const BETTER: Typed = { '8.3': '8' };

function workbook(values: Typed): Promise<Uint8Array> {
  const { answers, strays } = fillExample(form, { ...example, values: { ...example.values, ...values } });
  return writeXlsx(
    composeTemplate({ form, commune: example.commune, round, answers, strays, created: '2025-10-10T02:00:00Z' }),
  );
}

async function openRegister(folder: string) {
  const documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
  let ids = 0;
  let now = '2025-10-10T02:00:00.000Z';
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const needs = {
    documents,
    files: await folderFiles(join(folder, 'files')),
    forms,
    checkReturn: checkReturn({ forms, readWorkbook: readXlsx, sha256 }),
    sha256,
    clock: () => now,
    newId: () => {
      ids += 1;
      return String(ids).padStart(6, '0');
    },
    announce: async () => {},
  };
  const [rounds, receive, review] = [manageRound(needs), receiveSubmission(needs), reviewSubmission(needs)];
  const [read, check] = [readReturn(needs), checkOnly(needs)];
  await rounds.create(round, OFFICER);
  await rounds.setRoster(
    round.id,
    returns.map(({ commune }) => commune),
    OFFICER,
  );
  const target = (version: number) => ({ round: round.id, commune: CODE, version, who: OFFICER });
  return {
    documents,
    at: (instant: string) => {
      now = instant;
    },
    step: (name: 'open' | 'lock' | 'close') => rounds.step(round.id, name, OFFICER),
    extend: (day: string) => rounds.extend(round.id, CODE, day, OFFICER),
    send: async (values: Typed, file = 'Phiếu tự kiểm tra xã Bình Dương.xlsx') =>
      receive({
        round: round.id,
        commune: CODE,
        file,
        bytes: await workbook(values),
        channel: 'web',
        who: `đơn vị ${CODE}`,
      }),
    tryOut: async (values: Typed, file = 'Phiếu nháp.xlsx') => ({
      file,
      ...(await check({ round: round.id, commune: CODE, file, bytes: await workbook(values) })),
    }),
    approve: (version: number) => review.approve(target(version)),
    sendBack: (version: number, comment: string) => review.sendBack(target(version), comment),
    choose: (version: number, reason: string) => review.putInForce(target(version), reason),
    page: async (more: Partial<CommunePageView> = {}, version?: number): Promise<CommunePageView> => ({
      token: TOKEN,
      view: await read(round.id, CODE, version),
      today: dayOf(now),
      ...more,
    }),
  };
}

export type Stage = Awaited<ReturnType<typeof openRegister>>;

/** What happened before the page was opened; gives the page. The round is prepared, the time 10/10/2025 09:00. */
const STORIES = {
  prepared: ({ page }: Stage) => page(),
  'nothing sent': async ({ step, page }: Stage) => {
    await step('open');
    return page();
  },
  'last day': async ({ step, at, page }: Stage) => {
    await step('open');
    at('2025-10-15T09:00:00.000Z');
    return page();
  },
  overdue: async ({ step, at, page }: Stage) => {
    await step('open');
    at('2025-10-18T02:00:00.000Z');
    return page();
  },
  'with warnings': async ({ step, send, page }: Stage) => {
    await step('open');
    await send({});
    return page({ received: 'new' });
  },
  'needs correction': async ({ step, send, page }: Stage) => {
    await step('open');
    await send(WRONG);
    return page({ received: 'new' });
  },
  'error after good': async ({ step, send, page }: Stage) => {
    await step('open');
    await send({});
    await send(WRONG, 'Phiếu sửa lần 2.xlsx');
    return page({ received: 'new' });
  },
  'same again': async ({ step, send, page }: Stage) => {
    await step('open');
    await send({});
    await send({});
    return page({ received: 'same' });
  },
  corrected: async ({ step, send, page, at }: Stage) => {
    await step('open');
    await send(WRONG);
    at('2025-10-11T08:30:00.000Z');
    await send(BETTER, 'Phiếu đã sửa.xlsx');
    return page({ received: 'new' });
  },
  'former version': async ({ step, send, page }: Stage) => {
    await step('open');
    await send(WRONG);
    await send(BETTER);
    return page({}, 1);
  },
  chosen: async ({ step, send, choose, page }: Stage) => {
    await step('open');
    await send({});
    await send(BETTER);
    await choose(1, 'Bản 2 gửi nhầm số liệu tháng trước.');
    return page();
  },
  returned: async ({ step, send, sendBack, page }: Stage) => {
    await step('open');
    await send({});
    await sendBack(1, 'Đề nghị bổ sung nguyên nhân 40 hồ sơ trễ hạn <script>alert(1)</script> và đính chính mục 3.10.');
    return page();
  },
  approved: async ({ step, send, approve, page }: Stage) => {
    await step('open');
    await send({});
    await approve(1);
    return page();
  },
  'sent after approval': async ({ step, send, approve, page }: Stage) => {
    await step('open');
    await send({});
    await approve(1);
    await send(BETTER, 'Phiếu bổ sung.xlsx');
    return page({ received: 'new' });
  },
  late: async ({ step, send, at, page }: Stage) => {
    await step('open');
    at('2025-10-17T02:00:00.000Z');
    await send({});
    return page({ received: 'new' });
  },
  locked: async ({ step, send, page }: Stage) => {
    await step('open');
    await send(WRONG);
    await step('lock');
    return page();
  },
  extended: async ({ step, extend, at, page }: Stage) => {
    await step('open');
    await step('lock');
    await extend('2025-10-20');
    at('2025-10-16T02:00:00.000Z');
    return page();
  },
  closed: async ({ step, page }: Stage) => {
    await step('open');
    await step('close');
    return page();
  },
  'tried with errors': async ({ step, tryOut, page }: Stage) => {
    await step('open');
    return page({ tried: await tryOut(WRONG) });
  },
  'tried well': async ({ step, send, tryOut, page }: Stage) => {
    await step('open');
    await send(WRONG);
    return page({ tried: await tryOut(BETTER) });
  },
  refused: async ({ step, send, page }: Stage) => {
    await step('open');
    await send({}, 'phieu <script>alert(2)</script>.xlsx');
    return page({ problem: new Problem('FILE_ENCRYPTED_OR_XLS').message });
  },
} satisfies Readonly<Record<string, (stage: Stage) => Promise<CommunePageView>>>;

export type PageState = keyof typeof STORIES;
export const PAGE_STATES = Object.keys(STORIES) as PageState[];

/** What the page of a state is made from. */
export async function communeView(state: PageState): Promise<CommunePageView> {
  const folder = mkdtempSync(join(tmpdir(), 'commune-page-'));
  const stage = await openRegister(folder);
  try {
    return await STORIES[state](stage);
  } finally {
    await stage.documents.close();
    rmSync(folder, { recursive: true });
  }
}
