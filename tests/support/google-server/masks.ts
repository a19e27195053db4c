/** Field masks: which part of a message is meant, in an answer (`fields` of a query) or in a change (`fields` of a body). */
import { type Api, fieldsOf, type Type } from './schemas.ts';

/** `true` where everything below is meant. */
export type Mask = true | ReadonlyMap<string, Mask>;

type Plain = Record<string, unknown>;

/** Reads `a,b.c,d(e,f),g/h,*`; `undefined` when it is not a mask at all. */
export function readMask(text: string): Mask | undefined {
  const tokens = text.match(/[\w*-]+|[(),./]|\S/g) ?? [];
  const state = { tokens, at: 0 };
  const mask = readList(state);
  return mask !== undefined && state.at === tokens.length ? mask : undefined;
}

interface State {
  readonly tokens: readonly string[];
  at: number;
}

function readList(state: State): Mask | undefined {
  const mask = new Map<string, Mask>();
  for (;;) {
    const path = readPath(state);
    if (!path) return undefined;
    add(mask, path.names, path.below);
    if (state.tokens[state.at] !== ',') return mask;
    state.at += 1;
  }
}

function readPath(state: State): { names: string[]; below: Mask } | undefined {
  const names: string[] = [];
  for (;;) {
    const name = state.tokens[state.at];
    if (name === undefined || !/^[\w*-]+$/.test(name)) return undefined;
    names.push(name);
    state.at += 1;
    const next = state.tokens[state.at];
    if (next === '(') return readBracket(state, names);
    if (next !== '.' && next !== '/') return { names, below: true };
    state.at += 1;
  }
}

function readBracket(state: State, names: string[]): { names: string[]; below: Mask } | undefined {
  state.at += 1;
  const below = readList(state);
  if (!below || state.tokens[state.at] !== ')') return undefined;
  state.at += 1;
  return { names, below };
}

function add(mask: Map<string, Mask>, names: readonly string[], below: Mask): void {
  const [name = '', ...rest] = names;
  const before = mask.get(name);
  if (before === true) return;
  const inner = new Map(before ?? []);
  if (rest.length > 0) add(inner, rest, below);
  else if (below === true) return void mask.set(name, true);
  else for (const [key, value] of below) add(inner, [key], value);
  mask.set(name, inner);
}

/** The first path that the message does not have, as text; `undefined` when all are there. */
export function unknownPath(api: Api, type: Type, mask: Mask): string | undefined {
  if (mask === true) return undefined;
  if (type.is === 'list') return unknownPath(api, type.of, mask);
  if (type.is === 'map' || type.is === 'any') return undefined;
  const fields = fieldsOf(api, type);
  for (const [name, below] of mask) {
    if (name === '*') continue;
    const field = fields?.get(name);
    if (!field) return name;
    const inside = unknownPath(api, field, below);
    if (inside !== undefined) return `${name}.${inside}`;
  }
  return undefined;
}

/** The part of an answer that was asked for. */
export function project(value: unknown, mask: Mask): unknown {
  if (mask === true || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => project(item, mask));
  const everything = mask.get('*');
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const below = mask.get(key) ?? everything;
    return below === undefined ? [] : [[key, project(item, below)]];
  });
  return Object.fromEntries(entries);
}

/** Whether a path is asked for, with what is below it. */
export function covers(mask: Mask, ...path: readonly string[]): boolean {
  if (mask === true) return true;
  const [name, ...rest] = path;
  if (name === undefined) return true;
  const below = mask.get(name) ?? mask.get('*');
  return below !== undefined && covers(below, ...rest);
}

/**
 * Takes over what the mask names, and only that: a named field that the source lacks is cleared. Gives a new message;
 * what has become empty is left out.
 */
export function applyMask(target: object, source: object, mask: Mask): Plain {
  if (mask === true || mask.get('*') === true) return structuredClone(source) as Plain;
  const result: Plain = { ...target };
  for (const [name, below] of mask) {
    const value = (source as Plain)[name] ?? undefined;
    const next = below === true || Array.isArray(value) ? value : merged(result[name], value, below);
    if (next === undefined || isEmpty(next)) delete result[name];
    else result[name] = structuredClone(next);
  }
  return result;
}

function merged(target: unknown, source: unknown, mask: Mask): Plain {
  return applyMask(asObject(target), asObject(source), mask);
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}
