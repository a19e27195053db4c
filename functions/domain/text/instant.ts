/** Instants, ISO 8601 in UTC, as people in Vietnam (UTC+7, no summer time) read them. */
import { type Day, formatDay } from './day.ts';

const HOURS_7 = 7 * 3_600_000;
const inVietnam = (instant: string): string => new Date(Date.parse(instant) + HOURS_7).toISOString();

/** The day of an instant in Asia/Ho_Chi_Minh. */
export const dayOf = (instant: string): Day => inVietnam(instant).slice(0, 10);

/** "07/10/2025 14:32", in Asia/Ho_Chi_Minh. */
export function formatInstant(instant: string): string {
  return `${formatDay(dayOf(instant))} ${inVietnam(instant).slice(11, 16)}`;
}
