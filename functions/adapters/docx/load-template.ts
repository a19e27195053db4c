import type { TemplateFault } from '../../ports/render-notice.ts';
import { readEngineFaults } from './engine-faults.ts';
import { lintTags } from './lint-template.ts';
import { openPackage } from './open-package.ts';
import type { TagValues } from './tag-values.ts';
import { loadEngine, type WrittenTag } from './template-engine.ts';
import type { TemplateTag } from './template-tags.ts';

type Engine = Awaited<ReturnType<typeof loadEngine>>;

/** Makes a .docx of the values at the template's tags; the same values give the same bytes. */
export type FillTemplate = (values: TagValues) => Uint8Array;

/** The first moment a zip can name, in any time zone. */
const EPOCH = new Date(1980, 0, 1);

/** Reads the office's Word template with docxtemplater, which only looks tags up and runs nothing: the template, or all its faults. */
export async function loadTemplate(
  bytes: Uint8Array,
  known: readonly TemplateTag[],
): Promise<{ readonly fill: FillTemplate } | { readonly faults: readonly TemplateFault[] }> {
  const engine = await loadEngine();
  const faults = findFaults(engine, bytes, known);
  return faults.length > 0 ? { faults } : { fill: filler(engine, bytes.slice()) };
}

function findFaults({ compile, Zip }: Engine, bytes: Uint8Array, known: readonly TemplateTag[]): TemplateFault[] {
  const opened = openPackage(Zip, bytes);
  if (typeof opened === 'string') return [opened];
  const files: (readonly WrittenTag[])[] = [];
  try {
    compile(opened, (tags) => files.push(tags));
    return unique(lintTags(known, files));
  } catch (thrown) {
    const broken = readEngineFaults(thrown);
    // Without a single tag heard the file itself was unreadable: it is pointless to list what it lacks.
    if (files.length === 0) return broken;
    // A stray brace leaves a tag without a name behind; it was reported as the brace it is.
    const named = files.map((tags) => tags.filter(({ name }) => name !== ''));
    return unique([...broken, ...lintTags(known, named)]);
  }
}

const unique = (faults: readonly TemplateFault[]): TemplateFault[] => [...new Set(faults)];

function filler({ compile, Zip }: Engine, bytes: Uint8Array): FillTemplate {
  return (values) => {
    const rendered = compile(new Zip(bytes)).render(values).getZip();
    const dated = new Zip();
    // Sorted by name, [Content_Types].xml comes first: where programs that guess a file's type look for it.
    const parts = Object.values(rendered.files).filter(({ dir }) => !dir);
    for (const part of parts.sort((a, b) => (a.name < b.name ? -1 : 1)))
      dated.file(part.name, part.asUint8Array(), { date: EPOCH });
    return dated.generate({ type: 'uint8array', compression: 'DEFLATE' });
  };
}
