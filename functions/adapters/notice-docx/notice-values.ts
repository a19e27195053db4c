import type { NoticeGround, NoticeModel } from '../../domain/notice/notice.ts';

export type TagValue = string | readonly TagValues[] | undefined;
export type TagValues = { readonly [tag: string]: TagValue };

const STATES: Record<NoticeGround['state'], string> = {
  proposed: 'Đề xuất',
  'not proposed': 'Không đề xuất',
  'to be decided': 'Chờ quyết định',
};

/** Every tag of the template with what the notice says there. A blank text is absent, so that its place shows a mark. */
export function readTagValues(notice: NoticeModel): TagValues {
  const { signature } = notice;
  return {
    co_quan_chu_quan: plain(notice.parentAgency),
    co_quan: plain(notice.agency),
    ky_hieu: plain(notice.symbol),
    dia_danh: plain(notice.place),
    nam: String(notice.year),
    don_vi: plain(notice.commune),
    uy_ban: plain(notice.committee),
    trich_yeu: plain(unbroken(notice.subject, notice.commune)),
    can_cu: sentences(notice.grounds),
    mo_dau: plain(notice.opening),
    linh_vuc: notice.fields.map((field) => ({
      so: String(field.number),
      tieu_de: plain(field.title),
      doan: field.paragraphs.map(({ nested, text }) => ({ dau: nested ? '+' : '-', noi_dung: plain(text) })),
    })),
    ton_tai: sentences(notice.shortcomings),
    mo_dau_kien_nghi: plain(notice.recommendationsOpening),
    kien_nghi: sentences(notice.recommendations),
    ket_thuc: plain(notice.closing),
    noi_nhan: sentences(notice.recipients),
    luu: plain(notice.archive),
    quyen_han: plain(signature.authority),
    chuc_vu: plain(signature.title),
    chuc_vu_khac: plain(signature.post),
    ho_ten: plain(signature.name),
    phieu_kien_nghi: notice.groundsOfRecommendations.map(({ id, state, reason }) => ({
      ma: plain(id),
      trang_thai: STATES[state],
      ly_do: plain(reason),
    })),
    nghi_van: sentences(notice.doubts),
  };
}

/** In the centred title a commune's name stays on one line: "xã Al" above "Bá" reads as another place. */
const unbroken = (text: string, name: string): string => text.replaceAll(name, name.replaceAll(' ', '\u00a0'));

const sentences = (texts: readonly string[]): TagValues[] => texts.map((text) => ({ noi_dung: plain(text) }));

// What XML 1.0 cannot hold, even escaped; tab and the line breaks are handled before.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f\ufffe\uffff]/g;

function plain(text: string | undefined): string | undefined {
  const clean = text
    ?.toWellFormed()
    .replace(/\r\n?|[\v\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(FORBIDDEN, '')
    .trim();
  return clean || undefined;
}
