import type { TemplateFault } from '../../ports/render-notice.ts';
import { nearestName } from './nearest-name.ts';
import type { WrittenTag } from './template-engine.ts';
import { findTag, listOf, nameOf, type TemplateTag } from './template-tags.ts';

interface OpenList {
  readonly written: string;
  /** The list it is, or was meant to be. */
  readonly name: string;
}

interface Reading {
  /** Those that the template may use. */
  readonly known: readonly TemplateTag[];
  readonly faults: TemplateFault[];
  /** Paths of tags that are there, or were meant by a tag whose misspelling is reported already. */
  readonly found: Set<string>;
  readonly open: OpenList[];
}

/** Every fault in the tags of one template, which may use `known`: names nobody knows, tags out of their list, lists printed as text, required tags missing. */
export function lintTags(known: readonly TemplateTag[], files: readonly (readonly WrittenTag[])[]): TemplateFault[] {
  const found = new Set<string>();
  const faults = files.flatMap((tags) => {
    const reading: Reading = { known, faults: [], found, open: [] };
    for (const tag of tags) readTag(tag, reading);
    return reading.faults;
  });
  return [...faults, ...missingTags(known, found)];
}

function readTag(written: WrittenTag, reading: Reading): void {
  const { open } = reading;
  if (written.role === 'end') {
    // An end that pairs with no opening is reported where loops are paired.
    const opened = open.findLastIndex((list) => list.written === written.name);
    if (opened >= 0) open.length = opened;
    return;
  }
  const name = checkTag(written, reading);
  if (written.role === 'list') open.push({ written: written.name, name });
}

/** Notes what is wrong with one tag; returns the name it has, or was meant to have. */
function checkTag(written: WrittenTag, { known, faults, found, open }: Reading): string {
  const lists = open.map(({ name }) => name);
  const tag = written.role === 'foreign' ? undefined : findTag(known, written.name, lists);
  if (!tag) {
    const { sentence, meant } = describeStranger(written, lists, known);
    faults.push(sentence);
    for (const { path } of meant) found.add(path);
    return meant[0] ? nameOf(meant[0]) : written.name;
  }
  if (written.role !== 'empty list') found.add(tag.path);
  if (tag.kind === 'list' && written.role === 'text')
    faults.push(
      `Thẻ {${written.raw}} là một danh sách, không in được như một dòng chữ. Hãy mở bằng {#${written.name}} và đóng bằng {/${written.name}}.`,
    );
  return written.name;
}

function describeStranger(
  written: WrittenTag,
  open: readonly string[],
  known: readonly TemplateTag[],
): { sentence: string; meant: TemplateTag[] } {
  if (written.role === 'foreign')
    return {
      sentence: `Thẻ {${written.raw}} không được dùng trong mẫu này. Hãy bỏ ký hiệu đầu thẻ hoặc xoá thẻ.`,
      meant: [],
    };
  if (/\s/.test(written.name) && written.name.length > 30)
    return {
      sentence: `Dấu { trước "${excerpt(written.raw)}" không có dấu } đi kèm, hoặc thẻ bị ngắt ở giữa. Hãy gõ lại thẻ liền một mạch trong một đoạn.`,
      meant: [],
    };
  const elsewhere = known.filter((tag) => nameOf(tag) === written.name);
  if (elsewhere.length > 0) return { sentence: describeMisplaced(written, elsewhere), meant: elsewhere };
  const nearest = nearestName(written.name, namesWithin(known, open)) ?? nearestName(written.name, known.map(nameOf));
  const advice = nearest
    ? `Hãy sửa thành {${signOf(written)}${nearest}} nếu đó là thẻ cần dùng.`
    : 'Hãy xem lại tên thẻ trong bảng các thẻ của mẫu.';
  return {
    sentence: `Thẻ {${written.raw}} không có trong danh mục thẻ. ${advice}`,
    meant: known.filter((tag) => nameOf(tag) === nearest),
  };
}

function describeMisplaced({ raw }: WrittenTag, elsewhere: readonly TemplateTag[]): string {
  const places = elsewhere.map((tag) => `{#${listOf(tag)}} và {/${listOf(tag)}}`);
  return `Thẻ {${raw}} đứng ngoài danh sách của nó. Hãy đặt thẻ vào giữa ${places.join(', hoặc giữa ')}.`;
}

function missingTags(known: readonly TemplateTag[], found: ReadonlySet<string>): TemplateFault[] {
  const missing = known.filter((tag) => tag.required && !found.has(tag.path));
  // Where a whole list is missing, its tags are missing with it: said once.
  return missing
    .filter((tag) => !missing.some((outer) => tag.path.startsWith(`${outer.path}.`)))
    .map((tag) => {
      const sign = tag.kind === 'list' ? '#' : '';
      const place = listOf(tag) ? ` giữa {#${listOf(tag)}} và {/${listOf(tag)}}` : '';
      return `Mẫu thiếu thẻ bắt buộc {${sign}${nameOf(tag)}}${place} (${tag.meaning}). Hãy thêm thẻ vào đúng chỗ trong mẫu.`;
    });
}

/** The names that may stand between the lists in `open`. */
const namesWithin = (known: readonly TemplateTag[], open: readonly string[]): string[] =>
  known.map(nameOf).filter((name) => findTag(known, name, open) !== undefined);

const signOf = ({ role }: WrittenTag): string => ({ list: '#', 'empty list': '^' })[role as string] ?? '';

const excerpt = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
