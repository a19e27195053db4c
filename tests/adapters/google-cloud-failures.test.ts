/** What Google's servers say when something is set up wrongly, and what an operator reads of it. */
import { describe, expect, test } from 'vitest';
import { asStoreProblem } from '../../functions/adapters/firestore-documents/failures.ts';
import { Problem } from '../../functions/problems.ts';

const rpc = (code: number, message: string, more: object = {}) => Object.assign(new Error(message), { code, ...more });

describe('nguyên nhân do thiết lập', () => {
  test.each<{ said: Error; fault: string }>([
    {
      said: rpc(
        7,
        '7 PERMISSION_DENIED: Cloud Firestore API has not been used in project tinh-a before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/firestore.googleapis.com/overview?project=tinh-a then retry.',
      ),
      fault: 'CLOUD_API_DISABLED',
    },
    { said: rpc(7, '7 PERMISSION_DENIED: …', { reason: 'SERVICE_DISABLED' }), fault: 'CLOUD_API_DISABLED' },
    {
      said: rpc(7, '7 PERMISSION_DENIED: Permission denied on resource project tinh-b.'),
      fault: 'CLOUD_PROJECT_UNKNOWN',
    },
    { said: rpc(7, '7 PERMISSION_DENIED: …', { reason: 'CONSUMER_INVALID' }), fault: 'CLOUD_PROJECT_UNKNOWN' },
    {
      said: rpc(
        7,
        '7 PERMISSION_DENIED: This API method requires billing to be enabled. Please enable billing on project #tinh-a',
      ),
      fault: 'CLOUD_BILLING_OFF',
    },
    { said: rpc(7, '7 PERMISSION_DENIED: Missing or insufficient permissions.'), fault: 'CLOUD_RIGHT_MISSING' },
    {
      said: rpc(
        5,
        '5 NOT_FOUND: The database (default) does not exist for project tinh-a Please visit https://console.cloud.google.com/datastore/setup?project=tinh-a to add a Cloud Datastore or Cloud Firestore database. ',
      ),
      fault: 'CLOUD_RESOURCE_MISSING',
    },
    {
      said: rpc(
        9,
        '9 FAILED_PRECONDITION: The Cloud Firestore API is not available for Firestore in Datastore Mode database projects/tinh-a/databases/(default).',
      ),
      fault: 'CLOUD_RESOURCE_MISSING',
    },
    {
      said: rpc(16, '16 UNAUTHENTICATED: Request had invalid authentication credentials.'),
      fault: 'CLOUD_NOT_SIGNED_IN',
    },
    {
      said: new Error('Could not refresh access token: Unsuccessful response status code.'),
      fault: 'CLOUD_NOT_SIGNED_IN',
    },
  ])('$said.message → $fault', ({ said, fault }) => {
    const problem = asStoreProblem(said, 'tinh-a');
    expect(problem).toMatchObject({ code: 'STORE_UNAVAILABLE', cause: { code: fault, cause: said } });
    expect(((problem as Problem).cause as Problem).message).toMatch(/^\p{Lu}.* Hãy .*\.$/u);
  });
});

describe('những lỗi khác', () => {
  test.each<{ said: Error; code: string }>([
    { said: rpc(14, '14 UNAVAILABLE: No connection established.'), code: 'STORE_UNAVAILABLE' },
    { said: rpc(4, '4 DEADLINE_EXCEEDED: Deadline exceeded'), code: 'STORE_UNAVAILABLE' },
    { said: rpc(13, '13 INTERNAL: …'), code: 'STORE_UNAVAILABLE' },
    { said: rpc(8, '8 RESOURCE_EXHAUSTED: Quota exceeded.'), code: 'STORE_BUSY' },
    { said: rpc(10, '10 ABORTED: Too much contention on these documents. Please try again.'), code: 'STORE_BUSY' },
    { said: rpc(6, '6 ALREADY_EXISTS: Document already exists: projects/p/…'), code: 'DOCUMENT_EXISTS' },
  ])('$said.message → $code', ({ said, code }) => {
    const problem = asStoreProblem(said, 'tinh-a');
    expect(problem).toMatchObject({ code, cause: said });
    expect((problem as Problem).cause).not.toBeInstanceOf(Problem);
  });

  test.each([rpc(3, '3 INVALID_ARGUMENT: …'), new TypeError('…'), new Problem('ROUND_UNKNOWN', { round: 'x' })])(
    '%s không phải là lỗi của kho: giữ nguyên',
    (error) => expect(asStoreProblem(error, 'p')).toBe(error),
  );
});
