import { setImmediate as nextTurn } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { Problem } from '../../problems.ts';
import type { Budget } from './budget.ts';
import { damaged } from './damaged.ts';
import { xmlText } from './encoding.ts';
import { MAX_XML_ATTRIBUTES, MAX_XML_DEPTH, MAX_XML_SILENCE } from './limits.ts';
import { trackNamespaces } from './namespaces.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What a part's reader wants to hear. Names come without prefix, and as '' for elements of foreign namespaces. */
export interface XmlReader {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  /** Text and CDATA alike; one text may come in several pieces. */
  readonly text?: (text: string) => void;
  /** The element at whose end reading stops; what follows is never parsed. */
  readonly until?: string;
}

/** A part up to this size is read in one go. */
const LONG = 64 * 1024;
/** Thrown through the parser to leave it at `until`. */
const STOP = new Error('read as far as wanted');

/**
 * Reads one XML part, in pieces between which other work gets its turn.
 *
 * @throws Problem FILE_DAMAGED, FILE_HAS_DOCTYPE, FILE_EXPANDS_TOO_FAR, FILE_TEXT_TOO_LONG; and whatever `reader` throws.
 */
export async function readXml(part: Buffer, budget: Budget, reader: XmlReader): Promise<void> {
  const { write, close } = parserFor(reader, budget);
  try {
    for (const text of xmlText(part)) {
      write(text);
      if (part.length > LONG) await nextTurn();
    }
    close();
  } catch (error) {
    if (error !== STOP) throw error;
  }
}

/** Signs of what the parser spends time on without an event: entities, comments, instructions, CDATA. */
const UNHEARD = ['&', '!', '?', '-', ']'];

interface Parser {
  readonly write: (text: string) => void;
  readonly close: () => void;
}

function parserFor(reader: XmlReader, budget: Budget): Parser {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const namespaces = trackNamespaces();
  let depth = 0;
  let attributes = 0;
  let marks = 0;
  let silence = 0;

  // Not one handler more: with an eighth, V8 turns the parser into a hash table, and reading takes five times as long.
  parser.on('error', (error) => {
    throw damaged(error);
  });
  parser.on('doctype', () => {
    throw new Problem('FILE_HAS_DOCTYPE');
  });
  parser.on('attribute', ({ name, value }) => {
    attributes += 1;
    if (name.charCodeAt(0) === 0x78 && name.startsWith('xmlns')) namespaces.declare(name, value);
    if (attributes > MAX_XML_ATTRIBUTES) throw damaged('too many attributes');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    marks += 1 + attributes;
    attributes = 0;
    if (depth > MAX_XML_DEPTH) throw damaged('nested too deeply');
    namespaces.enter(depth);
    reader.open?.(namespaces.localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    const name = namespaces.localName(tag.name);
    reader.close?.(name);
    if (name !== '' && name === reader.until) throw STOP;
    namespaces.leave(depth);
    depth -= 1;
  });
  const text = (piece: string): void => {
    marks += 1;
    reader.text?.(piece);
  };
  parser.on('text', text);
  parser.on('cdata', text);

  return {
    write: (piece) => {
      marks = 0;
      parser.write(piece);
      silence = marks === 0 ? silence + piece.length : 0;
      if (silence > MAX_XML_SILENCE) throw new Problem('FILE_TEXT_TOO_LONG');
      budget.spendMarks(UNHEARD.reduce((sum, sign) => sum + count(piece, sign), marks));
    },
    close: () => parser.close(),
  };
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found += 1;
  return found;
}
