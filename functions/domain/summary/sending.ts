/** How a commune stands with its return: what is in force, whether it came in time, what it still has to do. */

import { type Finding, isOpenWarning } from '../submission/findings.ts';
import type { CommuneReturns } from '../submission/in-force.ts';
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

export interface Sending {
  readonly state: SendingState;
  readonly timeliness: Timeliness;
  readonly errors: readonly Finding[];
  /** Also those that were explained. */
  readonly warnings: readonly Finding[];
  readonly openWarnings: readonly Finding[];
}

/**
 * Sums up what one commune sent. `made` is the time of the summary, by which something not sent is overdue; `late` is what
 * was noted when it came.
 */
export function sendingOf(returns: CommuneReturns, made: string, deadline?: Day, late?: boolean): Sending {
  const found = returns.inForce?.findings ?? [];
  return {
    state: stateOf(returns),
    timeliness: timelinessOf(returns, made, deadline, late),
    errors: found.filter(({ severity }) => severity === 'error'),
    warnings: found.filter(({ severity }) => severity === 'warning'),
    openWarnings: found.filter(isOpenWarning),
  };
}

function stateOf({ inForce, others }: CommuneReturns): SendingState {
  if (inForce) return inForce.state;
  return others.length > 0 ? 'order unknown' : 'missing';
}

function timelinessOf({ inForce, others }: CommuneReturns, made: string, deadline?: Day, late?: boolean): Timeliness {
  if (!deadline) return 'unknown';
  if (late !== undefined) return late ? 'late' : 'onTime';
  if (!inForce && others.length === 0) return dayOf(made) > deadline ? 'overdue' : 'due';
  if (inForce?.sentAt === undefined) return 'unknown';
  return dayOf(inForce.sentAt) > deadline ? 'late' : 'onTime';
}
