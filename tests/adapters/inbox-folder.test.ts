/** A folder as an inbox: the contract, links and vanished shares, and the watch over it, look by look. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Fingerprint, generationOf, type Remembered } from '../../functions/adapters/inbox-folder/generation.ts';
import { inboxFolder } from '../../functions/adapters/inbox-folder/inbox-folder.ts';
import { inboxLook, watchInbox } from '../../functions/adapters/inbox-folder/watch-inbox.ts';
import type { Inbox, InboxObject } from '../../functions/ports/inbox.ts';
import { Problem } from '../../functions/problems.ts';
import { inboxContract } from '../contracts/inbox.contract.ts';

const top = mkdtempSync(join(tmpdir(), 'inbox-'));
afterAll(() => rmSync(top, { recursive: true }));

const newRoot = (): string => mkdtempSync(join(top, 'kho-'));
const LIMIT = 100_000;
const FOLDER = 'kiem-tra-2025/21733';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function memory(): Remembered & { readonly kept: Map<string, Fingerprint> } {
  const kept = new Map<string, Fingerprint>();
  return { kept, get: async (name) => kept.get(name), set: async (name, print) => void kept.set(name, print) };
}

function put(root: string, name: string, text: string | Uint8Array = 'một'): void {
  mkdirSync(join(root, dirname(name)), { recursive: true });
  writeFileSync(join(root, name), text);
}

/** Sets the time of a file, in seconds since 1970. */
const setTime = (root: string, name: string, seconds: number): void => utimesSync(join(root, name), seconds, seconds);

const factsOf = (path: string) => {
  const { size, mtimeNs } = statSync(path, { bigint: true });
  return { size: Number(size), modifiedNs: String(mtimeNs) };
};

const filesIn = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() && !entry.name.startsWith('.') ? [relative(root, join(entry.parentPath, entry.name))] : [],
  );

describe('thư mục', () =>
  inboxContract(async () => {
    const root = newRoot();
    const remembered = memory();
    let seconds = 1_760_000_000;
    return {
      inbox: inboxFolder({ root, limitBytes: LIMIT, remembered }),
      limitBytes: LIMIT,
      async deliver(name, bytes) {
        put(root, name, bytes);
        seconds += 1;
        setTime(root, name, seconds);
        return { name, generation: generationOf(factsOf(join(root, name)), await remembered.get(name)) };
      },
      remove: async (name) => rmSync(join(root, name)),
      names: async () => filesIn(root),
      content: async (name) => readFileSync(join(root, name)),
    };
  }));

describe('trên ổ đĩa', () => {
  let root: string;
  let inbox: Inbox;
  const objectAt = (name: string): InboxObject => ({ name, generation: factsOf(join(root, name)).modifiedNs });

  beforeEach(() => {
    root = newRoot();
    inbox = inboxFolder({ root, limitBytes: LIMIT, remembered: memory() });
    put(root, `${FOLDER}/a.xlsx`);
  });

  test('tên ghép dấu và tên rời dấu là một: tìm theo NFC ra tệp ghi NFD', async () => {
    const name = `${FOLDER}/Phiếu 21733.xlsx`;
    put(root, name.normalize('NFD'));
    const { generation } = objectAt(name.normalize('NFD'));
    expect(await inbox.read({ name: name.normalize('NFC'), generation })).toEqual(bytesOf('một'));
  });

  test.each(['file', 'folder'])('liên kết ra ngoài (%s) không được đọc', async (kind) => {
    const secret = newRoot();
    put(secret, '21734/a.xlsx', 'bí mật');
    if (kind === 'file') symlinkSync(join(secret, '21734/a.xlsx'), join(root, FOLDER, 'b.xlsx'));
    else symlinkSync(join(secret, '21734'), join(root, 'kiem-tra-2025/21734'));
    const name = kind === 'file' ? `${FOLDER}/b.xlsx` : 'kiem-tra-2025/21734/a.xlsx';
    await expect(inbox.read(objectAt(name))).rejects.toMatchObject({ code: 'FILE_NAME_REFUSED' });
  });

  test('phan-hoi là liên kết ra ngoài thì không ghi, không xoá gì ở đó', async () => {
    const outside = newRoot();
    put(outside, 'a.txt', 'của người khác');
    symlinkSync(outside, join(root, FOLDER, 'phan-hoi'));
    const object = objectAt(`${FOLDER}/a.xlsx`);
    await expect(inbox.answer(object, 'b.txt', bytesOf('x'))).rejects.toMatchObject({ code: 'FILE_NAME_REFUSED' });
    await expect(inbox.withdraw(object, 'a.txt')).rejects.toMatchObject({ code: 'FILE_NAME_REFUSED' });
    expect(readdirSync(outside)).toEqual(['a.txt']);
  });

  test('thư mục gốc là liên kết tới ổ đĩa mạng thì dùng được', async () => {
    const link = join(newRoot(), 'inbox');
    symlinkSync(root, link);
    const linked = inboxFolder({ root: link, limitBytes: LIMIT, remembered: memory() });
    expect(await linked.read(objectAt(`${FOLDER}/a.xlsx`))).toEqual(bytesOf('một'));
  });

  test('ổ đĩa mạng mất kết nối là sự cố, không phải là tệp đã bị xoá', async () => {
    const object = objectAt(`${FOLDER}/a.xlsx`);
    renameSync(root, `${root}-away`);
    await expect(inbox.read(object)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(inbox.answer(object, 'a.txt', bytesOf('x'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(existsSync(root)).toBe(false);
  });

  test('phần viết dở của lần dừng đột ngột được dọn khi đã cũ; phần mới thì để yên', async () => {
    put(root, `${FOLDER}/phan-hoi/.dang-ghi~cu`, 'x');
    put(root, `${FOLDER}/phan-hoi/.dang-ghi~moi`, 'x');
    setTime(root, `${FOLDER}/phan-hoi/.dang-ghi~cu`, Date.now() / 1000 - 7200);
    await inbox.answer(objectAt(`${FOLDER}/a.xlsx`), 'a.txt', bytesOf('x'));
    expect(readdirSync(join(root, FOLDER, 'phan-hoi'))).toEqual(['.dang-ghi~moi', 'a.txt']);
  });
});

describe('thế hệ', () => {
  const taken: Fingerprint = { size: 5, modifiedNs: '1760000000000000001', generation: '1760000000000000009' };

  test.each<{ what: string; facts: { size: number; modifiedNs: string }; known?: Fingerprint; generation: string }>([
    {
      what: 'lần đầu: giờ sửa tệp',
      facts: { size: 5, modifiedNs: '1760000000123456789' },
      generation: '1760000000123456789',
    },
    { what: 'không đổi: như đã nhớ', facts: taken, known: taken, generation: taken.generation },
    {
      what: 'mới hơn',
      facts: { size: 5, modifiedNs: '1770000000000000000' },
      known: taken,
      generation: '1770000000000000000',
    },
    {
      what: 'đồng hồ lùi',
      facts: { size: 5, modifiedNs: '1500000000000000000' },
      known: taken,
      generation: '1760000000000000010',
    },
    {
      what: 'khác cỡ, cùng giờ',
      facts: { size: 6, modifiedNs: taken.modifiedNs },
      known: taken,
      generation: '1760000000000000010',
    },
    { what: 'trước 1970', facts: { size: 5, modifiedNs: '-1' }, generation: '0' },
  ])('$what', ({ facts, known, generation }) => {
    expect(generationOf(facts, known)).toBe(generation);
  });
});

describe('theo dõi', () => {
  let root: string;
  let remembered: ReturnType<typeof memory>;
  let taken: InboxObject[];
  let troubles: (string | undefined)[];
  let failures: unknown[];
  let answer: (object: InboxObject) => Promise<{ outcome: string }>;

  const needs = () => ({
    root,
    remembered,
    take: async (object: InboxObject) => {
      taken.push(object);
      return answer(object);
    },
    onTrouble: (sentence: string | undefined) => void troubles.push(sentence),
    onFailure: (_: InboxObject, error: unknown) => void failures.push(error),
  });
  const newLook = () => inboxLook(needs());
  const takenNames = () => taken.map(({ name }) => name);

  /** Looks so many times; gives the names offered meanwhile. */
  async function offered(look: ReturnType<typeof newLook>, times = 2): Promise<readonly string[]> {
    taken = [];
    for (let time = 0; time < times; time += 1) await look();
    return takenNames();
  }

  beforeEach(() => {
    root = newRoot();
    remembered = memory();
    [taken, troubles, failures] = [[], [], []];
    answer = async () => ({ outcome: 'new' });
  });

  test('một tệp được nhận khi hai lần nhìn liền nhau thấy như nhau, và chỉ một lần', async () => {
    const look = newLook();
    put(root, `${FOLDER}/a.xlsx`);
    expect(await offered(look, 1)).toEqual([]);
    expect(await offered(look, 1)).toEqual([`${FOLDER}/a.xlsx`]);
    expect(await offered(look, 3)).toEqual([]);
  });

  test('tệp đang được chép (còn đổi cỡ hoặc giờ) thì chờ', async () => {
    const look = newLook();
    for (const text of ['m', 'mộ', 'một', 'một ']) {
      put(root, `${FOLDER}/a.xlsx`, text);
      setTime(root, `${FOLDER}/a.xlsx`, 1_760_000_000);
      expect(await offered(look, 1)).toEqual([]);
    }
    setTime(root, `${FOLDER}/a.xlsx`, 1_760_000_001);
    expect(await offered(look, 1)).toEqual([]);
    expect(await offered(look, 1)).toEqual([`${FOLDER}/a.xlsx`]);
  });

  test.each([
    '~$phieu.xlsx',
    '.~lock.phieu.xlsx#',
    '.phieu.xlsx',
    '._phieu.xlsx',
    '.DS_Store',
    'lu123abc.tmp',
    'A1.TMP',
    '~WRL0001.tmp',
    'phieu.xlsx.part',
    'phieu.xlsx.crdownload',
    'Thumbs.db',
    'desktop.ini',
    'phan-hoi/phieu.ket-qua.xlsx',
    'phan-hoi/21733/x.xlsx',
    'cu/phieu.xlsx',
  ])('không nhận %s trong thư mục của đơn vị', async (file) => {
    put(root, `${FOLDER}/${file}`);
    put(root, `${FOLDER}/phiếu.xlsx`);
    expect(await offered(newLook())).toEqual([`${FOLDER}/phiếu.xlsx`]);
  });

  test.each([
    'a.xlsx',
    'kiem-tra-2025/a.xlsx',
    'kiem-tra-2025/2173/a.xlsx',
    'kiem-tra-2025/xa-a/a.xlsx',
    '.an/21733/a.xlsx',
  ])('không nhận %s: không nằm ở <đợt>/<mã đơn vị>/', async (name) => {
    put(root, name);
    expect(await offered(newLook())).toEqual([]);
  });

  test('không đi theo liên kết', async () => {
    const outside = newRoot();
    put(outside, '21733/a.xlsx');
    mkdirSync(join(root, FOLDER), { recursive: true });
    symlinkSync(join(outside, '21733/a.xlsx'), join(root, FOLDER, 'a.xlsx'));
    symlinkSync(outside, join(root, 'dot-khac'));
    expect(await offered(newLook())).toEqual([]);
  });

  test('sửa trước được nhận trước: bản sửa sau của một đơn vị thành phiên bản sau', async () => {
    for (const [file, seconds] of Object.entries({ 'a.xlsx': 300, 'b.xlsx': 100, 'c.xlsx': 200 })) {
      put(root, `${FOLDER}/${file}`);
      setTime(root, `${FOLDER}/${file}`, seconds);
    }
    expect(await offered(newLook())).toEqual(['b', 'c', 'a'].map((each) => `${FOLDER}/${each}.xlsx`));
  });

  test('khởi động lại không nhận lại; đổi nội dung thì nhận, thế hệ lớn hơn dù đồng hồ lùi', async () => {
    put(root, `${FOLDER}/a.xlsx`);
    await offered(newLook());
    const [first] = taken;
    expect(await offered(newLook(), 3), 'khởi động lại').toEqual([]);
    put(root, `${FOLDER}/a.xlsx`, 'hai');
    setTime(root, `${FOLDER}/a.xlsx`, 1_000_000_000);
    await offered(newLook());
    const [second] = taken;
    expect(BigInt(second?.generation ?? 0)).toBeGreaterThan(BigInt(first?.generation ?? 0));
    const inbox = inboxFolder({ root, limitBytes: LIMIT, remembered });
    expect(await inbox.read(second as InboxObject), 'đọc được đúng thế hệ đó').toEqual(bytesOf('hai'));
    expect(await inbox.read(first as InboxObject)).toBeUndefined();
  });

  test('dừng giữa lúc nhận và lúc ghi nhớ thì nhận lại, cùng một thế hệ', async () => {
    put(root, `${FOLDER}/a.xlsx`);
    await offered(newLook());
    const [first] = taken;
    remembered.kept.clear();
    await offered(newLook());
    expect(taken).toEqual([first]);
  });

  test.each([
    { what: 'lỗi chương trình', error: new Error('hỏng') },
    { what: 'kho tạm ngừng', error: new Problem('STORE_UNAVAILABLE') },
  ])('$what: thử lại, mỗi lần nghỉ lâu hơn, và tệp khác không phải chờ', async ({ error }) => {
    put(root, `${FOLDER}/a.xlsx`);
    put(root, `${FOLDER}/b.xlsx`);
    answer = async ({ name }) => {
      if (name.endsWith('a.xlsx')) throw error;
      return { outcome: 'new' };
    };
    const look = newLook();
    expect((await offered(look)).toSorted()).toEqual([`${FOLDER}/a.xlsx`, `${FOLDER}/b.xlsx`]);
    const attempts: number[] = [];
    for (let count = 0; count < 12; count += 1) attempts.push((await offered(look, 1)).length);
    expect(attempts).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(failures).toEqual([error, error, error]);
    answer = async () => ({ outcome: 'new' });
    expect(await offered(look, 2), 'vẫn còn được nhớ').toEqual([`${FOLDER}/a.xlsx`]);
    expect(await offered(look, 5)).toEqual([]);
  });

  test('nghỉ không lâu quá 60 lần nhìn', async () => {
    put(root, `${FOLDER}/a.xlsx`);
    answer = async () => {
      throw new Error('hỏng');
    };
    const look = newLook();
    await offered(look, 200);
    expect((await offered(look, 122)).length).toBe(2);
  });

  test('nội dung mới không phải chờ hết lượt nghỉ của nội dung cũ', async () => {
    put(root, `${FOLDER}/a.xlsx`);
    answer = async () => {
      throw new Error('hỏng');
    };
    const look = newLook();
    await offered(look, 8);
    put(root, `${FOLDER}/a.xlsx`, 'nội dung mới');
    expect(await offered(look)).toEqual([`${FOLDER}/a.xlsx`]);
  });

  test('từ chối do người gửi (dưới 500) là xong, không thử lại', async () => {
    put(root, `${FOLDER}/a.xlsx`);
    answer = async () => {
      throw new Problem('FILE_NAME_REFUSED', { name: 'x' });
    };
    const look = newLook();
    expect(await offered(look, 6)).toHaveLength(1);
  });

  test('tệp biến mất giữa chừng thì không coi là đã nhận', async () => {
    put(root, `${FOLDER}/a.xlsx`);
    answer = async () => ({ outcome: 'gone' });
    const look = newLook();
    await offered(look);
    expect(remembered.kept.size).toBe(0);
    answer = async () => ({ outcome: 'new' });
    expect(await offered(look, 3)).toEqual([`${FOLDER}/a.xlsx`]);
  });

  test('không ghi nhớ được thì thử lại sau', async () => {
    put(root, `${FOLDER}/a.xlsx`);
    const { set } = remembered;
    remembered.set = async () => {
      throw new Problem('STORE_UNAVAILABLE');
    };
    const look = newLook();
    expect(await offered(look)).toHaveLength(1);
    remembered.set = set;
    expect(await offered(look, 3)).toHaveLength(1);
    expect(await offered(look, 3)).toEqual([]);
  });

  test('ổ đĩa mạng mất kết nối: báo một lần, tự hết khi có lại, không nhận lại tệp cũ', async () => {
    const look = newLook();
    put(root, `${FOLDER}/a.xlsx`);
    await offered(look);
    renameSync(root, `${root}-away`);
    await offered(look, 3);
    expect(troubles).toEqual([expect.stringMatching(/^Không mở được ".*" trong thư mục nhận phiếu\. Hãy /)]);
    renameSync(`${root}-away`, root);
    put(root, `${FOLDER}/b.xlsx`);
    expect(await offered(look)).toEqual([`${FOLDER}/b.xlsx`]);
    expect(troubles).toEqual([expect.any(String), undefined]);
  });

  test('mỗi lúc chỉ một lượt nhìn; dừng thì chờ tệp đang nhận, sau đó không nhận tệp nào nữa', async () => {
    for (const [file, seconds] of Object.entries({ 'a.xlsx': 100, 'b.xlsx': 200 })) {
      put(root, `${FOLDER}/${file}`);
      setTime(root, `${FOLDER}/${file}`, seconds);
    }
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let running = 0;
    let most = 0;
    const begun = new Promise<void>((resolve) => {
      answer = async () => {
        running += 1;
        most = Math.max(most, running);
        resolve();
        await released;
        running -= 1;
        return { outcome: 'new' };
      };
    });
    const watch = watchInbox({ ...needs(), everyMs: 1 });
    await begun;
    let stopped = false;
    const stopping = watch.stop().then(() => {
      stopped = true;
    });
    await new Promise(setImmediate);
    expect(stopped).toBe(false);
    release();
    await stopping;
    expect([most, running, takenNames()]).toEqual([1, 0, [`${FOLDER}/a.xlsx`]]);
    expect(remembered.kept.size).toBe(1);
  });
});
