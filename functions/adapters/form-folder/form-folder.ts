/** The library of forms as folders: `<form id>/v<N>/form.yaml`, with the notice template beside it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Form } from '../../domain/form/form.ts';
import type { FormLibrary } from '../../ports/form-library.ts';
import { Problem } from '../../problems.ts';

/** Serves the forms below `root`; each is read once. */
export function formFolder(root: string): FormLibrary {
  const loaded = new Map<string, Promise<Form>>();

  async function versionsOf(id: string): Promise<number[]> {
    // The id comes from a workbook, which may be anyone's: it must not lead out of the library.
    const names = /^[\w-]+$/.test(id) ? await namesIn(join(root, id)) : [];
    return names
      .flatMap((name) => (/^v[1-9]\d*$/.test(name) ? [Number(name.slice(1))] : []))
      .sort((left, right) => left - right);
  }

  async function read(id: string, version: number): Promise<Form> {
    const path = join(root, id, `v${version}`, 'form.yaml');
    const { readFormFile } = await import('./read-form-file.ts'); // heavy; a service starts without it
    const result = await readFormFile(path);
    if ('form' in result) return result.form;
    const [first] = result.faults;
    throw new Problem('FORM_BROKEN', {
      file: path,
      line: first?.line ?? 1,
      fault: first?.sentence ?? '',
      count: result.faults.length,
    });
  }

  return {
    async load(id, version) {
      const known = loaded.get(`${id}/${version}`);
      if (known) return known;
      const versions = await versionsOf(id);
      const wanted = version ?? versions.at(-1);
      if (wanted === undefined || !versions.includes(wanted))
        throw new Problem('FORM_UNKNOWN', { form: id, version: version ?? '' });
      const key = `${id}/${wanted}`;
      const form = loaded.get(key) ?? read(id, wanted);
      loaded.set(key, form);
      return form;
    },
    async list() {
      const ids = await namesIn(root);
      const forms = await Promise.all(ids.sort().map(async (id) => ({ id, versions: await versionsOf(id) })));
      return forms.filter((form) => form.versions.length > 0);
    },
    async noticeTemplate(id, version) {
      try {
        return await readFile(join(root, id, `v${version}`, 'notice.docx'));
      } catch {
        return undefined;
      }
    },
  };
}

/** Names of the folders in `folder`; none when it does not exist. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return [];
  }
}
