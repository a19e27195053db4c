/** What every page has: head, navigation, who is there; and the type of a piece of a page. */
import { html } from 'hono/html';
import { ROLES, type Role } from '../../../domain/register/rights.ts';
import { paths } from '../paths.ts';

/** Escaped HTML: whatever is put into `html` as text is escaped. */
export type Html = ReturnType<typeof html>;

/** An officer at work; every form that changes something carries `csrf` in a hidden field of that name. */
export interface Person {
  readonly name: string;
  /** What the person is called at the head of a page, where that is not the name. */
  readonly shownAs?: string;
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
  /** For pages of wide tables: the whole window instead of a column that reads well. */
  readonly wide?: boolean;
}

const PRODUCT = 'Tự đánh giá cải cách hành chính';

/** A whole page around `body`; its first heading is the body's own `h1`. */
export function page(frame: Frame, body: Html): Html {
  const { title, person, scripts = [], wide } = frame;
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title} · ${PRODUCT}</title>
<link rel="icon" type="image/svg+xml" href="${paths.asset('bieu-tuong.svg')}">
<link rel="stylesheet" href="${paths.asset('style.css')}">
<link rel="stylesheet" href="${paths.asset('province.css')}">
${scripts.map((name) => html`<script src="${paths.asset(name)}" defer></script>`)}
</head>
<body${wide ? html` class="wide"` : ''}>
<a class="skip-link" href="#noi-dung">Đến nội dung chính</a>
<header class="site-head">
<div class="site-head-in">
<p class="product">${productName(person)}</p>
${person ? personBox(person) : ''}
</div>
</header>
${person ? navigation(frame) : ''}
<main id="noi-dung" tabindex="-1">
${body}
</main>
<footer class="site-foot">
<div class="site-foot-in">
<p>${PRODUCT}</p>
<p>${helpLinks(person)}</p>
</div>
</footer>
</body>
</html>`;
}

/** A commune's page has no way home: nothing but its own link is its. */
function productName(person: Person | undefined): Html {
  const name = html`<img src="${paths.asset('bieu-tuong.svg')}" alt="" width="36" height="36"><span>${PRODUCT}</span>`;
  return person ? html`<a href="${paths.rounds()}">${name}</a>` : html`<span>${name}</span>`;
}

const personBox = ({ name, shownAs = name, role, csrf }: Person): Html => html`<div class="person">
<p><span class="person-name">${shownAs}</span> <span class="person-role">${ROLES[role]}</span></p>
<form method="post" action="${paths.leave()}">
<input type="hidden" name="csrf" value="${csrf}">
<button class="button small on-dark" type="submit">Đăng xuất</button>
</form>
</div>`;

const TABS = [
  { key: 'state', label: 'Tình hình', href: paths.round },
  { key: 'figures', label: 'Số liệu', href: paths.figures },
  { key: 'settings', label: 'Thiết lập', href: paths.settings },
  { key: 'log', label: 'Nhật ký', href: paths.log },
] as const;

function navigation({ round, active }: Frame): Html {
  if (!round) return html``;
  return html`<nav class="round-nav" aria-label="Đợt báo cáo">
<div class="round-nav-in">
<p class="round-name"><a href="${paths.rounds()}">Các đợt</a> <span aria-hidden="true">›</span> ${round.title}</p>
<ul class="tabs">
${TABS.map(
  ({ key, label, href }) =>
    html`<li><a href="${href(round.id)}"${key === active ? html` aria-current="page"` : ''}>${label}</a></li>`,
)}
</ul>
</div>
</nav>`;
}

const helpLinks = (person: Person | undefined): Html =>
  person
    ? html`<a href="${paths.help('tinh')}">Hướng dẫn cho cán bộ tỉnh</a>`
    : html`<a href="${paths.help('don-vi')}">Hướng dẫn cho đơn vị</a>`;
