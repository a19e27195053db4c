/** Firestore as a store of documents: the contract on the real emulator, and the hazards that are its own. */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { firestoreDocuments, type Patience } from '../../functions/adapters/firestore-documents/firestore-documents.ts';
import type { Documents } from '../../functions/ports/documents.ts';
import { documentsContract } from '../contracts/documents.contract.ts';
import { registerAtScale } from '../contracts/register-at-scale.contract.ts';
import { type Emulator, newProject, startFirestore } from '../support/google-emulators.ts';
import { requires } from '../support/requires.ts';

const MODULE = new URL('../../functions/adapters/firestore-documents/firestore-documents.ts', import.meta.url).href;
const DOC = ['a', 'b'];

describe.skipIf(!requires('gcloud-firestore'))('firestore', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startFirestore();
    Object.assign(process.env, emulator.env);
  });
  afterAll(async () => {
    delete process.env.FIRESTORE_EMULATOR_HOST;
    await emulator?.stop();
  });

  const newPlace = async () => {
    const projectId = newProject();
    return {
      open: () => firestoreDocuments({ projectId }),
      elsewhere: `(await import('${MODULE}')).firestoreDocuments({ projectId: '${projectId}' })`,
    };
  };
  documentsContract(newPlace);
  describe('holds a whole country', () => registerAtScale(newPlace));

  async function opened(patience: Patience & { readonly projectId: string }): Promise<Documents> {
    const store = await firestoreDocuments(patience);
    onTestFinished(() => store.close());
    return store;
  }

  test('after so many conflicts a transaction is given up', async () => {
    const projectId = newProject();
    const [store, other] = [await opened({ projectId, attempts: 3, jitter: () => 0 }), await opened({ projectId })];
    let runs = 0;
    const losing = store.transact(async (tx) => {
      await tx.get(DOC);
      runs += 1;
      await other.transact(async (tx2) => tx2.set(DOC, runs));
      tx.set(DOC, 'mine');
    });
    await expect(losing).rejects.toMatchObject({ code: 'STORE_BUSY' });
    expect([runs, await other.get(DOC)]).toEqual([3, 3]);
  });

  test('projects are apart, and a document is one text', async () => {
    const [store, other] = [await opened({ projectId: newProject() }), await opened({ projectId: newProject() })];
    await store.transact(async (tx) => tx.set(DOC, { members: [[1]] }));
    expect(await other.get(DOC)).toBeUndefined();
  });

  test('closing twice is closing once', async () => {
    const store = await firestoreDocuments({ projectId: newProject() });
    await store.close();
    await expect(store.close()).resolves.toBeUndefined();
  });
});

describe('không có ai trả lời', () => {
  /** Takes connections and says nothing, as a network that swallows everything. */
  async function silence(): Promise<string> {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    return `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  }

  async function openedAt(host: string): Promise<Documents> {
    process.env.FIRESTORE_EMULATOR_HOST = host;
    const patience = { answerMs: 300, longestMs: 600 };
    return firestoreDocuments({ projectId: 'p', ...patience }).finally(
      () => delete process.env.FIRESTORE_EMULATOR_HOST,
    );
  }

  test.each<{ what: string; host: () => Promise<string> }>([
    { what: 'không có cổng nào mở', host: async () => '127.0.0.1:1' },
    { what: 'có kết nối mà không có câu trả lời', host: silence },
  ])('$what: mọi việc đều dừng sau một thời gian, bằng một câu từ chối', async ({ host }) => {
    const store = await openedAt(await host());
    const calls = [
      () => store.get(DOC),
      () => store.list(['a']),
      () => store.transact((tx) => tx.get(DOC)),
      () => store.transact(async (tx) => tx.set(DOC, 1)),
      () =>
        store.transact(async (tx) => {
          await tx.get(DOC).catch(() => {});
          tx.set(DOC, 'written over what could not be read');
        }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  test('chưa đăng nhập: từ chối ngay lúc mở, nói rõ nguyên nhân, chương trình không bị dừng', () => {
    const script = `
      const { firestoreDocuments } = await import('${MODULE}');
      const failure = await firestoreDocuments({ projectId: 'p' }).catch((error) => error);
      console.log(failure.code, failure.cause.code);`;
    const { FIRESTORE_EMULATOR_HOST: _, ...rest } = process.env;
    const env = { ...rest, GOOGLE_APPLICATION_CREDENTIALS: '/khong/co/tep-nay.json' };
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env });
    expect([status, String(stdout).trim()]).toEqual([0, 'STORE_UNAVAILABLE CLOUD_NOT_SIGNED_IN']);
  });
});
