/** The form that sends a file, or only has it checked. Works as it stands; send.js adds dropping and progress. */
import { html } from 'hono/html';
import { MAX_UPLOAD_MB } from '../../limits.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';

/** `mayTryOnly`: the round takes nothing yet, but a file can be checked. */
export function sendForm(token: string, { mayTryOnly }: { readonly mayTryOnly: boolean }): Html {
  const action = mayTryOnly ? paths.communeTry(token) : paths.communeSend(token);
  return html`<form class="send" method="post" enctype="multipart/form-data" action="${action}" data-send data-limit="${MAX_UPLOAD_MB}">
<div class="drop" data-drop>
<label for="tep">Tệp phiếu đã điền</label>
<p class="hint" id="tep-goi-y">Tệp .xlsx, tối đa ${MAX_UPLOAD_MB} MB.<span data-drop-hint hidden> Có thể kéo thả tệp vào khung này.</span></p>
<input type="file" id="tep" name="tep" accept=".xlsx" required aria-describedby="tep-goi-y">
<p class="chosen" data-chosen aria-live="polite" hidden></p>
</div>
<div class="send-trouble" data-trouble role="alert" tabindex="-1" hidden></div>
<div class="send-progress" data-progress hidden>
<p data-progress-words aria-live="polite"></p>
<progress max="100" value="0" aria-label="Tiến độ gửi tệp"></progress>
</div>
<p class="toolbar">
${mayTryOnly ? '' : html`<button class="button primary" type="submit" formaction="${paths.communeSend(token)}">Gửi phiếu</button>`}
<button class="button" type="submit" formaction="${paths.communeTry(token)}">Kiểm tra thử (chưa gửi)</button>
</p>
</form>`;
}
