/** A sentence that must not be overlooked: a sign, a title, what follows. */
import { html } from 'hono/html';
import type { Html } from '../frame.ts';

export interface Alert {
  readonly tone: 'good' | 'warning' | 'error' | 'info';
  readonly mark: string;
  readonly title: string;
  /** Takes the focus once the page is swapped in; one of a page. */
  readonly id?: string;
}

/** The box; what stands below the title is the caller's. */
export function alert({ tone, mark, title, id }: Alert, body: Html): Html {
  return html`<div class="alert ${tone}"${id ? html` id="${id}" tabindex="-1"` : ''}>
<span class="mark" aria-hidden="true">${mark}</span>
<h2 class="alert-title">${title}</h2>
${body}
</div>`;
}

/** Sentences as paragraphs. */
export const paragraphs = (sentences: readonly string[]): Html =>
  html`${sentences.map((sentence) => html`<p>${sentence}</p>`)}`;
