import type { LoadNoticeTemplate, NoticeTemplate, TemplateFault } from '../../ports/render-notice.ts';
import { readEngineFaults } from './engine-faults.ts';
import { lintTags } from './lint-template.ts';
import { readTagValues } from './notice-values.ts';
import { openPackage } from './open-package.ts';
import { loadEngine, type WrittenTag } from './template-engine.ts';

type Engine = Awaited<ReturnType<typeof loadEngine>>;

/** The first moment a zip can name, in any time zone. */
const EPOCH = new Date(1980, 0, 1);

/** Reads the office's Word template with docxtemplater, which only looks tags up and runs nothing. */
export const loadNoticeTemplate: LoadNoticeTemplate = async (bytes) => {
  const engine = await loadEngine();
  const faults = findFaults(engine, bytes);
  return faults.length > 0 ? { faults } : { template: renderer(engine, bytes.slice()) };
};

function findFaults({ compile, Zip }: Engine, bytes: Uint8Array): TemplateFault[] {
  const opened = openPackage(Zip, bytes);
  if (typeof opened === 'string') return [opened];
  const files: (readonly WrittenTag[])[] = [];
  try {
    compile(opened, (tags) => files.push(tags));
    return unique(lintTags(files));
  } catch (thrown) {
    const broken = readEngineFaults(thrown);
    // Without a single tag heard the file itself was unreadable: it is pointless to list what it lacks.
    if (files.length === 0) return broken;
    // A stray brace leaves a tag without a name behind; it was reported as the brace it is.
    const named = files.map((tags) => tags.filter(({ name }) => name !== ''));
    return unique([...broken, ...lintTags(named)]);
  }
}

const unique = (faults: readonly TemplateFault[]): TemplateFault[] => [...new Set(faults)];

function renderer({ compile, Zip }: Engine, bytes: Uint8Array): NoticeTemplate {
  return {
    render(notice) {
      const rendered = compile(new Zip(bytes)).render(readTagValues(notice)).getZip();
      const dated = new Zip();
      // Sorted by name, [Content_Types].xml comes first: where programs that guess a file's type look for it.
      const parts = Object.values(rendered.files).filter(({ dir }) => !dir);
      for (const part of parts.sort((a, b) => (a.name < b.name ? -1 : 1)))
        dated.file(part.name, part.asUint8Array(), { date: EPOCH });
      return dated.generate({ type: 'uint8array', compression: 'DEFLATE' });
    },
  };
}
