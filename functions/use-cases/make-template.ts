/** The workbook of one commune, ready to be filled in; filled in and annotated the same way. */

import type { Form } from '../domain/form/form.ts';
import type { Commune } from '../domain/round/commune.ts';
import type { Round } from '../domain/round/round.ts';
import type { Answers } from '../domain/submission/answers.ts';
import { signedText } from '../domain/submission/signed-identity.ts';
import type { Submission } from '../domain/submission/submission.ts';
import { composeAnnotated } from '../domain/template/compose-annotated.ts';
import { composeTemplate } from '../domain/template/compose-template.ts';
import type { ReturnHistory } from '../domain/template/findings-sheet.ts';
import type { PreviousReturn } from '../domain/template/previous-period.ts';
import type { WorkbookModel } from '../domain/workbook/workbook-model.ts';
import type { Clock } from '../ports/clock.ts';
import type { WriteWorkbook } from '../ports/write-workbook.ts';

export interface MakeNeeds {
  readonly writeWorkbook: WriteWorkbook;
  readonly clock: Clock;
  /** Vouches for an identity; templates made without a service carry no signature. */
  readonly sign?: (text: string) => string;
}

/** Makes a blank template; with the return of an earlier round its figures stand beside the new ones. */
export function makeTemplate({ writeWorkbook, clock, sign }: MakeNeeds) {
  return (
    form: Form,
    commune?: Commune,
    round?: Round,
    previous?: PreviousReturn,
    given?: Answers,
  ): Promise<Uint8Array> => {
    const identity = { form: form.id, version: form.version, round: round?.id, commune: commune?.code };
    const signature = sign?.(signedText(identity));
    return writeWorkbook(composeTemplate({ form, commune, round, previous, given, signature, created: clock() }));
  };
}

/** Composes a commune's workbook as it stands in a drive, where it is sent by a cell of its own. */
export function makeSheetModel({ clock, sign }: Pick<MakeNeeds, 'clock' | 'sign'>) {
  return (form: Form, commune: Commune, round: Round, previous?: PreviousReturn, given?: Answers): WorkbookModel => {
    const identity = { form: form.id, version: form.version, round: round.id, commune: commune.code };
    const signature = sign?.(signedText(identity));
    return composeTemplate({ form, commune, round, previous, given, signature, inDrive: true, created: clock() });
  };
}

/** What is known besides the return itself: the round before it, and its own earlier versions. */
export interface BesideReturn {
  readonly previous?: PreviousReturn;
  readonly history?: ReturnHistory;
  /** What the province filled in before the commune got the workbook. */
  readonly given?: Answers;
}

/** Makes a commune's workbook with its errors in the cells. */
export function annotateReturn({ writeWorkbook, clock, sign }: MakeNeeds) {
  return (form: Form, submission: Submission, round?: Round, beside: BesideReturn = {}): Promise<Uint8Array> => {
    const own = asOf(form, submission, sign);
    return writeWorkbook(composeAnnotated({ form, submission: own, round, ...beside, created: clock() }));
  };
}

/** A return that was carried over to a later version is given back as one of it: what vouched for the old one does not. */
function asOf(form: Form, submission: Submission, sign: MakeNeeds['sign']): Submission {
  const { identity } = submission;
  if (identity.version === form.version) return submission;
  const own = { ...identity, version: form.version };
  const signature = identity.signature === undefined ? undefined : sign?.(signedText(own));
  return { ...submission, identity: { ...own, signature } };
}
