/** Links and sessions in a real store: what is taken back is gone, what is over is removed. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import type { ListedOfficer } from '../../functions/domain/register/officer-list.ts';
import type { Documents } from '../../functions/ports/documents.ts';
import { accessRegister } from '../../functions/use-cases/register/access.ts';

const OFFICER = { kind: 'officer', name: 'Trần Thị B', role: 'officer' } as const;

let folder: string;
let documents: Documents;
let now: string;
let access: ReturnType<typeof accessRegister>;

/** Over the same store, with officers on a list or without. */
const opened = (officers?: readonly ListedOfficer[]) =>
  accessRegister({
    documents,
    officers,
    clock: () => now,
    newToken: () => randomBytes(24).toString('base64url'),
    hashToken: (token) => createHash('sha256').update(token).digest('hex'),
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'access-'));
  documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
  now = '2025-10-10T00:00:00.000Z';
  access = opened();
});
afterEach(async () => {
  await documents.close();
  rmSync(folder, { recursive: true });
});

test('phiên hết hạn bị xoá khỏi kho, phiên còn hạn thì không', async () => {
  const token = await access.issue(OFFICER);
  await access.startSession(token);
  now = '2025-10-10T09:00:00.000Z';
  const later = (await access.startSession(token)) as string;
  now = '2025-10-10T10:00:00.000Z';
  expect(await access.forgetOldSessions()).toBe(1);
  expect(await documents.list(['sessions'])).toHaveLength(1);
  expect((await access.session(later))?.access.name).toBe(OFFICER.name);
});

test('thu hồi nói rõ có đường dẫn để thu hồi hay không', async () => {
  const token = await access.issue(OFFICER);
  expect(await access.revoke({ ...OFFICER, name: 'Trần Thị Bê' })).toBe(false);
  expect(await access.open(token)).toEqual(OFFICER);
  expect(await access.revoke(OFFICER)).toBe(true);
  expect(await access.open(token)).toBeUndefined();
});

test('một đơn vị có đường dẫn của đợt này không có nghĩa là có của đợt khác', async () => {
  await access.issue({ kind: 'commune', round: 'dot-1', commune: '21733' });
  expect(await access.hasLink({ kind: 'commune', round: 'dot-1', commune: '21733' })).toBe(true);
  expect(await access.hasLink({ kind: 'commune', round: 'dot-2', commune: '21733' })).toBe(false);
});

describe('cán bộ vào bằng địa chỉ có trong danh sách', () => {
  const BICH = 'bich.tran@gialai.gov.vn';
  const LISTED: readonly ListedOfficer[] = [
    { address: 'Bich.Tran@GiaLai.gov.vn', role: 'officer' },
    { address: 'cán.bộ@gialai.gov.vn'.normalize('NFD'), role: 'inspector' },
  ];
  const code = (error: unknown) => (error as { code?: string }).code;

  test.each([
    [BICH, 'officer', BICH],
    ['BICH.TRAN@gialai.GOV.VN', 'officer', BICH],
    ['CÁN.BỘ@gialai.gov.vn', 'inspector', 'cán.bộ@gialai.gov.vn'],
    ['bich.tran@gialai.gov.vn.evil.example', undefined],
    ['can.bo@gialai.gov.vn', undefined],
    ['@gialai.gov.vn', undefined],
    ['', undefined],
  ])('%s: %s', (address, role, name?) => {
    const admit = () => opened(LISTED).admit({ address, name: 'Trần Thị Bích' });
    if (role) expect(admit()).toEqual({ kind: 'officer', name, role, shownAs: 'Trần Thị Bích' });
    else expect(admit).toThrow(expect.objectContaining({ code: 'OFFICER_NOT_LISTED', details: { address } }));
  });

  test('không có danh sách thì không địa chỉ nào vào được', () => {
    expect(() => access.admit({ address: BICH })).toThrow(expect.objectContaining({ code: 'OFFICER_NOT_LISTED' }));
  });

  test.each([
    ['danh sách như cũ', LISTED, 'officer'],
    ['viết hoa khác đi', [{ address: BICH.toUpperCase(), role: 'officer' }], 'officer'],
    ['bị bỏ khỏi danh sách', LISTED.slice(1), undefined],
    ['được vai trò cao hơn', [{ address: BICH, role: 'administrator' }], undefined],
    ['bị hạ vai trò', [{ address: BICH, role: 'inspector' }], undefined],
    ['không còn danh sách', undefined, undefined],
  ] as const)('phiên đang mở, %s: %s', async (_, after, role) => {
    const before = opened(LISTED);
    const session = await before.startSessionOf(before.admit({ address: BICH }), 'lần-1');
    expect((await opened(after).session(session))?.access.role).toBe(role);
  });

  test('phiên tự hết sau mười giờ, và không để lại gì', async () => {
    const listed = opened(LISTED);
    const session = await listed.startSessionOf(listed.admit({ address: BICH }), 'lần-1');
    now = '2025-10-10T09:59:59.000Z';
    expect((await listed.session(session))?.access).toEqual({ kind: 'officer', name: BICH, role: 'officer' });
    now = '2025-10-10T10:00:00.000Z';
    expect(await listed.session(session)).toBeUndefined();
    await listed.forgetOldSessions();
    expect([await documents.list(['sessions']), await documents.list(['sign-ins'])]).toEqual([[], []]);
  });

  test('một lần đăng nhập mở một phiên, dù hỏi cùng lúc', async () => {
    const listed = opened(LISTED);
    const open = () => listed.startSessionOf(listed.admit({ address: BICH }), 'lần-1').then(() => 'mở', code);
    expect((await Promise.all([open(), open(), open()])).toSorted()).toEqual(['SIGN_IN_STALE', 'SIGN_IN_STALE', 'mở']);
    expect(await documents.list(['sessions'])).toHaveLength(1);
  });

  test('đường dẫn của cán bộ không được cấp, cái cấp trước không mở được; của đơn vị vẫn như thường', async () => {
    // Somebody may have been given a link under an address that stands on the list now.
    const before = await access.issue({ ...OFFICER, name: BICH });
    const session = (await access.startSession(before)) as string;
    const listed = opened(LISTED);
    expect(await listed.issue(OFFICER).catch(code)).toBe('OFFICER_LINKS_OFF');
    expect([await listed.open(before), await listed.startSession(before), await listed.session(session)]).toEqual(
      Array(3).fill(undefined),
    );
    const commune = { kind: 'commune', round: 'dot-1', commune: '21733' } as const;
    expect(await listed.open(await listed.issue(commune))).toEqual(commune);
    expect(await listed.officers()).toEqual([BICH, 'cán.bộ@gialai.gov.vn']);
  });
});
