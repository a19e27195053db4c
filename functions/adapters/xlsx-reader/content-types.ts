import type { Archive } from './archive.ts';
import type { Budget } from './budget.ts';
import { partKey } from './part-names.ts';
import { readXml } from './read-xml.ts';

export const CONTENT_TYPES_NAME = '[Content_Types].xml';

/** The content type of a part, in lower case without parameters; '' for a part that has none. */
export type ContentTypeOf = (name: string) => string;

/** Reads what each part of the package declares to be; names of parts say nothing. */
export async function readContentTypes(archive: Archive, budget: Budget): Promise<ContentTypeOf> {
  const byExtension = new Map<string, string>();
  const byName = new Map<string, string>();
  await readXml(archive.read(CONTENT_TYPES_NAME) ?? Buffer.alloc(0), budget, {
    open: (name, attributes) => {
      if (name !== 'Default' && name !== 'Override') return;
      budget.spendListed();
      const type = typeOnly(attributes.ContentType ?? '');
      if (name === 'Default') byExtension.set((attributes.Extension ?? '').toLowerCase(), type);
      if (name === 'Override') byName.set(overrideKey(attributes.PartName ?? ''), type);
    },
  });
  return (name) => byName.get(partKey(name)) ?? byExtension.get(extension(name)) ?? '';
}

function typeOnly(contentType: string): string {
  return contentType.replace(/;.*$/s, '').trim().toLowerCase();
}

function overrideKey(partName: string): string {
  return partKey(partName.replaceAll('\\', '/').replace(/^\/+/, ''));
}

function extension(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
