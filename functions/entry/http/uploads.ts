/** Bodies of requests: files and fields of forms, JSON. The guard has bounded their size already. */
import type { Context } from 'hono';
import type * as z from 'zod';
import { Problem } from '../../problems.ts';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Fields {
  /** The text of a field, without spaces around it; empty when there is none. */
  text(name: string): string;
  /** A file that was chosen; `undefined` where none was. */
  file(name: string): Promise<UploadedFile | undefined>;
}

/** Reads a form, multipart or urlencoded. @throws Problem REQUEST_MALFORMED */
export async function readFields(context: Context): Promise<Fields> {
  const form = await context.req.formData().catch((cause) => {
    throw new Problem('REQUEST_MALFORMED', { where: 'biểu mẫu gửi lên' }, { cause });
  });
  return {
    text(name) {
      const value = form.get(name);
      return typeof value === 'string' ? value.normalize('NFC').trim() : '';
    },
    async file(name) {
      const value = form.get(name);
      if (value === null || typeof value === 'string' || (value.name === '' && value.size === 0)) return undefined;
      return { name: plainName(value.name), bytes: new Uint8Array(await value.arrayBuffer()) };
    },
  };
}

/** The file of a form. @throws Problem REQUEST_MALFORMED, FILE_NOT_CHOSEN */
export async function uploadedFile(context: Context): Promise<UploadedFile> {
  const file = await (await readFields(context)).file('tep');
  if (!file) throw new Problem('FILE_NOT_CHOSEN');
  return file;
}

/** Some browsers send a whole path; a name is for people to recognise and never a place. */
export function plainName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return last.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 200) || 'phieu.xlsx';
}

/** A JSON body of the shape of `schema`. @throws Problem REQUEST_MALFORMED (names the place) */
export async function readJson<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  return parseJson(await context.req.text(), schema);
}

/** JSON of the shape of `schema`. @throws Problem REQUEST_MALFORMED (names the place) */
export function parseJson<T>(text: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parsed(text));
  if (result.success) return result.data;
  throw new Problem('REQUEST_MALFORMED', { where: result.error.issues[0]?.path.join('.') || 'nội dung JSON' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('REQUEST_MALFORMED', { where: 'nội dung JSON' }, { cause });
  }
}
