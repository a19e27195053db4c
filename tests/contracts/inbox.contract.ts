/** What every `Inbox` promises: the sentences of its port, one by one. Each adapter's test calls this once. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Inbox, InboxObject } from '../../functions/ports/inbox.ts';

/** An empty inbox, and what those who deliver and collect do with it. */
export interface InboxPlace {
  readonly inbox: Inbox;
  readonly limitBytes: number;
  /** Puts a content there, as somebody who delivers. */
  deliver(name: string, bytes: Uint8Array): Promise<InboxObject>;
  remove(name: string): Promise<void>;
  /** Names of everything there, as somebody who looks. */
  names(): Promise<readonly string[]>;
  /** The content of one of them. */
  content(name: string): Promise<Uint8Array>;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
const FOLDER = 'kiem-tra-2025/21733';
const NFC = 'Phiếu tự đánh giá (bản 2).xlsx'.normalize('NFC');
const NFD = NFC.normalize('NFD');

export function inboxContract(newPlace: () => Promise<InboxPlace>): void {
  let place: InboxPlace;
  let inbox: Inbox;

  beforeEach(async () => {
    place = await newPlace();
    inbox = place.inbox;
  });

  describe('read', () => {
    test.each(['phieu.xlsx', NFC, NFD, 'khong-duoi', `${'ế'.repeat(60)}.xlsx`])(
      'gives what was delivered: %s',
      async (file) => {
        const object = await place.deliver(`${FOLDER}/${file}`, bytesOf('một'));
        expect(textOf(await inbox.read(object))).toBe('một');
        expect(textOf(await inbox.read(object)), 'as often as it is asked').toBe('một');
      },
    );

    test('gives an empty file as it is', async () => {
      expect(await inbox.read(await place.deliver(`${FOLDER}/a.xlsx`, new Uint8Array()))).toHaveLength(0);
    });

    test('gives exactly that generation, which is greater for a later content', async () => {
      const first = await place.deliver(`${FOLDER}/a.xlsx`, bytesOf('một'));
      const second = await place.deliver(`${FOLDER}/a.xlsx`, bytesOf('hai'));
      expect(BigInt(second.generation)).toBeGreaterThan(BigInt(first.generation));
      expect(await inbox.read(first)).toBeUndefined();
      expect(textOf(await inbox.read(second))).toBe('hai');
    });

    test('gives nothing for what is gone or never was', async () => {
      const object = await place.deliver(`${FOLDER}/a.xlsx`, bytesOf('một'));
      await place.remove(object.name);
      expect(await inbox.read(object)).toBeUndefined();
      expect(await inbox.read({ name: 'no/00000/x.xlsx', generation: '1' })).toBeUndefined();
      expect(await inbox.read({ name: FOLDER, generation: '1' }), 'a folder').toBeUndefined();
    });

    test('takes a file of the cap, and refuses one of a byte more', async () => {
      const full = await place.deliver(`${FOLDER}/a.xlsx`, new Uint8Array(place.limitBytes));
      expect(await inbox.read(full)).toHaveLength(place.limitBytes);
      const over = await place.deliver(`${FOLDER}/b.xlsx`, new Uint8Array(place.limitBytes + 1));
      await expect(inbox.read(over)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    });
  });

  describe('answer', () => {
    const at = (name: string) => `${FOLDER}/phan-hoi/${name}`;

    test('lies in phan-hoi/ beside the object, and nothing else does', async () => {
      const object = await place.deliver(`${FOLDER}/${NFD}`, bytesOf('một'));
      await inbox.answer(object, 'Phiếu.biên nhận.txt', bytesOf('đã nhận'));
      expect((await place.names()).toSorted()).toEqual([`${FOLDER}/${NFD}`, at('Phiếu.biên nhận.txt')].toSorted());
      expect(textOf(await place.content(at('Phiếu.biên nhận.txt')))).toBe('đã nhận');
    });

    test('replaces one of the same name, however its letters are put together', async () => {
      const object = await place.deliver(`${FOLDER}/a.xlsx`, bytesOf('một'));
      await inbox.answer(object, `${NFC}.txt`, bytesOf('trước, dài hơn'));
      await inbox.answer(object, `${NFD}.txt`, bytesOf('sau'));
      expect((await place.names()).filter((name) => name.includes('phan-hoi'))).toEqual([at(`${NFC}.txt`)]);
      expect(textOf(await place.content(at(`${NFC}.txt`)))).toBe('sau');
    });

    test('can be given when the object has been taken away', async () => {
      const object = await place.deliver(`${FOLDER}/a.xlsx`, bytesOf('một'));
      await place.remove(object.name);
      await inbox.answer(object, 'a.txt', bytesOf('x'));
      expect(await place.names()).toEqual([at('a.txt')]);
    });

    test('is there whole, whoever looks meanwhile', async () => {
      const object = await place.deliver(`${FOLDER}/a.xlsx`, bytesOf('một'));
      const size = 5_000_000;
      const state = { done: false };
      const writing = inbox.answer(object, 'a.bin', new Uint8Array(size)).then(() => {
        state.done = true;
      });
      const seen = new Set<number>();
      while (!state.done) {
        if ((await place.names()).includes(at('a.bin'))) seen.add((await place.content(at('a.bin'))).length);
        await new Promise(setImmediate);
      }
      await writing;
      expect([...seen].filter((each) => each !== size)).toEqual([]);
    });

    test('is withdrawn; withdrawing what is not there changes nothing', async () => {
      const object = await place.deliver(`${FOLDER}/a.xlsx`, bytesOf('một'));
      await inbox.withdraw(object, 'a.txt');
      await inbox.answer(object, 'a.txt', bytesOf('x'));
      await inbox.withdraw(object, 'a.txt');
      expect(await place.names()).toEqual([`${FOLDER}/a.xlsx`]);
    });
  });

  describe('names that lead out of the inbox are refused', () => {
    const REFUSED = { code: 'FILE_NAME_REFUSED' };

    test.each(['../a', '..', 'x/../../a', '/etc/passwd', `${FOLDER}/../../../a`, '', `${FOLDER}/`, './a'])(
      'object %j',
      async (name) => {
        const object = { name, generation: '1' };
        await expect(inbox.read(object)).rejects.toMatchObject(REFUSED);
      },
    );

    test.each(['../a', '..', '.', '', '/a', 'a/b', '../../21734/a'])('answer %j', async (name) => {
      const object = await place.deliver(`${FOLDER}/a.xlsx`, bytesOf('một'));
      await expect(inbox.answer(object, name, bytesOf('x'))).rejects.toMatchObject(REFUSED);
      await expect(inbox.withdraw(object, name)).rejects.toMatchObject(REFUSED);
      expect(await place.names()).toEqual([`${FOLDER}/a.xlsx`]);
    });
  });
}
