import PizZip from 'pizzip';
import { expect, test } from 'vitest';
import { loadNoticeTemplate } from '../../functions/adapters/notice-docx/load-notice-template.ts';
import { editedTemplate, shippedTemplate } from './notice-docx.fixtures.ts';

const faultsOf = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const loaded = await loadNoticeTemplate(bytes);
  return 'faults' in loaded ? loaded.faults : [];
};

const cut = (text: string) => (xml: string) => xml.replace(text, '');
const swap = (from: string, to: string) => (xml: string) => xml.replace(from, to);

/** A paragraph of its own before the title. */
const insert = (text: string) =>
  swap('THÔNG BÁO<', `THÔNG BÁO</w:t></w:r></w:p><w:p><w:r><w:t>${text}</w:t></w:r></w:p><w:p><w:r><w:t><`);

const CASES = [
  {
    name: 'thẻ lạ, có thẻ gần giống',
    edit: swap('{ket_thuc}', '{ket_thuk}'),
    faults: ['Thẻ {ket_thuk} không có trong danh mục thẻ. Hãy sửa thành {ket_thuc} nếu đó là thẻ cần dùng.'],
  },
  {
    name: 'thẻ gõ có dấu tiếng Việt',
    edit: swap('{ho_ten}', '{họ tên}'),
    faults: ['Thẻ {họ tên} không có trong danh mục thẻ. Hãy sửa thành {ho_ten} nếu đó là thẻ cần dùng.'],
  },
  {
    name: 'thẻ lạ, không giống thẻ nào',
    edit: swap('{ho_ten}', '{so_dien_thoai_ban}'),
    faults: ['Thẻ {so_dien_thoai_ban} không có trong danh mục thẻ. Hãy xem lại tên thẻ trong bảng các thẻ của mẫu.'],
  },
  {
    name: 'biểu thức thay cho tên thẻ',
    edit: swap('{ho_ten}', '{constructor.constructor()}'),
    faults: [
      'Thẻ {constructor.constructor()} không có trong danh mục thẻ. Hãy xem lại tên thẻ trong bảng các thẻ của mẫu.',
    ],
  },
  {
    name: 'thẻ chèn mã thô',
    edit: swap('{ho_ten}', '{@ho_ten}'),
    faults: ['Thẻ {@ho_ten} không được dùng trong mẫu này. Hãy bỏ ký hiệu đầu thẻ hoặc xoá thẻ.'],
  },
  {
    name: 'danh sách gõ sai tên: nói một lần, không kêu thiếu',
    edit: (xml: string) => xml.replace('{#kien_nghi}', '{#kien_ngi}').replace('{/kien_nghi}', '{/kien_ngi}'),
    faults: ['Thẻ {#kien_ngi} không có trong danh mục thẻ. Hãy sửa thành {#kien_nghi} nếu đó là thẻ cần dùng.'],
  },
  {
    name: 'danh sách chưa đóng',
    edit: cut('{/noi_nhan}'),
    faults: ['Danh sách {#noi_nhan} đã mở nhưng chưa đóng. Hãy thêm {/noi_nhan} sau phần lặp lại.'],
  },
  {
    name: 'danh sách chưa mở: thẻ bên trong cũng ra ngoài',
    edit: cut('{#noi_nhan}'),
    faults: [
      'Thẻ {/noi_nhan} đóng một danh sách chưa mở. Hãy thêm {#noi_nhan} ở trước, hoặc xoá thẻ này.',
      'Thẻ {noi_dung} đứng ngoài danh sách của nó.',
    ],
  },
  {
    name: 'đóng nhầm danh sách',
    edit: swap('{/can_cu}', '{/noi_nhan}'),
    faults: ['Danh sách {#can_cu} lại đóng bằng {/noi_nhan}. Hãy sửa thẻ đóng thành {/can_cu}.'],
  },
  {
    name: 'danh sách mở ngoài bảng, đóng trong bảng',
    edit: (xml: string) =>
      xml
        .replace('{/noi_nhan}', '')

        .replace('{ket_thuc}', '{ket_thuc}{#can_cu}')
        .replace('Nơi nhận:', 'Nơi nhận:{/can_cu}')
        .replace('{#noi_nhan}', '')
        .replace('- {noi_dung};', ''),
    faults: ['Thẻ mở và thẻ đóng của {#can_cu} đứng ở hai nơi không ghép được với nhau'],
  },
  {
    name: 'danh sách in như chữ',
    edit: swap('{ho_ten}', '{ho_ten} {can_cu}'),
    faults: [
      'Thẻ {can_cu} là một danh sách, không in được như một dòng chữ. Hãy mở bằng {#can_cu} và đóng bằng {/can_cu}.',
    ],
  },
  {
    name: 'thẻ đứng ngoài danh sách của nó',
    edit: swap('{ho_ten}', '{ho_ten} {ly_do}'),
    faults: ['Thẻ {ly_do} đứng ngoài danh sách của nó. Hãy đặt thẻ vào giữa {#phieu_kien_nghi} và {/phieu_kien_nghi}.'],
  },
  {
    name: 'thẻ chưa đóng ngoặc',
    edit: swap('{ho_ten}', '{ho_ten'),
    faults: ['Dấu { ở "{ho_ten'],
  },
  {
    name: 'thẻ chưa mở ngoặc',
    edit: swap('{dia_danh}', 'dia_danh}'),
    faults: ['Dấu } sau "dia_danh" không có dấu { mở ra.'],
  },
  {
    name: 'thừa ngoặc hai bên',
    edit: swap('{ho_ten}', '{{ho_ten}}'),
    faults: ['thừa một dấu {.', 'thừa một dấu }.'],
  },
  {
    name: 'thẻ không tên',
    edit: swap('{ho_ten}', '{ho_ten} {}'),
    faults: ['Thẻ {} không có trong danh mục thẻ.'],
  },
  {
    name: 'thẻ bị ngắt sang đoạn khác',
    edit: insert('Thẻ {mo_dau</w:t></w:r></w:p><w:p><w:r><w:t>bị ngắt vì người soạn thảo xuống dòng ở giữa}'),
    faults: ['hoặc thẻ bị ngắt ở giữa.'],
  },
  {
    name: 'thiếu thẻ bắt buộc, cả danh sách: nói một lần',
    edit: (xml: string) =>
      xml.replace(/\{#kien_nghi\}.*?\{\/kien_nghi\}/s, '').replace(/\{\^kien_nghi\}.*?\{\/kien_nghi\}/s, ''),
    faults: ['Mẫu thiếu thẻ bắt buộc {#kien_nghi} (Các kiến nghị được chọn). Hãy thêm thẻ vào đúng chỗ trong mẫu.'],
  },
  {
    name: 'thiếu thẻ bắt buộc bên trong danh sách',
    edit: swap('{dau} {noi_dung}', '{dau}'),
    faults: [
      'Mẫu thiếu thẻ bắt buộc {noi_dung} giữa {#doan} và {/doan} (Nội dung một đoạn kết quả). Hãy thêm thẻ vào đúng chỗ trong mẫu.',
    ],
  },
  {
    name: 'nhiều lỗi cùng lúc',
    edit: (xml: string) =>
      xml
        .replace('{/noi_nhan}', '')
        .replace('{ket_thuc}', '{ket_thuk}')
        .replace('{dia_danh}', '{dia_dan}')
        .replace('{trich_yeu}', ''),
    faults: [
      'Danh sách {#noi_nhan} đã mở nhưng chưa đóng.',
      'Thẻ {dia_dan} không có trong danh mục thẻ. Hãy sửa thành {dia_danh} nếu đó là thẻ cần dùng.',
      'Thẻ {ket_thuk} không có trong danh mục thẻ. Hãy sửa thành {ket_thuc} nếu đó là thẻ cần dùng.',
      'Mẫu thiếu thẻ bắt buộc {trich_yeu} (Trích yếu nội dung).',
    ],
  },
];

test.each(CASES)('$name', async ({ edit, faults }) => {
  const found = await faultsOf(editedTemplate(edit));

  expect(found).toEqual(faults.map((fault) => expect.stringContaining(fault)));
  for (const fault of found) expect(fault).toMatch(SENTENCE);
});

// Finished sentences of ours: a vendor's words would be English.
const SENTENCE = /^\p{Lu}.*\.$/u;

test('a fault in the header is found as well', async () => {
  const edited = editedTemplate(swap('<w:t>2</w:t>', '<w:t>{trang}</w:t>'), 'word/header1.xml');
  expect(await faultsOf(edited)).toEqual([expect.stringContaining('Thẻ {trang} không có trong danh mục thẻ.')]);
});

const repacked = (change: (zip: PizZip) => unknown): Uint8Array => {
  const zip = new PizZip(shippedTemplate());
  change(zip);
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
};

test.each([
  { name: 'tệp rỗng', bytes: () => new Uint8Array(), fault: 'Tệp mẫu rỗng' },
  { name: 'chữ thường', bytes: () => Buffer.from('Thông báo'), fault: 'không phải là tệp Word (.docx)' },
  {
    name: 'Word cũ hoặc có mật khẩu',
    bytes: () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    fault: 'dạng Word cũ (.doc)',
  },
  { name: 'tệp bị cắt', bytes: () => shippedTemplate().slice(0, 3000), fault: 'bị hỏng' },
  {
    name: 'tệp nén khác',
    bytes: () => repacked((zip) => zip.remove('word/document.xml')),
    fault: 'không phải là tệp Word',
  },
  { name: 'tệp có macro', bytes: () => repacked((zip) => zip.file('word/vbaProject.bin', 'x')), fault: 'macro' },
  {
    name: 'phần nén quá lớn',
    bytes: () => repacked((zip) => zip.file('word/a.bin', new Uint8Array(21 << 20))),
    fault: 'lớn bất thường',
  },
  {
    name: 'văn bản bên trong không phải XML',
    bytes: () => editedTemplate(() => '<w:document><w:body><w:p'),
    fault: 'Nội dung bên trong tệp mẫu bị hỏng',
  },
])('$name is refused in one sentence', async ({ bytes, fault }) => {
  const faults = await faultsOf(bytes());

  expect(faults).toEqual([expect.stringContaining(fault)]);
  expect(faults[0]).toMatch(SENTENCE);
});

test('the shipped template has no fault', async () => {
  expect(await faultsOf(shippedTemplate())).toEqual([]);
});
