/** zod's findings about a form definition, in words its author understands. */
import type * as z from 'zod';
import type { FormFault } from './form-fault.ts';

type Issue = z.core.$ZodIssue;

/** The faults that one issue of the schema means in the definition `source`. */
export function schemaFault(issue: Issue, source: unknown): readonly FormFault[] {
  const path = issue.path as FormFault['path'];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], sentence: stranger(key) }));
  return [{ path, sentence: `${subject(issue)} ${complaint(issue, valueAt(source, path))}.` }];
}

const stranger = (key: string): string => `Không có thuộc tính "${key}" ở đây. Hãy xoá hoặc sửa lại tên.`;

/** zod does not tell a missing value from one of the wrong kind. */
function valueAt(source: unknown, path: FormFault['path']): unknown {
  return path.reduce((value, part) => (value as Record<string, unknown> | null | undefined)?.[part], source);
}

function subject(issue: Issue): string {
  const last = issue.path.findLast((part) => typeof part === 'string');
  return last === undefined ? 'Biểu mẫu' : `Mục "${String(last)}"`;
}

function complaint(issue: Issue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${found === undefined || found === null ? 'còn thiếu; cần' : 'phải là'} ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `${found === undefined ? 'còn thiếu; cần' : 'phải là'} một trong: ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return `viết chưa đúng: ${issue.message}`;
    case 'too_small':
      return `ngắn quá hoặc nhỏ quá; tối thiểu ${issue.minimum}`;
    case 'too_big':
      return `dài quá hoặc lớn quá; tối đa ${issue.maximum}`;
    case 'invalid_union':
      return 'không đúng kiểu dữ liệu';
    default:
      return 'viết chưa đúng';
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
