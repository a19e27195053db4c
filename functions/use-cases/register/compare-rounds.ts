/** What the previous round of a form came to, as far as the present one is compared with it. */
import { type EarlierFigures, earlierFigures } from '../../domain/aggregate/earlier-figures.ts';
import { type HeldRound, heldRound } from '../../domain/comparison/compare-rounds.ts';
import { previousRound } from '../../domain/register/previous-round.ts';
import { constantsOf } from '../../domain/submission/figures.ts';
import type { Documents } from '../../ports/documents.ts';
import type { FormLibrary } from '../../ports/form-library.ts';
import { listRounds, roundRecord } from './places.ts';
import { returnsInForce } from './returns-in-force.ts';

export interface PreviousFigures {
  readonly held: HeldRound;
  readonly earlier: EarlierFigures;
}

/** Reads the previous round's figures; `undefined` where there is none or nobody sent anything. @throws Problem ROUND_UNKNOWN */
export function previousFigures(needs: { readonly documents: Documents; readonly forms: FormLibrary }) {
  const counted = returnsInForce(needs);

  return async (roundId: string): Promise<PreviousFigures | undefined> => {
    const current = await roundRecord(needs.documents, roundId);
    // What follows up another round asks for other things.
    if (current.round.followsUp !== undefined) return undefined;
    const previous = previousRound(await listRounds(needs.documents), current);
    if (!previous) return undefined;
    const { form, round, roster, communes } = await counted(previous.round.id);
    if (communes.length === 0) return undefined;
    const constants = constantsOf(form, round.constants);
    const { id, title } = round;
    return {
      held: heldRound({ id, title, form, constants, communes, roster }),
      earlier: earlierFigures(form, communes, constants),
    };
  };
}
