/** Answers given outside the pages and the API, by whoever stands before them: a problem document and nothing else. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Problem } from '../../problems.ts';
import { defectDocument, problemDocument } from './problem-document.ts';

const HEADERS = {
  'content-type': 'application/problem+json; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
} as const;

/** Answers with `problem`, or without one with a defect. */
export function answerBare(
  response: ServerResponse,
  problem: Problem | undefined,
  more: Readonly<Record<string, string>> = {},
  requestId: string = randomUUID(),
): void {
  const body = JSON.stringify(problem ? problemDocument(problem, requestId) : defectDocument(requestId));
  response
    .writeHead(problem?.status ?? 500, { ...HEADERS, 'content-length': Buffer.byteLength(body), ...more })
    .end(body);
}
