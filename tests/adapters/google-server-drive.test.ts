/** Files, sharing, changes and notifications of the stand-in for Google. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  allOfDrive,
  begin,
  clients,
  exported,
  id,
  inDrive,
  naming,
  newSpreadsheet,
  pass,
  refusal,
  server,
  time,
  update,
} from '../support/google-server/asking.ts';
import { CLERK } from '../support/google-server/people.ts';
import { SHEET, XLSX } from '../support/google-server/world.ts';

afterEach(() => server.close());

describe('Drive', () => {
  beforeEach(() => begin());

  const CASES: readonly (readonly [string, () => Promise<unknown>, string])[] = [
    [
      'thiếu supportsAllDrives khi tạo',
      () => clients().drive.files.create({ requestBody: { name: 'a', parents: [server.folderId] } }),
      '404 File not found: ',
    ],
    ['thiếu supportsAllDrives khi đọc', () => clients().drive.files.get({ fileId: id }), '404 File not found: '],
    [
      'ngoài Drive dùng chung',
      () => clients().drive.files.create({ ...inDrive, requestBody: { name: 'a', mimeType: SHEET } }),
      '403 Service Accounts do not have storage quota.',
    ],
    [
      'spreadsheets.create',
      () => clients().sheets.spreadsheets.create({ requestBody: {} }),
      '403 The caller does not have permission',
    ],
    [
      'trường chỉ đọc',
      () => clients().drive.files.update({ ...inDrive, fileId: id, requestBody: { version: '1' } }),
      '403 The resource body includes fields which are not directly writable.',
    ],
    [
      'đổi thư mục bằng parents',
      () => clients().drive.files.update({ ...inDrive, fileId: id, requestBody: { parents: ['x'] } }),
      '403 The parents field is not directly writable',
    ],
    [
      'fields lạ',
      () => clients().drive.files.get({ ...inDrive, fileId: id, fields: 'title' }),
      '400 Invalid field selection title',
    ],
    ['q sai', () => clients().drive.files.list({ ...inDrive, q: "parent = 'x'" }), '400 Invalid Value'],
    [
      'q thiếu dấu nháy đóng',
      () => clients().drive.files.list({ ...inDrive, q: "name = 'Xã Ia O" }),
      '400 Invalid Value',
    ],
    [
      'liệt kê Drive thiếu includeItemsFromAllDrives',
      () => clients().drive.files.list({ ...inDrive, corpora: 'drive', driveId: server.driveId }),
      '403 The includeItemsFromAllDrives parameter must be set to true',
    ],
    [
      'liệt kê thiếu supportsAllDrives',
      () => clients().drive.files.list({ includeItemsFromAllDrives: true }),
      '403 The supportsAllDrives parameter must be set to true',
    ],
    [
      'corpora drive thiếu driveId',
      () => clients().drive.files.list({ ...inDrive, includeItemsFromAllDrives: true, corpora: 'drive' }),
      '403 The driveId parameter must be specified',
    ],
    [
      'thay đổi với mã lạ',
      () => clients().drive.changes.list({ ...allOfDrive(), pageToken: 'abc' }),
      '400 Invalid Value',
    ],
    [
      'thay đổi thiếu includeItemsFromAllDrives',
      () => clients().drive.changes.list({ ...inDrive, driveId: server.driveId, pageToken: '1' }),
      '403 The includeItemsFromAllDrives',
    ],
    [
      'tải bảng tính như tệp',
      () => clients().drive.files.get({ ...inDrive, fileId: id, alt: 'media' }),
      '403 Only files with binary content can be directly downloaded.',
    ],
    [
      'xuất sang kiểu không có',
      () => clients().drive.files.export({ fileId: id, mimeType: 'text/html5' }),
      '400 The requested conversion is not supported.',
    ],
    [
      'chia sẻ với địa chỉ hỏng',
      () =>
        clients().drive.permissions.create({
          ...inDrive,
          fileId: id,
          requestBody: { type: 'user', role: 'writer', emailAddress: 'xã' },
        }),
      '400 The specified emailAddress is invalid',
    ],
    ['Drive dùng chung không có', () => clients().drive.drives.get({ driveId: 'x' }), '404 Shared drive not found: x'],
    [
      'kênh không phải https',
      () => watch({ address: 'http://example.vn/push' }),
      '400 WebHook callback must be HTTPS: http://example.vn/push',
    ],
    [
      'thuộc tính quá dài',
      () =>
        clients().drive.files.update({
          ...inDrive,
          fileId: id,
          requestBody: { appProperties: { a: 'x'.repeat(124) } },
        }),
      '400 The custom property key and value are too long.',
    ],
  ];

  test.each(CASES)('%s: bị từ chối', async (_, asked, sentence) => {
    expect(await refusal(asked())).toContain(sentence);
  });

  test('q tìm theo thư mục, thuộc tính, kiểu, thùng rác và tên có dấu nháy', async () => {
    const { drive } = clients();
    const other = server.people.upload(server.folderId, "Xã D'Ran.xlsx", new Uint8Array([1]), XLSX);
    const found = async (q: string) => {
      const { data } = await drive.files.list({ ...allOfDrive(), corpora: 'drive', q, fields: 'files(id)' });
      return data.files?.map((file) => file.id);
    };
    expect(await found("appProperties has { key='round' and value='2026' }")).toEqual([id]);
    expect(await found(`'${server.folderId}' in parents and mimeType = '${XLSX}'`)).toEqual([other]);
    expect(await found(`name = 'Xã D\\'Ran.xlsx' and not trashed = true`)).toEqual([other]);
    server.people.trash(other);
    expect(await found(`'${server.folderId}' in parents and trashed = false`)).toEqual([id]);
  });

  test('trang sau nối trang trước, không sót không lặp', async () => {
    const { drive } = clients();
    for (let count = 0; count < 5; count += 1)
      server.people.upload(server.folderId, `${count}`, new Uint8Array(), XLSX);
    const asked = { ...allOfDrive(), corpora: 'drive', q: `mimeType = '${XLSX}'`, orderBy: 'name', pageSize: 2 };
    const names: (string | null | undefined)[] = [];
    let pageToken: string | undefined;
    do {
      const { data } = await drive.files.list({ ...asked, ...(pageToken ? { pageToken } : {}) });
      names.push(...(data.files ?? []).map(({ name }) => name));
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken);
    expect(names).toEqual(['0', '1', '2', '3', '4']);
  });

  test('tệp mới tìm thấy sau độ trễ', async () => {
    await server.close();
    await begin({ lagMs: 1000 });
    const find = async () =>
      (await clients().drive.files.list({ ...allOfDrive(), corpora: 'drive', q: 'trashed = false' })).data.files
        ?.length;
    expect(await find()).toBe(0);
    pass(1000);
    expect(await find()).toBe(2);
  });

  test('tải lên nguyên vẹn, cả khi chuyển thành bảng tính và thay tại chỗ', async () => {
    const { drive, sheets } = clients();
    const bytes = await exported();
    const media = () => ({ mimeType: XLSX, body: Readable.from(Buffer.from(bytes)) });
    const rootUrl = `${server.url}/`;
    const plain = await drive.files.create(
      { ...inDrive, requestBody: { name: 'a.xlsx', parents: [server.folderId] }, media: media() },
      { rootUrl },
    );
    const got = await drive.files.get(
      { ...inDrive, fileId: plain.data.id ?? '', alt: 'media' },
      { responseType: 'arraybuffer' },
    );
    expect(Buffer.from(got.data as unknown as ArrayBuffer).equals(Buffer.from(bytes))).toBe(true);
    const requestBody = { name: 'Tổng hợp', mimeType: SHEET, parents: [server.folderId] };
    const sheet = await drive.files.create({ ...inDrive, requestBody, media: media() }, { rootUrl });
    const spreadsheetId = sheet.data.id ?? '';
    await drive.files.update({ ...inDrive, fileId: spreadsheetId, media: media() }, { rootUrl });
    const { data } = await sheets.spreadsheets.get({
      spreadsheetId,
      fields: 'properties.title,sheets.properties.title',
    });
    expect(data).toEqual({ properties: { title: 'Tổng hợp' }, sheets: [{ properties: { title: 'Sheet1' } }] });
  });

  test('tải lên từng phần: 308 cho đến phần cuối', async () => {
    const bytes = Buffer.alloc(300_000, 7);
    const headers = { authorization: `Bearer ${server.token()}` };
    const begun = await fetch(`${server.url}/upload/drive/v3/files?uploadType=resumable&supportsAllDrives=true`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'x-upload-content-type': XLSX },
      body: JSON.stringify({ name: 'lớn.xlsx', parents: [server.folderId] }),
    });
    const address = begun.headers.get('location') ?? '';
    const send = (from: number, to: number) =>
      fetch(address, {
        method: 'PUT',
        headers: { ...headers, 'content-range': `bytes ${from}-${to - 1}/300000` },
        body: bytes.subarray(from, to),
      });
    expect((await send(0, 262_144)).status).toBe(308);
    const made: unknown = await (await send(262_144, 300_000)).json();
    expect(made).toMatchObject({ name: 'lớn.xlsx' });
  });

  test('chia sẻ hai lần vẫn là một quyền; không báo thì không có thư; người chưa có tài khoản phải được báo', async () => {
    const { permissions } = clients().drive;
    const requestBody = { type: 'user', role: 'writer', emailAddress: 'xa@x.gov.vn' };
    const asked = { ...inDrive, fileId: server.folderId, sendNotificationEmail: false, requestBody };
    const [one, two] = [await permissions.create(asked), await permissions.create(asked)];
    expect(one.data.id).toBe(two.data.id);
    expect(server.world.letters).toEqual([]);
    const listed = await permissions.list({
      ...inDrive,
      fileId: id,
      fields: 'permissions(emailAddress,permissionDetails(inherited))',
    });
    expect(
      listed.data.permissions?.find(({ emailAddress }) => emailAddress === 'xa@x.gov.vn')?.permissionDetails,
    ).toEqual([{ inherited: true }]);
    server.people.withoutAccount('moi@x.gov.vn');
    const stranger = { ...asked, requestBody: { ...requestBody, emailAddress: 'moi@x.gov.vn' } };
    expect(await refusal(permissions.create(stranger))).toContain(
      'there is no Google account associated with this email address',
    );
    await permissions.create({ ...stranger, sendNotificationEmail: true });
    expect(server.world.letters.map(({ to }) => to)).toEqual(['moi@x.gov.vn']);
    await permissions.delete({ ...inDrive, fileId: server.folderId, permissionId: one.data.id ?? '' });
    expect(
      await refusal(permissions.delete({ ...inDrive, fileId: server.folderId, permissionId: one.data.id ?? '' })),
    ).toContain('404 Permission not found');
  });

  test('quyền bị rút ở một tệp: Drive 404, Sheets 403, tệp khác vẫn dùng được', async () => {
    const other = await newSpreadsheet();
    server.people.allowAtMost(id, 'none');
    expect(await refusal(clients().drive.files.get({ ...inDrive, fileId: id }))).toContain('404 File not found');
    expect(await refusal(clients().sheets.spreadsheets.get({ spreadsheetId: id }))).toBe(
      '403 The caller does not have permission',
    );
    expect((await clients().sheets.spreadsheets.get({ spreadsheetId: other })).status).toBe(200);
    server.people.allowAtMost(id, 'reader');
    expect(await refusal(update(naming('a_b')))).toBe('403 The caller does not have permission');
    expect(
      await refusal(clients().drive.files.update({ ...inDrive, fileId: id, requestBody: { name: 'x' } })),
    ).toContain('403 The user does not have sufficient permissions');
  });

  test('người viết không xóa hẳn được tệp của Drive dùng chung', async () => {
    await server.close();
    await begin({ role: 'writer' });
    expect(await refusal(clients().drive.files.delete({ ...inDrive, fileId: id }))).toContain(
      '403 The user does not have sufficient permissions',
    );
  });
});

const watch = (more: object = {}) => {
  const requestBody = { id: 'kenh-1', type: 'web_hook', token: 'bí mật', address: 'http://127.0.0.1:1/', ...more };
  return clients().drive.changes.watch({ ...allOfDrive(), pageToken: '1', requestBody });
};

describe('thay đổi và thông báo', () => {
  beforeEach(() => begin());

  const changes = async (pageToken: string, pageSize = 100) =>
    (await clients().drive.changes.list({ ...allOfDrive(), pageToken, pageSize })).data;
  const start = async () =>
    (await clients().drive.changes.getStartPageToken({ ...inDrive, driveId: server.driveId })).data.startPageToken ??
    '';

  test('mỗi tệp một lần, trang nối trang, mã mới chỉ ở trang cuối', async () => {
    const other = await newSpreadsheet();
    const token = await start();
    server.people.edit(id, 'A1', 'a');
    server.people.edit(other, 'A1', 'b');
    server.people.edit(id, 'A1', 'c');
    const first = await changes(token, 1);
    expect([first.changes?.map(({ fileId }) => fileId), first.newStartPageToken]).toEqual([[other], undefined]);
    const last = await changes(first.nextPageToken ?? '');
    expect(last.changes?.map(({ fileId }) => fileId)).toEqual([id]);
    expect(last.nextPageToken).toBeUndefined();
    expect((await changes(last.newStartPageToken ?? '')).changes).toEqual([]);
  });

  test('mọi việc của người đều vào nhật ký; xóa hẳn là removed', async () => {
    const token = await start();
    const file = server.people.upload(server.folderId, 'a.xlsx', new Uint8Array(), XLSX);
    server.people.renameSheet(id, 'Sheet1', 'Khác');
    expect((await changes(token)).changes?.map(({ fileId, removed }) => [fileId, removed])).toEqual([
      [file, false],
      [id, false],
    ]);
    server.people.remove(file);
    expect((await changes(token)).changes?.at(-1)).toMatchObject({ fileId: file, removed: true });
  });

  test('số phiên bản tăng với mỗi thay đổi, của người và của mình', async () => {
    const version = async () =>
      Number((await clients().drive.files.get({ ...inDrive, fileId: id, fields: 'version' })).data.version);
    const before = await version();
    server.people.edit(id, 'A1', 'a');
    await update({ addSheet: { properties: { title: 'B' } } });
    expect(await version()).toBe(before + 2);
  });

  test('mã trang đã quên bị từ chối', async () => {
    const token = await start();
    server.forgetChanges();
    expect(await refusal(changes(token))).toBe('400 Invalid Value');
  });

  test('kênh báo sync rồi change, gửi lại được, im khi bị giữ, hết hạn hay dừng', async () => {
    const heard: (string | undefined)[][] = [];
    const listener = createServer((request, response) => {
      const names = ['state', 'number', 'token', 'id'];
      const headers = ['x-goog-resource-state', 'x-goog-message-number', 'x-goog-channel-token', 'x-goog-channel-id'];
      heard.push(names.map((_, at) => request.headers[headers[at] ?? '']?.toString()));
      request.resume().on('end', () => response.end());
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
    const { data } = await watch({ token: 'bi-mat', address, expiration: String(time + 60_000) });
    server.people.edit(id, 'A1', 'a');
    await server.channels.settled();
    expect(heard.sort()).toEqual([
      ['change', '2', 'bi-mat', 'kenh-1'],
      ['sync', '1', 'bi-mat', 'kenh-1'],
    ]);
    const [, again] = server.channels.notifications;
    if (again) await server.channels.send(again);
    expect(heard).toHaveLength(3);
    server.channels.held = true;
    server.people.edit(id, 'A1', 'b');
    server.channels.held = false;
    await server.channels.settled();
    expect([heard.length, server.channels.notifications.length]).toEqual([3, 3]);
    pass(60_000);
    server.people.edit(id, 'A1', 'c');
    expect(server.channels.notifications).toHaveLength(3);
    expect(await refusal(watch({ address }))).toContain('Channel id kenh-1 not unique');
    const { data: second } = await watch({ id: 'kenh-2', address });
    expect(Number(second.expiration) - time).toBe(3_600_000);
    const { channels } = clients().drive;
    await channels.stop({ requestBody: { id: 'kenh-2', resourceId: second.resourceId ?? '' } });
    server.people.edit(id, 'A1', 'd');
    expect(server.channels.notifications).toHaveLength(4);
    expect(
      await refusal(channels.stop({ requestBody: { id: 'kenh-1', resourceId: data.resourceId ?? '' } })),
    ).toContain("404 Channel 'kenh-1' not found");
    await server.channels.settled();
    listener.close();
  });

  test('kênh dài nhất bảy ngày', async () => {
    const { data } = await watch({ expiration: String(time + 30 * 86_400_000) });
    expect(Number(data.expiration) - time).toBe(7 * 86_400_000);
  });
});

test('cán bộ xã là người gõ nếu không nói khác', async () => {
  await begin();
  server.people.edit(id, 'A1', 'a');
  const { data } = await clients().drive.files.get({
    ...inDrive,
    fileId: id,
    fields: 'lastModifyingUser(emailAddress,me)',
  });
  expect(data.lastModifyingUser).toEqual({ emailAddress: CLERK, me: false });
});
