import type { Archive } from './archive.ts';
import type { Budget } from './budget.ts';
import { relationshipsName, resolveTarget } from './part-names.ts';
import { readXml } from './read-xml.ts';

export interface Relationship {
  readonly id: string;
  /** Last word of the type's URI, the same in transitional and strict files: `worksheet`, `styles` … */
  readonly type: string;
  /** Name of a part of this package. Targets outside of it are left out: nothing of ours follows them. */
  readonly target: string;
}

/** Reads the relationships of a part, or of the package itself for ''; none when the part has no such list. */
export async function readRelationships(archive: Archive, budget: Budget, source: string): Promise<Relationship[]> {
  const part = archive.read(relationshipsName(source));
  const found: Relationship[] = [];
  if (part === undefined) return found;
  await readXml(part, budget, {
    open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      budget.spendListed();
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolveTarget(source, Target) });
    },
  });
  return found;
}
