/** Help in one short page for each kind of reader, with pictures of the product itself. */
import { html } from 'hono/html';
import { NIL, NOT_APPLICABLE_TEXT } from '../../../domain/submission/read-cell.ts';
import { MARK } from '../../../domain/template/verdicts.ts';
import { MAX_UPLOAD_MB } from '../limits.ts';
import { paths } from '../paths.ts';
import { type Html, page } from './frame.ts';
import { HELP_PICTURES, type HelpPicture } from './help-pictures.ts';

/** How a commune gets, fills in, sends and corrects its return. */
export function helpForClerks(): Html {
  return page(
    { title: 'Hướng dẫn cho đơn vị' },
    helpBody(
      'Hướng dẫn cho đơn vị',
      'Chỉ cần đường dẫn do tỉnh gửi và một máy có Excel, LibreOffice hoặc Google Trang tính. Không cần tài khoản.',
      CLERK_PARTS,
    ),
  );
}

/** How the province runs a round from creating it to closing it. */
export function helpForOfficers(): Html {
  return page(
    { title: 'Hướng dẫn cho cán bộ tỉnh' },
    helpBody(
      'Hướng dẫn cho cán bộ tỉnh',
      'Một đợt báo cáo đi qua sáu việc, theo thứ tự dưới đây. Việc nào đã làm đều ghi vào Nhật ký của đợt.',
      OFFICER_PARTS,
    ),
  );
}

interface Part {
  readonly title: string;
  readonly body: Html;
  readonly picture?: HelpPicture;
}

const helpBody = (title: string, lead: string, parts: readonly Part[]): Html => html`<div class="page-head">
<h1>${title}</h1>
<p>${lead}</p>
</div>
<nav class="card no-print" aria-label="Mục lục"><ol class="help-contents">${parts.map(
  (each, index) => html`<li><a href="#muc-${index + 1}">${each.title}</a></li>`,
)}</ol></nav>
${parts.map(
  (each, index) => html`<section class="card help-part" id="muc-${index + 1}">
<h2>${index + 1}. ${each.title}</h2>
${each.body}
${each.picture ? figure(each.picture) : ''}
</section>`,
)}`;

const figure = ({ file, alt, width, height }: HelpPicture): Html =>
  html`<figure class="picture"><img src="${paths.asset(file)}" alt="${alt}" width="${width}" height="${height}"></figure>`;

const CLERK_PARTS: readonly Part[] = [
  {
    title: 'Tải biểu mẫu',
    body: html`<p>Mở đường dẫn do tỉnh gửi, bấm <strong>Tải biểu mẫu (.xlsx)</strong>. Biểu mẫu đã ghi sẵn tên đơn vị, đợt báo cáo và hạn gửi. Đường dẫn là của riêng đơn vị; không chuyển cho đơn vị khác.</p>`,
    picture: HELP_PICTURES.communePage,
  },
  {
    title: 'Điền số liệu',
    body: html`<ul>
<li>Chỉ gõ vào các ô nền sáng ở cột <strong>Số liệu</strong>. Không xoá dòng, không đổi tên trang.</li>
<li>Gõ số bằng chữ số, không kèm đơn vị: <strong>1440</strong>; phần thập phân dùng dấu phẩy: <strong>97,09</strong>; tỷ lệ không gõ dấu %.</li>
<li>Cột <strong>Kiểm tra</strong> báo ngay tại dòng: ${MARK.good} đạt, ${MARK.blank} chưa điền, ${MARK.warning} cần xem lại, ${MARK.error} sai phải sửa.</li>
<li>Dòng có ${MARK.warning} mà số liệu vẫn đúng: ghi lý do vào cột <strong>Giải trình</strong>; tỉnh sẽ đọc được lý do này.</li>
</ul>
<h3>Không có số liệu thì ghi gì?</h3>
<div class="table-frame"><table>
<thead><tr><th scope="col">Trường hợp</th><th scope="col">Cách ghi</th></tr></thead>
<tbody>
<tr><th scope="row">Kết quả bằng không</th><td>Gõ <strong>0</strong></td></tr>
<tr><th scope="row">Trong kỳ không có việc nào</th><td>Chọn <strong>${NIL}</strong></td></tr>
<tr><th scope="row">Không thuộc nhiệm vụ của đơn vị</th><td>Chọn <strong>${NOT_APPLICABLE_TEXT}</strong></td></tr>
<tr><th scope="row">Chưa có số liệu</th><td>Để trống; tỉnh sẽ thấy là còn thiếu</td></tr>
</tbody></table></div>`,
    picture: HELP_PICTURES.workbook,
  },
  {
    title: 'Gửi phiếu',
    body: html`<ul>
<li>Khi trang đầu của biểu mẫu báo <strong>Sẵn sàng gửi</strong>, lưu tệp dạng .xlsx (tối đa ${MAX_UPLOAD_MB} MB).</li>
<li>Ở mục <strong>Gửi phiếu</strong>, chọn tệp rồi bấm <strong>Gửi phiếu</strong>. Muốn xem trước kết quả mà chưa gửi, bấm <strong>Kiểm tra thử</strong>.</li>
<li>Gửi muộn vẫn được nhận khi đợt chưa khoá, và được ghi là muộn. Gửi lại đúng tệp cũ không tạo thêm bản.</li>
</ul>`,
  },
  {
    title: 'Đọc kết quả',
    body: html`<p>Kết quả hiện ngay sau khi gửi. Mỗi dòng ghi trang, ô, điều chưa đúng và cách sửa; lỗi gốc đứng trước, sửa xong thường hết các lỗi đi theo.</p>
<ul>
<li><strong>${MARK.good} Đã nhận</strong>: không phải làm gì thêm.</li>
<li><strong>${MARK.warning} Đã nhận, còn cảnh báo</strong>: số liệu đã được tổng hợp; hãy xem lại, số nào đúng thì ghi giải trình.</li>
<li><strong>${MARK.error} Cần sửa</strong>: số liệu ở ô có lỗi chưa được tổng hợp; hãy sửa rồi gửi lại.</li>
</ul>`,
    picture: HELP_PICTURES.result,
  },
  {
    title: 'Sửa và gửi lại',
    body: html`<p>Bấm <strong>Tải tệp có ghi lỗi tại ô</strong>. Đó là phiếu của đơn vị với số liệu đã điền, lỗi ghi ngay tại ô. Sửa trong tệp đó, lưu lại rồi gửi; không phải điền lại từ đầu. Bản gửi sau có lỗi không làm mất bản trước đã đạt.</p>
<p>Nếu tỉnh <strong>trả lại</strong> phiếu, ý kiến của tỉnh hiện ở đầu trang; hãy sửa theo ý kiến rồi gửi lại.</p>`,
    picture: HELP_PICTURES.annotated,
  },
];

const OFFICER_PARTS: readonly Part[] = [
  {
    title: 'Tạo đợt báo cáo',
    body: html`<p>Ở <strong>Các đợt</strong>, chọn biểu mẫu, ghi tên đợt, kỳ số liệu và hạn gửi; hoặc tải lên tệp mô tả đợt (.yaml) do cán bộ công nghệ thông tin soạn (cần tệp này nếu muốn lập dự thảo thông báo). Đợt mới ở trạng thái chuẩn bị: đơn vị chưa gửi được.</p>`,
  },
  {
    title: 'Danh sách đơn vị và đường dẫn',
    body: html`<ul>
<li>Ở <strong>Thiết lập</strong>, tải lên danh sách đơn vị (.csv hoặc .xlsx) có các cột mã, tên, loại. Dòng nào chưa đúng được nêu rõ.</li>
<li>Bấm <strong>Cấp cho đơn vị chưa có</strong>. Danh sách đường dẫn chỉ hiện một lần: hãy in, hoặc tải CSV để trộn thư rồi gửi cho từng đơn vị.</li>
<li>Đơn vị làm mất đường dẫn: cấp lại cho riêng đơn vị đó; đường dẫn cũ hết hiệu lực ngay.</li>
<li>Khi đã sẵn sàng, bấm <strong>Mở đợt</strong>.</li>
</ul>`,
    picture: HELP_PICTURES.settings,
  },
  {
    title: 'Theo dõi',
    body: html`<p>Trang <strong>Tình hình</strong> cho biết đơn vị nào đã gửi, cần sửa, gửi muộn, chưa gửi. Mỗi ô vuông là một đơn vị. Tìm tên không cần gõ dấu. <strong>Danh sách nhắc</strong> nêu các đơn vị sắp hoặc đã quá hạn để gửi công văn nhắc.</p>
<p>Trang <strong>Số liệu</strong> cho số toàn tỉnh, tính từ bao nhiêu đơn vị và còn thiếu đơn vị nào. Tỷ lệ toàn tỉnh bằng tổng tử số chia tổng mẫu số.</p>`,
    picture: HELP_PICTURES.state,
  },
  {
    title: 'Thẩm định',
    body: html`<p>Mở một đơn vị để xem số liệu, lỗi, giải trình và thay đổi so với bản trước. <strong>Duyệt</strong>, hoặc <strong>Trả lại đơn vị</strong> kèm ý kiến; đơn vị thấy ý kiến ngay trên trang của mình. Đơn vị gửi bản mới thì phải duyệt lại. Khi cần, chọn một bản khác để tổng hợp và ghi lý do; hoặc gia hạn riêng cho đơn vị.</p>`,
    picture: HELP_PICTURES.review,
  },
  {
    title: 'Tải kết quả',
    body: html`<ul>
<li><strong>Bảng tổng hợp</strong> (.xlsx) được lập lại tự động sau mỗi phiếu; mỗi số toàn tỉnh là công thức trên các ô của đơn vị.</li>
<li><strong>Dự thảo thông báo</strong> (.docx) cho một đơn vị hoặc cho tất cả (.zip), mở bằng Word để sửa và trình ký. Số liệu có lỗi không được in như số liệu đúng.</li>
</ul>`,
  },
  {
    title: 'Khoá và kết thúc đợt',
    body: html`<p><strong>Khoá đợt</strong> khi ngừng nhận phiếu; đơn vị được gia hạn riêng vẫn gửi được. <strong>Mở lại đợt</strong> khi cần. <strong>Kết thúc đợt</strong> khi mọi việc đã xong: không ai gửi được nữa, số liệu vẫn xem và tải được.</p>`,
  },
];
