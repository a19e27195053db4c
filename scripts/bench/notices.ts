/** The notices of a province, beside docxtemplater filling in the same Word file as often. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import type { TemplateTag } from '../../functions/adapters/docx/template-tags.ts';
import { noticeTags } from '../../functions/adapters/notice-docx/tags.ts';
import { composeNotice } from '../../functions/domain/notice/compose-notice.ts';
import { noticeWords } from '../../functions/domain/notice/notice-words.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import type { Round } from '../../functions/domain/round/round.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { FORMS_FOLDER, localTools } from '../../functions/wiring.ts';
import type { BenchTable } from './tables.ts';
import { median, timed } from './timing.ts';

type Make = (submission: Submission) => Promise<Uint8Array> | Uint8Array;

/** Makes each return's notice and the bare one in turn, on one thread; the first few only warm up. */
export async function benchNotices(returns: readonly Submission[], round: Round): Promise<BenchTable> {
  const word = await readFile(join(FORMS_FOLDER, round.form, `v${round.version}`, 'notice.docx'));
  const bare = bareValues(noticeTags);
  const ours = measure(await noticeMaker(round));
  const theirs = measure(() => renderBare(word, bare));
  for (const submission of returns.slice(0, Math.ceil(returns.length / 8))) {
    await ours.make(submission);
    await theirs.make(submission);
  }
  ours.forget();
  theirs.forget();
  for (const submission of returns) {
    await theirs.make(submission);
    await ours.make(submission);
  }
  return {
    title: `${returns.length} notices, one after the other`,
    head: ['', 's', 'ms each', 'KiB each', '× baseline'],
    rows: [
      ['baseline: docxtemplater fills in as many of the same template, one word a tag', ...theirs.row(theirs)],
      ['notices: recommended, composed, written', ...ours.row(theirs)],
    ],
    notes: ['s: all of them; ms and KiB: the middle one.'],
  };
}

/** Counts what `make` takes and gives. */
function measure(make: Make) {
  const [times, sizes]: [number[], number[]] = [[], []];
  const totalMs = () => times.reduce((sum, time) => sum + time, 0);
  return {
    totalMs,
    async make(submission: Submission): Promise<void> {
      let made: Uint8Array = new Uint8Array();
      times.push(
        await timed(async () => {
          made = await make(submission);
        }),
      );
      sizes.push(made.length);
    },
    forget(): void {
      times.length = 0;
      sizes.length = 0;
    },
    row: (baseline: { totalMs: () => number }): readonly string[] => [
      (totalMs() / 1000).toFixed(2),
      median(times).toFixed(1),
      (median(sizes) / 1024).toFixed(0),
      `${(totalMs() / baseline.totalMs()).toFixed(2)}×`,
    ],
  };
}

async function noticeMaker(round: Round): Promise<Make> {
  const { notice } = round;
  if (!notice) throw new Error('The round of the bench has no texts for notices.');
  const tools = localTools();
  const form = await tools.forms.load(round.form, round.version);
  const template = await tools.noticeTemplate(form.id, form.version);
  return (submission) => {
    const words = noticeWords(submission.commune, notice);
    const recommendations = recommend(form, submission, { constants: round.constants, words });
    return template.render(composeNotice({ form, submission, recommendations, round: { ...round, notice } }));
  };
}

function renderBare(word: Uint8Array, values: object): Uint8Array {
  const document = new Docxtemplater(new PizZip(word), { paragraphLoop: true, linebreaks: true });
  return document.render(values).getZip().generate({ type: 'uint8array', compression: 'DEFLATE' });
}

/** One word for each tag, one row for each list. */
function bareValues(tags: readonly TemplateTag[], within = ''): Readonly<Record<string, unknown>> {
  const here = tags.filter(({ path }) => path.startsWith(within) && !path.slice(within.length).includes('.'));
  return Object.fromEntries(
    here.map(({ path, kind }) => [path.slice(within.length), kind === 'list' ? [bareValues(tags, `${path}.`)] : 'chữ']),
  );
}
