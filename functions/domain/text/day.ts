/** Days as `YYYY-MM-DD`, in the calendar of Asia/Ho_Chi_Minh; never instants. */

export type Day = string;

const EPOCH_SERIAL = 25_569;
const DAY_MS = 86_400_000;

const NUMERIC = /^(?:ngày\s*)?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/;
const WORDED = /^(?:ngày\s*)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$/;
/** Longer texts hold more than a day. */
const LONGEST = 200;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads a day as offices type it, day first: "03/7/2025", "ngày 03 tháng 7 năm 2025". `undefined` for anything else, also 31/6. */
export function readDay(text: string): Day | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const iso = ISO.exec(plain);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const match = NUMERIC.exec(plain) ?? WORDED.exec(plain);
  return match ? dayOf(Number(match[3]), Number(match[2]), Number(match[1])) : undefined;
}

/** The day, or `undefined` where the calendar has none such or it lies outside 1900–2199. */
function dayOf(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1900 && year < 2200 ? date.toISOString().slice(0, 10) : undefined;
}

/** Serial of a spreadsheet's 1900 system → day; `undefined` outside 1900–2199. */
export function dayOfSerial(serial: number): Day | undefined {
  const date = new Date((Math.floor(serial) - EPOCH_SERIAL) * DAY_MS);
  return Number.isNaN(date.getTime())
    ? undefined
    : dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** Day → serial of the 1900 system. */
export function serialOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS + EPOCH_SERIAL;
}

/** As NĐ 30/2020/NĐ-CP writes it: leading zero for days below 10 and months 1 and 2 only. "03/7/2025", "05/02/2025". */
export function formatDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${pad(date)}/${month < 3 ? pad(month) : month}/${year}`;
}

/** "ngày 03 tháng 7 năm 2025". */
export function formatDayInWords(day: Day): string {
  const [date, month, year] = formatDay(day).split('/');
  return `ngày ${date} tháng ${month} năm ${year}`;
}

const pad = (number: number): string => String(number).padStart(2, '0');
