/**
 * Google's message types, read from the declarations of googleapis: the server believes those, so that it cannot share a
 * slip of the pen with the code it tests.
 */
import { readFileSync } from 'node:fs';

export type Type =
  | { readonly is: 'string' | 'number' | 'boolean' | 'any' }
  | { readonly is: 'message'; readonly name: string }
  | { readonly is: 'list' | 'map'; readonly of: Type }
  | { readonly is: 'object'; readonly fields: Fields };

export type Fields = ReadonlyMap<string, Type>;

export interface Api {
  readonly name: 'sheets' | 'drive';
  /** By name without "Schema$": `GridRange`. */
  readonly messages: ReadonlyMap<string, Fields>;
  /** By method as googleapis writes it: `Files$Create`; with path, query and body together. */
  readonly parameters: ReadonlyMap<string, Fields>;
}

export const SHEETS = readApi('sheets', 'sheets/v4.d.ts');
export const DRIVE = readApi('drive', 'drive/v3.d.ts');

/** The fields of a message; a name that Google does not know is a mistake of this server. */
export function fieldsOf(api: Api, type: Type): Fields | undefined {
  if (type.is === 'object') return type.fields;
  if (type.is !== 'message') return undefined;
  const fields = api.messages.get(type.name);
  if (!fields) throw new Error(`no message ${type.name} in ${api.name}`);
  return fields;
}

function readApi(name: Api['name'], file: string): Api {
  const url = new URL(`../../../node_modules/googleapis/build/src/apis/${file}`, import.meta.url);
  const text = readFileSync(url, 'utf8').replaceAll(/\/\*\*.*?\*\//gs, '');
  const messages = new Map<string, Fields>();
  const parameters = new Map<string, Fields>();
  for (const [, title = '', body = ''] of text.matchAll(/interface ([\w$]+)[^{\n]*(\{\n.*?\n {4}\})/gs)) {
    if (title.startsWith('Schema$')) messages.set(title.slice('Schema$'.length), readObject(tokensOf(body)));
    if (title.startsWith('Params$Resource$')) {
      parameters.set(title.slice('Params$Resource$'.length), readObject(tokensOf(body)));
    }
    if (title === 'StandardParameters') parameters.set('Standard', readObject(tokensOf(body)));
  }
  return { name, messages, parameters };
}

interface Tokens {
  readonly all: readonly string[];
  at: number;
}

function tokensOf(text: string): Tokens {
  return { all: text.match(/'[^']*'|[\w$]+|\?:|[{}[\]:;|<>]/g) ?? [], at: 0 };
}

function readObject(tokens: Tokens): Fields {
  const fields = new Map<string, Type>();
  tokens.at += 1;
  while (tokens.all[tokens.at] !== '}') {
    const name = tokens.all[tokens.at] ?? '';
    if (!/^['\w$]/.test(name)) throw new Error(`cannot read the types of googleapis at ${name}`);
    tokens.at += 2;
    fields.set(name.replaceAll("'", ''), readType(tokens));
    if (tokens.all[tokens.at] === ';') tokens.at += 1;
  }
  tokens.at += 1;
  return fields;
}

/** The first of a union counts: the others are `null` or kinds of credentials. */
function readType(tokens: Tokens): Type {
  let type = readSingle(tokens);
  while (tokens.all[tokens.at] === '[') {
    type = { is: 'list', of: type };
    tokens.at += 2;
  }
  if (tokens.all[tokens.at] !== '|') return type;
  tokens.at += 1;
  readType(tokens);
  return type;
}

function readSingle(tokens: Tokens): Type {
  const token = tokens.all[tokens.at] ?? '';
  if (token === '{')
    return tokens.all[tokens.at + 1] === '[' ? readMap(tokens) : { is: 'object', fields: readObject(tokens) };
  tokens.at += 1;
  if (token === 'Array') return readArray(tokens);
  if (token === 'string' || token === 'number' || token === 'boolean') return { is: token };
  if (token.startsWith('Schema$')) return { is: 'message', name: token.slice('Schema$'.length) };
  return { is: 'any' };
}

/** `Array<{…}>`, as lists of nameless messages are written. */
function readArray(tokens: Tokens): Type {
  tokens.at += 1;
  const of = readType(tokens);
  tokens.at += 1;
  return { is: 'list', of };
}

function readMap(tokens: Tokens): Type {
  tokens.at += '{ [ key : string ] :'.split(' ').length;
  const of = readType(tokens);
  if (tokens.all[tokens.at] === ';') tokens.at += 1;
  tokens.at += 1;
  return { is: 'map', of };
}
