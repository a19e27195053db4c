/** Who should have sent, and what each did send. */
import type { Commune } from '../round/commune.ts';
import type { CommuneEntry } from './commune-figure.ts';

export interface Expected {
  /** One per commune that should send, by code; those that sent nothing have no returns. */
  readonly entries: readonly CommuneEntry[];
  /** Sent without being on the roster, by code. */
  readonly unexpected: readonly CommuneEntry[];
}

/** Lays what was sent beside the roster; without a roster those that sent are the ones expected. */
export function expectedCommunes(sent: readonly CommuneEntry[], roster?: readonly Commune[]): Expected {
  const sorted = [...sent].sort((left, right) => byCode(left.commune, right.commune));
  if (!roster) return { entries: sorted, unexpected: [] };
  const byCommune = new Map(sorted.map((entry) => [entry.commune.code, entry]));
  const listed = new Map(roster.map((commune) => [commune.code, commune]));
  const entries = [...listed.values()]
    .sort(byCode)
    .map((commune) => ({ commune, returns: byCommune.get(commune.code)?.returns ?? { others: [] } }));
  return { entries, unexpected: sorted.filter(({ commune }) => !listed.has(commune.code)) };
}

const byCode = (left: Commune, right: Commune): number =>
  left.code < right.code ? -1 : left.code > right.code ? 1 : 0;
