/** Failure leaves by one door: a Problem with its sentence, a defect with nothing but a request id; as JSON or as a page. */
import type { ErrorHandler, NotFoundHandler } from 'hono';
import type { Log } from '../../ports/log.ts';
import { Problem } from '../../problems.ts';
import type { Ctx, Env } from './context.ts';
import { problemPage } from './pages/entrance-page.ts';
import { DEFECT, defectDocument, problemDocument } from './problem-document.ts';
import { personOf, type SignIn } from './sign-in.ts';

/** Answers what a route threw. */
export function answerFailure(log: Log, entrance: SignIn): ErrorHandler<Env> {
  return async (error, context) => {
    const requestId = context.get('requestId');
    const problem = error instanceof Problem ? error : undefined;
    if (!problem || problem.status >= 500) log({ severity: 'ERROR', message: error.message, requestId, error });
    if (wantsJson(context)) return asJson(context, problem, requestId);
    const session = await entrance.session(context).catch(() => undefined);
    const person = session && personOf(session);
    const sentence = problem?.message ?? DEFECT;
    return context.html(
      problemPage({
        title: TITLES[problem?.status ?? 500] ?? 'Không thực hiện được',
        sentence,
        requestId,
        person,
        again: entrance.byGoogle && problem?.status === 401,
      }),
      status(problem),
    );
  };
}

const TITLES: Readonly<Record<number, string>> = {
  401: 'Cần mở lại phiên làm việc',
  403: 'Không được phép',
  404: 'Không tìm thấy',
  500: 'Hệ thống gặp lỗi',
  503: 'Hệ thống tạm thời bận',
};

/** An address that leads nowhere. Thrown from here, a failure would pass by what adds headers to every answer. */
export const answerUnknown =
  (answer: ErrorHandler<Env>): NotFoundHandler<Env> =>
  (context) =>
    answer(new Problem('PAGE_UNKNOWN'), context);

function wantsJson(context: Ctx): boolean {
  return context.req.path.startsWith('/api/') || (context.req.header('accept') ?? '').includes('application/json');
}

function asJson(context: Ctx, problem: Problem | undefined, requestId: string): Response {
  const document = problem ? problemDocument(problem, requestId) : defectDocument(requestId);
  return context.body(JSON.stringify(document), status(problem), {
    'content-type': 'application/problem+json; charset=utf-8',
  });
}

type Status = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 500 | 503;
const status = (problem: Problem | undefined): Status => (problem?.status ?? 500) as Status;
