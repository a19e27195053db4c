/** Templates of letters as files: the form's own beside its `form.yaml`, else those in `van-ban/` for all forms. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DraftKind, LetterFiles } from '../../ports/render-letter.ts';

const NAMES: Readonly<Record<DraftKind, string>> = {
  reminder: 'cong-van-don-doc.docx',
  'reminder list': 'cong-van-danh-sach.docx',
  'round report': 'thong-bao-chung.docx',
};

/** The folder of the templates for all forms. */
export const LETTERS_FOLDER = 'van-ban';

/** Looks below each of `roots` in turn: the forms in use, then those that ship with the project. */
export function letterFiles(roots: readonly string[]): LetterFiles {
  return {
    nameOf: (kind) => NAMES[kind],
    async find(kind, form, version) {
      const folders = roots.flatMap((root) => [join(root, form, `v${version}`), join(root, LETTERS_FOLDER)]);
      for (const folder of folders) {
        const bytes = await readFile(join(folder, NAMES[kind])).catch(() => undefined);
        if (bytes) return bytes;
      }
      return undefined;
    },
  };
}
