/** The receipt's particulars, for whoever must prove what was sent. */
import { html } from 'hono/html';
import { formatInstant } from '../../../../domain/text/instant.ts';
import type { ShownVersion } from '../../../../use-cases/register/read-return.ts';
import type { Html } from '../frame.ts';

/** File, time, how much was answered, fingerprint. */
export function receiptFacts({ entry, receipt }: ShownVersion): Html {
  const { answered, asked } = receipt.counts;
  return html`<details class="card receipt">
<summary>Biên nhận của bản ${entry.version}</summary>
<dl class="facts">
<dt>Tệp</dt><dd class="file-name">${entry.file}</dd>
<dt>Nhận lúc</dt><dd>${formatInstant(entry.receivedAt)}${entry.late ? ' (muộn)' : ''}</dd>
<dt>Đã trả lời</dt><dd>${answered} trong ${asked} ô số liệu</dd>
<dt>Dấu vân tay của tệp (SHA-256)</dt><dd class="code fingerprint">${entry.sha256}</dd>
</dl>
</details>`;
}
