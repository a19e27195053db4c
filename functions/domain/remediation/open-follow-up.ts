/** The round in which communes report what they mended, made from the round that was inspected. */
import type { Round } from '../round/round.ts';
import type { Day } from '../text/day.ts';
import { FOLLOW_UP_FORM } from './follow-up-form.ts';

const LONGEST_ID = 80;
const ENDING = '-khac-phuc';

/** The round; `taken` are the ids that there are already. */
export function followUpRound(
  inspected: Round,
  version: number,
  { title, deadline }: { readonly title?: string; readonly deadline: Day },
  taken: ReadonlySet<string>,
): Round {
  return {
    id: freeId(inspected.id, taken),
    form: FOLLOW_UP_FORM,
    version,
    title: title?.trim() || `Khắc phục sau kiểm tra: ${inspected.title}`,
    province: inspected.province,
    followsUp: inspected.id,
    deadline,
    constants: {},
  };
}

function freeId(inspected: string, taken: ReadonlySet<string>): string {
  const stem = inspected.slice(0, LONGEST_ID - ENDING.length - 4).replace(/-+$/, '') + ENDING;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(id)) return id;
  }
}
