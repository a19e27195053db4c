/**
 * Sentences of the form with places for figures: `Đã tiếp nhận {3.2} hồ sơ[, trong đó {3.3} hồ sơ trực tuyến].`
 *
 * `{…}` is a figure by its code or a word of the round; `[…]` is a part that is left out when a figure in it is missing.
 * `{3.12+}` counts as missing where it is 0.
 */

export type SentencePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'slot'; readonly name: string; readonly positive?: true }
  | { readonly kind: 'optional'; readonly pieces: readonly SentencePiece[] };

export type SentenceTemplate = readonly SentencePiece[];

/** A sentence template that cannot be read: says in Vietnamese what is wrong. */
export class SentenceFault extends Error {}

/**
 * Parses a sentence template.
 *
 * @throws SentenceFault when a bracket or brace is not closed, or closed without being opened.
 */
export function parseSentence(source: string): SentenceTemplate {
  let at = 0;

  function pieces(nested: boolean): SentencePiece[] {
    const found: SentencePiece[] = [];
    while (at < source.length) {
      const sign = source[at];
      if (sign === ']' && nested) return found;
      if (sign === ']' || sign === '}')
        throw new SentenceFault(`Dấu "${sign}" thừa trong câu "${excerpt(source, at)}"`);
      if (sign === '{') found.push(slot());
      else if (sign === '[') found.push(optional());
      else found.push(plain());
    }
    if (nested) throw new SentenceFault(`Thiếu dấu "]" trong câu "${excerpt(source, at)}"`);
    return found;
  }
  function slot(): SentencePiece {
    const end = source.indexOf('}', at);
    if (end < 0) throw new SentenceFault(`Thiếu dấu "}" trong câu "${excerpt(source, at)}"`);
    const name = source.slice(at + 1, end).trim();
    at = end + 1;
    return name.endsWith('+') ? { kind: 'slot', name: name.slice(0, -1), positive: true } : { kind: 'slot', name };
  }
  function optional(): SentencePiece {
    at += 1;
    const inner = pieces(true);
    at += 1;
    return { kind: 'optional', pieces: inner };
  }
  function plain(): SentencePiece {
    const end = source.slice(at).search(/[[\]{}]/);
    const text = end < 0 ? source.slice(at) : source.slice(at, at + end);
    at += text.length;
    return { kind: 'text', text };
  }

  return pieces(false);
}

const excerpt = (source: string, at: number): string => source.slice(Math.max(0, at - 40), at + 20);

/** Names of all slots, optional ones too, each once. */
export function slotsOf(template: SentenceTemplate): readonly string[] {
  const found = template.flatMap((piece) =>
    piece.kind === 'slot' ? [piece.name] : piece.kind === 'optional' ? slotsOf(piece.pieces) : [],
  );
  return [...new Set(found)];
}

/** What a filler gives for a count of nothing: `writeZeros` says it in words, or as 0 where it is a term ("0/22"). */
export const ZERO = '\ue000';

const isZero = (text: string): boolean => text === ZERO || text === '0';

/** Writes out zeros: "0 máy scan" is "không có máy scan". A zero that no noun follows, or that is part of a fraction, stays 0. */
export function writeZeros(text: string): string {
  return text.replace(/(?<!\/)\ue000(?= \p{L})/gu, 'không có').replaceAll(ZERO, '0');
}

/**
 * Fills in a template. `undefined` when a figure outside every optional part is missing, since a sentence with a hole
 * must not be printed.
 */
export function fillSentence(
  template: SentenceTemplate,
  fill: (slot: string) => string | undefined,
): string | undefined {
  const parts: string[] = [];
  for (const piece of template) {
    if (piece.kind === 'text') parts.push(piece.text);
    else if (piece.kind === 'optional') parts.push(fillSentence(piece.pieces, fill) ?? '');
    else {
      const text = fill(piece.name);
      if (text === undefined || (piece.positive && isZero(text))) return undefined;
      parts.push(text);
    }
  }
  return parts.join('');
}
