/** Every tag of a template with what the draft says there. A cell of a table may be empty; a place in the text shows a mark. */
import type { DocumentHead, ReminderLetter, ReminderListLetter } from '../../domain/letter/letter.ts';
import type { RoundReport } from '../../domain/round-report/round-report.ts';
import type { Draft } from '../../ports/render-letter.ts';
import { PEOPLES_COMMITTEE, plain, type TagValues, unbroken } from '../docx/tag-values.ts';

/** The values of a draft. */
export function letterValues(draft: Draft): TagValues {
  switch (draft.kind) {
    case 'reminder':
      return { ...readLetter(draft.letter), kinh_gui: plain(unbroken(draft.letter.addressee, draft.letter.commune)) };
    case 'reminder list':
      return readListLetter(draft.letter);
    case 'round report':
      return readReport(draft.letter);
  }
}

function readHead({ signature, ...head }: DocumentHead): TagValues {
  return {
    co_quan_chu_quan: plain(head.parentAgency),
    co_quan: plain(head.agency),
    ky_hieu: plain(head.symbol),
    dia_danh: plain(head.place),
    nam: String(head.year),
    noi_nhan: sentences(head.recipients),
    luu: plain(head.archive),
    quyen_han: plain(signature.authority),
    chuc_vu: plain(signature.title),
    chuc_vu_khac: plain(signature.post && unbroken(signature.post, PEOPLES_COMMITTEE)),
    ho_ten: plain(signature.name),
  };
}

function readLetter(letter: ReminderLetter | ReminderListLetter): TagValues {
  return {
    ...readHead(letter),
    trich_yeu: plain(letter.subject),
    kinh_gui: plain(letter.addressee),
    mo_dau: running(letter.opening),
    tinh_hinh: running(letter.standing),
    muc: sentences(letter.points),
    de_nghi: running(letter.request),
    ket_thuc: running(letter.closing),
  };
}

function readListLetter(letter: ReminderListLetter): TagValues {
  return {
    ...readLetter(letter),
    ten_phu_luc: plain(letter.annexTitle),
    danh_sach: letter.listed.map(({ number, commune, reason, deadline, days, detail }) => ({
      tt: String(number),
      don_vi: plain(commune),
      ly_do: plain(reason),
      han_gui: cell(deadline),
      thoi_gian: cell(days),
      noi_dung: cell(detail),
    })),
  };
}

function readReport(report: RoundReport): TagValues {
  return {
    ...readHead(report),
    trich_yeu: plain(report.subject),
    can_cu: sentences(report.grounds),
    mo_dau: running(report.opening),
    gui_phieu: sentences(report.sending),
    do_phu: running(report.coverageNote),
    linh_vuc: report.fields.map(({ number, title, lines }) => ({
      so: String(number),
      tieu_de: plain(title),
      so_lieu: sentences(lines),
    })),
    xep_hang: sentences(report.ranking),
    ton_tai: sentences(report.shortcomings),
    loi_so_lieu: sentences(report.faultsInFigures),
    mo_dau_kien_nghi: plain(report.recommendationsOpening),
    kien_nghi: sentences(report.recommendations),
    ket_thuc: running(report.closing),
    ...readAnnexes(report),
  };
}

function readAnnexes({ pending, coverage, ranked }: RoundReport): TagValues {
  const bang_xep_hang = ranked.map(({ rank, commune, index, className }) => ({
    hang: plain(rank),
    don_vi: plain(commune),
    chi_so: plain(index),
    xep_loai: cell(className),
  }));
  return {
    danh_sach: pending.map(({ number, commune, state, time, detail }) => ({
      tt: String(number),
      don_vi: plain(commune),
      tinh_trang: plain(state),
      thoi_han: cell(time),
      noi_dung: cell(detail),
    })),
    bang_do_phu: coverage.map((line) => ({
      ma_so: plain(line.code),
      chi_tieu: plain(line.label),
      n_tren_n: plain(line.coverage),
      de_trong: cell(line.missing),
      khong_ap_dung: cell(line.notApplicable),
      co_loi: cell(line.inError),
      ra_soat: cell(line.doubtful),
    })),
    co_xep_hang: ranked.length > 0 ? [{}] : [],
    bang_xep_hang,
  };
}

/** A date stays with its "ngày": alone on a last line it reads as a slip. */
const running = (text: string): string | undefined => plain(text.replace(/ngày (?=\d)/g, 'ngày\u00a0'));

const sentences = (texts: readonly string[]): TagValues[] => texts.map((text) => ({ noi_dung: running(text) }));

/** Nothing to say in a cell is a dash, not a gap in the text. */
const cell = (text: string): string => plain(text) ?? '–';
