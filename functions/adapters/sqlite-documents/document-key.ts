/** Paths as the table keeps them: the collection in one text, and the id. */
import { assertPath, type CollectionPath, type DocumentPath } from '../../ports/documents.ts';

/** Collection and id of a document. Throws where the path breaks the rules of the port: that is a defect of the caller. */
export function documentKey(path: DocumentPath): readonly [collection: string, id: string] {
  assertPath(path, 'document');
  return [path.slice(0, -1).join('/'), path.at(-1) as string];
}

/** A collection's key. Throws as `documentKey` does. */
export function collectionKey(path: CollectionPath): string {
  assertPath(path, 'collection');
  return path.join('/');
}
