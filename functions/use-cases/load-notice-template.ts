import type { FormLibrary } from '../ports/form-library.ts';
import type { LoadNoticeTemplate, NoticeTemplate } from '../ports/render-notice.ts';
import { Problem } from '../problems.ts';

/**
 * Gives the office's notice template of a form, read once.
 *
 * @throws Problem NOTICE_TEMPLATE_MISSING, NOTICE_TEMPLATE_BROKEN (the office edited it and it has faults).
 */
export function loadNoticeTemplate(forms: FormLibrary, load: LoadNoticeTemplate) {
  const loaded = new Map<string, Promise<NoticeTemplate>>();

  async function read(form: string, version: number): Promise<NoticeTemplate> {
    const bytes = await forms.noticeTemplate(form, version);
    if (!bytes) throw new Problem('NOTICE_TEMPLATE_MISSING', { form, version });
    const result = await load(bytes);
    if ('template' in result) return result.template;
    throw new Problem('NOTICE_TEMPLATE_BROKEN', { fault: result.faults[0] ?? '', count: result.faults.length });
  }

  return (form: string, version: number): Promise<NoticeTemplate> => {
    const key = `${form}/${version}`;
    const template = loaded.get(key) ?? read(form, version);
    loaded.set(key, template);
    return template;
  };
}
