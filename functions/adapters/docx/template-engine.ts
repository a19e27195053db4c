import type Docxtemplater from 'docxtemplater';
import type PizZip from 'pizzip';
import type { TagValues } from './tag-values.ts';

/** One tag as it stands in the template, in reading order. */
export interface WrittenTag {
  /** Between the braces, without the sign of a list. */
  readonly name: string;
  readonly raw: string;
  readonly role: 'text' | 'list' | 'empty list' | 'end' | 'foreign';
}

interface CompiledPart {
  readonly type: string;
  readonly value: string;
  readonly raw?: string;
  readonly module?: string;
  readonly location?: string;
  readonly inverted?: boolean;
}

/** Loads the two libraries when the first template is read, not when the service starts. */
export async function loadEngine() {
  const [{ default: Engine }, { default: Zip }] = await Promise.all([import('docxtemplater'), import('pizzip')]);
  const compile = (zip: PizZip, onTags: (tags: readonly WrittenTag[]) => void = () => {}): Docxtemplater<PizZip> =>
    new Engine(zip, {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      // A tag is a name to look up, never an expression; a file may not change what the braces are.
      syntax: { changeDelimiterPrefix: null },
      parser: (tag) => ({ get: (scope) => lookUp(scope, tag.trim()) }),
      nullGetter: (part) => (part.module ? undefined : `[chưa có: ${part.value.trim()}]`),
      modules: [tagListener(onTags)],
    });
  return { compile, Zip };
}

function lookUp(scope: TagValues | undefined, name: string): unknown {
  return scope && Object.hasOwn(scope, name) ? scope[name] : undefined;
}

/** Hears the tags of each part of the file before loops are paired, so also those of a template that will not compile. */
function tagListener(onTags: (tags: readonly WrittenTag[]) => void): Docxtemplater.DXT.Module {
  return {
    name: 'TagListener',
    set({ inspect }: { inspect?: { parsed?: readonly CompiledPart[] } }) {
      if (inspect?.parsed) onTags(inspect.parsed.filter((part) => part.type === 'placeholder').map(readTag));
    },
  };
}

function readTag(part: CompiledPart): WrittenTag {
  return { name: part.value.trim(), raw: (part.raw ?? part.value).trim(), role: roleOf(part) };
}

function roleOf({ module, location, inverted }: CompiledPart): WrittenTag['role'] {
  if (!module) return 'text';
  if (module !== 'loop') return 'foreign';
  if (location === 'end') return 'end';
  return inverted ? 'empty list' : 'list';
}
