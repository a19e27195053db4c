/** What a commune's page is made from. */
import type { FollowedTask } from '../../../../domain/remediation/followed-task.ts';
import type { Receipt } from '../../../../domain/submission/receipt.ts';
import type { Day } from '../../../../domain/text/day.ts';
import type { ReturnView } from '../../../../use-cases/register/read-return.ts';

export interface CommunePageView {
  readonly token: string;
  readonly view: ReturnView;
  /** The day in Vietnam, for the days left. */
  readonly today: Day;
  /** In a round that follows up an inspection: what the commune was asked to mend. */
  readonly tasks?: readonly FollowedTask[];
  /** Said at the top: a refusal's sentence. */
  readonly problem?: string;
  /** Just sent. `same`: the same bytes as the current version. */
  readonly received?: 'new' | 'same';
  /** Result of "kiểm tra thử": checked, nothing stored. */
  readonly tried?: Tried;
}

export interface Tried {
  readonly file: string;
  readonly receipt: Receipt;
}
