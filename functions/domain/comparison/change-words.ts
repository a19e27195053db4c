/** What changed between two summaries, in a few sentences. */
import type { Form } from '../form/form.ts';
import { communeTitle } from '../round/commune.ts';
import { formatInstant } from '../text/instant.ts';
import { formatNumber, listed } from '../text/vietnamese.ts';
import type { IndicatorMove, SentChange, SummaryChanges } from './compare-summaries.ts';
import { printChange, printValue } from './words.ts';

export const SENT_WORDS: Readonly<Record<SentChange['kind'], string>> = {
  first: 'gửi mới',
  again: 'gửi lại',
  gone: 'không còn được tính',
};

/** "Từ 13/10/2025 08:00 đến 14/10/2025 09:00: 12 đơn vị gửi mới, 3 đơn vị gửi lại." */
export function sentSentence({ from, to, sent }: SummaryChanges): string {
  const kinds = (['first', 'again', 'gone'] as const).flatMap((kind) => {
    const number = sent.filter((one) => one.kind === kind).length;
    return number === 0 ? [] : [`${formatNumber(number)} đơn vị ${SENT_WORDS[kind]}`];
  });
  const what = kinds.length === 0 ? 'không có phiếu nào thay đổi' : kinds.join(', ');
  return `Từ ${formatInstant(from)} đến ${formatInstant(to)}: ${what}.`;
}

/** "3.2 Tổng số hồ sơ: +1.204 (xã Bình Dương +900, xã Al Bá +304), nay là 3.644." for each of the foremost. */
export function foremostSentences(changes: SummaryChanges, form: Form): readonly string[] {
  return changes.foremost.flatMap((key) => {
    const move = changes.indicators.find((one) => one.key === key);
    return move ? [moveSentence(move, form)] : [];
  });
}

const MOST_NAMED = 3;

function moveSentence(move: IndicatorMove, form: Form): string {
  const indicator = form.byKey.get(move.key);
  if (!indicator) throw new Error(`no indicator ${move.key}`);
  const by = (move.after.value ?? 0) - (move.before.value ?? 0);
  const named = move.movers.slice(0, MOST_NAMED);
  const rest = move.others + move.movers.length - named.length;
  const who = named.map((mover) => `${communeTitle(mover.commune)} ${printChange(indicator, mover.by)}`);
  const all = listed([...who, ...(rest > 0 ? [`${formatNumber(rest)} đơn vị khác`] : [])]);
  const now = move.after.value === undefined ? '' : `, nay là ${printValue(indicator, move.after.value)}`;
  return `${move.code} ${move.label}: ${printChange(indicator, by)} (${all})${now}.`;
}
