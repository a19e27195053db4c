/**
 * A content of a file that somebody delivered. `name` is `<round>/<commune code>/<file>`; `generation` is a decimal number as
 * text, and a later content of the same object has a greater one.
 */
export interface InboxObject {
  readonly name: string;
  readonly generation: string;
}

/** Where communes put their files, and where the answers lie beside them: a share of the office, or a bucket. */
export interface Inbox {
  /**
   * The bytes of exactly that generation; `undefined` when it is gone or was overwritten.
   *
   * @throws Problem FILE_TOO_LARGE before more than the cap is in memory, FILE_NAME_REFUSED (the name leads out of the
   *   inbox), STORE_UNAVAILABLE.
   */
  read(object: InboxObject): Promise<Uint8Array | undefined>;
  /**
   * Puts a file into `phan-hoi/` beside the object; replaces one of the same name, whole or not at all.
   *
   * @throws Problem FILE_NAME_REFUSED, STORE_UNAVAILABLE.
   */
  answer(object: InboxObject, name: string, bytes: Uint8Array): Promise<void>;
  /** Takes back an answer that no longer holds. Taking back what is not there changes nothing. @throws as `answer` does */
  withdraw(object: InboxObject, name: string): Promise<void>;
}

/** The folder of answers, beside the files they answer. Nothing in it is ever taken in. */
export const ANSWERS_FOLDER = 'phan-hoi';
