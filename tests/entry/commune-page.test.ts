/** The commune's page, the entrance, refusals and help: what they say in each state, and that nothing typed becomes markup. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { communePage } from '../../functions/entry/http/pages/commune-page.ts';
import { entrancePage, problemPage } from '../../functions/entry/http/pages/entrance-page.ts';
import { type Html, page } from '../../functions/entry/http/pages/frame.ts';
import { helpForClerks, helpForOfficers } from '../../functions/entry/http/pages/help-page.ts';
import { HELP_PICTURES } from '../../functions/entry/http/pages/help-pictures.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { communeView, PAGE_STATES, type PageState, TOKEN } from './commune-page.fixtures.ts';

const ASSETS = new URL('../../functions/entry/http/assets/', import.meta.url);
const person = { name: 'Lê <b>Cường</b>', role: 'officer', csrf: 'c"5rf' } as const;
const rendered = async (made: Html): Promise<string> => String(await made);

const pages = new Map<string, string>();
const pageOf = (state: PageState): string => pages.get(state) as string;

beforeAll(async () => {
  for (const state of PAGE_STATES) pages.set(state, await rendered(communePage(await communeView(state))));
  const refusal = {
    title: 'Không tìm thấy',
    sentence: 'Không có <i>trang</i> này. Hãy kiểm tra lại.',
    requestId: 'r<1>',
  };
  pages.set('entrance', await rendered(entrancePage()));
  pages.set('problem', await rendered(problemPage(refusal)));
  pages.set('problem of an officer', await rendered(problemPage({ ...refusal, person })));
  pages.set('help for clerks', await rendered(helpForClerks()));
  pages.set('help for officers', await rendered(helpForOfficers()));
  const round = { id: 'kiem-tra-2025', title: 'Kiểm tra <em>2025</em>' };
  pages.set('an officer’s page', await rendered(page({ title: 'T', person, round, active: 'log' }, entrancePage())));
});

const ALL = [
  ...PAGE_STATES,
  'entrance',
  'problem',
  'problem of an officer',
  'help for clerks',
  'help for officers',
] as const;

/** Text as a person reads it: no tags, one space between words. */
const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&quot;', '"');

const SEND = `formaction="${paths.communeSend(TOKEN)}"`;
const TRY = `formaction="${paths.communeTry(TOKEN)}"`;

describe('nội dung theo từng trạng thái', () => {
  const SAYS: Readonly<Record<PageState, { readonly says: readonly string[]; readonly not?: readonly string[] }>> = {
    prepared: { says: ['Đợt chưa mở nhận phiếu', 'Tải biểu mẫu (.xlsx)', 'Kiểm tra thử'], not: ['Gửi bản sửa'] },
    'nothing sent': {
      says: [
        'Xã Bình Dương, Gia Lai',
        'Phiếu tự kiểm tra công tác cải cách hành chính',
        'Kiểm tra công tác cải cách hành chính, Nghị quyết số 57-NQ/TW và Đề án 06 năm 2025',
        'từ 01/7/2025 đến 15/10/2025',
        'Hạn gửi 15/10/2025 Còn 5 ngày',
        'Chưa gửi',
        'Ba bước để gửi phiếu',
      ],
      not: ['Các bản đã gửi', 'Biên nhận', 'quá hạn'],
    },
    'last day': { says: ['Hôm nay là ngày cuối'], not: ['quá hạn'] },
    overdue: { says: ['Đã quá hạn 3 ngày', 'Vẫn gửi được; phiếu gửi từ nay được ghi là gửi muộn.'] },
    'with warnings': {
      says: [
        'Bản 1: không có lỗi, còn 2 cảnh báo và 35 chỉ tiêu để trống',
        'Số liệu của bản này đang được dùng để tổng hợp toàn tỉnh.',
        'số liệu đúng thì ghi lý do vào cột “Giải trình”',
        'Tỉnh đã nhận tệp “Phiếu tự kiểm tra xã Bình Dương.xlsx” lúc 10/10/2025 09:00.',
        'Cảnh báo cần xem lại (2)',
        'Cảnh báo đã có giải trình (1)',
        'Đã giải trình: Thông báo không nêu mẫu số tính trên nhóm nào.',
        'Đề nghị ghi: 97,10',
        '35 chỉ tiêu còn để trống',
      ],
      not: ['Lỗi phải sửa', 'không phải làm gì thêm', 'Thay đổi của bản'],
    },
    'needs correction': {
      says: [
        'Bản 1: có 3 lỗi phải sửa',
        'trừ số liệu ở các ô có lỗi',
        'sửa ngay trong tệp đó rồi gửi lại',
        'Lỗi phải sửa (3)',
        'Trang “7-9. Số hóa, NQ 57, Đề án 06”, ô E20',
        'ghi "khoảng 7", không phải là số',
      ],
    },
    'error after good': {
      says: [
        'Bản 2: có 3 lỗi phải sửa',
        'Để tổng hợp toàn tỉnh, đang dùng số liệu của bản 1.',
        'Thay đổi của bản 2 so với bản 1',
        '3.2 Tổng số hồ sơ tiếp nhận 1.440 1.441',
        '(để trống)',
      ],
    },
    'same again': { says: ['trùng với bản 1 đã nhận lúc 10/10/2025 09:00 nên không tạo bản mới'] },
    corrected: { says: ['Bản 2: không có lỗi', 'Thay đổi của bản 2', 'khoảng 7 8', 'Phiếu đã sửa.xlsx'] },
    'former version': {
      says: ['Bản 1: có 3 lỗi', 'Đây là bản cũ; bản mới nhất là bản 2.', 'đang dùng số liệu của bản 2'],
    },
    chosen: {
      says: ['Bản này do cán bộ tỉnh chọn, lý do: Bản 2 gửi nhầm số liệu tháng trước.', 'đang dùng số liệu của bản 1'],
    },
    returned: {
      says: ['Tỉnh trả lại bản 1, đề nghị sửa và gửi lại', 'Đề nghị bổ sung nguyên nhân', 'Trần Thị Bích, 10/10/2025'],
    },
    approved: { says: ['Tỉnh đã duyệt bản 1', 'Nếu gửi bản mới, tỉnh sẽ xem và duyệt lại.'], not: ['ghi lý do vào'] },
    'sent after approval': { says: ['Bản 2 đang chờ tỉnh xem lại', 'Tỉnh đã duyệt bản 1'] },
    late: { says: ['ghi là gửi muộn', 'Muộn'] },
    locked: {
      says: ['Đợt đã khoá, không nhận phiếu nữa.', 'hãy liên hệ cán bộ tỉnh để được mở lại hoặc gia hạn'],
      not: ['Gửi bản sửa'],
    },
    extended: {
      says: ['Hạn gửi 20/10/2025 Còn 4 ngày', 'Đơn vị được gia hạn riêng; hạn chung là 15/10/2025.'],
      not: ['Đợt đã khoá'],
    },
    closed: { says: ['Đợt đã kết thúc, không nhận phiếu nữa.'] },
    'tried with errors': {
      says: ['Kiểm tra thử: có 3 lỗi phải sửa', 'Tệp “Phiếu nháp.xlsx” mới được kiểm tra, chưa được gửi về tỉnh.'],
      not: ['Các bản đã gửi', 'Tải tệp có ghi lỗi tại ô'],
    },
    'tried well': {
      says: ['Kiểm tra thử: không có lỗi', 'Gửi được ngay', 'Các bản đã gửi'],
      not: ['Bản 1: có 3 lỗi', 'Biên nhận'],
    },
    refused: {
      says: [
        'Tệp vừa chọn chưa được nhận',
        'Hãy bỏ mật khẩu, lưu dạng .xlsx',
        'Các bản đã gửi trước đó vẫn giữ nguyên.',
      ],
      not: ['Cảnh báo cần xem lại'],
    },
  };

  test.each(PAGE_STATES)('%s', (state) => {
    const text = textOf(pageOf(state));
    const { says, not = [] } = SAYS[state];
    expect(says.filter((words) => !text.includes(words))).toEqual([]);
    expect(not.filter((words) => text.includes(words))).toEqual([]);
  });

  const MAY: readonly { readonly send: boolean; readonly tryOut: boolean; readonly states: readonly PageState[] }[] = [
    {
      send: true,
      tryOut: true,
      states: ['nothing sent', 'overdue', 'needs correction', 'returned', 'extended', 'refused'],
    },
    { send: false, tryOut: true, states: ['prepared'] },
    { send: false, tryOut: false, states: ['locked', 'closed'] },
  ];
  test.each(MAY.flatMap(({ states, ...may }) => states.map((state) => ({ state, ...may }))))(
    '$state: gửi $send, kiểm tra thử $tryOut',
    ({ state, send, tryOut }) => {
      expect(pageOf(state).includes(SEND)).toBe(send);
      expect(pageOf(state).includes(TRY)).toBe(tryOut);
    },
  );

  test('đường dẫn tải biểu mẫu, tệp kết quả và xem bản khác', () => {
    expect(pageOf('nothing sent')).toContain(`href="${paths.communeTemplate(TOKEN)}"`);
    expect(pageOf('error after good')).toContain(`href="${paths.communeAnnotated(TOKEN, 2)}"`);
    expect(pageOf('error after good')).toContain(`href="${paths.communeVersion(TOKEN, 1)}"`);
    expect(pageOf('error after good')).not.toContain(`href="${paths.communeVersion(TOKEN, 2)}"`);
  });

  test('mọi lỗi, cảnh báo của phiếu đều có trên trang', async () => {
    const { view } = await communeView('needs correction');
    const markup = pageOf('needs correction');
    const cell = (name: string, value = '') => `<td data-label="${name}">${value}</td>`;
    const unsaid = view.shown?.receipt.findings.filter(({ code, sentence, cells, explanation }) =>
      code === 'VALUE_MISSING' && explanation === undefined
        ? !markup.includes(cell('Trang', cells[0]?.sheet) + cell('Ô', cells[0]?.address))
        : !textOf(markup).includes(sentence),
    );
    expect(view.shown?.receipt.findings.length).toBeGreaterThan(30);
    expect(unsaid).toEqual([]);
  });
});

describe('mọi trang', () => {
  test.each(ALL)('%s: không có mã hay kiểu viết liền trong trang', (name) => {
    const markup = pages.get(name) as string;
    expect(markup).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
    expect(markup.match(/<script[^>]*>[^<]/g)).toBeNull();
  });

  test.each(ALL)('%s: không gọi ra ngoài', (name) => {
    const addresses = [...(pages.get(name) as string).matchAll(/\s(?:href|src|action|formaction)="([^"]*)"/g)];
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.map((match) => match[1] as string).filter((address) => !/^[/#][^/]?/.test(address))).toEqual([]);
  });

  test.each(ALL)('%s: mã phần tử không trùng, tham chiếu nào cũng có nơi đến', (name) => {
    const markup = pages.get(name) as string;
    const ids = [...markup.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1] as string);
    expect(ids.length).toBe(new Set(ids).size);
    const referred = [...markup.matchAll(/\s(?:for|aria-labelledby|aria-describedby|href)="(#?)([^"]*)"/g)]
      .filter(([whole, hash]) => hash === '#' || !whole.includes('href'))
      .map((match) => match[2] as string);
    expect(referred.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test.each(ALL)('%s: ô nhập nào cũng có nhãn; một tiêu đề chính', (name) => {
    const markup = pages.get(name) as string;
    const fields = [...markup.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)]
      .map(([field]) => field)
      .filter((field) => !field.includes('type="hidden"'));
    const labelled = fields.filter((field) => markup.includes(`<label for="${/\sid="([^"]*)"/.exec(field)?.[1]}"`));
    expect(labelled).toEqual(fields);
    expect(markup.match(/<h1/g)).toHaveLength(1);
  });

  test('chữ do người khác gõ không thành mã', () => {
    expect(pageOf('returned')).toContain('trễ hạn &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(pageOf('refused')).toContain('phieu &lt;script&gt;alert(2)&lt;/script&gt;.xlsx');
    for (const markup of pages.values()) expect(markup).not.toMatch(/<script>alert|<b>Cường|<i>trang|<em>2025|r<1>/);
  });

  test('trang của đơn vị không dẫn đến trang nào của tỉnh', () => {
    for (const state of PAGE_STATES) expect(pageOf(state)).not.toMatch(/href="\/(?:dot|vao|api|ra)?["/]/);
  });

  test('cán bộ thấy tên mình, nút Đăng xuất có mã chống giả mạo, các trang của đợt', () => {
    const markup = pages.get('an officer’s page') as string;
    expect(markup).toContain('name="csrf" value="c&quot;5rf"');
    expect(markup).toContain(`action="${paths.leave()}"`);
    expect(markup).toMatch(/href="\/dot\/kiem-tra-2025\/nhat-ky" aria-current="page">Nhật ký/);
    expect(markup.match(/aria-current/g)).toHaveLength(1);
  });

  test('trang lỗi không nói gì hơn câu được cho, kèm mã yêu cầu', () => {
    expect(pages.get('problem')).toContain('Không có &lt;i&gt;trang&lt;/i&gt; này. Hãy kiểm tra lại.');
    expect(pages.get('problem')).toContain('r&lt;1&gt;');
    expect(pages.get('problem')).toContain('hãy liên hệ cán bộ tỉnh');
    expect(pages.get('problem of an officer')).toContain(`href="${paths.rounds()}"`);
  });
});

describe('hình của trang hướng dẫn', () => {
  const there = readdirSync(ASSETS);
  test.each(Object.values(HELP_PICTURES))('$file có thật, đúng kích thước', ({ file, width, height }) => {
    expect(there).toContain(file);
    const bytes = readFileSync(new URL(file, ASSETS));
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height]);
  });
});
