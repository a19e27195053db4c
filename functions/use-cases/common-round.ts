/** The round of a folder that comes without one: what most of its returns say of themselves. */
import type { Round } from '../domain/round/round.ts';
import { formOfAnswers, type Identity, type RefusedFile, type Submission } from '../domain/submission/submission.ts';
import { Problem } from '../problems.ts';

/** The round that most returns belong to; of two as frequent the one whose name sorts first. `undefined` without returns. */
export function commonRound(submissions: readonly Submission[]): Round | undefined {
  const groups = [...Map.groupBy(submissions, ({ identity }) => keyOf(identity))];
  const [most] = groups.sort(
    ([left, lefts], [right, rights]) => rights.length - lefts.length || (left < right ? -1 : 1),
  );
  const first = most?.[1][0];
  if (!first) return undefined;
  const { form, version, round, province = '' } = first.identity;
  return {
    id: round ?? form,
    form,
    version,
    title: round ?? form,
    province: { code: '', name: province },
    constants: {},
  };
}

const keyOf = ({ form, version, round }: Identity): string => [form, version, round].join(' ');

/** Turns away, by name, what belongs to another form, version or round, and returns in which nothing was filled in. */
export function refuseOthers(
  { submissions, refused }: { readonly submissions: readonly Submission[]; readonly refused: readonly RefusedFile[] },
  round: Round,
) {
  const judged = submissions.map((submission) => ({ submission, refusal: whyNotCounted(submission, round) }));
  const turnedAway = judged.flatMap(({ submission, refusal }) =>
    refusal ? [{ file: submission.file, ...refusal }] : [],
  );
  return {
    submissions: judged.flatMap(({ submission, refusal }) => (refusal ? [] : [submission])),
    refused: [...refused, ...turnedAway],
  };
}

function whyNotCounted(submission: Submission, round: Round): Pick<RefusedFile, 'code' | 'sentence'> | undefined {
  const problem = belongsElsewhere({ ...submission.identity, ...formOfAnswers(submission) }, round);
  if (problem) return { code: problem.code, sentence: problem.message };
  const { version } = formOfAnswers(submission);
  if (version !== round.version) throw new Error(`${submission.file} was checked for version ${version}`);
  const empty = submission.findings.find(({ code }) => code === 'RETURN_EMPTY');
  return empty && { code: empty.code, sentence: empty.sentence };
}

/** Why a workbook is not of `round`, if it is not. */
export function belongsElsewhere(identity: Identity, round: Round): Problem | undefined {
  if (identity.form !== round.form)
    return new Problem('RETURN_OF_OTHER_FORM', { found: identity.form, expected: round.form });
  // A return on an earlier version is carried over to the round's.
  if (identity.version > round.version)
    return new Problem('RETURN_OF_OTHER_VERSION', { found: identity.version, expected: round.version });
  if (identity.round && identity.round !== round.id)
    return new Problem('RETURN_OF_OTHER_ROUND', { found: identity.round, expected: round.id });
  return undefined;
}

/** Returns of the round on an earlier version of its form that have not been carried over yet. */
export function notCarried(submissions: readonly Submission[], round: Round): readonly Submission[] {
  return submissions.filter(
    (submission) =>
      formOfAnswers(submission).version < round.version && belongsElsewhere(submission.identity, round) === undefined,
  );
}
