/** The province's notice on a round (thông báo chung), on the returns in force at this moment. */
import { aggregate } from '../../domain/aggregate/aggregate.ts';
import { composeRoundReport } from '../../domain/round-report/compose-round-report.ts';
import { constantsOf } from '../../domain/submission/figures.ts';
import type { NamedFile } from '../../ports/write-zip.ts';
import { roundRecord } from './places.ts';
import type { RegisterNeeds } from './receive-submission.ts';
import { returnsInForce } from './returns-in-force.ts';
import { assessmentsOf } from './score-communes.ts';
import { issuing, type LetterWorkshop } from './write-letters.ts';

export interface ReportNeeds extends Pick<RegisterNeeds, 'documents' | 'forms' | 'clock'> {
  readonly workshop: LetterWorkshop;
}

/** Drafts it as a Word file. @throws (from what it gives) Problem ROUND_UNKNOWN, ROUND_WITHOUT_ISSUER */
export function roundReport(needs: ReportNeeds) {
  const { documents, clock, workshop } = needs;
  const counted = returnsInForce(needs);

  return async (roundId: string): Promise<NamedFile> => {
    const round = issuing((await roundRecord(documents, roundId)).round);
    const { form, roster, communes } = await counted(roundId);
    const constants = constantsOf(form, round.constants);
    const letter = composeRoundReport({
      form,
      round,
      roster,
      communes,
      refused: [],
      figures: aggregate(form, communes, { constants, roster }),
      created: clock(),
      constants,
      assessments: form.scoring && (await assessmentsOf(documents, roundId)),
    });
    const bytes = await workshop.letter(round, { kind: 'round report', letter });
    return { name: `thong-bao-chung-${roundId}.docx`, bytes };
  };
}
