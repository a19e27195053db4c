/** How every page of the province is answered: shown to who may see it; changed only by a form of its own, and then by a redirect. */
import type { Context } from 'hono';
import type { Right } from '../../../../domain/register/rights.ts';
import { Problem } from '../../../../problems.ts';
import type { Ctx } from '../../context.ts';
import { type Done, doneAsked } from '../../pages/done-words.ts';
import type { Html, Person } from '../../pages/frame.ts';
import { requireSame, type SignIn } from '../../sign-in.ts';
import { type Fields, readFields } from '../../uploads.ts';

/** What is said at the top of a page. */
export interface Said {
  readonly problem?: string;
  readonly done?: string;
}

/** Makes a page for an officer. */
export type Show = (person: Person, said: Said) => Promise<Html> | Html;

/** What a change leads to: an address to go to, or a page that is shown once. */
export type Next = string | { readonly page: Html };

export interface Change {
  readonly right: Right;
  /** The page that the form stands on: shown again, with the reason, when the change is refused. */
  readonly on: Show;
  readonly make: (fields: Fields, person: Person) => Promise<Next>;
}

export type OfficerPages = ReturnType<typeof officerPages>;

export function officerPages(entrance: SignIn) {
  async function answer(context: Ctx, page: Html | Promise<Html>, status = 200): Promise<Response> {
    context.header('cache-control', 'private, no-store');
    return context.html(await page, status as 200);
  }

  return {
    /** @throws Problem SIGN_IN_NEEDED */
    async shown(context: Ctx, show: Show): Promise<Response> {
      const person = await entrance.officer(context, 'read');
      return answer(context, show(person, { done: doneAsked(context.req.query('xong')) }));
    },

    /** @throws Problem SIGN_IN_NEEDED, RIGHT_MISSING, REQUEST_FORGED */
    async changed(context: Ctx, { right, on, make }: Change): Promise<Response> {
      const person = await entrance.officer(context, right);
      const fields = await readFields(context);
      requireSame(fields.text('csrf'), person.csrf);
      try {
        const next = await make(fields, person);
        return typeof next === 'string' ? context.redirect(next, 303) : answer(context, next.page);
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) throw error;
        return answer(context, on(person, { problem: error.message }), error.status);
      }
    },
  };
}

/** The address of a page that will say what was done. */
export const saying = (path: string, what: Done): string => `${path}?xong=${what}`;

/** The round and commune of an address. */
export function placeOf(context: Context): { readonly round: string; readonly code: string } {
  return { round: context.req.param('round') ?? '', code: context.req.param('code') ?? '' };
}
