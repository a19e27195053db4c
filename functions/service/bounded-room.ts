/** Room for work that waits: whoever comes when it is full is asked to come again, before the memory is full too. */
import { Problem } from '../problems.ts';

/** Does `work`, which holds so many bytes until it has ended. */
export type Room = <T>(bytes: number, work: () => Promise<T>) => Promise<T>;

/** A room of `most` bytes; what is larger than all of it is let in when it is empty. @throws Problem STORE_BUSY */
export function boundedRoom(most: number): Room {
  let held = 0;
  return async (bytes, work) => {
    if (held > 0 && held + bytes > most) throw new Problem('STORE_BUSY');
    held += bytes;
    try {
      return await work();
    } finally {
      held -= bytes;
    }
  };
}
