/** How a commune stands with its return: what is in force, whether it came in time, what it still has to do. */

import type { Form } from '../form/form.ts';
import { answerOf } from '../submission/answers.ts';
import type { Finding } from '../submission/findings.ts';
import type { CommuneReturns } from '../submission/in-force.ts';
import type { Submission } from '../submission/submission.ts';
import type { Day } from '../text/day.ts';
import { dayOf } from '../text/instant.ts';

export const STATES = {
  accepted: 'Đã nhận',
  'accepted with warnings': 'Đã nhận, còn cảnh báo',
  'needs correction': 'Cần sửa',
  'order unknown': 'Chưa rõ tệp mới nhất',
  missing: 'Chưa gửi',
} as const;
export type SendingState = keyof typeof STATES;

export const TIMES = {
  onTime: 'Đúng hạn',
  late: 'Muộn',
  unknown: 'Không rõ',
  overdue: 'Quá hạn',
  due: 'Chưa đến hạn',
} as const;
export type Timeliness = keyof typeof TIMES;

export interface Warning {
  readonly finding: Finding;
  /** What the commune wrote in "Giải trình" beside one of the cells. */
  readonly explanation?: string;
}

export interface Sending {
  readonly state: SendingState;
  readonly timeliness: Timeliness;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Warning[];
  readonly openWarnings: readonly Finding[];
}

/** Sums up what one commune sent; `made` is the time of the summary, by which something not sent is overdue. */
export function sendingOf(form: Form, returns: CommuneReturns, made: string, deadline?: Day): Sending {
  const { inForce } = returns;
  const errors = inForce?.findings.filter((found) => found.severity === 'error') ?? [];
  const warnings = inForce ? warningsOf(form, inForce) : [];
  const openWarnings = warnings.filter(({ explanation }) => explanation === undefined).map(({ finding }) => finding);
  const state = stateOf(returns, openWarnings.length);
  return { state, timeliness: timelinessOf(returns, made, deadline), errors, warnings, openWarnings };
}

/** A warning that was explained leaves the to-do list. */
function stateOf({ inForce, others }: CommuneReturns, open: number): SendingState {
  if (!inForce) return others.length > 0 ? 'order unknown' : 'missing';
  return inForce.state === 'accepted with warnings' && open === 0 ? 'accepted' : inForce.state;
}

function timelinessOf({ inForce, others }: CommuneReturns, made: string, deadline?: Day): Timeliness {
  if (!deadline) return 'unknown';
  if (!inForce && others.length === 0) return dayOf(made) > deadline ? 'overdue' : 'due';
  if (inForce?.sentAt === undefined) return 'unknown';
  return dayOf(inForce.sentAt) > deadline ? 'late' : 'onTime';
}

function warningsOf(form: Form, submission: Submission): readonly Warning[] {
  const found = submission.findings.filter(({ severity }) => severity === 'warning');
  return found.map((finding) => {
    const said = finding.indicators.flatMap((key) => {
      const indicator = form.byKey.get(key);
      return (indicator && answerOf(submission.answers, indicator).explanation?.trim()) || [];
    });
    return said.length > 0 ? { finding, explanation: [...new Set(said)].join(' · ') } : { finding };
  });
}
