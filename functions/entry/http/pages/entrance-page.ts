/** The door without a key, and every refusal: whom to ask, never what there is behind. */
import { html } from 'hono/html';
import { SESSION_HOURS } from '../../../use-cases/register/access.ts';
import { paths } from '../paths.ts';
import { alert, paragraphs } from './commune/alert.ts';
import { type Html, type Person, page } from './frame.ts';

/** The page at `/` for whoever has no session. */
export function entrancePage(): Html {
  const body = html`<div class="page-head">
<h1>Mở trang bằng đường dẫn được cấp</h1>
<p>Mỗi đơn vị và mỗi cán bộ có một đường dẫn riêng; không cần tài khoản hay mật khẩu.</p>
</div>
<div class="cards">
<section class="card">
<h2>Xã, phường, đặc khu</h2>
<p>Mở đường dẫn ghi trong công văn hoặc tin nhắn của tỉnh. Trang của đơn vị mở ra ngay: tải biểu mẫu, gửi phiếu, xem kết quả.</p>
<p>Không tìm thấy, hoặc đường dẫn không mở được: hãy liên hệ cán bộ tỉnh phụ trách đợt báo cáo để được cấp lại.</p>
<p><a href="${paths.help('don-vi')}">Hướng dẫn cho đơn vị</a></p>
</section>
<section class="card">
<h2>Cán bộ tỉnh</h2>
<p>Mở đường dẫn cá nhân của mình. Phiên làm việc tự kết thúc sau ${SESSION_HOURS} giờ; khi đó chỉ cần mở lại đường dẫn.</p>
<p>Mất đường dẫn: hãy liên hệ người quản trị hệ thống của tỉnh để được cấp lại.</p>
<p><a href="${paths.help('tinh')}">Hướng dẫn cho cán bộ tỉnh</a></p>
</section>
</div>`;
  return page({ title: 'Mở trang' }, body);
}

export interface Refusal {
  readonly title: string;
  /** A finished sentence that says what is wrong and what to do. */
  readonly sentence: string;
  readonly requestId?: string;
  readonly person?: Person;
}

/** The page of any refusal. It says the same of a wrong link as of a revoked one. */
export function problemPage({ title, sentence, requestId, person }: Refusal): Html {
  const body = html`<h1>${title}</h1>
${alert({ tone: 'error', mark: '!', title: 'Yêu cầu không thực hiện được' }, paragraphs([sentence]))}
${person ? html`<p><a class="button" href="${paths.rounds()}">Về danh sách đợt báo cáo</a></p>` : WHOM_TO_ASK}
${requestId ? html`<p class="soft small-text">Mã yêu cầu, để người quản trị tra cứu: <span class="code">${requestId}</span></p>` : ''}`;
  return page({ title, person }, body);
}

const WHOM_TO_ASK = html`<p>Đơn vị cần giúp: hãy liên hệ cán bộ tỉnh phụ trách đợt báo cáo. Cán bộ tỉnh cần giúp: hãy liên hệ người quản trị hệ thống.</p>`;
