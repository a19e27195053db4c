/** A made-up province over the example of a scored form: the same for the same size. */
import type { Form } from '../../functions/domain/form/form.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import { type Round, roundSchema } from '../../functions/domain/round/round.ts';
import type { AssessedScore, Assessment, Assessments } from '../../functions/domain/scoring/assessment.ts';
import { pointsByFigures } from '../../functions/domain/scoring/points-by-figures.ts';
import { constantsOf, scopeOf } from '../../functions/domain/submission/figures.ts';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import type { CommuneSummary } from '../../functions/domain/summary/compose-summary.ts';
import { communeAt } from '../../scripts/bench/made-names.ts';
import { aSubmission, type Typed } from './builders.ts';

export interface AScoredProvince {
  readonly round: Round;
  readonly roster: readonly Commune[];
  readonly communes: readonly CommuneSummary[];
  readonly assessments: Assessments;
}

/** Of each dozen one sent nothing, one is scored in part, one not at all; some have criteria that do not apply. */
export function aScoredProvince(form: Form, size: number, settings: object = {}): AScoredProvince {
  const roster = Array.from({ length: size }, (_, index) => communeAt(index));
  const sent = roster.flatMap((commune, index) =>
    index % 12 === 7 ? [] : [aSubmission(form, valuesAt(form, index), { commune })],
  );
  const communes = sent.map((submission) => ({
    commune: submission.commune,
    returns: chooseInForce([submission]),
    recommendations: [],
  }));
  const assessments = new Map(
    sent.flatMap((submission) => {
      const index = roster.indexOf(submission.commune);
      return index % 12 === 3 ? [] : [[submission.commune.code, assessed(form, submission, index)] as const];
    }),
  );
  return { round: aRound(form, settings), roster, communes, assessments };
}

const aRound = (form: Form, settings: object): Round =>
  roundSchema.parse({
    id: 'cham-diem-thu',
    form: form.id,
    version: form.version,
    title: 'Chấm điểm cải cách hành chính (đợt thử)',
    province: { code: '52', name: 'Gia Lai' },
    deadline: '2025-10-15',
    ...settings,
  });

/** Every third pair of neighbours has the same figures, so that ranks are shared. */
function valuesAt(form: Form, index: number): Typed {
  const n = index % 3 === 1 ? index - 1 : index;
  const received = 500 + ((n * 37) % 400);
  const done = received - (n % 9);
  const late = n % 4 === 0 ? 0 : n % 17;
  const figures: Record<string, string | number | undefined> = {
    '1.1': 'Kế hoạch số 05/KH-UBND ngày 21/7/2025',
    '1.2': n % 5 === 0 ? undefined : 'Kế hoạch số 06/KH-UBND ngày 22/7/2025',
    '1.3': 20,
    '1.4': 20 - (n % 6),
    '2.1': received,
    '2.2': Math.round(received * (0.7 + (n % 8) * 0.04)),
    '2.3': done,
    '2.4': done - late,
    '2.5': 'Có',
    '2.6': late > 0 ? 'Có' : 'na',
    '3.1': 80 + (n % 13),
    '3.2': 5000 + n,
    '3.3': 4000 + ((n * 71) % 1000),
    '3.4': Math.round(received * 0.85),
    '4.1': 'Quyết định số 12/QĐ-UBND ngày 15/7/2025',
    '4.2': n % 2 === 0 ? 'Không' : 'Có',
    '4.3': n % 2 === 0 ? 'na' : 'Có',
    '4.4': '1.500,5',
    '4.5': '1.322,75',
  };
  const own = proposed(form, aSubmission(form, figures), n);
  for (const { self, evidence } of form.scoring?.criteria ?? []) {
    const points = own.get(self.code);
    figures[self.code] = points === null ? 'na' : points === undefined ? (n % 5) / 2 : String(points).replace('.', ',');
    figures[evidence.code] = 'Kế hoạch số 05/KH-UBND ngày 21/7/2025';
  }
  if (index % 12 === 5) figures['T1.4.d'] = undefined;
  if (index % 12 === 6) figures['T1.4.d'] = 9;
  if (index % 4 === 2) figures['T2.1.d'] = 8;
  return figures;
}

/** What the figures give, by code of the own score. */
function proposed(form: Form, { answers }: Submission, _n: number): ReadonlyMap<string, number | null | undefined> {
  const scope = scopeOf(form, answers, constantsOf(form));
  return new Map(form.scoring?.criteria.map((criterion) => [criterion.self.code, pointsByFigures(criterion, scope)]));
}

function assessed(form: Form, submission: Submission, index: number): Assessment {
  const n = index % 3 === 1 ? index - 1 : index;
  const given = proposed(form, submission, n);
  const stamp = { by: 'Trần Thị B', at: '2025-11-03T02:00:00.000Z' };
  const scores = (form.scoring?.criteria ?? []).flatMap((criterion, at): [string, AssessedScore][] => {
    if (index % 12 === 8 && at > 10) return [];
    const points = given.get(criterion.self.code);
    const note = at % 6 === 3 ? 'Tài liệu kiểm chứng chưa đủ, chỉ chấp nhận một phần.' : undefined;
    return [[criterion.key, { points: points === undefined ? 2.5 : points, ...(note ? { note } : {}), ...stamp }]];
  });
  const survey = index % 12 === 9 ? {} : { survey: { points: 7 + (n % 11) / 4, ...stamp } };
  return { scores: Object.fromEntries(scores), ...survey };
}
