/** What changed since the province approved a version. */
import { html } from 'hono/html';
import type { Change } from '../../../../domain/submission/receipt.ts';
import type { ShownVersion } from '../../../../use-cases/register/read-return.ts';
import type { Html } from '../frame.ts';
import { tableFrame } from './page-parts.ts';

/** Gives the changes since the approval, and those since the version before. */
export function returnChanges({ entry, receipt, sinceApproval }: ShownVersion): Html {
  const before = entry.version - 1;
  const isSame = sinceApproval?.version === before;
  return html`${sinceApproval ? changeTable(`Thay đổi so với bản ${sinceApproval.version} đã duyệt`, 'sau-duyet', sinceApproval.changes, true) : ''}${
    before > 0 && !isSame
      ? changeTable(`Thay đổi so với bản ${before}`, 'so-ban-truoc', receipt.kept?.changes ?? [], false)
      : ''
  }`;
}

function changeTable(title: string, id: string, changes: readonly Change[], isOpen: boolean): Html {
  if (changes.length === 0) return html`<p><strong>${title}:</strong> không có số liệu nào thay đổi.</p>`;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title} (${changes.length})</h2>
<details${isOpen ? html` open` : ''}><summary>Các ô thay đổi</summary>${tableFrame(
    title,
    html`<table><caption class="visually-hidden">${title}</caption><thead><tr><th scope="col">Mã</th><th scope="col">Chỉ tiêu</th><th scope="col">Trước</th><th scope="col">Nay</th></tr></thead>
<tbody>${changes.map(
      ({ code, label, before, after }) =>
        html`<tr><td class="row-code">${code}</td><th scope="row">${label}</th><td>${before === '' ? BLANK : html`<del>${before}</del>`}</td><td>${after === '' ? BLANK : html`<ins>${after}</ins>`}</td></tr>`,
    )}</tbody></table>`,
  )}</details></section>`;
}

const BLANK = html`<span class="soft">để trống</span>`;
