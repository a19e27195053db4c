import type { Form } from '../../../domain/form/form.ts';
import type { Commune } from '../../../domain/round/commune.ts';
import type { Round } from '../../../domain/round/round.ts';
import type { Answers } from '../../../domain/submission/answers.ts';
import type { PreviousReturn } from '../../../domain/template/previous-period.ts';
import type { WorkbookModel } from '../../../domain/workbook/workbook-model.ts';
import type { Log } from '../../../ports/log.ts';
import type { ReadWorkbook } from '../../../ports/read-workbook.ts';
import type { SheetFront } from '../../../ports/sheet-front.ts';
import type { RegisterNeeds } from '../receive-submission.ts';
import type { DeliveryNeeds } from '../take-delivery.ts';

/** What sheets in a drive need of the service. */
export interface SheetNeeds
  extends Pick<RegisterNeeds, 'documents' | 'files' | 'forms' | 'clock' | 'newId' | 'sha256'>,
    Pick<DeliveryNeeds, 'receive' | 'annotated'> {
  readonly front: SheetFront;
  readonly readWorkbook: ReadWorkbook;
  /** A commune's workbook as it stands in a drive. */
  readonly sheetModel: (
    form: Form,
    commune: Commune,
    round: Round,
    previous?: PreviousReturn,
    given?: Answers,
  ) => WorkbookModel;
  /** Addresses of those who may read the summary. */
  readonly officers: readonly string[];
  /** Has `sweep` run soon, somewhere else; the word may be lost. */
  readonly askSweep: () => Promise<void>;
  readonly log: Log;
}

/** Whether there is time left to begin something. */
export type HasTime = () => boolean;
