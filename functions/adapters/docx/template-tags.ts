/** A tag that an office may write in a Word template: one row per tag, read by the linter, the values and the documentation. */
export interface TemplateTag {
  /** The tag with the lists it stands in: "linh_vuc.doan.dau" is {dau} between {#doan} and {/doan} inside {#linh_vuc}. */
  readonly path: string;
  /** A list opens with {#…} and closes with {/…}; {^…} prints when it is empty. */
  readonly kind: 'text' | 'list';
  /** A document without it would drop what its reader must know. */
  readonly required: boolean;
  readonly meaning: string;
}

export const text = (path: string, meaning: string): TemplateTag => ({ path, kind: 'text', required: false, meaning });
export const list = (path: string, meaning: string): TemplateTag => ({ path, kind: 'list', required: false, meaning });
export const required = (tag: TemplateTag): TemplateTag => ({ ...tag, required: true });

/** The tag that `name` means between the lists in `open`, outermost first: the innermost list that knows it wins. */
export function findTag(tags: readonly TemplateTag[], name: string, open: readonly string[]): TemplateTag | undefined {
  const within = tags.filter((tag) => nameOf(tag) === name && isWithin(tag, open));
  return within.sort((a, b) => open.lastIndexOf(listOf(b)) - open.lastIndexOf(listOf(a)))[0];
}

/** Lists may nest freely: a tag is known as long as its own lists are among the open ones, in their order. */
function isWithin(tag: TemplateTag, open: readonly string[]): boolean {
  const lists = tag.path.split('.').slice(0, -1);
  let next = 0;
  for (const list of open) if (list === lists[next]) next += 1;
  return next === lists.length;
}

/** The last part of a path: what the office writes between braces. */
export const nameOf = (tag: TemplateTag): string => tag.path.slice(tag.path.lastIndexOf('.') + 1);

/** The list a tag stands in, as it is written; empty for a tag that stands anywhere. */
export const listOf = (tag: TemplateTag): string => tag.path.split('.').at(-2) ?? '';
