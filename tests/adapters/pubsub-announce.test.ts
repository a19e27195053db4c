/** The word that a round changed: the contract, within one process and over the real emulator of Pub/Sub. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pubsubAnnounce } from '../../functions/adapters/pubsub-announce/pubsub-announce.ts';
import { pubsubPublish } from '../../functions/adapters/pubsub-announce/pubsub-publish.ts';
import type { LogLine } from '../../functions/ports/log.ts';
import { buildQueue } from '../../functions/use-cases/register/build-queue.ts';
import { announceContract } from '../contracts/announce.contract.ts';
import {
  type Emulator,
  makeSubscription,
  makeTopic,
  newProject,
  pull,
  startPubsub,
} from '../support/google-emulators.ts';
import { requires } from '../support/requires.ts';

const TOPIC = 'round-changed';
/** An emulator on a machine with much else to do. */
const PATIENCE_MS = 50_000;

describe('trong một chương trình', () =>
  announceContract(async () => {
    const heard: string[] = [];
    const queue = buildQueue(
      async (round) => heard.push(round),
      () => {},
    );
    const deaf = buildQueue(
      async () => {
        throw new Error('không dựng được');
      },
      () => {},
    );
    return {
      announce: async (round) => queue.ask(round),
      async next() {
        await queue.idle();
        return heard.shift() ?? '';
      },
      unheard: async (round) => deaf.ask(round),
    };
  }));

describe.skipIf(!requires('gcloud-pubsub'))('Pub/Sub', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startPubsub();
    Object.assign(process.env, emulator.env);
  });
  afterAll(async () => {
    delete process.env.PUBSUB_EMULATOR_HOST;
    await emulator?.stop();
  });

  async function listened() {
    const project = newProject();
    await makeTopic(emulator, { project, topic: TOPIC });
    await makeSubscription(emulator, { project, topic: TOPIC, subscription: 'builder' });
    return { project, next: () => pull(emulator, { project, subscription: 'builder' }) };
  }

  announceContract(async () => {
    const { project, next } = await listened();
    return {
      announce: pubsubAnnounce({ projectId: project, topic: TOPIC, log: () => {}, answerMs: PATIENCE_MS }),
      next: async () => (JSON.parse(await next()) as { round: string }).round,
      unheard: pubsubAnnounce({ projectId: project, topic: 'no-such-topic', log: () => {} }),
    };
  });

  test('tin nhắn là JSON có đúng một mục', async () => {
    const { project, next } = await listened();
    await pubsubAnnounce({ projectId: project, topic: TOPIC, log: () => {}, answerMs: PATIENCE_MS })('kiem-tra-2025');
    expect(await next()).toBe('{"round":"kiem-tra-2025"}');
  });

  test('tin nhắn khác gửi được đến chủ đề khác; không có chủ đề thì từ chối, nói rõ nguyên nhân', async () => {
    const { project, next } = await listened();
    const publish = pubsubPublish({ projectId: project });
    await publish(TOPIC, { sweep: true });
    expect(await next()).toBe('{"sweep":true}');
    const refused = publish('no-such-topic', {});
    await expect(refused).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      cause: { code: 'CLOUD_RESOURCE_MISSING' },
    });
  });

  test('báo không được thì ghi một dòng vào nhật ký chương trình', async () => {
    const lines: LogLine[] = [];
    const log = (line: LogLine) => void lines.push(line);
    await pubsubAnnounce({ projectId: newProject(), topic: TOPIC, log })('dot');
    expect(lines).toMatchObject([{ severity: 'WARNING', round: 'dot', error: { code: 'STORE_UNAVAILABLE' } }]);
  });
});

test('không có kết nối: dừng sau một thời gian, ghi nhật ký, không làm hỏng việc đã xong', async () => {
  process.env.PUBSUB_EMULATOR_HOST = '127.0.0.1:1';
  const lines: LogLine[] = [];
  const log = (line: LogLine) => void lines.push(line);
  const announce = pubsubAnnounce({ projectId: 'p', topic: TOPIC, log, answerMs: 300 });
  await announce('dot').finally(() => delete process.env.PUBSUB_EMULATOR_HOST);
  expect(lines).toMatchObject([{ severity: 'WARNING', error: { code: 'STORE_UNAVAILABLE' } }]);
});
