/** The one door: bytes of a workbook → a submission with its findings. Every channel ends here. */

import type { Form } from '../domain/form/form.ts';
import type { Commune } from '../domain/round/commune.ts';
import { UNIT_TYPES } from '../domain/round/commune.ts';
import type { Round } from '../domain/round/round.ts';
import { explainWarnings } from '../domain/submission/explained.ts';
import { finding, rootCausesFirst, stateOf } from '../domain/submission/findings.ts';
import { type AnswersReading, readAnswers } from '../domain/submission/read-answers.ts';
import { readIdentity } from '../domain/submission/read-identity.ts';
import { signedText } from '../domain/submission/signed-identity.ts';
import type { Identity, Submission } from '../domain/submission/submission.ts';
import { validateAnswers } from '../domain/submission/validate.ts';
import type { WorkbookData } from '../domain/workbook/workbook-data.ts';
import type { FormLibrary } from '../ports/form-library.ts';
import type { ReadWorkbook } from '../ports/read-workbook.ts';
import { Problem } from '../problems.ts';
import { belongsElsewhere } from './common-round.ts';

export interface CheckNeeds {
  readonly forms: FormLibrary;
  readonly readWorkbook: ReadWorkbook;
  readonly sha256: (bytes: Uint8Array) => string;
  /** The signature that this service gives to an identity; without a key, signatures are not looked at. */
  readonly sign?: (text: string) => string;
}

/** What a return must belong to, as far as it is known. */
export interface Expected {
  readonly round?: Round;
  /** Who should send, by code. Names and types of the roster count over those in the file. */
  readonly roster?: ReadonlyMap<string, Commune>;
}

export interface ReturnFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type CheckReturn = (file: ReturnFile, expected?: Expected) => Promise<Submission>;

/**
 * Checks one workbook.
 *
 * @throws Problem FILE_… when it cannot be read, RETURN_… when it is no return, one of another form, version, round or
 *   commune, or one whose identity was tampered with.
 */
export function checkReturn({ forms, readWorkbook, sha256, sign }: CheckNeeds): CheckReturn {
  return async (file, expected = {}) => {
    const workbook = await readWorkbook(file.bytes);
    const stated = readIdentity(workbook);
    if (stated) refuseOtherRound(stated, expected);
    if (stated && sign) refuseForged(stated, sign);
    const { form, reading } = stated
      ? await readStated(forms, stated, workbook)
      : await readUnstated(forms, expected, workbook);
    const identity = stated ?? { form: form.id, version: form.version };
    const commune = communeOf(identity, file, expected);
    const checked = validateAnswers(form, reading.answers, { commune, constants: expected.round?.constants });
    const found = rootCausesFirst([...identityNotes(stated), ...reading.findings, ...checked]);
    const findings = explainWarnings(form, reading.answers, found);
    return {
      commune,
      file: file.name,
      sha256: sha256(file.bytes),
      sentAt: workbook.modified,
      identity,
      answers: reading.answers,
      strays: reading.strays,
      findings,
      state: stateOf(findings),
    };
  };
}

function refuseOtherRound(identity: Identity, { round }: Expected): void {
  const problem = round && belongsElsewhere(identity, round);
  if (problem) throw problem;
}

function refuseForged(identity: Identity, sign: (text: string) => string): void {
  if (identity.signature && identity.signature !== sign(signedText(identity))) throw new Problem('RETURN_NOT_GENUINE');
}

type Recognised = { readonly form: Form; readonly reading: AnswersReading };

async function readStated(forms: FormLibrary, identity: Identity, workbook: WorkbookData): Promise<Recognised> {
  const form = await forms.load(identity.form, identity.version);
  return { form, reading: readAnswers(form, workbook) };
}

/** A workbook without identity is a return of the form whose rows it holds, if it holds most of them. */
async function readUnstated(forms: FormLibrary, { round }: Expected, workbook: WorkbookData): Promise<Recognised> {
  const candidates = round ? [await forms.load(round.form, round.version)] : await everyForm(forms);
  const readings = candidates.map((form) => ({ form, reading: readAnswers(form, workbook) }));
  const share = ({ form, reading }: Recognised) => reading.found / form.indicators.length;
  const [best] = readings.sort((left, right) => share(right) - share(left));
  if (!best || share(best) < 0.5) throw new Problem('RETURN_UNRECOGNISED');
  return best;
}

async function everyForm(forms: FormLibrary): Promise<readonly Form[]> {
  const listed = await forms.list();
  return Promise.all(listed.flatMap(({ id, versions }) => versions.map((version) => forms.load(id, version))));
}

/** The roster knows a commune best; else the workbook's own words. Without identity the file's name must say the code. */
function communeOf(identity: Identity, { name }: ReturnFile, { roster }: Expected): Commune {
  const { communeName, communeType, province = '' } = identity;
  const code = identity.commune ?? /^(\d{5})(?!\d)/.exec(name.slice(name.lastIndexOf('/') + 1))?.[1];
  if (code === undefined) throw new Problem('RETURN_WITHOUT_COMMUNE');
  if (roster && !roster.has(code)) throw new Problem('RETURN_OF_OTHER_COMMUNE', { found: code });
  const listed = roster?.get(code);
  if (listed) return listed;
  const type = UNIT_TYPES.find((candidate) => candidate === communeType) ?? 'xã';
  return { code, name: communeName ?? `mã ${code}`, type, province };
}

function identityNotes(identity: Identity | undefined) {
  const whole = { indicators: [], cells: [] };
  if (!identity) return [finding('IDENTITY_ABSENT', whole, {})];
  return identity.signature ? [] : [finding('IDENTITY_UNSIGNED', whole, {})];
}
