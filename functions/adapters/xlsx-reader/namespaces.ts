/** Which elements are ours to read, whatever prefix a writer gave them. */

import { damaged } from './damaged.ts';

const OURS = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
  'http://schemas.openxmlformats.org/package/2006/content-types',
  'http://schemas.openxmlformats.org/package/2006/relationships',
  'http://purl.org/dc/terms/',
]);

/** Deeper than any writer nests declarations; unbounded, looking a prefix up would cost more than reading its element. */
const MAX_SCOPES = 16;

interface Scope {
  readonly depth: number;
  readonly level: number;
  readonly declared: ReadonlyMap<string, boolean>;
  readonly outer: Scope | undefined;
}

/** Follows namespace declarations through a document: call in document order, `declare` before its element's `enter`. */
export interface Namespaces {
  readonly declare: (attribute: string, uri: string) => void;
  readonly enter: (depth: number) => void;
  readonly leave: (depth: number) => void;
  /** The name without its prefix, or '' for an element of a namespace that we do not read. */
  readonly localName: (name: string) => string;
}

/** Starts with nothing declared; elements without a prefix are ours until a default namespace says otherwise. */
export function trackNamespaces(): Namespaces {
  let scope: Scope | undefined;
  let pending: Map<string, boolean> | undefined;
  let unprefixedAreOurs = true;
  let known = new Map<string, boolean>();
  const moveTo = (next: Scope | undefined): void => {
    scope = next;
    unprefixedAreOurs = isOurs('', next) ?? true;
    known = new Map();
  };
  return {
    declare: (attribute, uri) => {
      pending ??= new Map();
      pending.set(attribute.slice('xmlns:'.length), OURS.has(uri.trim()));
    },
    enter: (depth) => {
      if (pending === undefined) return;
      const level = (scope?.level ?? 0) + 1;
      if (level > MAX_SCOPES) throw damaged('namespaces nested too deeply');
      moveTo({ depth, level, declared: pending, outer: scope });
      pending = undefined;
    },
    leave: (depth) => {
      if (scope?.depth === depth) moveTo(scope.outer);
    },
    localName: (name) => {
      const colon = name.indexOf(':');
      if (colon < 0) return unprefixedAreOurs ? name : '';
      const prefix = name.slice(0, colon);
      const ours = known.get(prefix) ?? isOurs(prefix, scope);
      // Only declared prefixes are remembered: of others there may be a million.
      if (ours !== undefined) known.set(prefix, ours);
      return ours ? name.slice(colon + 1) : '';
    },
  };
}

function isOurs(prefix: string, innermost: Scope | undefined): boolean | undefined {
  for (let scope = innermost; scope !== undefined; scope = scope.outer) {
    const known = scope.declared.get(prefix);
    if (known !== undefined) return known;
  }
  return undefined;
}
