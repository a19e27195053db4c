const ISO = /^(?:(\d{4})-(\d\d)-(\d\d))?(?:T?(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(?:Z|[+-]\d\d:\d\d)?)?$/;
const DAY_MS = 86_400_000;
/** Day 0 of the 1900 system as it counts from 01/3/1900 on. */
const EPOCH_MS = Date.UTC(1899, 11, 30);
/** 29/02/1900, a day that never was: serials before it are one less. */
const PHANTOM_DAY = 60;

/**
 * Gives the serial (1900 system) of an ISO 8601 date, time or both, as written on the clock: a zone changes nothing.
 * `undefined` when it is none.
 */
export function isoSerial(text: string): number | undefined {
  const match = ISO.exec(text);
  if (match === null || text === '') return undefined;
  const [, year, month, day, hours, minutes, seconds] = match;
  const date = year === undefined ? 0 : daySerial(Number(year), Number(month), Number(day));
  const time = (Number(hours ?? 0) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600) / 24;
  return date === undefined || time > 1 ? undefined : date + time;
}

function daySerial(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const serial = (date.getTime() - EPOCH_MS) / DAY_MS;
  if (!exists) return undefined;
  return serial > PHANTOM_DAY ? serial : serial - 1;
}
