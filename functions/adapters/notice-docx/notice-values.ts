import type { Annex, NoticeGround, NoticeModel } from '../../domain/notice/notice.ts';
import { PEOPLES_COMMITTEE, plain, sentences, type TagValues, unbroken } from '../docx/tag-values.ts';

export type { TagValues } from '../docx/tag-values.ts';

const STATES: Record<NoticeGround['state'], string> = {
  proposed: 'Đề xuất',
  'not proposed': 'Không đề xuất',
  'to be decided': 'Chờ quyết định',
};

/** Every tag of the template with what the notice says there. */
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
    chuc_vu_khac: plain(signature.post && unbroken(signature.post, PEOPLES_COMMITTEE)),
    ho_ten: plain(signature.name),
    du_thao: notice.stage === 'draft' ? [{}] : [],
    phu_luc: notice.annex ? [readAnnex(notice.annex)] : [],
    phieu_kien_nghi: notice.groundsOfRecommendations.map(({ id, state, reason }) => ({
      ma: plain(id),
      trang_thai: STATES[state],
      ly_do: plain(reason),
    })),
    nghi_van: sentences(notice.doubts),
  };
}

const readAnnex = ({ title, groups }: Annex): TagValues => ({
  ten_phu_luc: plain(title.toLocaleUpperCase('vi')),
  nhom: groups.map((group) => ({
    so: String(group.number),
    tieu_de: plain(group.title),
    dong: group.rows.map(({ code, label, unit, figure }) => ({
      ma_so: plain(code),
      chi_tieu: plain(label),
      don_vi_tinh: plain(unit) ?? '–',
      so_lieu: plain(figure),
    })),
  })),
});
