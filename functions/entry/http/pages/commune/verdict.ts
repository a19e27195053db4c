/** What became of a return in one sentence, and what to do next. */
import { html } from 'hono/html';
import { formatInstant } from '../../../../domain/text/instant.ts';
import type { ReturnView, ShownVersion } from '../../../../use-cases/register/read-return.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { STATE_LOOK } from '../state-badge.ts';
import { type Alert, alert, paragraphs } from './alert.ts';
import type { CommunePageView, Tried } from './commune-view.ts';
import type { Result } from './result.ts';

/** Where the focus goes when a result has come. */
export const RESULT_ID = 'ket-qua';

/** The verdict on a file that was only tried. */
export function triedVerdict({ file }: Tried, result: Result, open: boolean): Html {
  const sentences = [`Tệp “${file}” mới được kiểm tra, chưa được gửi về tỉnh.`, NEXT_AFTER_TRYING[result.state]];
  return alert(
    look(result, `Kiểm tra thử: ${outcome(result)}`),
    paragraphs(open ? sentences : [sentences[0] as string, 'Đợt hiện chưa nhận phiếu.']),
  );
}

const NEXT_AFTER_TRYING = {
  accepted: 'Hãy chọn tệp này ở mục “Gửi phiếu” bên dưới rồi bấm “Gửi phiếu”.',
  'accepted with warnings':
    'Gửi được ngay. Nên xem lại các cảnh báo trước khi gửi: số liệu nào đúng thì ghi lý do vào cột “Giải trình”.',
  'needs correction': 'Hãy sửa các lỗi nêu dưới đây, lưu tệp rồi kiểm tra lại hoặc gửi.',
} as const;

/** The verdict on a version that was sent; which version counts; what to do next. */
export function shownVerdict({ token, view, received }: CommunePageView, shown: ShownVersion, result: Result): Html {
  const { version } = shown.entry;
  const sentences = [...arrival(shown, received), ...use(view, shown, result), ...next(view, shown, result)];
  const isAnnotatedUseful = result.receipt.findings.some(({ severity }) => severity !== 'note');
  return alert(
    look(result, `Bản ${version}: ${outcome(result)}`),
    html`${paragraphs(sentences)}
<p class="toolbar">
${isAnnotatedUseful ? html`<a class="button primary" href="${paths.communeAnnotated(token, version)}">${result.errors.length > 0 ? 'Tải tệp có ghi lỗi tại ô' : 'Tải tệp có ghi cảnh báo tại ô'}</a>` : ''}
${view.open && result.state !== 'accepted' && view.record.review?.outcome !== 'approved' ? html`<a class="button" href="#gui">Gửi bản sửa</a>` : ''}
</p>`,
  );
}

function look(result: Result, title: string): Alert {
  const { tone, mark } = STATE_LOOK[result.state];
  return { tone: tone as Alert['tone'], mark, title, id: RESULT_ID };
}

/** "2 lỗi phải sửa, 3 cảnh báo và 10 chỉ tiêu để trống". */
function outcome(result: Result): string {
  const [warnings, blanks] = [result.warnings.length, result.blanks.length];
  const doubtful = [
    ...(warnings > 0 ? [`${warnings} cảnh báo`] : []),
    ...(blanks > 0 ? [`${blanks} chỉ tiêu để trống`] : []),
  ].join(' và ');
  if (result.errors.length > 0) return `có ${result.errors.length} lỗi phải sửa${doubtful ? `, ${doubtful}` : ''}`;
  if (doubtful) return `không có lỗi, còn ${doubtful}`;
  return result.explained.length > 0
    ? 'không có lỗi, các cảnh báo đã có giải trình'
    : 'không có lỗi, không có cảnh báo';
}

function arrival({ entry }: ShownVersion, received: CommunePageView['received']): readonly string[] {
  const when = `${formatInstant(entry.receivedAt)}${entry.late ? ', ghi là gửi muộn' : ''}`;
  if (received === 'same')
    return [`Tệp vừa gửi trùng với bản ${entry.version} đã nhận lúc ${when} nên không tạo bản mới.`];
  if (received === 'new') return [`Tỉnh đã nhận tệp “${entry.file}” lúc ${when}.`];
  return [`Tệp “${entry.file}”, tỉnh nhận lúc ${when}.`];
}

/** Which version the province counts. */
function use({ row, record }: ReturnView, { entry }: ShownVersion, { state }: Result): readonly string[] {
  const used = row.inForce?.version ?? entry.version;
  if (used === entry.version)
    return [
      state === 'needs correction'
        ? 'Bản này đang được dùng để tổng hợp toàn tỉnh, trừ số liệu ở các ô có lỗi.'
        : 'Số liệu của bản này đang được dùng để tổng hợp toàn tỉnh.',
    ];
  const reason = record.chosen ? ` Bản này do cán bộ tỉnh chọn, lý do: ${record.chosen.reason}` : '';
  return [`Để tổng hợp toàn tỉnh, đang dùng số liệu của bản ${used}.${reason}`];
}

function next({ record, open }: ReturnView, { entry }: ShownVersion, { state }: Result): readonly string[] {
  const latest = record.versions.at(-1)?.version;
  if (latest !== entry.version) return [`Đây là bản cũ; bản mới nhất là bản ${latest}.`];
  if (record.review) return [];
  if (state === 'accepted') return ['Đơn vị không phải làm gì thêm.'];
  if (!open) return ['Nếu cần gửi bản sửa, hãy liên hệ cán bộ tỉnh để được mở lại hoặc gia hạn.'];
  return [NEXT_AFTER_SENDING[state]];
}

const NEXT_AFTER_SENDING = {
  'accepted with warnings':
    'Hãy xem các cảnh báo dưới đây: số liệu sai thì sửa, số liệu đúng thì ghi lý do vào cột “Giải trình”, rồi gửi lại.',
  'needs correction': 'Hãy tải tệp có ghi lỗi tại ô, sửa ngay trong tệp đó rồi gửi lại; không phải điền lại từ đầu.',
} as const;
