/** Many single reads, in less time than one after the other takes over a network. */

/** So many are on their way at once. */
const AHEAD = 32;

/**
 * Gives `read` of each key, in the order of the keys; no more than a few results are held at a time. What a read throws is
 * thrown in its place.
 */
export async function* readAhead<Key, Value>(
  keys: readonly Key[],
  read: (key: Key) => Promise<Value>,
): AsyncGenerator<Value> {
  const onTheWay: Promise<Value>[] = [];
  const begin = (key: Key): void => {
    const answer = read(key);
    answer.catch(() => {}); // seen by whoever comes to it, if anybody does
    onTheWay.push(answer);
  };
  keys.slice(0, AHEAD).forEach(begin);
  for (let index = 0; index < keys.length; index += 1) {
    const answer = await (onTheWay.shift() as Promise<Value>);
    keys.slice(index + AHEAD, index + AHEAD + 1).forEach(begin);
    yield answer;
  }
}
