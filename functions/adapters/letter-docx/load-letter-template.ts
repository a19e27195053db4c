import type { LoadLetterTemplate } from '../../ports/render-letter.ts';
import { loadTemplate } from '../docx/load-template.ts';
import { letterValues } from './letter-values.ts';
import { letterTags } from './tags.ts';

/** Reads the office's Word template of a letter, or of the round's report. */
export const loadLetterTemplate: LoadLetterTemplate = async (kind, bytes) => {
  const loaded = await loadTemplate(bytes, letterTags[kind]);
  return 'faults' in loaded ? loaded : { template: { render: (draft) => loaded.fill(letterValues(draft)) } };
};
