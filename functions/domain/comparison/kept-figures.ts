/** What is kept of every summary that was built, so that a later one can be compared with it: versions and totals, no returns. */
import type { IndicatorFigure, ProvinceFigures } from '../aggregate/province-figures.ts';
import { dayOf } from '../text/instant.ts';
import type { Figure } from './figure.ts';

export interface KeptFigures {
  readonly builtAt: string;
  /** Which version of its returns counted, by commune code. */
  readonly versions: Readonly<Record<string, number>>;
  /** By key of the indicator. */
  readonly totals: Readonly<Record<string, Figure>>;
}

/** Takes the numbers out of a summary's figures; communes that are not expected are in none of them. */
export function keptFigures(
  builtAt: string,
  versions: Readonly<Record<string, number>>,
  figures: ProvinceFigures,
): KeptFigures {
  const expected = new Set(figures.expected.map(({ code }) => code));
  return {
    builtAt,
    versions: Object.fromEntries(Object.entries(versions).filter(([code]) => expected.has(code))),
    totals: Object.fromEntries(
      figures.indicators.flatMap((figure) => {
        const total = totalOf(figure);
        return total ? [[figure.key, total]] : [];
      }),
    ),
  };
}

function totalOf({ result, coverage: { reported } }: IndicatorFigure): Figure | undefined {
  switch (result.kind) {
    case 'total':
      return result.sum === undefined ? { reported } : { reported, value: result.sum };
    case 'ratio': {
      const { numerator, denominator, fraction } = result;
      return { reported, numerator, denominator, ...(fraction === undefined ? {} : { value: fraction }) };
    }
    case 'distribution':
      return result.spread ? { reported, value: result.spread.median / 100 } : { reported };
    case 'unlike':
      return { reported };
    default:
      return undefined;
  }
}

/** Two days of hours and most of a month. */
const MOST_KEPT = 75;
const HOUR = 'YYYY-MM-DDTHH'.length;
const DAY_MS = 86_400_000;

/** The hour in which a summary was built; a later one of the same hour takes its place. */
export const hourOf = (builtAt: string): string => builtAt.slice(0, HOUR);

/**
 * Of the kept hours those to be removed now: of today and yesterday (in Vietnam) each stays, of earlier days the last of
 * each; 75 at most.
 */
export function hoursToRemove(hours: readonly string[], now: string): readonly string[] {
  const instant = (hour: string) => `${hour}:00:00.000Z`;
  const latest = hours.toSorted().reverse();
  const yesterday = dayOf(new Date(Date.parse(now) - DAY_MS).toISOString());
  const isRecent = (hour: string) => dayOf(instant(hour)) >= yesterday;
  const kept = latest.filter((hour, index) => {
    const day = dayOf(instant(hour));
    return isRecent(hour) || !latest.slice(0, index).some((later) => dayOf(instant(later)) === day);
  });
  const staying = new Set(kept.slice(0, MOST_KEPT));
  return hours.filter((hour) => !staying.has(hour));
}
