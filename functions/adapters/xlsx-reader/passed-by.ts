import type { PassedBy } from '../../domain/workbook/workbook-data.ts';
import type { Package } from './package.ts';

const SIGNS: readonly (readonly [PassedBy, RegExp])[] = [
  ['externalLinks', /spreadsheetml\.externallink\+xml$/],
  ['connections', /spreadsheetml\.connections\+xml$/],
  ['drawings', /officedocument\.drawing\+xml$/],
  ['embeddings', /officedocument\.(oleobject|package)$|officedocument\.\w+\.(sheet|document|presentation)$/],
  ['comments', /(spreadsheetml\.comments|ms-excel\.threadedcomments)\+xml$/],
];

/** Names the kinds of things in a package that are not read, each once. */
export function passedBy({ archive, typeOf }: Package): PassedBy[] {
  const types = new Set(archive.names.map(typeOf));
  const isEmbedded = archive.names.some((name) => /(^|\/)embeddings\/./i.test(name));
  return SIGNS.flatMap(([kind, sign]) =>
    [...types].some((type) => sign.test(type)) || (kind === 'embeddings' && isEmbedded) ? [kind] : [],
  );
}
