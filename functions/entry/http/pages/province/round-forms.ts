/** Two ways to create a round: by its main facts, or from a file that says everything, texts for notices too. */
import { html } from 'hono/html';
import { paths } from '../../paths.ts';
import type { Html, Person } from '../frame.ts';
import { csrfField } from './page-parts.ts';

export interface OfferedForm {
  readonly id: string;
  readonly title: string;
  readonly versions: readonly number[];
}

/** Gives both forms. */
export function roundForms(person: Person, forms: readonly OfferedForm[]): Html {
  return html`<h2>Tạo đợt mới</h2>
<section class="card" aria-labelledby="dot-moi"><h3 id="dot-moi">Nhập thông tin của đợt</h3>${factsForm(person, forms)}</section>
<section class="card" aria-labelledby="dot-tep"><h3 id="dot-tep">Từ tệp mô tả đợt</h3>${fileForm(person)}</section>`;
}

const open = (person: Person): Html =>
  html`<form method="post" action="${paths.rounds()}" enctype="multipart/form-data">${csrfField(person)}`;

/** The newest version of a form is proposed. */
function factsForm(person: Person, forms: readonly OfferedForm[]): Html {
  const options = forms.flatMap(({ id, title, versions }) =>
    [...versions].reverse().map((version) => ({ value: `${id}@${version}`, text: `${title} (phiên bản ${version})` })),
  );
  return html`${open(person)}
${field('dot-ten', 'title', 'Tên đợt', 'text', 'Ví dụ: Kiểm tra công tác cải cách hành chính năm 2026.')}
<div class="fields">${field('dot-ma', 'id', 'Mã đợt', 'text', 'Chữ thường không dấu, số và gạch nối, ví dụ: kiem-tra-2026.')}
<div class="field"><label for="dot-bieu">Biểu mẫu</label><p class="hint">Không đổi được sau khi tạo đợt.</p><select id="dot-bieu" name="form" required>${options.map(
    ({ value, text }) => html`<option value="${value}">${text}</option>`,
  )}</select></div></div>
<div class="fields">${field('dot-tinh', 'provinceName', 'Tên tỉnh', 'text', 'Ví dụ: Gia Lai.')}${field('dot-ma-tinh', 'provinceCode', 'Mã tỉnh', 'text', 'Mã đơn vị hành chính cấp tỉnh, ví dụ: 52.')}</div>
<div class="fields">${field('dot-tu', 'from', 'Kỳ số liệu từ ngày', 'date')}${field('dot-den', 'to', 'Kỳ số liệu đến ngày', 'date')}${field('dot-han', 'deadline', 'Hạn gửi', 'date')}</div>
<p><button class="button primary" type="submit">Tạo đợt</button></p></form>`;
}

const LIMITS: Readonly<Record<string, Html>> = {
  id: html` required maxlength="60" pattern="[a-z0-9]+(-[a-z0-9]+)*"`,
  title: html` required maxlength="300"`,
  provinceName: html` required maxlength="60"`,
  provinceCode: html` required maxlength="5" inputmode="numeric"`,
};

function field(id: string, name: string, label: string, type: 'text' | 'date', hint?: string): Html {
  const described = hint ? html` aria-describedby="${id}-ghi"` : '';
  return html`<div class="field"><label for="${id}">${label}</label>${hint ? html`<p class="hint" id="${id}-ghi">${hint}</p>` : ''}
<input id="${id}" name="${name}" type="${type}"${described}${LIMITS[name] ?? ''}></div>`;
}

function fileForm(person: Person): Html {
  return html`${open(person)}
<div class="field"><label for="dot-tep-chon">Tệp mô tả đợt (.yaml)</label><p class="hint" id="dot-tep-ghi">Dùng khi đợt có dự thảo thông báo: tệp ghi thêm căn cứ, nơi nhận, người ký.</p>
<input id="dot-tep-chon" name="tep" type="file" accept=".yaml,.yml" required aria-describedby="dot-tep-ghi"></div>
<p><button class="button" type="submit">Tạo đợt từ tệp</button></p></form>`;
}
