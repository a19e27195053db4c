/**
 * A return with errors comes back annotated, is corrected in that very file, saved by LibreOffice and sent again: it is
 * taken, as one of the same commune, form and round, and nothing of the sheet of findings is read as an answer.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { FINDINGS_SHEET } from '../../functions/domain/form/layout.ts';
import { answerOf } from '../../functions/domain/submission/answers.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { localTools } from '../../functions/wiring.ts';
import { AL_BA, BINH_DUONG, returnOf, theRoster, theRound } from '../support/a-running-round.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';
import { typeIntoFile } from '../support/type-into.ts';

const tools = localTools(undefined, undefined, (text) => `ký ${text.length}`);
const form = await tools.forms.load('kiem-tra-cchc-2025', 1);
const expected = { round: theRound, roster: new Map(theRoster().map((commune) => [commune.code, commune])) };
const check = (bytes: Uint8Array): Promise<Submission> => tools.checkReturn({ name: 'phieu.xlsx', bytes }, expected);

const folder = mkdtempSync(join(tmpdir(), 'loop-'));
afterAll(() => rmSync(folder, { recursive: true }));

const figures = ({ answers }: Submission) =>
  form.indicators.map((indicator) => {
    const { state, number, text, day, document, marked, explanation } = answerOf(answers, indicator);
    return [indicator.code, state, number, text, day, document?.text, marked, explanation] as const;
  });

test.skipIf(!requires('soffice'))(
  'sửa trong tệp có ghi chú, lưu bằng LibreOffice, gửi lại: được nhận',
  { timeout: 300_000 },
  async () => {
    const wrong = await check(await returnOf(BINH_DUONG, { '8.3': 'khoảng 7' }));
    expect(wrong.state).toBe('needs correction');
    const history = { version: 1, changes: [], comment: { text: 'Ghi rõ mục 3.2: 999.', day: '2025-10-12' } };
    const annotated = await tools.annotateReturn(form, wrong, theRound, { history });

    const corrected = await typeIntoFile(form, annotated, new Map([['8.3', { value: 8 }]]));
    const saved = (await recalculate(new Map([['sua.xlsx', corrected]]))).get('sua.xlsx') as Uint8Array;
    const again = await check(saved);

    expect((await readXlsx(saved)).sheets[0]?.name).toBe(FINDINGS_SHEET);
    expect(again.state).not.toBe('needs correction');
    expect(again.commune.code).toBe(BINH_DUONG);
    expect(again.identity).toEqual(wrong.identity);
    const sound = await check(await returnOf(BINH_DUONG, { '8.3': '8' }));
    expect(figures(again)).toEqual(figures(sound));
    expect([...again.strays]).toEqual([...sound.strays]);
    expect(again.findings.map(({ code, rule, indicators }) => [code, rule, indicators[0]])).toEqual(
      sound.findings.map(({ code, rule, indicators }) => [code, rule, indicators[0]]),
    );
  },
);

test('npm run template --previous: tệp hoặc thư mục phiếu kỳ trước', { timeout: 120_000 }, async () => {
  const returns = join(folder, 'ky-truoc');
  mkdirSync(returns);
  writeFileSync(join(returns, 'a.xlsx'), await returnOf(BINH_DUONG));
  writeFileSync(join(returns, 'b.xlsx'), 'không phải sổ tính');
  const script = fileURLToPath(new URL('../../scripts/template.ts', import.meta.url));
  const run = (commune: string, previous: string) => {
    const out = join(folder, `${commune}.xlsx`);
    const args = ['--form', form.id, '--commune', commune, '--out', out, '--previous', previous];
    return { out, ...spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' }) };
  };
  const made = run(BINH_DUONG, returns);
  expect(made.status).toBe(0);
  expect(made.stderr).toMatch(/⚠ b\.xlsx: [^\n]+\n[\s\S]*Số liệu kỳ trước của 1 đơn vị\./);
  const texts = (bytes: Uint8Array) =>
    readXlsx(bytes).then(({ sheets }) => sheets.flatMap(({ cells }) => cells.map(({ value }) => String(value))));
  expect((await texts(readFileSync(made.out))).join('\n')).toContain('Kỳ trước: phiếu lưu ngày');
  expect((await texts(readFileSync(run(AL_BA, join(returns, 'a.xlsx')).out))).join('\n')).not.toContain('Kỳ trước: ');
  expect(run(AL_BA, join(folder, 'khong-co'))).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^✗ Không mở được tệp/),
  });
});
