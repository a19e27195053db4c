/** Three steps: fetch the workbook, fill it in, send it. */
import { html } from 'hono/html';
import { communeTitle } from '../../../../domain/round/commune.ts';
import type { ReturnView } from '../../../../use-cases/register/read-return.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { sendForm } from './send-form.ts';

/** The steps as far as they can be taken today. */
export function steps(token: string, view: ReturnView): Html {
  return html`<section class="no-print" aria-labelledby="cac-buoc">
<h2 id="cac-buoc">${view.record.versions.length > 0 ? 'Sửa và gửi lại' : 'Ba bước để gửi phiếu'}</h2>
<ol class="way">
${step('Tải biểu mẫu', fetchStep(token, view))}
${step('Điền số liệu', FILL)}
${step('Gửi phiếu', sendStep(token, view), 'gui')}
</ol>
</section>`;
}

const step = (
  title: string,
  body: Html,
  id?: string,
): Html => html`<li class="card way-step"${id ? html` id="${id}"` : ''}>
<h3>${title}</h3>
${body}
</li>`;

function fetchStep(token: string, { row }: ReturnView): Html {
  const { latest } = row;
  const template = (kind: string) =>
    html`<p><a class="button ${kind}" href="${paths.communeTemplate(token)}">Tải biểu mẫu (.xlsx)</a></p>`;
  if (!latest)
    return html`<p>Biểu mẫu riêng của ${communeTitle(row.commune)}, đã ghi sẵn đơn vị, đợt báo cáo và hạn gửi.</p>${template('primary')}`;
  return html`<p>Muốn sửa phiếu đã gửi, hãy tải tệp kết quả của bản ${latest.version}: số liệu đã điền còn nguyên, lỗi được ghi ngay tại ô.</p>
<p><a class="button" href="${paths.communeAnnotated(token, latest.version)}">Tải tệp kết quả bản ${latest.version}</a></p>
<p>Hoặc <a href="${paths.communeTemplate(token)}">tải biểu mẫu trống</a> để điền lại từ đầu.</p>`;
}

const FILL = html`<p>Mở bằng Excel, LibreOffice hoặc Google Trang tính; gõ vào các ô nền sáng ở cột “Số liệu”.</p>
<p>Cột “Kiểm tra” báo ngay tại từng dòng. Khi trang đầu báo “Sẵn sàng gửi”, lưu tệp dạng .xlsx.</p>
<p><a href="${paths.help('don-vi')}">Xem hướng dẫn có hình</a></p>`;

function sendStep(token: string, { open, round }: ReturnView): Html {
  if (open) return sendForm(token, { mayTryOnly: false });
  if (round.state === 'prepared')
    return html`<p>Đợt chưa mở nhận phiếu. Có thể kiểm tra thử tệp đã điền.</p>${sendForm(token, { mayTryOnly: true })}`;
  const why = round.state === 'closed' ? 'Đợt đã kết thúc' : 'Đợt đã khoá';
  return html`<p>${why}, không nhận phiếu nữa. Nếu cần gửi, hãy liên hệ cán bộ tỉnh để được mở lại hoặc gia hạn.</p>`;
}
