/** A refusal as RFC 9457 has it. `code` is stable; `detail` is the Vietnamese sentence for people. */
import { STATUS_CODES } from 'node:http';
import type { Problem } from '../../problems.ts';

export function problemDocument(problem: Problem, requestId: string) {
  const { code, message, status } = problem;
  return { type: 'about:blank', title: STATUS_CODES[status] ?? '', status, code, detail: message, requestId };
}

/** What is said of a defect: nothing but where to ask. */
export function defectDocument(requestId: string) {
  return {
    type: 'about:blank',
    title: STATUS_CODES[500] ?? '',
    status: 500,
    code: 'INTERNAL',
    detail: DEFECT,
    requestId,
  };
}

export const DEFECT =
  'Hệ thống gặp lỗi ngoài dự kiến; những gì đã báo nhận vẫn còn. Hãy thử lại, hoặc báo mã yêu cầu cho bộ phận kỹ thuật.';
