/** A draft notice (Thông báo) as finished text: what each place of the Word template says. Layout and fixed wording are the template's. */

export interface NoticeParagraph {
  /** A figure under an error carries its mark in the text itself. */
  readonly text: string;
  /** Set one level deeper: "+" instead of "-". */
  readonly nested: boolean;
}

export interface NoticeField {
  /** 1…9 */
  readonly number: number;
  readonly title: string;
  readonly paragraphs: readonly NoticeParagraph[];
}

/** Why a recommendation stands in the draft, or why it is not ticked: for the inspector, never printed in the notice itself. */
export interface NoticeGround {
  readonly id: string;
  readonly state: 'proposed' | 'not proposed' | 'to be decided';
  readonly reason: string;
}

/** The figures of one field in the annex. */
export interface AnnexGroup {
  readonly number: number;
  readonly title: string;
  readonly rows: readonly AnnexRow[];
}

export interface AnnexRow {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  /** As printed, without the "%" that the unit says. */
  readonly figure: string;
}

export interface Annex {
  readonly title: string;
  readonly groups: readonly AnnexGroup[];
}

export interface NoticeModel {
  /** A draft is marked as one and has the inspector's sheet at its end; a final notice has neither. */
  readonly stage: 'draft' | 'final';
  /** TÊN CƠ QUAN CHỦ QUẢN, tên cơ quan ban hành; upper case. */
  readonly parentAgency: string;
  readonly agency: string;
  /** Ký hiệu after the blank number, e.g. "TB-ĐKT". */
  readonly symbol: string;
  readonly place: string;
  readonly year: number;
  /** "xã Bình Dương" and "Ủy ban nhân dân xã Bình Dương". */
  readonly commune: string;
  readonly committee: string;
  /** Trích yếu. */
  readonly subject: string;
  readonly grounds: readonly string[];
  readonly opening: string;
  readonly fields: readonly NoticeField[];
  readonly shortcomings: readonly string[];
  readonly recommendationsOpening: string;
  readonly recommendations: readonly string[];
  readonly closing: string;
  readonly recipients: readonly string[];
  readonly archive: string;
  readonly signature: {
    readonly authority: string;
    readonly title: string;
    readonly post?: string;
    readonly name?: string;
  };
  readonly annex?: Annex;
  /** Figures of the draft that stand under an error, as sentences: printed on a page of their own that is removed before signing. */
  readonly doubts: readonly string[];
  readonly groundsOfRecommendations: readonly NoticeGround[];
}
