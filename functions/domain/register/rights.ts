/** Who may do what. Communes are not in this table: a commune's link opens its own page and nothing else. */
export const ROLES = { officer: 'cán bộ tổng hợp', inspector: 'cán bộ kiểm tra', administrator: 'quản trị' } as const;
export type Role = keyof typeof ROLES;

/** `read`: every page and download of the province; `review`: approve, send back, choose a version; `manage`: rounds, rosters, links. */
export type Right = 'read' | 'review' | 'manage';

const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  inspector: ['read', 'review'],
  officer: ['read', 'review', 'manage'],
  administrator: ['read', 'review', 'manage'],
};

export function may(role: Role, right: Right): boolean {
  return RIGHTS[role].includes(right);
}

/** Whether a word names a role. */
export function isRole(word: string): word is Role {
  return Object.hasOwn(ROLES, word);
}
