import type { LoadNoticeTemplate } from '../../ports/render-notice.ts';
import { loadTemplate } from '../docx/load-template.ts';
import { readTagValues } from './notice-values.ts';
import { noticeTags } from './tags.ts';

/** Reads the office's Word template of a notice. */
export const loadNoticeTemplate: LoadNoticeTemplate = async (bytes) => {
  const loaded = await loadTemplate(bytes, noticeTags);
  return 'faults' in loaded ? loaded : { template: { render: (notice) => loaded.fill(readTagValues(notice)) } };
};
