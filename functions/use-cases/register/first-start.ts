/** An empty service has nobody who may enter it and nothing to look at: the first start gives both. */
import type { Commune } from '../../domain/round/commune.ts';
import type { Round } from '../../domain/round/round.ts';
import type { Day } from '../../domain/text/day.ts';
import { dayOf } from '../../domain/text/instant.ts';
import type { Register } from './register.ts';

/** The administrator's name until an office gives it another. */
export const FIRST_ADMINISTRATOR = 'Quản trị';
const SYSTEM = 'hệ thống';
const DAYS_TO_TRY = 30;

export interface Demonstration {
  /** As it was published; it is given an id, a title and a deadline of its own. */
  readonly round: Round;
  readonly communes: readonly Commune[];
  /** Makes the workbook that one of the communes sends. */
  readonly fillIn: (round: Round, commune: Commune) => Promise<Uint8Array>;
}

/** Tokens of links that were made; given once. */
export interface FirstLinks {
  /** Absent when somebody has a link already. */
  readonly administrator?: string;
  /** Absent when there is a round already. */
  readonly commune?: { readonly commune: Commune; readonly token: string };
}

/** Gives an administrator's link if there is no officer yet and, if there is no round, sets up the demonstration. */
export function firstStart({ access, rounds, links, receive, clock }: Register) {
  return async (demonstration?: Demonstration): Promise<FirstLinks> => {
    const isNew = (await access.officers()).length === 0;
    const administrator = isNew
      ? await access.issue({ kind: 'officer', name: FIRST_ADMINISTRATOR, role: 'administrator' })
      : undefined;
    const isEmpty = (await rounds.list()).length === 0;
    return { administrator, ...(isEmpty && demonstration ? { commune: await demonstrate(demonstration) } : {}) };
  };

  /** One commune has sent its published figures; the link of the next one is for whoever tries the service. */
  async function demonstrate({ round: published, communes, fillIn }: Demonstration) {
    const round: Round = {
      ...published,
      id: 'dung-thu',
      title: `Dùng thử: ${published.title}`,
      deadline: daysAfter(dayOf(clock()), DAYS_TO_TRY),
    };
    const [sender, visitor = sender] = communes as readonly [Commune, ...Commune[]];
    await rounds.create(round, SYSTEM);
    await rounds.setRoster(round.id, communes, SYSTEM);
    await rounds.step(round.id, 'open', SYSTEM);
    const bytes = await fillIn(round, sender);
    await receive({
      round: round.id,
      commune: sender.code,
      file: `${sender.code}-so-lieu-da-cong-bo.xlsx`,
      bytes,
      channel: 'web',
      who: SYSTEM,
    });
    const [issued] = await links.forOne(round.id, visitor.code, SYSTEM);
    return issued as NonNullable<typeof issued>;
  }
}

const daysAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
