/** The communes' spreadsheets as a table: the state in words, where it is, who was let in, what is wrong. */
import { html } from 'hono/html';
import { MARK } from '../../../../domain/template/verdicts.ts';
import type { SheetLine } from '../../../../use-cases/register/sheets/sheets-status.ts';
import type { Html } from '../frame.ts';
import { badge } from '../state-badge.ts';
import { tableFrame } from './page-parts.ts';
import { communeHeading } from './state-words.ts';

interface Look {
  readonly tone: string;
  readonly mark: string;
  readonly words: string;
}

export const SHEET_LOOK: Readonly<Record<SheetLine['state'], Look>> = {
  shared: { tone: 'good', mark: MARK.good, words: 'Đã chia sẻ' },
  made: { tone: 'warning', mark: MARK.warning, words: 'Đã lập, chưa chia sẻ' },
  waiting: { tone: 'plain', mark: MARK.blank, words: 'Đang chờ lập' },
  failed: { tone: 'error', mark: MARK.error, words: 'Chưa lập được' },
};

/** Shared, but something is in the way since. */
const TROUBLED: Look = { tone: 'warning', mark: MARK.warning, words: 'Đã chia sẻ, có vướng mắc' };

const HEAD = ['Đơn vị', 'Tình trạng', 'Trang tính', 'Chia sẻ với', 'Việc cần làm'];

/** Gives the table. */
export function sheetsTable(lines: readonly SheetLine[]): Html {
  return tableFrame(
    'Bảng trang tính của các đơn vị',
    html`<table><caption class="visually-hidden">Trang tính của từng đơn vị</caption><thead><tr>${HEAD.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${lines.map(row)}</tbody></table>`,
  );
}

function row(line: SheetLine): Html {
  const { commune, url, folderUrl, sharedWith, sentences } = line;
  const { tone, mark, words } = lookOf(line);
  const of = html`<span class="visually-hidden"> của ${communeHeading(commune)}</span>`;
  return html`<tr><th scope="row">${communeHeading(commune)}</th><td>${badge(tone, mark, words)}</td><td>${url ? linkOut(url, html`Trang tính${of}`) : ''}${url && folderUrl ? html` · ` : ''}${folderUrl ? linkOut(folderUrl, html`Thư mục${of}`) : ''}</td><td>${sharedWith ?? ''}</td><td>${sentences.join(' ')}</td></tr>
`;
}

function lookOf({ state, sentences }: SheetLine): Look {
  return state === 'shared' && sentences.length > 0 ? TROUBLED : SHEET_LOOK[state];
}

/** A link to Google; nothing is told there of where one comes from. */
export const linkOut = (url: string, words: string | Html): Html =>
  html`<a href="${url}" rel="noopener noreferrer">${words}</a>`;
