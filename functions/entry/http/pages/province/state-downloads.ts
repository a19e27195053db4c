/** What can be taken away from a round, and how far the stored summary is. */
import { html } from 'hono/html';
import { formatInstant } from '../../../../domain/text/instant.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';

export interface SummaryFacts {
  /** ISO 8601 in UTC. */
  readonly builtAt: string;
  readonly etag: string;
  /** Holds every return received so far. */
  readonly fresh: boolean;
}

/** Gives the downloads of a round. */
export function stateDownloads(
  round: string,
  summary: SummaryFacts | undefined,
  { hasNotices, hasScores }: { readonly hasNotices: boolean; readonly hasScores: boolean },
): Html {
  const { api } = paths;
  return html`<section class="card state-downloads no-print" aria-labelledby="tai-ve"><h2 id="tai-ve">Tải về</h2>
<ul class="toolbar downloads"><li><a class="button primary" href="${api.summaryWorkbook(round)}">Bảng tổng hợp (Excel)</a></li>
${hasScores ? html`<li><a class="button" href="${paths.scores(round)}">Chấm điểm, xếp hạng</a></li>` : ''}
${
  hasNotices
    ? html`<li><a class="button" href="${api.notices(round)}">Dự thảo và thông báo của các đơn vị (zip)</a></li>
<li><a class="button" href="${paths.remediation(round)}">Theo dõi khắc phục</a></li>`
    : ''
}
<li><a class="button" href="${paths.letters(round)}">Công văn đôn đốc, thông báo chung</a></li>
<li><a class="button" href="${api.reminders(round)}">Danh sách nhắc (Excel)</a></li>
<li><a href="${api.summaryFigures(round)}">Số liệu cho máy đọc (JSON)</a></li></ul>
<p class="soft small-text">${howFar(summary)}</p></section>`;
}

function howFar(summary: SummaryFacts | undefined): string {
  if (!summary) return 'Bảng tổng hợp chưa được lập; sẽ được lập ngay khi tải về.';
  const built = formatInstant(summary.builtAt);
  return summary.fresh
    ? `✓ Bảng tổng hợp lúc ${built} đã gồm mọi phiếu.`
    : `Bảng tổng hợp lúc ${built} chưa gồm các thay đổi mới nhất và đang được lập lại; tải về lúc này vẫn nhận được bản mới.`;
}
