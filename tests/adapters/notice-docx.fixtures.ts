import { readFileSync } from 'node:fs';
import PizZip from 'pizzip';
import { loadNoticeTemplate } from '../../functions/adapters/notice-docx/load-notice-template.ts';
import type { Annex, NoticeModel } from '../../functions/domain/notice/notice.ts';
import type { NoticeTemplate } from '../../functions/ports/render-notice.ts';

const SHIPPED = new URL('../../sheets-templates/kiem-tra-cchc-2025/v1/notice.docx', import.meta.url);

export const shippedTemplate = (): Uint8Array => readFileSync(SHIPPED);

/** The shipped template after an office has edited one of its parts. */
export function editedTemplate(edit: (xml: string) => string, part = 'word/document.xml'): Uint8Array {
  const zip = new PizZip(shippedTemplate());
  const before = partOf(shippedTemplate(), part);
  const after = edit(before);
  if (after === before) throw new Error('The edit changed nothing: the template has moved on.');
  return zip.file(part, after).generate({ type: 'uint8array', compression: 'DEFLATE' });
}

export async function soundTemplate(bytes: Uint8Array): Promise<NoticeTemplate> {
  const loaded = await loadNoticeTemplate(bytes);
  if ('faults' in loaded) throw new Error(loaded.faults.join('\n'));
  return loaded.template;
}

export function partOf(docx: Uint8Array, part = 'word/document.xml'): string {
  const file = new PizZip(docx).file(part);
  if (!file) throw new Error(`No part ${part}`);
  return file.asText();
}

/** The paragraphs as a reader sees them, top to bottom; a line break is "⏎". */
export function paragraphsOf(docx: Uint8Array): string[] {
  const paragraphs = partOf(docx).match(/<w:p[ >].*?<\/w:p>/gs) ?? [];
  return paragraphs.map((paragraph) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>/g)].map(([, text]) => text ?? '⏎').join(''),
  );
}

/** Two fields with figures, one of them without a unit. */
export const anAnnex: Annex = {
  title: 'Số liệu tự kiểm tra',
  groups: [
    {
      number: 3,
      title: 'Cải cách thủ tục hành chính',
      rows: [
        { code: '3.2', label: 'Tổng số hồ sơ', unit: 'hồ sơ', figure: '1.440' },
        { code: '3.3.a', label: 'Tỷ lệ trực tuyến', unit: '', figure: '97,10' },
      ],
    },
    {
      number: 9,
      title: 'Đề án 06',
      rows: [{ code: '9.4', label: 'Chưa kích hoạt', unit: 'công dân', figure: 'không phát sinh' }],
    },
  ],
};

/** A notice with something in every place but the annex, for which most forms do not ask. */
export const aNotice = (overrides: Partial<NoticeModel> = {}): NoticeModel => ({
  stage: 'draft',
  parentAgency: 'VĂN PHÒNG UBND TỈNH',
  agency: 'ĐOÀN KIỂM TRA',
  symbol: 'TB-ĐKT',
  place: 'Gia Lai',
  year: 2025,
  commune: 'xã Bình Dương',
  committee: 'Ủy ban nhân dân xã Bình Dương',
  subject: 'Kết quả kiểm tra công tác cải cách hành chính tại Ủy ban nhân dân xã Bình Dương',
  grounds: ['Căn cứ Quyết định số 1071/QĐ-UBND;', 'Căn cứ Quyết định số 85/QĐ-VPUBND.'],
  opening: 'Đoàn kiểm tra thông báo kết quả như sau:',
  fields: [
    {
      number: 1,
      title: 'Công tác chỉ đạo, điều hành',
      paragraphs: [{ text: 'UBND xã đã ban hành kế hoạch.', nested: false }],
    },
    {
      number: 3,
      title: 'Cải cách thủ tục hành chính',
      paragraphs: [
        { text: 'Kết quả giải quyết:', nested: false },
        { text: 'Đã giải quyết 1.378 hồ sơ.', nested: true },
      ],
    },
  ],
  shortcomings: ['Còn 40 hồ sơ trễ hạn.'],
  recommendationsOpening: 'Đề nghị UBND xã Bình Dương:',
  recommendations: ['Khắc phục hồ sơ trễ hạn.', 'Đẩy mạnh tuyên truyền.'],
  closing: 'Báo cáo trước ngày 15/12/2025./.',
  recipients: ['UBND xã Bình Dương', 'Công an tỉnh'],
  archive: 'VT, hồ sơ kiểm tra',
  signature: {
    authority: 'TM. ĐOÀN KIỂM TRA',
    title: 'TRƯỞNG ĐOÀN',
    post: 'PHÓ CHÁNH VĂN PHÒNG\nỦY BAN NHÂN DÂN TỈNH',
    name: 'Võ Gia Nghĩa',
  },
  doubts: ['Tỷ lệ 97,09% không khớp 1.338/1.378.'],
  groundsOfRecommendations: [
    { id: 'R1', state: 'proposed', reason: 'Luôn có.' },
    { id: 'R2', state: 'not proposed', reason: 'Đã đạt 92/92.' },
    { id: 'R6b', state: 'to be decided', reason: 'Chưa đủ số liệu.' },
  ],
  ...overrides,
});

/** A notice of which almost nothing is known. */
export const aBareNotice = (): NoticeModel =>
  aNotice({
    grounds: [],
    opening: '  ',
    fields: [],
    shortcomings: [],
    recommendationsOpening: '',
    recommendations: [],
    recipients: [],
    signature: { authority: 'TM. ĐOÀN KIỂM TRA', title: 'TRƯỞNG ĐOÀN' },
    doubts: [],
    groundsOfRecommendations: [],
  });
