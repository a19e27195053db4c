/**
 * A return on version 1 of a form in a round of version 2: read, carried over, counted, and given back as a workbook of
 * version 2 that can be corrected and sent again.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import { answerOf } from '../../functions/domain/submission/answers.ts';
import { signedText } from '../../functions/domain/submission/signed-identity.ts';
import { formOfAnswers } from '../../functions/domain/submission/submission.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { fillExample } from '../../functions/domain/template/fill-example.ts';
import { runDesk } from '../../functions/use-cases/run-desk.ts';
import { summariseFolder } from '../../functions/use-cases/summarise-folder.ts';
import { FORMS_FOLDER, localTools, sha256, systemClock } from '../../functions/wiring.ts';

const sign = (text: string): string => sha256(new TextEncoder().encode(`khoa ${text}`));
const tools = localTools(FORMS_FOLDER, systemClock, sign);
const [first, second] = await Promise.all(
  [1, 2].map((version) => tools.forms.load('tong-ket-cchc-2021-2025', version)),
);
const found = await readExamples(join(FORMS_FOLDER, 'tong-ket-cchc-2021-2025', 'v1', 'example'));
const [example] = found?.returns ?? [];
if (!first || !second || !found || !example) throw new Error('no example');

const round = { ...found.round, version: 2 };
const { commune } = example;

/** Bình Thành's published figures in the workbook of version 1, signed as the service signs them. */
function sent(of = commune): Promise<Uint8Array> {
  const { answers, strays } = fillExample(first as never, example as never);
  const signature = sign(signedText({ form: round.form, version: 1, round: round.id, commune: of.code }));
  const created = '2025-10-01T00:00:00Z';
  return tools.writeWorkbook(
    composeTemplate({ form: first as never, commune: of, round: found?.round, answers, strays, signature, created }),
  );
}

const check = (bytes: Uint8Array) => tools.checkReturn({ name: 'phieu.xlsx', bytes }, { round });

test('số liệu được chuyển sang phiên bản của đợt, tệp vẫn là phiên bản 1', async () => {
  const submission = await check(await sent());
  expect(submission.identity.version).toBe(1);
  expect(formOfAnswers(submission)).toEqual({ form: round.form, version: 2 });
  const of = (code: string) => answerOf(submission.answers, second.byCode.get(code) as never);
  expect(of('1.2.1.a')).toMatchObject({ number: 12, at: { sheet: 'Phụ lục I' } });
  expect(of('3.4.1.a')).toMatchObject({ number: 16_807 });
  const said = new Set(submission.findings.map(({ code }) => code));
  for (const code of ['VERSION_CARRIED', 'VALUES_NOT_CARRIED', 'RATIOS_COMPUTED', 'VERSION_ASKS_MORE'] as const)
    expect(said).toContain(code);
});

test('bản có ghi kết quả kiểm tra là phiên bản 2, có mã xác thực đúng, giữ mọi số liệu đã chuyển', async () => {
  const submission = await check(await sent());
  const again = await check(await tools.annotateReturn(second, submission, round));
  expect(again.identity).toMatchObject({ version: 2, round: round.id, commune: commune.code });
  expect(again.carriedTo).toBeUndefined();
  const value = (own: typeof again, code: string) => answerOf(own.answers, second.byCode.get(code) as never);
  const differing = second.indicators.filter(
    ({ code }) => value(again, code).number !== value(submission, code).number,
  );
  expect(differing.map(({ code }) => code)).toEqual([]);
});

test.each([
  { name: 'mới hơn phiên bản của đợt', asked: { ...round, version: 1 }, version: 2 },
  { name: 'không có trong kho biểu mẫu', asked: round, version: 0 },
])('phiên bản $name thì từ chối', async ({ asked, version }) => {
  const workbook = composeTemplate({
    form: { ...second, version },
    commune,
    round: asked,
    created: '2025-10-01T00:00:00Z',
  });
  const bytes = await tools.writeWorkbook(workbook);
  await expect(tools.checkReturn({ name: 'phieu.xlsx', bytes }, { round: asked })).rejects.toMatchObject({
    code: 'RETURN_OF_OTHER_VERSION',
  });
});

test.each([
  { name: 'có tệp đợt', given: round },
  { name: 'không có tệp đợt, hai phiếu phiên bản 2 và một phiếu phiên bản 1', given: undefined },
])('bảng tổng hợp tính cả phiếu phiên bản 1: $name', async ({ given }) => {
  const neighbours = ['05606', '05607'].map((code) => ({ ...commune, code, name: `Thử ${code}` }));
  const earlier = await check(await sent());
  const filled = await Promise.all(
    neighbours.map((each) =>
      tools.annotateReturn(
        second,
        { ...earlier, commune: each, identity: { ...earlier.identity, signature: undefined } },
        round,
      ),
    ),
  );
  const files = new Map<string, Uint8Array>([
    ['cu.xlsx', await sent()],
    ...filled.map((bytes, index): [string, Uint8Array] => [`moi-${index}.xlsx`, bytes]),
  ]);
  const desk = runDesk(
    {
      ...tools,
      readFile: async (path) => files.get(path) as Uint8Array,
      annotate: tools.annotateReturn,
    },
    { round: given },
  );
  const written: string[] = [];
  const output = {
    write: async (name: string) => void written.push(name),
    commit: async () => {},
    discard: async () => {},
  };
  const report = await summariseFolder({ ...tools, desk, output, clock: systemClock })({
    folder: 'phieu',
    files: [...files.keys()].map((name) => ({ name, path: name })),
    round: given,
  });
  expect(report.form.version).toBe(2);
  expect(report.files.map(({ file, outcome }) => `${file} ${outcome}`)).toEqual([
    'cu.xlsx counted in part',
    'moi-0.xlsx counted in part',
    'moi-1.xlsx counted in part',
  ]);
  const own = report.communes.find((each) => each.commune.code === commune.code)?.returns.inForce;
  expect(own && formOfAnswers(own).version).toBe(2);
  expect(written.filter((name) => name.startsWith('annotated/'))).toHaveLength(3);
});
