/** Where everything is: the only place that knows addresses. Pages have Vietnamese ones, since people see and type them. */
const part = encodeURIComponent;

export const paths = {
  home: () => '/',
  asset: (name: string) => `/tinh/${name}`,
  health: () => '/suc-khoe',
  help: (reader: 'don-vi' | 'tinh') => `/tro-giup/${reader}`,

  /** A commune's own page; everything below its link needs nothing but the link. */
  commune: (token: string) => `/p/${part(token)}`,
  communeVersion: (token: string, version: number) => `/p/${part(token)}?ban=${version}`,
  communeTemplate: (token: string) => `/p/${part(token)}/bieu-mau.xlsx`,
  communeAnnotated: (token: string, version: number) => `/p/${part(token)}/ket-qua-${version}.xlsx`,
  /** POST, multipart field `tep`. */
  communeSend: (token: string) => `/p/${part(token)}/gui`,
  communeTry: (token: string) => `/p/${part(token)}/kiem-tra-thu`,

  /** Sends an officer to Google. */
  signIn: () => '/dang-nhap',
  /** Where Google sends an officer back to; registered there. */
  signInReturn: () => '/dang-nhap/google',
  /** Opens a session for an officer's link. */
  enter: (token: string) => `/vao/${part(token)}`,
  /** POST. */
  leave: () => '/ra',
  rounds: () => '/dot',
  /** The state of all communes. */
  round: (round: string) => `/dot/${part(round)}`,
  figures: (round: string) => `/dot/${part(round)}/so-lieu`,
  /** What moved between two summaries: `?tu=` and `?den=`. */
  changes: (round: string) => `/dot/${part(round)}/thay-doi`,
  /** Beside the previous round. */
  previousRound: (round: string) => `/dot/${part(round)}/so-ky-truoc`,
  settings: (round: string) => `/dot/${part(round)}/thiet-lap`,
  /** Letters to communes, the notice to all of them. */
  letters: (round: string) => `/dot/${part(round)}/van-ban`,
  /** The communes' spreadsheets in a drive. Also POST, urlencoded with `csrf`. */
  sheets: (round: string) => `/dot/${part(round)}/trang-tinh`,
  scores: (round: string) => `/dot/${part(round)}/cham-diem`,
  /** Also POST, urlencoded. */
  score: (round: string, code: string) => `/dot/${part(round)}/cham-diem/${part(code)}`,
  scoresWorkbook: (round: string) => `/dot/${part(round)}/bang-cham-diem`,
  scoreWorkbook: (round: string, code: string) => `/dot/${part(round)}/bang-cham-diem/${part(code)}`,
  /** POST, multipart field `tep`. */
  takeScores: (round: string) => `/dot/${part(round)}/bang-cham-diem`,
  log: (round: string) => `/dot/${part(round)}/nhat-ky`,
  return: (round: string, code: string) => `/dot/${part(round)}/don-vi/${part(code)}`,
  returnVersion: (round: string, code: string, version: number) =>
    `/dot/${part(round)}/don-vi/${part(code)}?ban=${version}`,

  /** Also POST, urlencoded with `csrf`. */
  notice: (round: string, code: string) => `/dot/${part(round)}/don-vi/${part(code)}/thong-bao`,
  // POST.
  noticeFinal: (round: string, code: string) => `/dot/${part(round)}/don-vi/${part(code)}/thong-bao/chot`,
  noticeReopen: (round: string, code: string) => `/dot/${part(round)}/don-vi/${part(code)}/thong-bao/mo-lai`,

  /** Recommendations of final notices, followed up; with filters in the query. */
  remediation: (round: string) => `/dot/${part(round)}/khac-phuc`,
  remediationWorkbook: (round: string) => `/dot/${part(round)}/khac-phuc/bang-theo-doi`,
  /** POST: makes the round in which communes report. */
  remediationFollowUp: (round: string) => `/dot/${part(round)}/khac-phuc/lap-dot`,
  /** Of one commune; also POST. */
  remediationOf: (round: string, code: string) => `/dot/${part(round)}/don-vi/${part(code)}/khac-phuc`,

  // POST, urlencoded with `csrf`, but for the roster: multipart.
  step: (round: string) => `/dot/${part(round)}/buoc`,
  deadline: (round: string) => `/dot/${part(round)}/han-gui`,
  roster: (round: string) => `/dot/${part(round)}/danh-sach`,
  links: (round: string) => `/dot/${part(round)}/duong-dan`,
  linksCsv: (round: string) => `/dot/${part(round)}/duong-dan.csv`,
  extend: (round: string, code: string) => `/dot/${part(round)}/don-vi/${part(code)}/gia-han`,
  renewLink: (round: string, code: string) => `/dot/${part(round)}/don-vi/${part(code)}/cap-lai-duong-dan`,
  revokeLink: (round: string, code: string) => `/dot/${part(round)}/don-vi/${part(code)}/thu-hoi-duong-dan`,
  approve: (round: string, code: string) => `/dot/${part(round)}/don-vi/${part(code)}/duyet`,
  sendBack: (round: string, code: string) => `/dot/${part(round)}/don-vi/${part(code)}/tra-lai`,
  putInForce: (round: string, code: string) => `/dot/${part(round)}/don-vi/${part(code)}/chon-ban`,

  api: {
    rounds: () => '/api/rounds',
    round: (round: string) => `/api/rounds/${part(round)}`,
    /** POST, `{ "step": "open" }`. */
    step: (round: string) => `/api/rounds/${part(round)}/step`,
    roster: (round: string) => `/api/rounds/${part(round)}/roster`,
    status: (round: string) => `/api/rounds/${part(round)}/status`,
    /** Also POST: has them made, or what failed tried again. */
    sheets: (round: string) => `/api/rounds/${part(round)}/sheets`,
    summaryWorkbook: (round: string) => `/api/rounds/${part(round)}/summary.xlsx`,
    summaryFigures: (round: string) => `/api/rounds/${part(round)}/summary.json`,
    /** `?from=` and `?to=`, ISO 8601. */
    changes: (round: string) => `/api/rounds/${part(round)}/changes`,
    changesWorkbook: (round: string, { from, to }: { readonly from: string; readonly to: string }) =>
      `/api/rounds/${part(round)}/changes.xlsx?from=${part(from)}&to=${part(to)}`,
    reminders: (round: string) => `/api/rounds/${part(round)}/reminders.xlsx`,
    notices: (round: string) => `/api/rounds/${part(round)}/notices.zip`,
    /** Final where it is; `?ban=du-thao` for the draft of now, `?ban=can-cu` for the grounds of the final one. */
    notice: (round: string, code: string) => `/api/rounds/${part(round)}/notices/${part(code)}.docx`,
    letters: (round: string) => `/api/rounds/${part(round)}/letters.zip`,
    lettersList: (round: string) => `/api/rounds/${part(round)}/letters-list.docx`,
    letter: (round: string, code: string) => `/api/rounds/${part(round)}/letters/${part(code)}.docx`,
    roundReport: (round: string) => `/api/rounds/${part(round)}/report.docx`,
    template: (round: string, code: string) => `/api/rounds/${part(round)}/communes/${part(code)}/template.xlsx`,
    submission: (round: string, code: string) => `/api/rounds/${part(round)}/communes/${part(code)}/submission`,
    check: (round: string, code: string) => `/api/rounds/${part(round)}/communes/${part(code)}/check`,
    /** The latest version, or `?version=N`. */
    annotated: (round: string, code: string) => `/api/rounds/${part(round)}/communes/${part(code)}/annotated.xlsx`,
    original: (round: string, code: string) => `/api/rounds/${part(round)}/communes/${part(code)}/original.xlsx`,
  },
} as const;
