/** Answers given outside the routes, by whoever stands before them: a problem document, or a page where a person asks. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '../../problems.ts';
import { problemPage } from './pages/entrance-page.ts';
import { DEFECT, defectDocument, problemDocument } from './problem-document.ts';

const HEADERS = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
} as const;
const DOCUMENT_POLICY = "default-src 'none'; frame-ancestors 'none'";
const PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'";

/** Answers with `problem`, or without one with a defect. */
export async function answerBare(
  request: IncomingMessage,
  response: ServerResponse,
  problem: Problem | undefined,
  more: Readonly<Record<string, string>> = {},
  requestId: string = randomUUID(),
): Promise<void> {
  const asPage = (request.headers.accept ?? '').includes('text/html');
  const body = asPage ? await page(problem, requestId) : JSON.stringify(document(problem, requestId));
  response
    .writeHead(problem?.status ?? 500, {
      ...HEADERS,
      'content-type': asPage ? 'text/html; charset=utf-8' : 'application/problem+json; charset=utf-8',
      'content-security-policy': asPage ? PAGE_POLICY : DOCUMENT_POLICY,
      'content-length': Buffer.byteLength(body),
      ...more,
    })
    .end(body);
}

const document = (problem: Problem | undefined, requestId: string): object =>
  problem ? problemDocument(problem, requestId) : defectDocument(requestId);

async function page(problem: Problem | undefined, requestId: string): Promise<string> {
  const sentence = problem?.message ?? DEFECT;
  return String(await problemPage({ title: 'Không thực hiện được', sentence, requestId }));
}
