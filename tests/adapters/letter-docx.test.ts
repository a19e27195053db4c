/** Templates of letters as they ship: sound, complete, and printed as an office would have them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PizZip from 'pizzip';
import { describe, expect, test } from 'vitest';
import { nameOf } from '../../functions/adapters/docx/template-tags.ts';
import { letterFiles } from '../../functions/adapters/form-folder/letter-files.ts';
import { letterValues } from '../../functions/adapters/letter-docx/letter-values.ts';
import { loadLetterTemplate } from '../../functions/adapters/letter-docx/load-letter-template.ts';
import { letterTags } from '../../functions/adapters/letter-docx/tags.ts';
import type { DocumentHead } from '../../functions/domain/letter/letter.ts';
import { DRAFT_KINDS, type Draft, type DraftKind } from '../../functions/ports/render-letter.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { toPdf } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';
import { paragraphsOf, partOf } from './notice-docx.fixtures.ts';

const files = letterFiles([FORMS_FOLDER]);

const HEAD: DocumentHead = {
  parentAgency: 'VĂN PHÒNG UBND TỈNH',
  agency: 'ĐOÀN KIỂM TRA',
  symbol: 'ĐKT',
  place: 'Gia Lai',
  year: 2025,
  recipients: ['Như trên'],
  archive: 'VT',
  signature: {
    authority: 'TM. ĐOÀN KIỂM TRA',
    title: 'TRƯỞNG ĐOÀN',
    post: 'PHÓ CHÁNH VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH',
    name: 'Võ Gia Nghĩa',
  },
};

const LETTER = {
  ...HEAD,
  subject: 'đôn đốc gửi phiếu',
  addressee: 'Ủy ban nhân dân xã Al Bá',
  opening: 'Thực hiện Thông báo số 02/TB-ĐKT.',
  standing: 'Đơn vị chưa gửi phiếu.',
  points: ['Ô “3.2” ghi “<b>500</b>” & còn nữa.'],
  request: 'Đề nghị gửi phiếu trước ngày 15/10/2025.',
  closing: 'Nếu có vướng mắc, đề nghị liên hệ./.',
};

const LISTED = Array.from({ length: 135 }, (_, index) => ({
  number: index + 1,
  commune: `Xã Số ${index + 1}`,
  reason: 'Chưa gửi, đã quá hạn',
  deadline: '15/10/2025',
  days: 'quá 05 ngày',
  detail: '',
}));

const DRAFTS: Readonly<Record<DraftKind, Draft>> = {
  reminder: { kind: 'reminder', letter: { ...LETTER, commune: 'xã Al Bá' } },
  'reminder list': { kind: 'reminder list', letter: { ...LETTER, annexTitle: 'DANH SÁCH', listed: LISTED } },
  'round report': {
    kind: 'round report',
    letter: {
      ...HEAD,
      subject: 'Kết quả kiểm tra tại các xã',
      grounds: ['Căn cứ Quyết định số 1.'],
      opening: 'Thông báo kết quả như sau:',
      sending: ['Toàn bộ 2/2 đơn vị đã gửi.'],
      coverageNote: 'Mỗi số liệu kèm độ phủ.',
      fields: [{ number: 1, title: 'Thủ tục hành chính', lines: ['Tổng số hồ sơ: 300 hồ sơ (2/2 đơn vị).'] }],
      ranking: ['Cao nhất xã A.'],
      shortcomings: ['Còn hồ sơ trễ hạn.'],
      faultsInFigures: ['Ô không ghi số.'],
      recommendationsOpening: 'Đề nghị:',
      recommendations: ['Tăng cường chỉ đạo.'],
      closing: 'Đề nghị khắc phục./.',
      pending: [{ number: 1, commune: 'Xã A', state: 'Cần sửa', time: '', detail: '01 lỗi' }],
      coverage: [
        {
          code: '3.1',
          label: 'Tổng số hồ sơ',
          coverage: '1/2',
          missing: 'xã A',
          notApplicable: '',
          inError: '',
          doubtful: '',
        },
      ],
      ranked: [{ rank: '1/1', commune: 'Xã A', index: '86,13', className: 'Tốt' }],
    },
  },
};

async function shipped(kind: DraftKind): Promise<Uint8Array> {
  const bytes = await files.find(kind, 'khong-co', 1);
  if (!bytes) throw new Error(`no template of ${kind}`);
  return bytes;
}

async function rendered(kind: DraftKind, draft: Draft = DRAFTS[kind], edit = (bytes: Uint8Array) => bytes) {
  const loaded = await loadLetterTemplate(kind, edit(await shipped(kind)));
  if ('faults' in loaded) throw new Error(loaded.faults.join('\n'));
  return loaded.template.render(draft);
}

const edited = (replace: (xml: string) => string) => (bytes: Uint8Array) =>
  new PizZip(bytes)
    .file('word/document.xml', replace(partOf(bytes)))
    .generate({ type: 'uint8array', compression: 'DEFLATE' });

/** "danh_sach.tt": every value by its tag and the lists around it. */
function pathsOf(values: object, around = ''): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const path = around + name;
    return Array.isArray(value) ? [path, ...new Set(value.flatMap((each) => pathsOf(each, `${path}.`)))] : [path];
  });
}

describe.each(DRAFT_KINDS)('%s', (kind) => {
  test('mẫu kèm theo không có lỗi, và không để lại thẻ hay chỗ trống', async () => {
    const text = paragraphsOf(await rendered(kind)).join('\n');
    expect(text).not.toMatch(/[{}]|chưa có:|undefined/);
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
  });

  test('mỗi thẻ có giá trị, mỗi giá trị có thẻ', () => {
    const known = letterTags[kind].map(({ path }) => path);
    expect(pathsOf(letterValues(DRAFTS[kind])).sort()).toEqual([...known].sort());
  });

  test('bảng thẻ trong sheets-templates/README.md có mọi thẻ', () => {
    const lines = readFileSync(
      fileURLToPath(new URL('../../sheets-templates/README.md', import.meta.url)),
      'utf8',
    ).split('\n');
    const unsaid = letterTags[kind].filter((tag) => {
      const written = `\`{${tag.kind === 'list' ? '#' : ''}${nameOf(tag)}}\``;
      return !lines.some((line) => line.includes(written) && line.includes(tag.meaning));
    });
    expect(unsaid).toEqual([]);
  });
});

test('cùng một dự thảo cho cùng các byte; ký tự đặc biệt của đơn vị chỉ là chữ', async () => {
  const [first, second] = [await rendered('reminder'), await rendered('reminder')];
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  expect(paragraphsOf(first).join('\n')).toContain('ghi “&lt;b&gt;500&lt;/b&gt;” &amp; còn nữa.');
});

test('mẫu bị sửa hỏng: mọi lỗi nêu một lượt, thẻ của mẫu khác là thẻ lạ', async () => {
  const bytes = edited((xml) =>
    xml.replace('{tinh_hinh}', '{tinh_hinhh}').replace('{#danh_sach}', '').replace('{de_nghi}', '{do_phu}'),
  )(await shipped('reminder list'));
  const loaded = await loadLetterTemplate('reminder list', bytes);
  const faults = 'faults' in loaded ? loaded.faults.join('\n') : '';
  expect(faults).toMatch(/\{tinh_hinhh\} không có trong danh mục thẻ. Hãy sửa thành \{tinh_hinh\}/);
  expect(faults).toMatch(/\{\/danh_sach\} đóng một danh sách chưa mở/);
  expect(faults).toMatch(/\{do_phu\} không có trong danh mục thẻ/);
  expect(faults).toMatch(/thiếu thẻ bắt buộc \{de_nghi\}/);
});

test('biểu mẫu có mẫu riêng thì dùng mẫu riêng; không có gì thì không tìm thấy', async () => {
  const none = letterFiles(['/khong/co']);
  expect(await none.find('reminder', 'bieu', 1)).toBeUndefined();
  const own = letterFiles([fileURLToPath(new URL('../../sheets-templates', import.meta.url))]);
  expect(own.nameOf('round report')).toBe('thong-bao-chung.docx');
  expect(await own.find('round report', 'kiem-tra-cchc-2025', 1)).toEqual(await shipped('round report'));
});

test.skipIf(!requires('soffice') || !requires('pdftoppm'))(
  'LibreOffice: công văn một trang; danh sách 135 đơn vị lặp lại đầu bảng ở mọi trang phụ lục, số trang tính riêng',
  async () => {
    const printed = await toPdf(
      new Map([
        ['a.docx', await rendered('reminder')],
        ['b.docx', await rendered('reminder list')],
      ]),
    );
    expect(await pagesOf(printed.get('a.pdf'))).toHaveLength(1);
    const [letter, ...annex] = await pagesOf(printed.get('b.pdf'));
    expect(letter).toMatch(/V\/v đôn đốc gửi phiếu[\s\S]*Kính gửi: [\s\S]*Võ Gia Nghĩa/);
    expect(annex.length).toBeGreaterThan(2);
    for (const page of annex) expect(page).toMatch(/TT\s+Đơn vị\s+Lý do\s+Hạn gửi/);
    expect(annex[0]).not.toMatch(/^\s*\d+\s*$/m);
    expect(annex[1]).toMatch(/^\s*2\s*\n/);
    expect(annex.at(-1)).toMatch(/135\s+Xã Số 135/);
  },
  60_000,
);

async function pagesOf(pdf: Uint8Array | undefined): Promise<readonly string[]> {
  const { execFileSync } = await import('node:child_process');
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
  return text.split('\f').slice(0, -1);
}
