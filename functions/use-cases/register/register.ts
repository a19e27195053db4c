/** All that a service does with its rounds, as one thing: every door, whatever its protocol, is opened on this. */
import type { ReadWorkbook } from '../../ports/read-workbook.ts';
import type { WriteWorkbook } from '../../ports/write-workbook.ts';
import type { AccessNeeds } from './access.ts';
import { accessRegister } from './access.ts';
import { checkOnly } from './check-only.ts';
import { summaryChanges } from './compare-summaries.ts';
import { issueLinks } from './issue-links.ts';
import { manageRound } from './manage-round.ts';
import { listRounds, rosterOf, roundRecord } from './places.ts';
import { readLog } from './read-log.ts';
import { readReturn } from './read-return.ts';
import { type RegisterNeeds, receiveSubmission } from './receive-submission.ts';
import { remediation } from './remediation/remediation.ts';
import { remind } from './remind.ts';
import { removeOriginals } from './remove-originals.ts';
import { reviewSubmission } from './review-submission.ts';
import { roundReport } from './round-report.ts';
import { roundStatus } from './round-status.ts';
import { scoreCommunes } from './score-communes.ts';
import { settleNotice } from './settle-notice.ts';
import { storedSummary } from './summary-state.ts';
import { isFresh, sweepSummaries } from './sweep-summaries.ts';
import { type TakeAwayNeeds, takeAway, type Workshop } from './take-away.ts';
import { type LetterWorkshop, writeLetters } from './write-letters.ts';

export interface ServiceNeeds extends RegisterNeeds, AccessNeeds, TakeAwayNeeds {
  readonly workshop: Workshop & LetterWorkshop;
  readonly writeWorkbook: WriteWorkbook;
  readonly readWorkbook: ReadWorkbook;
  /** Days that originals are kept after a round is closed; for ever without it. */
  readonly retentionDays?: number;
}

export type Register = ReturnType<typeof openRegister>;

/** Opens the register over its stores. */
export function openRegister(needs: ServiceNeeds) {
  const { documents, clock } = needs;
  const access = accessRegister(needs);
  return {
    access,
    clock,
    forms: needs.forms,
    rounds: {
      ...manageRound(needs),
      list: () => listRounds(documents),
      /** @throws Problem ROUND_UNKNOWN */
      read: (round: string) => roundRecord(documents, round),
      roster: (round: string) => rosterOf(documents, round),
    },
    links: issueLinks({ ...needs, access }),
    receive: receiveSubmission(needs),
    check: checkOnly(needs),
    review: reviewSubmission(needs),
    scores: scoreCommunes(needs),
    readReturn: readReturn(needs),
    status: roundStatus(documents),
    log: readLog(documents),
    takeAway: takeAway(needs),
    notices: settleNotice(needs),
    remediation: remediation(needs),
    reminders: remind(needs),
    letters: writeLetters(needs),
    report: roundReport(needs),
    changes: summaryChanges(needs),
    removeOriginals: removeOriginals(needs),
    sweep: sweepSummaries(needs),
    /** What is stored of a round's summary, and whether that is all there is to say. */
    async summaryState(round: string) {
      const stored = await storedSummary(documents, round);
      return { stored, fresh: await isFresh(documents, round, clock()) };
    },
  };
}
