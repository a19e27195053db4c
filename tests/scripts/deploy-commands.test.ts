/**
 * Every command that a deployment or a teardown may run, put to the parser of the installed gcloud. Offline a wrong flag, a wrong
 * choice or a missing one is refused at once; what is right fails only for want of an account.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { deployment } from '../../scripts/deploy/plan.ts';
import { preflightWords } from '../../scripts/deploy/preflight.ts';
import { commandsOf, type Step, type Word } from '../../scripts/deploy/step.ts';
import { dataRemoval, teardown } from '../../scripts/deploy/teardown.ts';
import { requires } from '../support/requires.ts';
import { A_PROVINCE, WITHOUT_SHEETS } from './deploy.fixtures.ts';
import { errorOf, isUnderstood, type Verdict, verdictOf, verdictsOf } from './gcloud-verdicts.ts';

const STEPS: readonly Step[] = [
  ...deployment(A_PROVINCE, 'out/deploy'),
  ...deployment(WITHOUT_SHEETS, 'out/deploy'),
  ...teardown(A_PROVINCE),
  ...dataRemoval(A_PROVINCE),
];

const plain = (word: Word): string => (typeof word === 'string' ? word : 'projects/tinh-cchc/subscriptions/eventarc-x');
const asked = (words: readonly Word[]): readonly (readonly string[])[] =>
  words.flatMap((word) => (typeof word === 'string' ? [] : [word.outputOf]));

const ASKED = [
  ...preflightWords(A_PROVINCE.project),
  ...STEPS.flatMap(commandsOf).flatMap(({ words }) => [words.map(plain), ...asked(words)]),
];
/** Each once: most are the same with and without Google Sheets. */
const COMMANDS: readonly (readonly string[])[] = [...new Map(ASKED.map((words) => [words.join('\n'), words])).values()];

const PLANTED: Readonly<Record<string, readonly string[]>> = {
  'cờ không có': ['pubsub', 'topics', 'create', 'abc', '--project=p', '--retention=1d'],
  'lựa chọn không có': ['run', 'deploy', 'abc', '--source=.', '--region=r', '--project=p', '--ingress=inside'],
  'thiếu cờ bắt buộc': [
    'scheduler',
    'jobs',
    'create',
    'pubsub',
    'abc',
    '--location=r',
    '--project=p',
    '--message-body=x',
  ],
  'thiếu tên': ['secrets', 'create', '--project=p'],
  'giá trị sai dạng': ['pubsub', 'subscriptions', 'create', 'abc', '--topic=abc', '--ack-deadline=soon', '--project=p'],
  'lệnh không có': ['pubsub', 'topics', 'make', 'abc', '--project=p'],
  'lệnh chỉ có ở bản thử': ['services', 'identity', 'create', '--service=pubsub.googleapis.com', '--project=p'],
  'hai cờ loại trừ nhau': [
    'firestore',
    'indexes',
    'fields',
    'update',
    'json',
    '--collection-group=rounds',
    '--disable-indexes',
    '--clear-exemption',
    '--project=p',
  ],
};

const RIGHT = ['pubsub', 'topics', 'create', 'abc', '--project=p'];

describe.skipIf(!requires('gcloud'))('các lệnh triển khai trước bộ đọc lệnh của gcloud', () => {
  let verdicts: readonly Verdict[] = [];
  let planted: readonly Verdict[] = [];

  beforeAll(() => {
    const all = verdictsOf([...COMMANDS, ...Object.values(PLANTED)]);
    verdicts = all.slice(0, COMMANDS.length);
    planted = all.slice(COMMANDS.length);
  });

  test('lệnh nào cũng đúng, chỉ thiếu tài khoản', () => {
    const wrong = verdicts.flatMap((verdict, at) =>
      isUnderstood(verdict) ? [] : [`gcloud ${COMMANDS[at]?.join(' ')}\n  ${errorOf(verdict)}`],
    );
    expect(verdicts.length).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });

  test.each(Object.keys(PLANTED).map((name, at) => ({ name, at })))('phát hiện được: $name', ({ at }) => {
    const verdict = planted[at] as Verdict;
    expect(isUnderstood(verdict)).toBe(false);
    expect(verdict.status).toBe(2);
  });

  test.each(['cờ không có', 'lựa chọn không có', 'thiếu cờ bắt buộc'])(
    'gcloud tự chạy cũng nói như vậy: %s',
    (name) => {
      const alone = verdictOf(PLANTED[name] as readonly string[]);
      const together = planted[Object.keys(PLANTED).indexOf(name)] as Verdict;
      expect({ status: alone.status, line: errorOf(alone) }).toEqual({ status: 2, line: errorOf(together) });
    },
  );

  test('gcloud tự chạy cũng chỉ thiếu tài khoản với lệnh đúng', () => {
    expect(isUnderstood(verdictOf(RIGHT))).toBe(true);
  });
});
