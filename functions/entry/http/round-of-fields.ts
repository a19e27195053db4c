/** A round from the fields of the form that creates one. Texts for notices come with a round file only. */
import { type Round, roundSchema } from '../../domain/round/round.ts';
import { readDay } from '../../domain/text/day.ts';
import { Problem } from '../../problems.ts';
import type { Fields } from './uploads.ts';

/** What the entries are called on the page. */
const LABELS: Readonly<Record<string, string>> = {
  id: 'mã đợt',
  title: 'tên đợt',
  form: 'biểu mẫu',
  version: 'biểu mẫu',
  province: 'tỉnh',
  dataPeriod: 'kỳ số liệu',
  deadline: 'hạn gửi',
};

/** @throws Problem REQUEST_MALFORMED (names the field) */
export function roundOfFields({ text }: Fields): Round {
  const [form = '', version = ''] = text('form').split('@');
  const from = text('from');
  const to = text('to');
  const result = roundSchema.safeParse({
    id: text('id'),
    title: text('title'),
    form,
    version: Number(version),
    province: { code: text('provinceCode'), name: text('provinceName') },
    ...(from || to ? { dataPeriod: { from: readDay(from) ?? from, to: readDay(to) ?? to } } : {}),
    ...(text('deadline') ? { deadline: readDay(text('deadline')) ?? text('deadline') } : {}),
  });
  if (result.success) return result.data;
  const entry = String(result.error.issues[0]?.path[0] ?? '');
  throw new Problem('REQUEST_MALFORMED', { where: LABELS[entry] ?? entry });
}
