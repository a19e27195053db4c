/** The one door: bytes of a workbook → a submission with its findings. Every channel ends here. */

import type { Form } from '../domain/form/form.ts';
import { type Commune, communeTitle, UNIT_TYPES } from '../domain/round/commune.ts';
import type { Round } from '../domain/round/round.ts';
import { carryOver } from '../domain/submission/carry-over.ts';
import { explainWarnings } from '../domain/submission/explained.ts';
import { type Finding, finding, rootCausesFirst, stateOf } from '../domain/submission/findings.ts';
import { communeInHeadings } from '../domain/submission/heading-commune.ts';
import { type AnswersReading, readAnswers } from '../domain/submission/read-answers.ts';
import { readIdentity } from '../domain/submission/read-identity.ts';
import { mostLikely } from '../domain/submission/recognise-form.ts';
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
    const { form, reading, version } = stated
      ? await readStated(forms, stated, expected, workbook)
      : await readUnstated(forms, expected, workbook);
    const identity = stated ?? { form: form.id, version };
    const { commune, notes } = communeOf(identity, file, expected, workbook);
    const checked = validateAnswers(form, reading.answers, { commune, constants: expected.round?.constants });
    const found = rootCausesFirst([...identityNotes(stated), ...notes, ...reading.findings, ...checked]);
    const findings = explainWarnings(form, reading.answers, found);
    return {
      commune,
      file: file.name,
      sha256: sha256(file.bytes),
      sentAt: workbook.modified,
      identity,
      ...(form.version === version ? {} : { carriedTo: form.version }),
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

/** `version`: that of the file; the form is of a later one where the round asks for it. */
type Recognised = { readonly form: Form; readonly reading: AnswersReading; readonly version: number };

async function readStated(
  forms: FormLibrary,
  { form: id, version }: Identity,
  { round }: Expected,
  workbook: WorkbookData,
): Promise<Recognised> {
  if (!round || round.version === version) {
    const form = await forms.load(id, version);
    return { form, version, reading: readAnswers(form, workbook) };
  }
  if (!(await versionsOf(forms, id)).includes(version))
    throw new Problem('RETURN_OF_OTHER_VERSION', { found: version, expected: round.version });
  return carried(await forms.load(id, version), await forms.load(id, round.version), workbook);
}

const carried = (from: Form, to: Form, workbook: WorkbookData): Recognised => ({
  form: to,
  version: from.version,
  reading: carryOver(from, to, workbook),
});

/** A workbook without identity is a return of the form whose rows it holds. */
async function readUnstated(forms: FormLibrary, { round }: Expected, workbook: WorkbookData): Promise<Recognised> {
  const candidates = round ? await upToVersion(forms, round) : await everyForm(forms);
  const best = mostLikely(candidates.map((form) => ({ form, reading: readAnswers(form, workbook) })));
  if (!best) throw new Problem('RETURN_UNRECOGNISED');
  const { form } = best;
  return !round || form.version === round.version
    ? { ...best, version: form.version }
    : carried(form, await forms.load(round.form, round.version), workbook);
}

/** The form of the round and its earlier versions, the latest first. */
async function upToVersion(forms: FormLibrary, round: Round): Promise<readonly Form[]> {
  const earlier = (await versionsOf(forms, round.form)).filter((version) => version < round.version);
  return Promise.all([round.version, ...earlier.toReversed()].map((version) => forms.load(round.form, version)));
}

async function versionsOf(forms: FormLibrary, form: string): Promise<readonly number[]> {
  return (await forms.list()).find(({ id }) => id === form)?.versions ?? [];
}

async function everyForm(forms: FormLibrary): Promise<readonly Form[]> {
  const listed = await forms.list();
  const latestFirst = listed.flatMap(({ id, versions }) => versions.toReversed().map((version) => ({ id, version })));
  return Promise.all(latestFirst.map(({ id, version }) => forms.load(id, version)));
}

interface Sender {
  readonly commune: Commune;
  readonly notes: readonly Finding[];
}

/** Where a single commune sends, the refusal names it. */
function onlyOf(roster: NonNullable<Expected['roster']>): { readonly expected?: string } {
  const [code, ...others] = roster.keys();
  return code !== undefined && others.length === 0 ? { expected: code } : {};
}

/**
 * The roster knows a commune best; else the workbook's own words. Without identity the file's name says the code, or a
 * heading names one commune of the roster.
 */
function communeOf(identity: Identity, { name }: ReturnFile, { roster }: Expected, workbook: WorkbookData): Sender {
  const { communeName, communeType, province = '' } = identity;
  const code = identity.commune ?? /^(\d{5})(?!\d)/.exec(name.slice(name.lastIndexOf('/') + 1))?.[1];
  if (code === undefined) return communeByHeading(workbook, roster);
  if (roster && !roster.has(code)) throw new Problem('RETURN_OF_OTHER_COMMUNE', { found: code, ...onlyOf(roster) });
  const listed = roster?.get(code);
  if (listed) return { commune: listed, notes: [] };
  const type = UNIT_TYPES.find((candidate) => candidate === communeType) ?? 'xã';
  return { commune: { code, name: communeName ?? `mã ${code}`, type, province }, notes: [] };
}

function communeByHeading(workbook: WorkbookData, roster: Expected['roster']): Sender {
  const named = roster && communeInHeadings(workbook, roster);
  if (!named) throw new Problem('RETURN_WITHOUT_COMMUNE');
  const { commune, heading, sheet } = named;
  const details = { unit: communeTitle(commune), code: commune.code, heading, sheet };
  return { commune, notes: [finding('COMMUNE_BY_HEADING', { indicators: [], cells: [] }, details)] };
}

function identityNotes(identity: Identity | undefined) {
  const whole = { indicators: [], cells: [] };
  if (!identity) return [finding('IDENTITY_ABSENT', whole, {})];
  return identity.signature ? [] : [finding('IDENTITY_UNSIGNED', whole, {})];
}
