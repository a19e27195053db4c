/** The province's pages over a real round and made-up provinces: what they show, to whom, and that nothing gets out of its place. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communeTitle } from '../../functions/domain/round/commune.ts';
import { figuresPage } from '../../functions/entry/http/pages/province/figures-page.ts';
import { linksPage } from '../../functions/entry/http/pages/province/links-page.ts';
import { logPage } from '../../functions/entry/http/pages/province/log-page.ts';
import { returnPage } from '../../functions/entry/http/pages/province/return-page.ts';
import { roundsPage } from '../../functions/entry/http/pages/province/rounds-page.ts';
import { settingsPage } from '../../functions/entry/http/pages/province/settings-page.ts';
import { statePage } from '../../functions/entry/http/pages/province/state-page.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import type { ReturnView } from '../../functions/use-cases/register/read-return.ts';
import {
  AL_BA,
  aPerson,
  aRecord,
  BINH_DUONG,
  form,
  madeFigures,
  madeStatus,
  realRound,
  SCRIPT,
} from './province-pages.fixtures.ts';

const person = aPerson();
const inspector = aPerson('inspector');
const summary = { builtAt: '2025-10-16T01:30:00.000Z', etag: 'x', fresh: true };
const forms = [{ id: form.id, title: form.title, versions: [1, 2] }];
const id = aRecord.round.id;

let real: Awaited<ReturnType<typeof realRound>>;
let views: { approved: ReturnView; wrong: ReturnView; returned: ReturnView; missing: ReturnView };
let pages: Readonly<Record<string, string>>;

const returned = (view: ReturnView, who = person) =>
  String(returnPage({ person: who, view, hasLink: true, hasNotices: true }));

beforeAll(async () => {
  real = await realRound();
  const absent = real.communes.find(({ code }) => code !== BINH_DUONG && code !== AL_BA)?.code ?? '';
  views = {
    approved: await real.readReturn(id, BINH_DUONG, 1),
    wrong: await real.readReturn(id, BINH_DUONG),
    returned: await real.readReturn(id, AL_BA),
    missing: await real.readReturn(id, absent),
  };
  const { communes: roster } = real;
  const linked = new Set([BINH_DUONG]);
  const rosterFaults = [{ row: 7, sentence: `Mã đơn vị "${SCRIPT}" không phải là 5 chữ số.` }];
  const issued = roster.map((commune, index) => ({ commune, token: `the-${index}` }));
  pages = Object.fromEntries(
    Object.entries({
      'tình hình, 3 đơn vị': statePage({ person, status: real.status, summary, hasNotices: true }),
      'tình hình, 135 đơn vị': statePage({ person, status: madeStatus(135), hasNotices: false }),
      'số liệu thật': figuresPage({ person, record: aRecord, form, figures: real.figures }),
      'số liệu, 135 đơn vị': figuresPage({ person, record: aRecord, form, figures: madeFigures(135) }),
      'phiếu đã duyệt, không phải bản mới nhất': returned(views.approved),
      'phiếu có lỗi': returned(views.wrong),
      'phiếu bị trả lại': returned(views.returned),
      'phiếu chưa gửi': returned(views.missing),
      'các đợt': roundsPage({ person, rounds: [aRecord], forms, problem: SCRIPT }),
      'thiết lập': settingsPage({ person, record: aRecord, form, roster, linked, rosterFaults }),
      'đường dẫn': linksPage({ person, record: aRecord, issued, publicUrl: 'https://cchc.example.vn' }),
      'nhật ký': logPage({ person, record: aRecord, entries: real.log, older: `${paths.log(id)}?truoc=1` }),
    }).map(([name, page]) => [name, String(page)]),
  );
});
afterAll(() => real.close());

const all = (html: string, pattern: RegExp): readonly string[] =>
  [...html.matchAll(pattern)].map((match) => match[1] ?? '');
const postForms = (html: string): readonly string[] => all(html, /(<form[^>]*method="post"[\s\S]*?<\/form>)/g);
const actions = (html: string): readonly string[] => all(html, /<form[^>]* action="([^"]+)"/g);
const squares = (html: string): readonly string[] => all(html, /<a class="sq [^"]*" href="([^"]+)"/g);
const rows = (html: string): readonly string[] => all(html, /<tr data-f="([^"]*)"/g);

const NAMES = [
  'tình hình, 3 đơn vị',
  'tình hình, 135 đơn vị',
  'số liệu thật',
  'số liệu, 135 đơn vị',
  'phiếu đã duyệt, không phải bản mới nhất',
  'phiếu có lỗi',
  'phiếu bị trả lại',
  'phiếu chưa gửi',
  'các đợt',
  'thiết lập',
  'đường dẫn',
  'nhật ký',
];

describe.each(NAMES)('trang %s', (name) => {
  const html = () => pages[name] as string;

  test('nội dung do người khác gõ không thành mã của trang', () => {
    expect(html()).not.toContain(SCRIPT);
    expect(html()).not.toMatch(/<script(?! src="\/tinh\/)/);
    expect(html()).not.toMatch(/ style=| on[a-z]+=|<style/);
  });

  test('không lộ giá trị rỗng của chương trình', () => {
    expect(html()).not.toMatch(/undefined|NaN|\[object|Infinity/);
  });

  test('mọi biểu mẫu gửi đi đều mang dấu của phiên', () => {
    for (const sent of postForms(html())) expect(sent).toContain(`name="csrf" value="${person.csrf}"`);
  });

  test('id không trùng, nhãn và mô tả trỏ đúng chỗ', () => {
    const ids = all(html(), / id="([^"]+)"/g);
    expect(ids.filter((each, index) => ids.indexOf(each) !== index)).toEqual([]);
    const pointed = all(html(), / (?:for|aria-labelledby|aria-describedby)="([^"]+)"/g);
    expect(pointed.filter((each) => !ids.includes(each))).toEqual([]);
    const fragments = all(html(), / href="#([^"]+)"/g);
    expect(fragments.filter((each) => !ids.includes(each))).toEqual([]);
  });

  test('mỗi ô nhập có nhãn', () => {
    const fields = all(html(), /<((?:input|select|textarea)(?![^>]*type="hidden")[^>]*)>/g);
    const labelled = new Set(all(html(), /<label for="([^"]+)"/g));
    expect(fields.filter((field) => !labelled.has(/ id="([^"]+)"/.exec(field)?.[1] ?? ''))).toEqual([]);
  });

  test('một tiêu đề chính', () => expect(html().match(/<h1/g)).toHaveLength(1));
});

describe('tình hình', () => {
  test.each([3, 135, 3321])('%i đơn vị: mỗi đơn vị một ô và một dòng', (size) => {
    const status = madeStatus(size);
    const html = String(statePage({ person, status, summary, hasNotices: true }));
    const expected = status.rows.map(({ commune }) => paths.return(id, commune.code));
    expect([...squares(html)].sort()).toEqual(expected);
    expect(rows(html)).toHaveLength(size);
    expect(Buffer.byteLength(html)).toBeLessThan(1_500_000);
  });

  test('thanh và chú giải cộng lại đúng số đơn vị', () => {
    const status = madeStatus(135);
    const html = String(statePage({ person, status, summary, hasNotices: true }));
    const { missing, accepted, 'accepted with warnings': warned, 'needs correction': wrong } = status.counts;
    const label = /<svg class="stacked"[^>]*aria-label="([^"]+)"/.exec(html)?.[1];
    expect(label).toBe(
      `Trong 135 đơn vị: đã nhận ${accepted}; đã nhận, còn cảnh báo ${warned}; cần sửa ${wrong}; chưa gửi ${missing}.`,
    );
    expect(missing + accepted + warned + wrong).toBe(135);
    const widths = all(html, /<rect class="[a-z]+"[^>]* width="([\d.]+)"/g).map(Number);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1000, 0);
  });

  test('ô nói tên, tình trạng, gửi muộn, đã duyệt, hạn riêng', () => {
    const html = String(statePage({ person, status: madeStatus(135), summary, hasNotices: true }));
    const labels = all(html, /<a class="sq [^"]*"[^>]* aria-label="([^"]+)"/g);
    expect(labels.every((label) => /^(?:xã|phường|đặc khu) .+: (?:Đã|Cần|Chưa)/.test(label))).toBe(true);
    for (const words of ['gửi muộn', 'đã duyệt', 'Chưa gửi, quá hạn', 'hạn 25/10/2025', 'Đã trả lại, chờ bản mới'])
      expect(
        labels.some((label) => label.includes(words)),
        words,
      ).toBe(true);
  });

  test.each([
    ['đã gồm mọi phiếu', { ...summary, fresh: true }],
    ['đang được lập lại', { ...summary, fresh: false }],
    ['chưa được lập', undefined],
  ])('bảng tổng hợp: %s', (words, facts) => {
    expect(String(statePage({ person, status: real.status, summary: facts, hasNotices: true }))).toContain(words);
  });

  test('đợt không có thông báo thì không có gì để tải', () => {
    expect(pages['tình hình, 3 đơn vị']).toContain(paths.api.notices(id));
    expect(pages['tình hình, 135 đơn vị']).not.toContain(paths.api.notices(id));
  });

  test('chưa có danh sách thì nói cách làm', () => {
    const status = { ...real.status, rows: [], counts: { ...real.status.counts } };
    expect(String(statePage({ person, status, hasNotices: false }))).toContain('Hãy tải danh sách lên');
  });
});

describe('số liệu', () => {
  test('mỗi chỉ tiêu của biểu có một dòng, trừ bảng do đơn vị kê khai', () => {
    const shown = all(pages['số liệu thật'] as string, /<tr><td class="row-code">([^<]+)<\/td>/g);
    const codes = form.indicators.filter(({ place }) => place?.free !== true).map(({ code }) => code);
    expect(shown).toEqual(codes);
  });

  test('tổng, độ phủ, tỷ lệ kèm tổng tử số và tổng mẫu số, đơn vị thiếu', () => {
    const { figures } = real.figures;
    const total = figures.indicators.find(({ code }) => code === '3.2')?.result;
    const line = (code: string) =>
      (pages['số liệu thật'] as string).split('<tr>').find((row) => row.startsWith(`<td class="row-code">${code}<`)) ??
      '';
    expect(total).toMatchObject({ kind: 'total', sum: 1994 });
    expect(line('3.2')).toContain('1.994');
    expect(line('3.2')).toContain('2/3');
    expect(line('3.3.a')).toContain('<strong>90,97%</strong>');
    expect(line('3.3.a')).toContain('1.814 / 1.994');
    expect(line('7.2')).toContain('<strong>trung vị 100,00%</strong>');
  });

  test('nói gồm phiếu nào, bản nào, ai chưa có phiếu', () => {
    const html = pages['số liệu thật'] as string;
    expect(html).toContain('Số liệu gồm phiếu của 2/3 đơn vị.');
    expect(html).toMatch(/xã Bình Dương<\/a>: bản 1/);
    expect(html).toContain('Chưa có phiếu (1)');
  });
});

describe('phiếu của một đơn vị', () => {
  test('nói rõ bản đang xem không được tính, bản nào được tính và đã duyệt', () => {
    const html = returned(views.wrong);
    expect(html).toMatch(/Bản 2 không được tính vào số liệu; đang tính <a href="[^"]+ban=1">bản 1<\/a>/);
    expect(html).toContain('phải duyệt lại');
    expect(html).toContain('Thay đổi so với bản 1 đã duyệt (2)');
    expect(html).toMatch(/<td><del>1\.440<\/del><\/td>\s*<td><ins>1\.441<\/ins><\/td>/);
    expect(html).toContain('Bản 1: <del>1.440</del>');
  });

  test('nói rõ bản đang xem không phải bản mới nhất', () => {
    expect(returned(views.approved)).toContain('Đây là bản 1, không phải bản mới nhất.');
    expect(returned(views.wrong)).not.toContain('không phải bản mới nhất');
  });

  test('biểu mẫu thẩm định gửi đúng bản đang xem', () => {
    const sent = postForms(returned(views.approved)).filter((each) => each.includes('tra-lai'));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('name="version" value="1"');
  });

  test('ý kiến trả lại hiện nguyên văn', () => {
    expect(returned(views.returned)).toContain('Bổ sung nguyên nhân trễ hạn &lt;script&gt;');
  });

  test('giải trình, lỗi tại ô và giá trị ngoài biểu đều hiện', () => {
    const html = returned(views.returned);
    expect(html).toContain('Cảnh báo đã giải trình');
    expect(html).toMatch(/row-code">1\.6<.*Giải trình: Thông báo ghi “hơn 5\.000 lượt người”/);
    expect(html).toMatch(/<tr class="error[^"]*"><td class="row-code">9\.5/);
  });

  test('chưa gửi thì không có gì để thẩm định', () => {
    const html = returned(views.missing);
    expect(html).toContain('đơn vị chưa gửi phiếu nào');
    expect(actions(html).some((action) => /duyet|tra-lai|chon-ban/.test(action))).toBe(false);
  });
});

describe('quyền', () => {
  const own = (html: string) => actions(html).filter((action) => action !== paths.leave() && !action.startsWith('#'));

  test('cán bộ kiểm tra thẩm định được nhưng không quản lý', () => {
    const ofInspector = own(returned(views.wrong, inspector));
    expect(ofInspector).toEqual([
      paths.approve(id, BINH_DUONG),
      paths.sendBack(id, BINH_DUONG),
      paths.putInForce(id, BINH_DUONG),
    ]);
    expect(own(returned(views.wrong))).toEqual([
      ...ofInspector,
      paths.extend(id, BINH_DUONG),
      paths.renewLink(id, BINH_DUONG),
      paths.revokeLink(id, BINH_DUONG),
    ]);
  });

  test('cán bộ kiểm tra không thấy biểu mẫu tạo đợt và thiết lập', () => {
    const settings = { record: aRecord, form, roster: real.communes, linked: new Set<string>() };
    expect(own(String(roundsPage({ person: inspector, rounds: [aRecord], forms })))).toEqual([]);
    expect(own(String(settingsPage({ ...settings, person: inspector })))).toEqual([]);
    expect(own(String(settingsPage({ ...settings, person })))).not.toEqual([]);
  });
});

describe('thiết lập', () => {
  const settings = (state: typeof aRecord.state, linked: readonly string[] = []) =>
    String(
      settingsPage({ person, record: { ...aRecord, state }, form, roster: real.communes, linked: new Set(linked) }),
    );

  test.each([
    ['prepared', ['open']],
    ['open', ['lock', 'close']],
    ['locked', ['reopen', 'close']],
    ['closed', ['reopen']],
  ] as const)('đợt %s: chỉ các bước đi tiếp được', (state, steps) => {
    expect(all(settings(state), /name="step" value="([a-z]+)"/g)).toEqual(steps);
  });

  test('cấp đường dẫn: cho đơn vị chưa có; cấp lại cho tất cả chỉ khi đã có', () => {
    expect(all(settings('open'), /name="for" value="([a-z]+)"/g)).toEqual(['new']);
    expect(all(settings('open', [BINH_DUONG]), /name="for" value="([a-z]+)"/g)).toEqual(['new', 'all']);
    expect(settings('open', [BINH_DUONG])).toContain('1/3 đơn vị đã có đường dẫn');
  });

  test('dòng sai của danh sách được nêu theo số dòng', () => {
    expect(pages['thiết lập']).toContain('Dòng 7: Mã đơn vị');
  });
});

describe('đường dẫn và nhật ký', () => {
  test('mỗi đơn vị một đường dẫn, và đủ để tải về', () => {
    const html = pages['đường dẫn'] as string;
    const sent = /name="links" value="([^"]+)"/.exec(html)?.[1]?.replaceAll('&quot;', '"') ?? '';
    expect(JSON.parse(sent)).toEqual(real.communes.map(({ code }, index) => [code, `the-${index}`]));
    real.communes.forEach((commune, index) => {
      expect(html.toLowerCase()).toContain(communeTitle(commune).toLowerCase());
      expect(html).toContain(`https://cchc.example.vn${paths.commune(`the-${index}`)}<`);
    });
  });

  test('nhật ký: mỗi việc một dòng, mới nhất trước, có lối xem tiếp', () => {
    const html = pages['nhật ký'] as string;
    expect(all(html, /<time datetime="([^"]+)"/g)).toEqual(real.log.map(({ entry }) => entry.at));
    expect(html).toContain('Nhận phiếu');
    expect(html).toContain('?truoc=1');
  });
});
