/** The door without a key, and every refusal: whom to ask, never what there is behind. */
import { html } from 'hono/html';
import { SESSION_HOURS } from '../../../use-cases/register/access.ts';
import { paths } from '../paths.ts';
import { alert, paragraphs } from './commune/alert.ts';
import { type Html, type Person, page } from './frame.ts';

/** The page at `/` for whoever has no session; `byGoogle` where officers come by their Google account. */
export function entrancePage(byGoogle = false): Html {
  const body = html`${byGoogle ? HEAD_WITH_GOOGLE : HEAD}
<div class="cards">
<section class="card">
<h2>Xã, phường, đặc khu</h2>
<p>Mở đường dẫn ghi trong công văn hoặc tin nhắn của tỉnh. Trang của đơn vị mở ra ngay: tải biểu mẫu, gửi phiếu, xem kết quả.</p>
<p>Không tìm thấy, hoặc đường dẫn không mở được: hãy liên hệ cán bộ tỉnh phụ trách đợt báo cáo để được cấp lại.</p>
<p><a href="${paths.help('don-vi')}">Hướng dẫn cho đơn vị</a></p>
</section>
<section class="card">
<h2>Cán bộ tỉnh</h2>
${byGoogle ? WITH_GOOGLE : WITH_LINK}
<p><a href="${paths.help('tinh')}">Hướng dẫn cho cán bộ tỉnh</a></p>
</section>
</div>`;
  return page({ title: 'Mở trang' }, body);
}

const HEAD = html`<div class="page-head">
<h1>Mở trang bằng đường dẫn được cấp</h1>
<p>Mỗi đơn vị và mỗi cán bộ có một đường dẫn riêng; không cần tài khoản hay mật khẩu.</p>
</div>`;

const HEAD_WITH_GOOGLE = html`<div class="page-head">
<h1>Vào hệ thống</h1>
<p>Mỗi đơn vị có một đường dẫn riêng, không cần tài khoản. Cán bộ tỉnh đăng nhập bằng tài khoản Google.</p>
</div>`;

const WITH_LINK = html`<p>Mở đường dẫn cá nhân của mình. Phiên làm việc tự kết thúc sau ${SESSION_HOURS} giờ; khi đó chỉ cần mở lại đường dẫn.</p>
<p>Mất đường dẫn: hãy liên hệ người quản trị hệ thống của tỉnh để được cấp lại.</p>`;

const SIGN_IN = html`<a class="button primary" href="${paths.signIn()}">Đăng nhập bằng Google</a>`;

const WITH_GOOGLE = html`<p>${SIGN_IN}</p>
<p>Chỉ vào được bằng địa chỉ thư điện tử có trong danh sách cán bộ của tỉnh và đã được Google xác nhận. Phiên làm việc tự kết thúc sau ${SESSION_HOURS} giờ; khi đó chỉ cần đăng nhập lại.</p>
<p>Địa chỉ của mình chưa có trong danh sách: hãy đề nghị người quản trị hệ thống của tỉnh thêm vào.</p>`;

export interface Refusal {
  readonly title: string;
  /** A finished sentence that says what is wrong and what to do. */
  readonly sentence: string;
  readonly requestId?: string;
  readonly person?: Person;
  /** Offers to sign in with Google. */
  readonly again?: boolean;
}

/** The page of any refusal. It says the same of a wrong link as of a revoked one. */
export function problemPage({ title, sentence, requestId, person, again }: Refusal): Html {
  const body = html`<h1>${title}</h1>
${alert({ tone: 'error', mark: '!', title: 'Yêu cầu không thực hiện được' }, paragraphs([sentence]))}
${again ? html`<p>${SIGN_IN}</p>` : ''}
${person ? html`<p><a class="button" href="${paths.rounds()}">Về danh sách đợt báo cáo</a></p>` : WHOM_TO_ASK}
${requestId ? html`<p class="soft small-text">Mã yêu cầu, để người quản trị tra cứu: <span class="code">${requestId}</span></p>` : ''}`;
  return page({ title, person }, body);
}

/** The page for who came back from Google and is not let in; another account may be. */
export const signInRefusedPage = (sentence: string, requestId: string): Html =>
  problemPage({ title: 'Chưa đăng nhập được', sentence, requestId, again: true });

const WHOM_TO_ASK = html`<p>Đơn vị cần giúp: hãy liên hệ cán bộ tỉnh phụ trách đợt báo cáo. Cán bộ tỉnh cần giúp: hãy liên hệ người quản trị hệ thống.</p>`;
