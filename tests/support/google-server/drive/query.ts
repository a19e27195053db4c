/** The search language of `files.list`. */
import { driveRefusal, type Refused } from '../refusals.ts';
import type { StoredFile } from '../world.ts';

type Test = (file: StoredFile) => boolean;

interface State {
  readonly tokens: readonly string[];
  at: number;
}

const TOKENS = /'(?:[^'\\]|\\.)*'|[A-Za-z]+|!=|<=|>=|[=<>(){}]|\d[\dT:.Z+-]*|\S/g;

/** Reads `q`; refused as a whole where a part is not understood. */
export function readQuery(q: string): Test {
  const state = { tokens: q.match(TOKENS) ?? [], at: 0 };
  const test = readOr(state);
  if (state.at !== state.tokens.length) throw invalidQuery();
  return test;
}

function readOr(state: State): Test {
  const tests = [readAnd(state)];
  while (take(state, 'or')) tests.push(readAnd(state));
  return (file) => tests.some((test) => test(file));
}

function readAnd(state: State): Test {
  const tests = [readTerm(state)];
  while (take(state, 'and')) tests.push(readTerm(state));
  return (file) => tests.every((test) => test(file));
}

function readTerm(state: State): Test {
  if (take(state, 'not')) {
    const test = readTerm(state);
    return (file) => !test(file);
  }
  if (take(state, '(')) {
    const test = readOr(state);
    expect(state, ')');
    return test;
  }
  return readComparison(state);
}

function readComparison(state: State): Test {
  const first = next(state);
  if (first.startsWith("'")) return readMembership(state, textOf(first));
  if (first === 'appProperties' || first === 'properties') return readProperty(state, first);
  const operator = next(state);
  const value = next(state);
  if (first === 'trashed') return trashed(operator, value);
  if (first === 'name' || first === 'mimeType') return text(first, operator, textOf(value));
  if (first === 'modifiedTime' || first === 'createdTime') return time(first, operator, textOf(value));
  throw invalidQuery();
}

function readMembership(state: State, id: string): Test {
  expect(state, 'in');
  expect(state, 'parents');
  return ({ parents }) => parents.includes(id);
}

function readProperty(state: State, field: 'appProperties' | 'properties'): Test {
  for (const token of ['has', '{', 'key', '=']) expect(state, token);
  const key = textOf(next(state));
  for (const token of ['and', 'value', '=']) expect(state, token);
  const value = textOf(next(state));
  expect(state, '}');
  return (file) => file[field][key] === value;
}

function trashed(operator: string, value: string): Test {
  if (!['=', '!='].includes(operator) || !['true', 'false'].includes(value)) throw invalidQuery();
  const wanted = (value === 'true') === (operator === '=');
  return (file) => file.trashed === wanted;
}

function text(field: 'name' | 'mimeType', operator: string, value: string): Test {
  if (operator === '=') return (file) => file[field] === value;
  if (operator === '!=') return (file) => file[field] !== value;
  if (operator !== 'contains') throw invalidQuery();
  return (file) =>
    file[field]
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(value.toLowerCase()));
}

function time(field: 'modifiedTime' | 'createdTime', operator: string, value: string): Test {
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw invalidQuery();
  if (operator === '>') return (file) => file[field] > at;
  if (operator === '>=') return (file) => file[field] >= at;
  if (operator === '<') return (file) => file[field] < at;
  if (operator === '<=') return (file) => file[field] <= at;
  throw invalidQuery();
}

function textOf(token: string): string {
  if (!/^'.*'$/s.test(token)) throw invalidQuery();
  return token.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}

function take(state: State, token: string): boolean {
  if (state.tokens[state.at] !== token) return false;
  state.at += 1;
  return true;
}

function expect(state: State, token: string): void {
  if (!take(state, token)) throw invalidQuery();
}

function next(state: State): string {
  const token = state.tokens[state.at];
  if (token === undefined) throw invalidQuery();
  state.at += 1;
  return token;
}

function invalidQuery(): Refused {
  return driveRefusal(400, 'invalid', 'Invalid Value', { location: 'q', locationType: 'parameter' });
}
