/** The `fields` parameter: which parts of an answer are sent, e.g. `items(name,size),nextPageToken` or `items/name`. */
import { invalid } from './refusal.ts';

interface Mask {
  readonly [field: string]: Mask | true;
}

/** Gives the chosen parts of `value`. @throws a refusal for a selection that cannot be read */
export function selectFields(value: unknown, fields: string | undefined): unknown {
  return fields === undefined ? value : applied(value, readMask(fields));
}

function applied(value: unknown, mask: Mask | true): unknown {
  if (mask === true || '*' in mask || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((each) => applied(each, mask));
  const chosen = Object.entries(value).filter(([field]) => field in mask);
  return Object.fromEntries(chosen.map(([field, each]) => [field, applied(each, mask[field] as Mask | true)]));
}

function readMask(fields: string): Mask {
  const tokens = fields.match(/[\w*-]+|[^\w*-]/g) ?? [];
  let place = 0;
  const mask = list();
  if (place < tokens.length) throw unreadable();
  return mask;

  function list(): Mask {
    const mask: Record<string, Mask | true> = {};
    do {
      const [field, rest] = entry();
      const before = mask[field];
      mask[field] = rest !== true && before && before !== true ? { ...before, ...rest } : rest;
    } while (tokens[place] === ',' && ++place);
    return mask;
  }

  function entry(): [string, Mask | true] {
    const field = tokens[place++] ?? '';
    if (!/^[\w*-]+$/.test(field)) throw unreadable();
    const sign = tokens[place];
    if (sign !== '/' && sign !== '(') return [field, true];
    place += 1;
    if (sign === '/') return [field, Object.fromEntries([entry()])];
    const inner = list();
    if (tokens[place++] !== ')') throw unreadable();
    return [field, inner];
  }

  function unreadable() {
    return invalid(`Invalid field selection ${fields}`);
  }
}
