/**
 * A value as Firestore keeps it: one text field with the whole of it as JSON.
 *
 * Firestore would otherwise index every member, of which a submission has thousands, could not keep arrays in arrays, and has
 * no word for some texts (half a surrogate pair). Nothing here is ever looked up by content, so deployment takes the field
 * out of the index.
 */
import { type DocumentPath, type Json, MOST_DOCUMENT_BYTES } from '../../ports/documents.ts';
import { Problem } from '../../problems.ts';

export interface StoredJson {
  readonly json: string;
}

/** The value as it is now. @throws Problem DOCUMENT_TOO_LARGE */
export function toStored(value: Json, path: DocumentPath): StoredJson {
  const json = JSON.stringify(value);
  if (Buffer.byteLength(json) > MOST_DOCUMENT_BYTES) throw new Problem('DOCUMENT_TOO_LARGE', { path: path.join('/') });
  return { json };
}

/** The value of a document, if there is one; each call gives a value of its own. */
export function fromStored<T extends Json>(snapshot: { data(): object | undefined }): T | undefined {
  const stored = snapshot.data() as StoredJson | undefined;
  return stored && (JSON.parse(stored.json) as T);
}
