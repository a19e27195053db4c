/** The previous round out of a folder of its returns, as far as the present one is compared with it. */
import { type EarlierFigures, earlierFigures } from '../domain/aggregate/earlier-figures.ts';
import { type HeldRound, heldRound } from '../domain/comparison/compare-rounds.ts';
import { constantsOf } from '../domain/submission/figures.ts';
import { chooseInForce } from '../domain/submission/in-force.ts';
import { sharedParts } from '../domain/submission/share-parts.ts';
import type { FormLibrary } from '../ports/form-library.ts';
import type { FileReference, ReturnDesk } from '../ports/return-desk.ts';
import { Problem } from '../problems.ts';
import { commonRound, refuseOthers } from './common-round.ts';

export interface PreviousFolder {
  readonly held: HeldRound;
  readonly earlier: EarlierFigures;
  /** Files that were not of that round, or gave no return. */
  readonly refused: number;
}

/**
 * Reads a folder of returns on the version of the form they were given; the desk is one that expects no round.
 *
 * @throws Problem FOLDER_EMPTY, NO_RETURN_COUNTED
 */
export async function previousOfFolder(
  { desk, forms }: { readonly desk: ReturnDesk; readonly forms: FormLibrary },
  { folder, files }: { readonly folder: string; readonly files: readonly FileReference[] },
): Promise<PreviousFolder> {
  if (files.length === 0) throw new Problem('FOLDER_EMPTY', { folder });
  const shared = sharedParts();
  const checked = await Promise.all(files.map((file) => desk.check(file)));
  const given = {
    submissions: checked.flatMap((one) => ('submission' in one ? [shared.submission(one.submission)] : [])),
    refused: checked.flatMap((one) => ('refused' in one ? [one.refused] : [])),
  };
  const round = commonRound(given.submissions);
  const latest = round && given.submissions.filter(({ identity }) => identity.version === round.version);
  const { submissions, refused } = round
    ? refuseOthers({ submissions: latest ?? [], refused: given.refused }, round)
    : { submissions: [], refused: given.refused };
  if (!round || submissions.length === 0)
    throw new Problem('NO_RETURN_COUNTED', { folder, count: files.length, first: refused[0]?.sentence ?? '' });
  const form = await forms.load(round.form, round.version);
  const constants = constantsOf(form);
  const communes = [...Map.groupBy(submissions, ({ commune }) => commune.code).values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ commune: first.commune, returns: chooseInForce(group) }] : [];
  });
  const { id, title } = round;
  return {
    held: heldRound({ id, title, form, constants, communes }),
    earlier: earlierFigures(form, communes, constants),
    refused: files.length - submissions.length,
  };
}
