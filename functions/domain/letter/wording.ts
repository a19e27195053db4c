/** Words that letters and the round's report have in common. */
import type { NoticeSettings } from '../notice/notice-words.ts';
import type { Commune, UnitType } from '../round/commune.ts';
import { communeTitle, UNIT_TYPES } from '../round/commune.ts';
import type { Round } from '../round/round.ts';
import type { Word } from '../round/words.ts';
import { formatDay } from '../text/day.ts';
import { tidy, withoutStop } from '../text/prose.ts';
import { formatNumber, listed } from '../text/vietnamese.ts';

/** Counts below ten are padded in prose: "05". */
export const counted = (count: number): string => (count > 0 && count < 10 ? `0${count}` : formatNumber(count));

/** "3/135": a part of a whole is not padded. */
export const partOf = (part: number, whole: number): string => `${formatNumber(part)}/${formatNumber(whole)}`;

/** "UBND xã Bình Dương". */
export const officeOf = (commune: Commune): string => `UBND ${communeTitle(commune)}`;

/** "xã, phường": the types that are there, in their usual order. */
export function unitTypes(communes: readonly Commune[]): string {
  const present = UNIT_TYPES.filter((type) => communes.some((commune) => commune.type === type));
  return (present.length > 0 ? present : UNIT_TYPES.slice(0, 2)).join(', ');
}

const NEIGHBOURHOODS: Readonly<Record<UnitType, readonly string[]>> = {
  xã: ['thôn', 'làng'],
  phường: ['khu phố', 'tổ dân phố'],
  'đặc khu': ['thôn', 'khu phố'],
};

/** The words of a form's sentences where they speak of all communes together. */
export function wordsForAll(
  communes: readonly Commune[],
  { reportTo, reportBefore }: Pick<NoticeSettings, 'reportTo' | 'reportBefore'>,
): Readonly<Record<Word, string>> {
  const types = unitTypes(communes);
  const present = UNIT_TYPES.filter((type) => communes.some((commune) => commune.type === type));
  return {
    don_vi: `các ${types}`,
    ten: '',
    loai: types,
    ubnd: `UBND các ${types}`,
    ubnd_day_du: `Ủy ban nhân dân các ${types}`,
    cong_an: `Công an các ${types}`,
    thon: [...new Set(present.flatMap((type) => NEIGHBOURHOODS[type]))].join(', '),
    han_bao_cao: formatDay(reportBefore),
    noi_bao_cao: reportTo,
  };
}

/** "xã A, xã B và 12 đơn vị khác": at most `most` names, and never "01 đơn vị khác". */
export function namedFew(communes: readonly Commune[], most: number): string {
  const names = communes.map(communeTitle);
  if (names.length <= most + 1) return listed(names);
  return `${names.slice(0, most).join(', ')} và ${counted(names.length - most)} đơn vị khác`;
}

/** What the round rests on, to begin a sentence: "Thực hiện Quyết định số … và Thông báo số …". */
export function basisOf({ title, notice }: Round & { readonly notice: NoticeSettings }): string {
  const cited = [...notice.grounds, notice.announcement ?? ''].map((line) =>
    withoutStop(line.replace(/^(căn cứ|thực hiện)\s+/iu, '')),
  );
  const known = cited.filter((line) => line !== '');
  return known.length > 0 ? `Thực hiện ${tidy(known.join('; '))}` : `Để thực hiện đợt “${title}”`;
}

/** "kỳ số liệu từ ngày 01/7/2025 đến ngày 15/10/2025", or "". */
export const periodOf = ({ dataPeriod }: Pick<Round, 'dataPeriod'>): string =>
  dataPeriod ? `kỳ số liệu từ ngày ${formatDay(dataPeriod.from)} đến ngày ${formatDay(dataPeriod.to)}` : '';
