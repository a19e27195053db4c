import { expect, test } from 'vitest';
import { readTagValues, type TagValues } from '../../functions/adapters/notice-docx/notice-values.ts';
import { noticeTags } from '../../functions/adapters/notice-docx/tags.ts';
import {
  aBareNotice,
  aNotice,
  anAnnex,
  editedTemplate,
  paragraphsOf,
  partOf,
  shippedTemplate,
  soundTemplate,
} from './notice-docx.fixtures.ts';

const shipped = await soundTemplate(shippedTemplate());
const render = (overrides = {}) => shipped.render(aNotice(overrides));

test('a full notice reads top to bottom as the decree orders it, with no paragraph left of a loop', () => {
  expect(paragraphsOf(render())).toEqual([
    'VĂN PHÒNG UBND TỈNH',
    'ĐOÀN KIỂM TRA',
    '',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    '',
    'Số:      /TB-ĐKT',
    'DỰ THẢO',
    'Gia Lai, ngày      tháng      năm 2025',
    'THÔNG BÁO',
    'Kết quả kiểm tra công tác cải cách hành chính tại Ủy ban nhân dân xã\u00a0Bình\u00a0Dương',
    '',
    'Căn cứ Quyết định số 1071/QĐ-UBND;',
    'Căn cứ Quyết định số 85/QĐ-VPUBND.',
    'Đoàn kiểm tra thông báo kết quả như sau:',
    'I. KẾT QUẢ KIỂM TRA',
    '1. Công tác chỉ đạo, điều hành',
    '- UBND xã đã ban hành kế hoạch.',
    '3. Cải cách thủ tục hành chính',
    '- Kết quả giải quyết:',
    '+ Đã giải quyết 1.378 hồ sơ.',
    'II. TỒN TẠI, HẠN CHẾ',
    '- Còn 40 hồ sơ trễ hạn.',
    'III. KIẾN NGHỊ',
    'Đề nghị UBND xã Bình Dương:',
    '- Khắc phục hồ sơ trễ hạn.',
    '- Đẩy mạnh tuyên truyền.',
    'Báo cáo trước ngày 15/12/2025./.',
    'Nơi nhận:',
    '- UBND xã Bình Dương;',
    '- Công an tỉnh;',
    '- Lưu: VT, hồ sơ kiểm tra.',
    'TM. ĐOÀN KIỂM TRA',
    'TRƯỞNG ĐOÀN',
    ...['', '', '', ''],
    `PHÓ CHÁNH VĂN PHÒNG⏎${'ỦY BAN NHÂN DÂN TỈNH'.replaceAll(' ', '\u00a0')}`,
    'Võ Gia Nghĩa',
    '',
    'PHIẾU KÈM DỰ THẢO',
    '(bỏ trang này trước khi ký) – Đơn vị được kiểm tra: xã Bình Dương',
    'A. Căn cứ của từng kiến nghị',
    ...['Mã', 'Trạng thái', 'Lý do'],
    ...['R1', 'Đề xuất', 'Luôn có.'],
    ...['R2', 'Không đề xuất', 'Đã đạt 92/92.'],
    ...['R6b', 'Chờ quyết định', 'Chưa đủ số liệu.'],
    'B. Số liệu trong dự thảo còn sai hoặc chưa rõ',
    '- Tỷ lệ 97,09% không khớp 1.338/1.378.',
  ]);
});

test('what is not known shows a mark, and an empty section says so', () => {
  const paragraphs = paragraphsOf(shipped.render(aBareNotice()));

  expect(paragraphs.slice(paragraphs.indexOf('THÔNG BÁO') + 3)).toEqual([
    '[chưa có: mo_dau]',
    'I. KẾT QUẢ KIỂM TRA',
    '[chưa có kết quả kiểm tra nào]',
    'II. TỒN TẠI, HẠN CHẾ',
    'Qua các số liệu đã kiểm tra, chưa phát hiện tồn tại, hạn chế tại Ủy ban nhân dân xã Bình Dương.',
    'III. KIẾN NGHỊ',
    '[chưa có: mo_dau_kien_nghi]',
    '[chưa chọn kiến nghị nào]',
    'Báo cáo trước ngày 15/12/2025./.',
    'Nơi nhận:',
    '- Lưu: VT, hồ sơ kiểm tra.',
    'TM. ĐOÀN KIỂM TRA',
    'TRƯỞNG ĐOÀN',
    ...['', '', '', ''],
    '[chưa có: ho_ten]',
    '',
    'PHIẾU KÈM DỰ THẢO',
    '(bỏ trang này trước khi ký) – Đơn vị được kiểm tra: xã Bình Dương',
    'A. Căn cứ của từng kiến nghị',
    ...['Mã', 'Trạng thái', 'Lý do'],
    'Dự thảo chưa có kiến nghị nào được xét.',
    'B. Số liệu trong dự thảo còn sai hoặc chưa rõ',
    'Không có số liệu nào in trong dự thảo còn lỗi.',
  ]);
});

test('a final notice has neither the mark of a draft nor the sheet of the inspector', () => {
  const paragraphs = paragraphsOf(render({ stage: 'final' }));

  expect(paragraphs.join('\n')).not.toMatch(/DỰ THẢO|Căn cứ của từng kiến nghị|bỏ trang này|97,09%/);
  expect(paragraphs.slice(-2)).toEqual(['Võ Gia Nghĩa', '']);
});

test('the annex follows the signature in a section with page numbers of its own', () => {
  const docx = render({ annex: anAnnex });
  const paragraphs = paragraphsOf(docx);

  expect(paragraphs.slice(paragraphs.indexOf('Phụ lục'), paragraphs.indexOf('PHIẾU KÈM DỰ THẢO'))).toEqual([
    'Phụ lục',
    'SỐ LIỆU TỰ KIỂM TRA',
    '(Kèm theo Thông báo số      /TB-ĐKT ngày      tháng      năm 2025 của Đoàn kiểm tra)',
    ...['Mã số', 'Chỉ tiêu', 'Đơn vị tính', 'Số liệu'],
    '3. Cải cách thủ tục hành chính',
    ...['3.2', 'Tổng số hồ sơ', 'hồ sơ', '1.440'],
    ...['3.3.a', 'Tỷ lệ trực tuyến', '–', '97,10'],
    '9. Đề án 06',
    ...['9.4', 'Chưa kích hoạt', 'công dân', 'không phát sinh'],
  ]);
  expect(partOf(docx).match(/<w:pgNumType w:start="1"\/>/g)).toHaveLength(2);
});

test.each([
  {
    name: 'ký tự đặc biệt của XML',
    text: '5 < 6 & "a" > \'b\' </w:t>',
    printed: '5 &lt; 6 &amp; "a" &gt; \'b\' &lt;/w:t&gt;',
  },
  { name: 'chữ mở đầu như công thức', text: '=HYPERLINK("http://x")', printed: '=HYPERLINK("http://x")' },
  { name: 'chữ trông như thẻ', text: '{ho_ten} {#kien_nghi}', printed: '{ho_ten} {#kien_nghi}' },
  { name: 'ký tự điều khiển và nửa ký tự', text: 'a\u0000b\u001fc\ufffed\ud800', printed: 'abcd\ufffd' },
  { name: 'ngắt dòng các kiểu', text: 'một\r\nhai\u2028ba\vbốn', printed: 'một⏎hai⏎ba⏎bốn' },
  { name: 'dấu tab', text: 'một\thai', printed: 'một hai' },
])('a value is plain text: $name', ({ text, printed }) => {
  const paragraphs = paragraphsOf(render({ shortcomings: [text] })).map((line) =>
    line.replaceAll('&quot;', '"').replaceAll('&apos;', "'"),
  );

  expect(paragraphs[paragraphs.indexOf('II. TỒN TẠI, HẠN CHẾ') + 1]).toBe(`- ${printed}`);
});

test('the same notice gives the same bytes, whatever the clock says', async () => {
  const again = (await soundTemplate(shippedTemplate())).render(aNotice());

  expect(Buffer.from(again).equals(Buffer.from(render()))).toBe(true);
  // Bytes 10–13 of the first entry are its time and date: midnight of 1/1/1980.
  expect([...again.slice(10, 14)]).toEqual([0, 0, 0x21, 0]);
  expect(Buffer.from(again.slice(30, 49)).toString()).toBe('[Content_Types].xml');
});

test('one template renders many notices, and none sees the other', () => {
  const first = paragraphsOf(render());
  render({ commune: 'phường Quy Nhơn', shortcomings: [] });

  expect(paragraphsOf(render())).toEqual(first);
});

test('a tag that Word cut into runs with formatting of their own is still one tag', async () => {
  const cut = editedTemplate((xml) =>
    xml.replace(
      '{ket_thuc}',
      '{ket</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>_thu</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t>c}',
    ),
  );

  expect(paragraphsOf((await soundTemplate(cut)).render(aNotice()))).toContain('Báo cáo trước ngày 15/12/2025./.');
});

test('every tag of the table has a value, and every value has its tag', () => {
  expect(pathsOf(readTagValues(aNotice({ annex: anAnnex }))).sort()).toEqual(noticeTags.map(({ path }) => path).sort());
});

function pathsOf(values: TagValues, prefix = ''): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const inside = Array.isArray(value) ? value.flatMap((item: TagValues) => pathsOf(item, `${prefix}${name}.`)) : [];
    return [...new Set([prefix + name, ...inside])];
  });
}

/** Nghị định 30/2020/NĐ-CP, Phụ lục I; sizes in half-points, lengths in twips (56.7 to a millimetre). */
const DECREE = [
  { rule: 'I.1 khổ giấy A4 dọc', xml: /<w:pgSz w:w="11906" w:h="16838"\/>/ },
  { rule: 'I.6 phông chữ Times New Roman', part: 'word/styles.xml', xml: /<w:docDefaults>.*w:ascii="Times New Roman"/ },
  { rule: 'I.7 số trang ở đầu trang, từ trang 2', xml: /<w:headerReference w:type="first".*<w:titlePg\/>/ },
  { rule: 'I.7 số trang cỡ 13–14, giữa', part: 'word/header1.xml', xml: /w:val="SoTrang".* PAGE / },
  {
    rule: 'II.6.b nội dung cỡ 14, lùi 1 cm, cách đoạn 6 pt, đều hai bên',
    part: 'word/styles.xml',
    xml: /w:default="1" w:styleId="Normal".*?w:before="120".*?w:firstLine="567".*?w:jc w:val="both"/,
  },
];

test.each(DECREE)('the template keeps the decree: $rule', ({ part, xml }) => {
  expect(partOf(render(), part)).toMatch(xml);
});

test('the first page bears no number', () => {
  expect(partOf(render(), 'word/header2.xml')).not.toMatch(/PAGE|<w:t[ >]/);
});

test.each([
  { side: 'top', from: 20, to: 25 },
  { side: 'bottom', from: 20, to: 25 },
  { side: 'left', from: 30, to: 35 },
  { side: 'right', from: 15, to: 20 },
])('the $side margin lies between $from and $to mm', ({ side, from, to }) => {
  const twips = Number(partOf(render()).match(new RegExp(`<w:pgMar[^>]* w:${side}="(\\d+)"`))?.[1]);
  expect((twips / 1440) * 25.4).toBeGreaterThanOrEqual(from);
  expect((twips / 1440) * 25.4).toBeLessThanOrEqual(to);
});

test.each([
  { text: 'VĂN PHÒNG UBND TỈNH', size: 13, look: '' },
  { text: 'ĐOÀN KIỂM TRA', size: 13, look: 'b' },
  { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', size: 13, look: 'b' },
  { text: 'Độc lập - Tự do - Hạnh phúc', size: 14, look: 'b' },
  { text: 'Số:      /TB-ĐKT', size: 13, look: '' },
  { text: 'Gia Lai, ngày      tháng      năm 2025', size: 14, look: 'i' },
  { text: 'THÔNG BÁO', size: 14, look: 'b' },
  { text: 'Căn cứ Quyết định số 85/QĐ-VPUBND.', size: 14, look: 'i' },
  { text: 'I. KẾT QUẢ KIỂM TRA', size: 14, look: 'b' },
  { text: '1. Công tác chỉ đạo, điều hành', size: 14, look: 'b' },
  { text: '- Còn 40 hồ sơ trễ hạn.', size: 14, look: '' },
  { text: 'Nơi nhận:', size: 12, look: 'bi' },
  { text: '- Công an tỉnh;', size: 11, look: '' },
  { text: 'TM. ĐOÀN KIỂM TRA', size: 14, look: 'b' },
  { text: 'Võ Gia Nghĩa', size: 14, look: 'b' },
])('"$text" stands in its size and style', ({ text, size, look }) => {
  expect(styleOf(render(), text)).toEqual({ size, look });
});

/** Size and b(old), i(talic) of the paragraph with this text, by its style; direct formatting would escape the office's styles. */
function styleOf(docx: Uint8Array, text: string) {
  const paragraph = (partOf(docx).match(/<w:p[ >].*?<\/w:p>/gs) ?? []).find(
    (xml) => xml.includes(`>${text}<`) || plainOf(xml) === text,
  );
  const id = paragraph?.match(/<w:pStyle w:val="(\w+)"/)?.[1];
  const styles = partOf(docx, 'word/styles.xml');
  const style = styles.match(new RegExp(`w:styleId="${id}">.*?</w:style>`, 's'))?.[0] ?? '';
  const halfPoints = (style.match(/<w:sz w:val="(\d+)"/) ??
    styles.match(/<w:docDefaults>.*?<w:sz w:val="(\d+)"/s))?.[1];
  return {
    size: Number(halfPoints) / 2,
    look: (style.includes('<w:b/>') ? 'b' : '') + (style.includes('<w:i/>') ? 'i' : ''),
  };
}

const plainOf = (xml: string): string => xml.replace(/<[^>]+>/g, '');
