/** Which tasks a page shows, as its address says it: filters that work without a script. */
import { CHECK_OUTCOMES, type CheckOutcome } from '../../../../domain/remediation/check-task.ts';
import { TASK_STATES, type TaskState } from '../../../../domain/remediation/follow-task.ts';
import type { FollowedTask } from '../../../../domain/remediation/followed-task.ts';

export interface TaskFilter {
  readonly state?: TaskState;
  readonly check?: CheckOutcome;
  readonly commune?: string;
  readonly id?: string;
}

/** Names in the address. */
export const FILTER_NAMES = { state: 'tinh-trang', check: 'so-lieu', commune: 'don-vi', id: 'kien-nghi' } as const;

/** Words of the address for states and outcomes, in the order in which they are offered. */
export const STATE_WORDS: Readonly<Record<string, TaskState>> = {
  'qua-han': 'overdue',
  'sap-den-han': 'due soon',
  'chua-chap-nhan': 'not accepted',
  'cho-xem-xet': 'reported',
  'dang-thuc-hien': 'open',
  'hoan-thanh': 'accepted',
};
export const CHECK_WORDS: Readonly<Record<string, CheckOutcome>> = {
  'xau-hon': 'worse',
  'chua-khac-phuc': 'not resolved',
  'chua-xet-duoc': 'unknown',
  'da-khac-phuc': 'resolved',
  'cho-so-lieu': 'waiting',
  'khong-xet': 'no rule',
};

/** Reads the filters; a word that says nothing known filters nothing. */
export function filterAsked(asked: (name: string) => string | undefined): TaskFilter {
  const state = known(STATE_WORDS, asked(FILTER_NAMES.state));
  const check = known(CHECK_WORDS, asked(FILTER_NAMES.check));
  const [commune, id] = [asked(FILTER_NAMES.commune)?.trim(), asked(FILTER_NAMES.id)?.trim()];
  return {
    ...(state ? { state } : {}),
    ...(check ? { check } : {}),
    ...(commune ? { commune } : {}),
    ...(id ? { id } : {}),
  };
}

const known = <T>(words: Readonly<Record<string, T>>, word: string | undefined): T | undefined =>
  word !== undefined && Object.hasOwn(words, word) ? words[word] : undefined;

export function passes({ state, check, commune, id }: TaskFilter, followed: FollowedTask): boolean {
  const { task } = followed;
  return (
    (state === undefined || followed.state === state) &&
    (check === undefined || followed.check.outcome === check) &&
    (commune === undefined || task.commune.code === commune) &&
    (id === undefined || task.id === id)
  );
}

/** The query of an address with these filters: "?tinh-trang=qua-han". */
export function queryOf({ state, check, commune, id }: TaskFilter): string {
  const query = new URLSearchParams();
  if (state) query.set(FILTER_NAMES.state, wordOf(STATE_WORDS, state));
  if (check) query.set(FILTER_NAMES.check, wordOf(CHECK_WORDS, check));
  if (commune) query.set(FILTER_NAMES.commune, commune);
  if (id) query.set(FILTER_NAMES.id, id);
  return `?${query}`;
}

const wordOf = <T>(words: Readonly<Record<string, T>>, value: T): string =>
  Object.keys(words).find((word) => words[word] === value) ?? '';

/** What can be chosen, as word and label. */
export const stateChoices = Object.entries(STATE_WORDS).map(([word, state]) => [word, TASK_STATES[state]] as const);
export const checkChoices = Object.entries(CHECK_WORDS).map(([word, check]) => [word, CHECK_OUTCOMES[check]] as const);
