/**
 * The clerk's loop in a spreadsheet, and what else happens in the drive:
 *   C1 "Gửi" is answered in the sheet        C2 one "Gửi" is one version            C3 rows inserted, sheets deleted, names gone
 *   C4 access lost: the others go on         C5 files put into the folder           C6 changes: late, twice, forgotten
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FINDINGS_SHEET, inputName } from '../../functions/domain/form/layout.ts';
import { SEND_NAMES } from '../../functions/domain/template/send-cell.ts';
import { AL_BA, BINH_DUONG, returnOf } from '../support/a-running-round.ts';
import { XLSX } from '../support/google-server/world.ts';
import { openProvince, type ProvinceOptions, type SheetProvince } from './sheets.fixtures.ts';

let province: SheetProvince;
const open = async (options: ProvinceOptions = {}) => {
  province = await openProvince(options);
  await province.sheets.publish(province.round.id, 'Nguyễn Văn A');
  await province.sheets.sweep();
  return province;
};
afterEach(() => province.close());

/** Published figures that agree with each other, and one that does not. */
const FIGURES = { '3.2': 1440, '3.3': 1338, '3.4': 102, '3.8': 1379, '3.9': 1379, '3.10': 0, '3.11': 61, '3.12': 0 };
const WRONG = { ...FIGURES, '3.8': 1500 };

const cellOf = async (code: string) => {
  const form = await province.needs.forms.load(province.round.form, province.round.version);
  return province.people.cell(await province.sheetId(), inputName(form.byCode.get(code)?.key ?? ''));
};
const sendCell = async () =>
  province.people.cell(await province.sheetId(), SEND_NAMES.send).userEnteredValue?.stringValue;
const titlesOf = async () =>
  province.server.world.files.get(await province.sheetId())?.book?.sheets.map(({ properties }) => properties.title) ??
  [];
const answersIn = async (code = BINH_DUONG) => {
  const { folder = '' } = await province.record(code);
  const answers = [...province.server.world.files.values()].find(
    ({ name, parents }) => name === 'phan-hoi' && parents.includes(folder),
  );
  return [...province.server.world.files.values()]
    .filter(({ parents, trashed }) => !trashed && answers && parents.includes(answers.id))
    .map(({ name }) => name)
    .sort();
};

describe('C1', () => {
  beforeEach(() => open());

  test('có lỗi: câu trả lời, ghi chú ở ô, danh sách; sửa xong thì mọi dấu đều mất', async () => {
    await province.send(WRONG);
    expect(await province.sheets.sweep()).toMatchObject({ changes: { failed: 0 } });
    expect(await province.versions()).toMatchObject([{ version: 1, channel: 'drive', state: 'needs correction' }]);
    expect(await province.answer()).toMatch(/^✗ Đã nhận bản 1 lúc .*: cần sửa \d+ lỗi\./);
    expect(await sendCell()).toBe('Chưa gửi');
    const marked = await cellOf('3.8');
    expect(marked.note).toMatch(/^✗ LỖI: /);
    const clean = (await cellOf('3.3')).userEnteredFormat?.backgroundColorStyle;
    expect(marked.userEnteredFormat?.backgroundColorStyle).not.toEqual(clean);
    expect((await titlesOf())[1]).toBe(FINDINGS_SHEET);

    await province.send({ '3.8': 1379 });
    await province.sheets.sweep();
    expect(await province.versions()).toHaveLength(2);
    expect(await province.answer()).toMatch(/Đã nhận bản 2/);
    const mended = await cellOf('3.8');
    expect(mended.note ?? '').not.toMatch(/LỖI/);
    expect(mended.userEnteredFormat?.backgroundColorStyle).toEqual(clean);
    expect((await titlesOf()).filter((title) => title === FINDINGS_SHEET)).toHaveLength(1);
  });

  test('gõ số mà chưa chọn "Gửi" thì chưa nhận gì', async () => {
    const form = await province.needs.forms.load(province.round.form, province.round.version);
    province.people.edit(await province.sheetId(), inputName(form.byCode.get('3.2')?.key ?? ''), 7);
    await province.sheets.sweep();
    expect(await province.versions()).toEqual([]);
  });

  test('đợt đã khoá: nói rõ ngay trong trang tính, không ghi gì khác', async () => {
    await province.rounds.step(province.round.id, 'lock', 'Nguyễn Văn A');
    await province.send(FIGURES);
    await province.sheets.sweep();
    expect(await province.versions()).toEqual([]);
    expect(await province.answer()).toMatch(/^✗ Chưa nhận được phiếu/);
    expect(await sendCell()).toBe('Chưa gửi');
  });

  test('một lần ghi cho một lần trả lời', async () => {
    await province.send(WRONG);
    const before = province.server.requests.length;
    await province.sheets.sweep();
    const writes = province.server.requests.slice(before).filter(({ path }) => path.endsWith(':batchUpdate'));
    expect(writes).toHaveLength(1);
  });
});

describe('C2 một lần chọn "Gửi" là một bản', () => {
  beforeEach(() => open({ most: 1 }));
  const code = () => province.roster[0]?.code ?? '';

  test('chọn "Gửi" lần nữa mà không sửa gì: vẫn bản ấy', async () => {
    await province.send(WRONG, code());
    await province.sheets.sweep();
    await province.send({}, code());
    await province.sheets.sweep();
    expect(await province.versions(code())).toHaveLength(1);
    expect(await province.answer(code())).toMatch(/Đã nhận bản 1 /);
  });

  test('A, B, A là ba bản', async () => {
    for (const value of [1440, 1441, 1440]) {
      await province.send({ ...FIGURES, '3.2': value }, code());
      await province.sheets.sweep();
    }
    expect(await province.versions(code())).toHaveLength(3);
  });

  test('những gì hệ thống tự ghi không làm phát sinh bản nào', async () => {
    await province.send(WRONG, code());
    for (let turn = 0; turn < 4; turn += 1) await province.sheets.sweep();
    expect(await province.versions(code())).toHaveLength(1);
    expect(province.sent).toHaveLength(1);
  });

  test.each(['internal', 'cutBefore', 'cutAfter'] as const)(
    'ghi trả lời bị đứt giữa chừng (%s): vẫn một bản, vẫn có trả lời',
    async (fault) => {
      await province.send(WRONG, code());
      province.server.fail({ on: /POST \/v4/, fault, times: 8 });
      await province.sheets.sweep().catch(() => {});
      province.server.clearFaults();
      // The clerk types on meanwhile, but elsewhere: what was sent stays what it was.
      await province.sheets.sweep();
      await province.sheets.sweep();
      expect(await province.versions(code())).toHaveLength(1);
      expect(await province.answer(code())).toMatch(/Đã nhận bản 1 /);
      expect(province.people.cell(await province.sheetId(code()), SEND_NAMES.send).userEnteredValue?.stringValue).toBe(
        'Chưa gửi',
      );
    },
  );

  test('bị ngắt ngay sau khi nhận: lần sau không nhận thêm bản nữa', async () => {
    await province.send(WRONG, code());
    const { receive } = province.needs;
    Object.assign(province.needs, {
      receive: async (one: Parameters<typeof receive>[0]) => {
        await receive(one);
        throw new Error('the process was killed');
      },
    });
    const { sheetsRegister } = await import('../../functions/use-cases/register/sheets/sheets-register.ts');
    await sheetsRegister(province.needs).sweep();
    Object.assign(province.needs, { receive });
    province.people.rename(await province.sheetId(code()), 'Tên khác');
    await sheetsRegister(province.needs).sweep();
    expect(await province.versions(code())).toHaveLength(1);
    expect(await province.answer(code())).toMatch(/Đã nhận bản 1 /);
  });
});

describe('C3 cấu trúc bị sửa', () => {
  beforeEach(() => open());

  test('chèn dòng: ghi chú vẫn nằm đúng ô', async () => {
    await province.send(WRONG);
    const sheet = '3. Thủ tục hành chính';
    province.people.insertRows(await province.sheetId(), sheet, 8, 2);
    await province.sheets.sweep();
    expect((await cellOf('3.8')).note).toMatch(/^✗ LỖI/);
  });

  test('xoá một trang của biểu mẫu: vẫn nhận phần còn lại, nói rõ phần mất', async () => {
    await province.send(FIGURES);
    province.people.deleteSheet(await province.sheetId(), '7-9. Số hóa, NQ 57, Đề án 06');
    await province.sheets.sweep();
    expect(await province.versions()).toMatchObject([{ state: 'needs correction' }]);
    expect(await province.answer()).toMatch(/cần sửa/);
  });

  test('mất ô "Gửi": nói ở ô trả lời và cho tỉnh, chỉ một lần; khôi phục thì thôi', async () => {
    const id = await province.sheetId();
    province.people.deleteNamedRange(id, SEND_NAMES.send);
    await province.sheets.sweep();
    expect(await province.answer()).toMatch(/hỏng cấu trúc/);
    expect((await province.record()).trouble).toMatch(/hỏng cấu trúc/);
  });

  test('mất cả ô trả lời: lời từ chối nằm trong phan-hoi/', async () => {
    const id = await province.sheetId();
    for (const name of Object.values(SEND_NAMES)) province.people.deleteNamedRange(id, name);
    await province.sheets.sweep();
    expect(await answersIn()).toHaveLength(1);
    expect((await answersIn())[0]).toMatch(/\.khong-nhan\.txt$/);
  });

  test('tên và dấu đều mất hết: từ chối rõ ràng', async () => {
    const id = await province.sheetId();
    await province.send(FIGURES);
    for (const sheet of (await titlesOf()).slice(1)) province.people.deleteSheet(id, sheet);
    await province.sheets.sweep();
    expect(await province.versions()).toEqual([]);
    expect(await province.answer()).toMatch(/^✗ Chưa nhận được phiếu/);
    expect((await province.record()).trouble).toBeDefined();
    await province.sheets.sweep(); // sees what was written into it
    expect((await province.record()).trouble).toBeDefined();
  });
});

describe('C4 mất quyền với một trang tính', () => {
  beforeEach(() => open());

  test.each(['none', 'reader'] as const)('%s: đơn vị khác vẫn nhận, tỉnh thấy đơn vị nào', async (role) => {
    await province.send(WRONG);
    await province.send(WRONG, AL_BA);
    province.people.allowAtMost(await province.sheetId(), role);
    await province.sheets.sweep();
    expect(await province.versions(AL_BA)).toHaveLength(1);
    const { lines, counts } = await province.sheets.status(province.round.id);
    expect(counts.troubled).toBe(1);
    expect(lines.find(({ commune }) => commune.code === BINH_DUONG)?.sentences.join()).toMatch(/quyền|không còn/);
    province.people.allowAtMost(await province.sheetId());
    await province.sheets.sweep();
    expect((await province.sheets.status(province.round.id)).counts.troubled).toBe(0);
    expect(await province.versions()).toHaveLength(1);
    expect(await province.answer()).toMatch(/Đã nhận bản 1 /);
  });

  test('mất quyền rồi có lại khi chưa ai sửa gì: không còn bị nêu tên', async () => {
    await province.send(WRONG);
    await province.sheets.sweep();
    province.people.allowAtMost(await province.sheetId(), 'none');
    await province.sheets.sweep();
    expect((await province.sheets.status(province.round.id)).counts.troubled).toBe(1);
    province.people.allowAtMost(await province.sheetId());
    await province.sheets.sweep();
    await province.sheets.sweep();
    expect((await province.sheets.status(province.round.id)).counts.troubled).toBe(0);
    expect(await province.versions()).toHaveLength(1);
  });

  test('trang tính bị bỏ vào thùng rác: tỉnh thấy; yêu cầu lập lại thì có trang mới', async () => {
    const before = await province.sheetId();
    province.people.trash(before);
    await province.sheets.sweep();
    expect((await province.record()).trouble).toMatch(/thùng rác/);
    await province.sheets.publish(province.round.id, 'Nguyễn Văn A');
    await province.sheets.sweep();
    expect(await province.record()).toMatchObject({ state: 'shared' });
    expect((await province.record()).trouble).toBeUndefined();
    expect(await province.sheetId()).not.toBe(before);
    await province.send(WRONG);
    await province.sheets.sweep();
    expect(await province.versions()).toHaveLength(1);
  });

  test('khôi phục từ thùng rác thì hết, không cần lập lại', async () => {
    const id = await province.sheetId();
    province.people.trash(id);
    await province.sheets.sweep();
    province.people.restore(id);
    await province.sheets.sweep();
    expect((await province.record()).trouble).toBeUndefined();
  });
});

describe('C5 tệp đặt vào thư mục của đơn vị', () => {
  beforeEach(() => open());
  const put = async (name: string, bytes: Uint8Array) =>
    province.people.upload((await province.record()).folder ?? '', name, bytes, XLSX);

  test('nhận như hộp thư đến, trả lời trong phan-hoi/', async () => {
    await put('Phiếu.xlsx', await returnOf(BINH_DUONG));
    await province.sheets.sweep();
    expect(await province.versions()).toMatchObject([{ version: 1, channel: 'drive', file: 'Phiếu.xlsx' }]);
    expect(await answersIn()).toEqual(['Phiếu.bien-nhan.txt', 'Phiếu.ket-qua.xlsx']);
    const { length } = province.sent;
    await province.sheets.sweep();
    province.server.forgetChanges();
    await province.sheets.sweep();
    expect(province.sent).toHaveLength(length);
  });

  test('không phải bảng tính: lời từ chối; thay tệp đúng thì rút lời ấy', async () => {
    const id = await put('Phiếu.xlsx', new TextEncoder().encode('không phải bảng tính'));
    await province.sheets.sweep();
    expect(await answersIn()).toEqual(['Phiếu.khong-nhan.txt']);
    province.people.replace(id, await returnOf(BINH_DUONG));
    await province.sheets.sweep();
    expect(await answersIn()).toEqual(['Phiếu.bien-nhan.txt', 'Phiếu.ket-qua.xlsx']);
  });

  test('phiếu của đơn vị khác bị từ chối', async () => {
    await put('Phiếu.xlsx', await returnOf(AL_BA));
    await province.sheets.sweep();
    expect(await province.versions()).toEqual([]);
    expect(await answersIn()).toEqual(['Phiếu.khong-nhan.txt']);
  });
});

describe('C6 danh sách thay đổi', () => {
  beforeEach(() => open({ most: 1 }));
  const code = () => province.roster[0]?.code ?? '';

  test('Google không còn giữ danh sách: xem lại tất cả, không mất gì', async () => {
    await province.send(WRONG, code());
    province.server.forgetChanges();
    await province.sheets.sweep();
    expect(await province.versions(code())).toHaveLength(1);
  });

  test('hết giờ khi xem lại tất cả: lượt sau xem tiếp, không mất gì', async () => {
    await province.send(WRONG, code());
    province.server.forgetChanges();
    expect(await province.sheets.sweep(0)).toMatchObject({ changes: { more: true } });
    await province.sheets.sweep();
    expect(await province.versions(code())).toHaveLength(1);
  });

  test('hai lượt cùng lúc: chỉ một lượt làm', async () => {
    await province.send(WRONG, code());
    const outcomes = (await Promise.all([province.sheets.sweep(), province.sheets.sweep()])).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes.sort()).toEqual(['busy', 'done']);
    expect(await province.versions(code())).toHaveLength(1);
  });

  test('lượt bị giết giữ chỗ có hạn: hết hạn thì lượt sau làm', async () => {
    const until = new Date(province.time.ms + 600_000).toISOString();
    await province.documents.transact(async (transaction) =>
      transaction.set(['drive', 'lease'], { holder: 'x', until }),
    );
    expect(await province.sheets.sweep()).toEqual({ outcome: 'busy' });
    province.time.ms += 600_001;
    expect(await province.sheets.sweep()).toMatchObject({ outcome: 'done' });
  });

  test('hết giờ giữa danh sách: phần còn lại là của lượt sau', async () => {
    await province.send(WRONG, code());
    expect(await province.sheets.sweep(0)).toMatchObject({ changes: { more: true } });
    await province.sheets.sweep();
    expect(await province.versions(code())).toHaveLength(1);
  });
});
