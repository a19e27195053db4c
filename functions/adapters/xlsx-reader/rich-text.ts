/** Puts together the text of a string item: its plain text or its runs, without the phonetic hints above them. */
export interface RichText {
  readonly open: (name: string) => void;
  readonly close: (name: string) => void;
  readonly text: (piece: string) => void;
  /** The text since the last `take`. */
  readonly take: () => string;
}

/** Starts with an empty text. */
export function collectRichText(): RichText {
  let collected = '';
  let listening = false;
  let phonetic = false;
  return {
    open: (name) => {
      if (name === 't') listening = !phonetic;
      if (name === 'rPh') phonetic = true;
    },
    close: (name) => {
      if (name === 't') listening = false;
      if (name === 'rPh') phonetic = false;
    },
    text: (piece) => {
      if (listening) collected += piece;
    },
    take: () => {
      const taken = collected;
      collected = '';
      return taken;
    },
  };
}
