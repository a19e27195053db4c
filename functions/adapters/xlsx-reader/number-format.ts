/** What a number format tells about the number it shows. */
export interface NumberFormat {
  /** It shows a date, a time or a duration. */
  readonly isDate: boolean;
  /** It shows a day, month or year: only such numbers depend on the workbook's date system. */
  readonly isCalendar: boolean;
  readonly isPercent: boolean;
}

const PLAIN: NumberFormat = { isDate: false, isCalendar: false, isPercent: false };
const PERCENT: NumberFormat = { ...PLAIN, isPercent: true };
const TIME: NumberFormat = { ...PLAIN, isDate: true };
const CALENDAR: NumberFormat = { ...TIME, isCalendar: true };

export const GENERAL = PLAIN;

/** Ids whose meaning is fixed by the standard (18.8.30), those of East Asian and Thai editions included. */
const BUILT_IN: readonly (readonly [from: number, to: number, format: NumberFormat])[] = [
  [9, 10, PERCENT],
  [14, 17, CALENDAR],
  [18, 21, TIME],
  [22, 22, CALENDAR],
  [27, 31, CALENDAR],
  [32, 35, TIME],
  [36, 36, CALENDAR],
  [45, 47, TIME],
  [50, 58, CALENDAR],
  [67, 68, PERCENT],
  [71, 74, CALENDAR],
  [75, 76, TIME],
  [77, 77, CALENDAR],
  [78, 80, TIME],
  [81, 81, CALENDAR],
];

/** Gives the meaning of a format that the workbook does not define itself. */
export function builtInFormat(id: number): NumberFormat {
  return BUILT_IN.find(([from, to]) => from <= id && id <= to)?.[2] ?? PLAIN;
}

/** Quoted text, escaped, padding and repeated characters, and brackets except those of elapsed time ([h], [mm], [s]). */
const LITERAL = /"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]?/gis;

/** Reads a format code such as `dd/mm/yyyy` or `[Red]0.00%` by its first section. */
export function readFormatCode(code: string): NumberFormat {
  const section =
    code
      .replace(LITERAL, '')
      .replace(/general/gi, '')
      .split(';', 1)[0]
      ?.toLowerCase() ?? '';
  if (/[yd]/.test(section) || isMonth(section)) return CALENDAR;
  if (/[hms]/.test(section)) return TIME;
  return section.includes('%') ? PERCENT : PLAIN;
}

/** `m` alone is a month, beside hours or seconds it is minutes; `am/pm` comes with hours. */
function isMonth(section: string): boolean {
  return section.includes('m') && !/[hs]|\[m/.test(section);
}
