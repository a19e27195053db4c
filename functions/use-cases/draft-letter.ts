import type { Draft, DraftKind, LetterFiles, LetterTemplate, LoadLetterTemplate } from '../ports/render-letter.ts';
import { Problem } from '../problems.ts';

/** Of which form's round a draft is. */
export interface OfForm {
  readonly form: string;
  readonly version: number;
}

export type DraftLetter = ReturnType<typeof draftLetter>;

/**
 * Makes Word files of letters and of the round's report; each template is read once.
 *
 * @throws Problem LETTER_TEMPLATE_MISSING, LETTER_TEMPLATE_BROKEN (the office edited it and it has faults).
 */
export function draftLetter(files: LetterFiles, load: LoadLetterTemplate) {
  const loaded = new Map<string, Promise<LetterTemplate>>();

  async function read(kind: DraftKind, { form, version }: OfForm): Promise<LetterTemplate> {
    const file = files.nameOf(kind);
    const bytes = await files.find(kind, form, version);
    if (!bytes) throw new Problem('LETTER_TEMPLATE_MISSING', { file });
    const result = await load(kind, bytes);
    if ('template' in result) return result.template;
    throw new Problem('LETTER_TEMPLATE_BROKEN', { file, fault: result.faults[0] ?? '', count: result.faults.length });
  }

  return async (of: OfForm, draft: Draft): Promise<Uint8Array> => {
    const key = `${of.form}/${of.version}/${draft.kind}`;
    const template = loaded.get(key) ?? read(draft.kind, of);
    loaded.set(key, template);
    return (await template).render(draft);
  };
}
