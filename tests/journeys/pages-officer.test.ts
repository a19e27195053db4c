/** The province's way in a real browser: a return seen, searched, sent back, approved and taken away; a round from its roster to its lock. */
import { spawnSync } from 'node:child_process';
import PizZip from 'pizzip';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import type { Role } from '../../functions/domain/register/rights.ts';
import { SUBMISSIONS } from '../../functions/domain/summary/submissions-sheet.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { AL_BA, BINH_DUONG, dayFromToday, returnOf, theRound } from '../support/a-running-round.ts';
import { downloaded, look, startBrowser, type Visitor, visit } from '../support/browser.ts';
import { requires } from '../support/requires.ts';
import { type RunningService, runService } from '../support/running-service.ts';
import { folderOfFiles, formActions, soon, tableRows } from './pages.fixtures.ts';

vi.setConfig({ testTimeout: 150_000 });
const isPossible = requires('chromium');
const canReadPdf = requires('pdftoppm');

describe.skipIf(!isPossible)('cán bộ tỉnh', () => {
  const files = folderOfFiles();
  const visitors: Visitor[] = [];
  let running: RunningService;
  let browser: Browser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([runService({ moreCommunes: 130 }), startBrowser()]);
  });
  afterEach(async () => {
    const left = visitors.splice(0);
    await Promise.all(left.map(({ leave }) => leave()));
    expect(left.flatMap(({ faults }) => faults)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    files.remove();
  });

  async function newPage(): Promise<Page> {
    const visitor = await visit(browser, running.url);
    visitors.push(visitor);
    return visitor.page;
  }

  async function officer(role: Role): Promise<Page> {
    const [page, { token }] = [await newPage(), await running.signIn(role)];
    await page.goto(paths.enter(token));
    return page;
  }

  async function clerk(link: string): Promise<Page> {
    const page = await newPage();
    await page.goto(link);
    return page;
  }

  async function send(page: Page, name: string, bytes: Uint8Array): Promise<void> {
    await page.getByLabel('Tệp phiếu đã điền').setInputFiles(files.put(name, bytes));
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await soon(() => page.locator('#ket-qua').textContent()).toContain('Tỉnh đã nhận tệp');
  }

  /** What `selector` holds, the page loaded again and again. */
  const eventually = (page: Page, selector: string) =>
    soon(async () => {
      await page.reload();
      return page.locator(selector).first().textContent();
    });

  const said = (page: Page) => page.getByRole('status').first().textContent();
  const square = (page: Page, code: string) => page.locator(`.map a.sq[href$="/don-vi/${code}"]`);

  /** A return that another test is not about. */
  const sent = async (code: string, values: Readonly<Record<string, string>> = {}) =>
    running.service.register.receive({
      round: theRound.id,
      commune: code,
      file: `${code}.xlsx`,
      bytes: await returnOf(code, values),
      channel: 'web',
      who: `đơn vị ${code}`,
    });

  test('phiếu vừa gửi hiện ngay trên bản đồ; tìm không dấu, lọc, sắp xếp', async () => {
    const [page, sender] = [await officer('officer'), await clerk(paths.commune(await running.link(BINH_DUONG)))];
    expect(new URL(page.url()).pathname).toBe(paths.rounds());
    await page.getByRole('link', { name: theRound.title }).click();
    expect(await square(page, BINH_DUONG).getAttribute('aria-label')).toMatch(/^xã Bình Dương: Chưa gửi/);

    await send(sender, 'bd-1.xlsx', await returnOf(BINH_DUONG, { '3.2': '1.441' }));
    await page.reload();
    expect(await square(page, BINH_DUONG).getAttribute('aria-label')).toBe('xã Bình Dương: Cần sửa, bản 1');
    await eventually(page, '.state-downloads').toContain('đã gồm mọi phiếu');
    await look(page, 'tinh-1-tinh-hinh');

    const rows = () => tableRows(page, '#don-vi');
    await page.getByLabel(/^Tìm tên hoặc mã/).fill('binh duong');
    await soon(() => page.locator('#dem').textContent()).toBe('Hiện 1/132 đơn vị.');
    expect((await rows()).map(([code, name]) => [code, name])).toEqual([[BINH_DUONG, 'xã Bình Dương']]);
    await page.getByRole('button', { name: 'Bỏ lọc' }).click();
    await soon(async () => (await rows()).length).toBe(132);
    await page.getByLabel('Tình trạng').selectOption('Cần sửa');
    await soon(async () => (await rows()).length).toBe(1);
    await page.reload();
    expect((await rows()).length, 'bộ lọc còn nguyên sau khi tải lại').toBe(1);
    await page.getByRole('button', { name: 'Bỏ lọc' }).click();
    await page.locator('#don-vi thead button', { hasText: 'Đơn vị' }).click();
    await soon(async () => (await rows())[0]?.[0]).toBe(AL_BA);
  });

  test('trả lại kèm ý kiến, đơn vị đọc được; bản mới được duyệt; nhật ký ghi lại', async () => {
    const code = '90001';
    const [page, sender] = [await officer('officer'), await clerk(paths.commune(await running.link(code)))];
    await sent(code, { '3.2': '1.441' });
    await page.goto(paths.round(theRound.id));
    await page.getByRole('link', { name: 'xã Thử 1', exact: true }).click();
    expect(await page.locator('.found.error').textContent()).toContain('1.441 so với 1.440');
    await look(page, 'tinh-2-tham-dinh');
    await page.getByText('Trả lại đơn vị').click();
    await page.getByLabel('Ý kiến gửi đơn vị').fill('Đề nghị rà soát lại số hồ sơ tiếp nhận.');
    await page.getByRole('button', { name: 'Trả lại bản 1' }).click();
    expect(await said(page)).toContain('Đã trả lại phiếu kèm ý kiến');
    await sender.reload();
    expect(await sender.locator('main').innerText()).toMatch(
      /Tỉnh trả lại bản 1, đề nghị sửa và gửi lại[\s\S]*Đề nghị rà soát lại số hồ sơ tiếp nhận\./,
    );
    await look(sender, 'tinh-3-xa-thay-y-kien');

    await send(sender, 'sua.xlsx', await returnOf(code));
    await page.goto(paths.return(theRound.id, code));
    expect(await page.locator('main').innerText()).toContain('Thay đổi so với bản 1');
    await page.getByRole('button', { name: 'Duyệt bản 2' }).click();
    expect(await said(page)).toContain('Đã duyệt phiếu.');
    await look(page, 'tinh-4-da-duyet');
    await sender.reload();
    expect(await sender.locator('main').innerText()).toContain('Tỉnh đã duyệt bản 2');

    await page.goto(paths.log(theRound.id));
    const log = await page.locator('ol.log > li').allInnerTexts();
    for (const done of [/Duyệt phiếu/, /Trả lại phiếu[\s\S]*Đề nghị rà soát lại/])
      expect(log.filter((line) => done.test(line))).toHaveLength(1);
    await look(page, 'tinh-6-nhat-ky');
  });

  test('tải bảng tổng hợp, thông báo của một đơn vị và của tất cả; ra khỏi trang', async () => {
    const code = '90002';
    await sent(code, { '3.2': '1.441' });
    await sent(code);
    const page = await officer('officer');
    await page.goto(paths.round(theRound.id));
    await eventually(page, '.state-downloads').toContain('đã gồm mọi phiếu');
    const summary = await downloaded(page, () => page.getByRole('link', { name: 'Bảng tổng hợp (Excel)' }).click());
    const { sheets } = await readXlsx(summary.bytes);
    const told = sheets.find(({ name }) => name === SUBMISSIONS)?.cells ?? [];
    const { row } = told.find(({ value }) => value === code) ?? {};
    const line = told.filter((cell) => cell.row === row).map(({ value }) => String(value));
    expect(line.join(' | ')).toMatch(/90002.*bản 2/);

    const zip = await downloaded(page, () => page.getByRole('link', { name: /thông báo của các đơn vị/ }).click());
    const packed = new PizZip(zip.bytes);
    const own = Object.keys(packed.files).find((name) => name.includes(code) && name.endsWith('.docx')) ?? '';
    expect(textOfDocx(packed.file(own)?.asUint8Array())).toContain('xã Thử 2');

    await page.getByRole('link', { name: 'Số liệu', exact: true }).click();
    expect(await page.locator('main').innerText()).toMatch(/Số liệu gồm phiếu của \d+\/132 đơn vị\./);
    await look(page, 'tinh-5-so-lieu');
    await page.goto(paths.return(theRound.id, code));
    const notice = await downloaded(page, () =>
      page.getByRole('link', { name: /^Dự thảo thông báo \(Word\)/ }).click(),
    );
    expect(textOfDocx(notice.bytes)).toContain('xã Thử 2');
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    expect(await page.locator('h1').textContent()).toBe('Mở trang bằng đường dẫn được cấp');
    await page.goto(paths.round(theRound.id));
    expect(await page.locator('main').innerText()).not.toContain('xã Thử');
  });

  const ROSTER = [
    'Mã;Tên;Loại',
    '21733;Bình Dương;xã',
    '23954;Al Bá;xã',
    '21733;Bình Dương;xã',
    '23955;Không rõ;thôn',
    '21553;Quy Nhơn;phường',
  ].join('\r\n');
  const NEW = 'thu-nghiem-2026';

  test('một đợt từ lúc tạo đến lúc khoá: danh sách có lỗi, đường dẫn, gia hạn, khoá, mở lại, nhật ký', async () => {
    const page = await officer('administrator');
    await page.getByLabel('Tên đợt').fill('Thử nghiệm năm 2026');
    await page.getByLabel('Mã đợt').fill(NEW);
    await page.getByLabel('Biểu mẫu').selectOption(`${theRound.form}@${theRound.version}`);
    await page.getByLabel('Tên tỉnh').fill('Gia Lai');
    await page.getByLabel('Mã tỉnh').fill('52');
    await page.getByLabel('Hạn gửi').fill(dayFromToday(10));
    await look(page, 'tinh-7-tao-dot');
    await page.getByRole('button', { name: 'Tạo đợt', exact: true }).click();
    expect(await said(page)).toContain('Đã tạo đợt báo cáo.');

    await page.getByLabel('Tệp danh sách').setInputFiles(files.put('danh-sach.csv', ROSTER));
    await page.getByRole('button', { name: 'Tải danh sách lên' }).click();
    const faults = await page.getByRole('alert').innerText();
    expect(faults).toContain('Có 2 dòng của tệp không dùng được');
    expect(faults).toMatch(/Dòng 4: [^\n]*21733[\s\S]*Dòng 5: /);
    await look(page, 'tinh-8-danh-sach-co-loi');

    await page.getByRole('button', { name: 'Cấp cho đơn vị chưa có (3)' }).click();
    const links = await page.locator('.slip .link').allTextContents();
    expect(links).toHaveLength(3);
    await look(page, 'tinh-9-duong-dan');
    if (canReadPdf)
      expect(textOfPdf(await page.pdf({ format: 'A4' }), files.put)).toEqual(expect.arrayContaining(links));
    const csv = await downloaded(page, () => page.getByRole('button', { name: /trộn thư/ }).click());
    const text = new TextDecoder().decode(csv.bytes);
    for (const link of links) expect(text).toContain(link);

    const [first = ''] = links;
    const sender = await clerk(first);
    expect(await sender.locator('main').innerText()).toContain('Đợt chưa mở nhận phiếu.');
    const step = async (name: string) => {
      await page.goto(paths.settings(NEW));
      await page.getByRole('button', { name, exact: true }).click();
      expect(await said(page)).toContain('Đã cập nhật trạng thái của đợt.');
      await sender.reload();
    };
    const maySend = () => sender.getByRole('button', { name: 'Gửi phiếu' }).isVisible();
    await step('Mở đợt');
    expect(await maySend()).toBe(true);
    await step('Khoá đợt');
    expect(await maySend()).toBe(false);
    expect(await sender.locator('main').innerText()).toContain('Đợt đã khoá');

    const [code = ''] = /\d{5}/.exec(await sender.locator('dl.facts').innerText()) ?? [];
    await page.goto(paths.return(NEW, code));
    await page.getByText('Gia hạn', { exact: true }).first().click();
    await page.getByLabel('Gia hạn đến hết ngày').fill(dayFromToday(20));
    await page.getByRole('button', { name: 'Gia hạn' }).click();
    expect(await said(page)).toContain('Đã gia hạn cho đơn vị.');
    await sender.reload();
    expect(await maySend()).toBe(true);
    expect(await sender.locator('main').innerText()).toContain('Đơn vị được gia hạn riêng');
    await step('Mở lại đợt');
    expect(await maySend()).toBe(true);

    await page.goto(paths.log(NEW));
    const log = await page.locator('ol.log > li').allInnerTexts();
    expect(log.length).toBeGreaterThanOrEqual(7);
    expect(log.join('\n')).toMatch(/Mở lại[\s\S]*Gia hạn[\s\S]*Khoá[\s\S]*Mở/);
  });

  test('người thẩm định không thấy việc quản lý, ở trang nào cũng vậy', async () => {
    const page = await officer('inspector');
    const places = [
      paths.rounds(),
      paths.round(theRound.id),
      paths.settings(theRound.id),
      paths.return(theRound.id, BINH_DUONG),
    ];
    const formsOf = async (visitor: Page) => {
      const found: string[] = [];
      for (const place of places) {
        await visitor.goto(place);
        found.push(...(await formActions(visitor)));
      }
      return [...new Set(found.map((address) => new URL(address).pathname))].sort();
    };
    const manage = [paths.rounds(), paths.step(theRound.id), paths.roster(theRound.id), paths.links(theRound.id)];
    const seen = await formsOf(page);
    for (const place of [...manage, paths.extend(theRound.id, BINH_DUONG), paths.renewLink(theRound.id, BINH_DUONG)])
      expect(seen).not.toContain(place);
    expect(seen).toContain(paths.leave());
    expect(await formsOf(await officer('administrator'))).toEqual(expect.arrayContaining(manage));
  });
});

function textOfDocx(bytes: Uint8Array | undefined): string {
  const xml = bytes && new PizZip(bytes).file('word/document.xml')?.asText();
  return (xml ?? '').replace(/<[^>]+>/g, '');
}

/** The lines of a PDF, blanks at their ends taken off. */
function textOfPdf(pdf: Uint8Array, put: (name: string, bytes: Uint8Array) => string): readonly string[] {
  const { stdout } = spawnSync('pdftotext', ['-layout', put('duong-dan.pdf', pdf), '-'], { encoding: 'utf8' });
  return stdout.split('\n').map((line) => line.trim());
}
