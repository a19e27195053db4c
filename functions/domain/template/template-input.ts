/** What a workbook is composed from. */
import type { Form } from '../form/form.ts';
import type { Commune } from '../round/commune.ts';
import type { Round } from '../round/round.ts';
import type { Answers } from '../submission/answers.ts';
import type { Finding } from '../submission/findings.ts';
import type { CellContent, SheetModel } from '../workbook/workbook-model.ts';
import type { CellMarks } from './marks.ts';
import type { PreviousReturn } from './previous-period.ts';

export interface TemplateInput {
  readonly form: Form;
  /** Without a commune the workbook is the blank of the form itself. */
  readonly commune?: Commune;
  readonly round?: Round;
  /** Id of the round of a return, where the round itself is not at hand. */
  readonly roundId?: string;
  /** Proves that the identity was issued by this service; made outside, where the key is. */
  readonly signature?: string;
  /** The commune's return of the round before, shown beside the new values. */
  readonly previous?: PreviousReturn;
  /** Values already known or, for an annotated return, those that came. */
  readonly answers?: Answers;
  /**
   * What the province fills in before the commune gets the workbook: it stands there locked. Rows of a table of which
   * it leaves every cell blank are not for this commune, and hidden.
   */
  readonly given?: Answers;
  /** Contents of heading rows, by code: values that stand where none belongs are shown again, not lost. */
  readonly strays?: ReadonlyMap<string, CellContent>;
  /** What to show at the cells of an annotated return. */
  readonly marks?: CellMarks;
  /** Its findings: those that no formula can repeat stand in the check column until their cell changes. */
  readonly findings?: readonly Finding[];
  /** The workbook stands in a drive: it is sent by a cell of its own, not as a file. */
  readonly inDrive?: boolean;
  /** Sheets set before all others, e.g. the list of findings. */
  readonly before?: readonly SheetModel[];
  /** ISO 8601. */
  readonly created: string;
}
