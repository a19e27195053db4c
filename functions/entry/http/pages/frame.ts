/** What every page has: head, navigation, who is there; and the type of a piece of a page. */
import { html } from 'hono/html';
import { ROLES, type Role } from '../../../domain/register/rights.ts';
import { paths } from '../paths.ts';

/** Escaped HTML: whatever is put into `html` as text is escaped. */
export type Html = ReturnType<typeof html>;

/** An officer at work; every form that changes something carries `csrf` in a hidden field of that name. */
export interface Person {
  readonly name: string;
  readonly role: Role;
  readonly csrf: string;
}

export interface Frame {
  readonly title: string;
  /** Absent on a commune's page and on help. */
  readonly person?: Person;
  /** The round the page belongs to; its pages stand in the navigation. */
  readonly round?: { readonly id: string; readonly title: string };
  readonly active?: 'state' | 'figures' | 'settings' | 'log';
  /** Files of `assets/`, run after the page is there. */
  readonly scripts?: readonly string[];
}

/** A whole page around `body`. */
export function page({ title, person, scripts = [] }: Frame, body: Html): Html {
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${paths.asset('style.css')}">
${scripts.map((name) => html`<script src="${paths.asset(name)}" defer></script>`)}
</head>
<body>
<header>${person ? html`${person.name} (${ROLES[person.role]})` : ''}</header>
<main id="noi-dung">${body}</main>
</body>
</html>`;
}
