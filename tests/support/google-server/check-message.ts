/** A body against Google's message types: unknown names, wrong types, unknown words, two members of a "oneof". */
import { badRequest, driveRefusal, type Refused, sheetsRefusal } from './refusals.ts';
import { ENUMERATIONS, FRACTIONS } from './schema-facts.ts';
import { type Api, type Fields, fieldsOf, type Type } from './schemas.ts';

type Plain = Readonly<Record<string, unknown>>;

interface Violation {
  readonly field: string;
  readonly description: string;
}

/** Refuses a body that Google could not parse; all that is wrong is said at once, as Google does. */
export function checkMessage(api: Api, name: string, body: unknown): void {
  const violations = ofValue(api, { is: 'message', name }, body, '', name);
  if (violations.length > 0) throw refusalOf(api, violations);
}

/** Refuses query parameters that the method does not have. Drive takes no notice of them in truth; here it does. */
export function checkParameters(api: Api, method: string, query: URLSearchParams): void {
  const known = api.parameters.get(method);
  if (!known) throw new Error(`no method ${method} in ${api.name}`);
  const violations = [...query].flatMap(([name, value]) => ofParameter(api, known, name, value));
  if (violations.length > 0) throw refusalOf(api, violations);
}

function refusalOf(api: Api, violations: readonly Violation[]): Refused {
  const message = violations.map(({ description }) => description).join('\n');
  const details = [badRequest(violations)];
  return api.name === 'sheets'
    ? sheetsRefusal(400, message, details)
    : driveRefusal(400, 'badRequest', message, {}, details);
}

function ofParameter(api: Api, known: Fields, name: string, value: string): Violation[] {
  const type = known.get(name) ?? api.parameters.get('Standard')?.get(name) ?? UPLOAD.get(name);
  if (!type)
    return [
      {
        field: '',
        description: `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
      },
    ];
  const single = type.is === 'list' ? type.of : type;
  if (single.is === 'boolean' && value !== 'true' && value !== 'false') return [wrong(name, 'TYPE_BOOL', value)];
  if (single.is === 'number' && !/^-?\d+$/.test(value)) return [wrong(name, 'TYPE_INT32', value)];
  return [];
}

const UPLOAD: Fields = new Map([['upload_id', { is: 'string' }]]);

function ofValue(api: Api, type: Type, value: unknown, path: string, place: string): Violation[] {
  if (value === null || value === undefined) return [];
  if (type.is === 'any') return [];
  if (type.is === 'list') return ofList(api, type.of, value, path, place);
  if (type.is === 'map') return ofMap(api, type.of, value, path, place);
  if (type.is === 'message' || type.is === 'object') return ofMessage(api, type, value, path);
  return ofScalar(type.is, value, path, place);
}

function ofList(api: Api, of: Type, value: unknown, path: string, place: string): Violation[] {
  if (!Array.isArray(value)) return [wrong(path, 'repeated', value)];
  return value.flatMap((item, index) => ofValue(api, of, item, `${path}[${index}]`, place));
}

function ofMap(api: Api, of: Type, value: unknown, path: string, place: string): Violation[] {
  if (!isPlain(value)) return [wrong(path, 'map', value)];
  return Object.entries(value).flatMap(([key, item]) => ofValue(api, of, item, `${path}[${key}].value`, place));
}

function ofMessage(api: Api, type: Type, value: unknown, path: string): Violation[] {
  if (!isPlain(value)) return [wrong(path, type.is === 'message' ? type.name : 'object', value)];
  const fields = fieldsOf(api, type) ?? new Map<string, Type>();
  const name = type.is === 'message' ? type.name : '';
  const inside = Object.entries(value).flatMap(([key, item]) => {
    const field = fields.get(key);
    if (!field) return [unknown(key, path)];
    return ofValue(api, field, item, path === '' ? snake(key) : `${path}.${snake(key)}`, `${name}.${key}`);
  });
  return [...inside, ...ofOneof(name, value, path)];
}

/** Messages of which one member may be set. */
const ONEOF: Readonly<Record<string, { readonly union: string; readonly members?: readonly string[] }>> = {
  Request: { union: 'kind' },
  ExtendedValue: { union: 'value' },
  ConditionValue: { union: 'value' },
  ColorStyle: { union: 'kind' },
  ConditionalFormatRule: { union: 'rule', members: ['booleanRule', 'gradientRule'] },
  UpdateCellsRequest: { union: 'area', members: ['start', 'range'] },
};

function ofOneof(name: string, value: Plain, path: string): Violation[] {
  const oneof = ONEOF[name];
  if (!oneof) return [];
  const set = Object.keys(value).filter((key) => value[key] != null && (oneof.members?.includes(key) ?? true));
  const second = set[1];
  if (second === undefined) return [];
  const description = `Invalid value at '${path}' (oneof), oneof field '${oneof.union}' is already set. Cannot set '${second}'`;
  return [{ field: path, description }];
}

function ofScalar(is: 'string' | 'number' | 'boolean', value: unknown, path: string, place: string): Violation[] {
  const words = ENUMERATIONS[place];
  if (words && !(typeof value === 'string' && words.includes(value)))
    return [wrong(path, `type.googleapis.com/google.apps.sheets.v4.${place}`, value)];
  if (is === 'number') return ofNumber(value, path, place);
  if (typeof value === is) return [];
  return [wrong(path, is === 'string' ? 'TYPE_STRING' : 'TYPE_BOOL', value)];
}

const INT32 = 2 ** 31;

function ofNumber(value: unknown, path: string, place: string): Violation[] {
  if (FRACTIONS.has(place)) return Number.isFinite(value) ? [] : [wrong(path, 'TYPE_DOUBLE', value)];
  const fits = Number.isInteger(value) && Number(value) >= -INT32 && Number(value) < INT32;
  return fits ? [] : [wrong(path, 'TYPE_INT32', value)];
}

function wrong(field: string, type: string, value: unknown): Violation {
  return { field, description: `Invalid value at '${field}' (${type}), ${JSON.stringify(value)}` };
}

function unknown(key: string, path: string): Violation {
  const at = path === '' ? '' : ` at '${path}'`;
  return { field: path, description: `Invalid JSON payload received. Unknown name "${key}"${at}: Cannot find field.` };
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
