/** zod's findings about a form definition, in words its author understands. */
import type { z } from 'zod';
import type { FormFault } from './compile-form.ts';

type Issue = z.core.$ZodIssue;

/** The fault that one issue of the schema means. */
export function schemaFault(issue: Issue): FormFault {
  return { path: issue.path as FormFault['path'], sentence: `${subject(issue)} ${complaint(issue)}.` };
}

function subject(issue: Issue): string {
  const last = issue.path.findLast((part) => typeof part === 'string');
  return last === undefined ? 'Biểu mẫu' : `Mục "${String(last)}"`;
}

function complaint(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `còn thiếu hoặc sai kiểu; cần ${KINDS[issue.expected] ?? issue.expected}`
        : `phải là ${KINDS[issue.expected] ?? issue.expected}`;
    case 'unrecognized_keys':
      return `có thuộc tính lạ: ${issue.keys.join(', ')}. Hãy xoá hoặc sửa lại tên`;
    case 'invalid_value':
      return `phải là một trong: ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return `viết chưa đúng: ${issue.message}`;
    case 'too_small':
      return `ngắn quá hoặc nhỏ quá; tối thiểu ${issue.minimum}`;
    case 'too_big':
      return `dài quá hoặc lớn quá; tối đa ${issue.maximum}`;
    case 'invalid_union':
      return 'không đúng kiểu dữ liệu';
    default:
      return `không hợp lệ: ${issue.message}`;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'một danh sách',
  object: 'một nhóm thuộc tính',
  record: 'một nhóm thuộc tính',
};
