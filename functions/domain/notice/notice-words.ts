/** The words of a notice that its round decides, beside those of the commune. */
import type { Commune } from '../round/commune.ts';
import type { Round } from '../round/round.ts';
import { communeWords, type Word } from '../round/words.ts';
import { formatDay } from '../text/day.ts';

/** What a round says of its notices. */
export type NoticeSettings = NonNullable<Round['notice']>;

/** Every word that a sentence of the form may use. */
export function noticeWords(commune: Commune, settings: NoticeSettings): Readonly<Record<Word, string>> {
  const { reportBefore, reportTo } = settings;
  return { ...communeWords(commune), han_bao_cao: formatDay(reportBefore), noi_bao_cao: reportTo };
}

/** Puts words into a line of the round: "UBND {loai} {ten}" → "UBND xã Bình Dương". An unknown name stays, to be seen. */
export function fillWords(line: string, words: Readonly<Record<string, string>>): string {
  return line.replace(/\{\s*([a-z_]+)\s*\}/g, (braces, name: string) => words[name] ?? braces);
}
