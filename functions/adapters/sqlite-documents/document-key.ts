/** Paths as the table keeps them: the collection in one text, and the id. */
import type { CollectionPath, DocumentPath } from '../../ports/documents.ts';

const LONGEST_PART = 200;

/** Collection and id of a document. Throws where the path breaks the rules of the port: that is a defect of the caller. */
export function documentKey(path: DocumentPath): readonly [collection: string, id: string] {
  if (path.length === 0 || path.length % 2 !== 0) throw new Error(`no path of a document: ${path.join('/')}`);
  checkParts(path);
  return [path.slice(0, -1).join('/'), path.at(-1) as string];
}

/** A collection's key. Throws as `documentKey` does. */
export function collectionKey(path: CollectionPath): string {
  if (path.length % 2 !== 1) throw new Error(`no path of a collection: ${path.join('/')}`);
  checkParts(path);
  return path.join('/');
}

/** Half a surrogate pair is refused too: in UTF-8 all of them become the same sign, so different ids would meet. */
function checkParts(path: readonly string[]): void {
  const broken = path.find(
    (part) => part === '' || part.length > LONGEST_PART || part.includes('/') || !part.isWellFormed(),
  );
  if (broken !== undefined) throw new Error(`no part of a path: "${broken}"`);
}
