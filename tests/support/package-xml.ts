import PizZip from 'pizzip';
import { SaxesParser } from 'saxes';

/** An element of a part: its name as written, attributes, children, and its own text. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

/** The parts of an Office package as text, by name. */
export type Parts = ReadonlyMap<string, string>;

/** Unpacks every part of a package. @throws Error when a name occurs twice in the zip. */
export function unpack(bytes: Uint8Array): Parts {
  const zip = new PizZip(bytes);
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  return new Map(entries.map((entry) => [entry.name, entry.asText()]));
}

/**
 * Parses a part. What `take` returns true for is checked when it closes and not kept: a sheet of half a million cells is
 * no tree.
 *
 * @throws Error when the XML is not well-formed or uses an undeclared prefix.
 */
export function parseXml(xml: string, take: (node: XmlNode) => boolean = () => false): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value] as const);
    open.push({ name, attributes: Object.fromEntries(values), children: [], text: '' });
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => {
    const node = open.pop();
    if (node && !take(node)) open.at(-1)?.children.push(node);
  });
  parser.write(xml).close();
  const [document] = root.children;
  if (!document) throw new Error('The part is empty.');
  return document;
}

/** Children of that name. */
export const all = (node: XmlNode | undefined, name: string): XmlNode[] =>
  node?.children.filter((child) => child.name === name) ?? [];

/** Every element of that name below `node`. */
export const descendants = (node: XmlNode, name: string): XmlNode[] =>
  node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);

/** The first child of that name. */
export const one = (node: XmlNode | undefined, name: string): XmlNode | undefined => all(node, name)[0];
