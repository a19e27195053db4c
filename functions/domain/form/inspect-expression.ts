/** Whether an expression makes sense in its form: known names, and parts of the kinds that fit together. */
import { branches, constants, type FunctionName, references, type Tree } from '../expression/tree.ts';
import { type Form, isNumeric } from './form.ts';
import type { FormFault } from './form-fault.ts';

type Path = FormFault['path'];

/** The code of an indicator or a table. */
export const isKnown = (code: string, form: Form): boolean =>
  form.byCode.has(code) || form.tables.some((table) => table.code === code);

type Kind = 'number' | 'text' | 'claim';

/** Faults of one expression: names that lead nowhere, and parts of the wrong kind, such as a sum of texts. */
export function inspectTree(tree: Tree, expected: Kind, form: Form, path: Path): FormFault[] {
  const codes = references(tree).filter((code) => !isKnown(code, form));
  const names = constants(tree).filter((name) => !Object.hasOwn(form.constants, name));
  if (codes.length + names.length > 0) {
    return [
      ...codes.map((code) => ({ path, sentence: `Không có chỉ tiêu [${code}] trong biểu. Hãy kiểm tra lại mã số.` })),
      ...names.map((name) => ({
        path,
        sentence: `Không có hằng số ${name}. Hãy khai ở mục "constants" hoặc viết chỉ tiêu trong ngoặc vuông.`,
      })),
    ];
  }
  const mixed = mismatch(tree, form);
  const kind = kindOf(tree, form);
  if (mixed) return [{ path, sentence: mixed }];
  if (kind === expected) return [];
  return [
    {
      path,
      sentence:
        expected === 'claim'
          ? 'Biểu thức phải là một phép so sánh, ví dụ [3.2] = [3.3] + [3.4].'
          : 'Biểu thức phải cho ra một số.',
    },
  ];
}

/** Faults of a ratio's term: plain figures, which a sheet can compute too. */
export function inspectTerm(tree: Tree, form: Form, path: Path): FormFault[] {
  const faults = inspectTree(tree, 'number', form, path);
  const cited = references(tree).filter((code) => form.byCode.get(code)?.type === 'document');
  return faults.length > 0
    ? faults
    : cited.map((code) => ({ path, sentence: `Tử số, mẫu số không dùng được văn bản [${code}]. Hãy dùng số liệu.` }));
}

function kindOf(tree: Tree, form: Form): Kind {
  switch (tree.kind) {
    case 'comparison':
    case 'logic':
    case 'not':
      return 'claim';
    case 'text':
      return 'text';
    case 'reference': {
      const type = form.byCode.get(tree.code)?.type ?? 'text';
      return isNumeric(type) || type === 'date' || type === 'document' ? 'number' : 'text';
    }
    case 'call':
      return tree.name === 'given' || tree.name === 'na' ? 'claim' : 'number';
    default:
      return 'number';
  }
}

/** The first part whose operands do not fit, in words. */
function mismatch(tree: Tree, form: Form): string | undefined {
  if (tree.kind === 'call') return misuse(tree, form);
  if (tree.kind === 'reference' && !form.byCode.has(tree.code))
    return `[${tree.code}] là một bảng. Hãy dùng rows([${tree.code}]) hoặc một ô của bảng.`;
  const inner = branches(tree)
    .map((part) => mismatch(part, form))
    .find(Boolean);
  return (
    inner ??
    clash(
      tree,
      branches(tree).map((part) => kindOf(part, form)),
    )
  );
}

function clash(tree: Tree, kinds: readonly Kind[]): string | undefined {
  if (tree.kind === 'comparison' && kinds[0] !== kinds[1]) return 'Hai vế của phép so sánh khác loại (số với chữ).';
  if (tree.kind === 'comparison' && kinds[0] === 'claim') return 'Không so sánh hai phép so sánh với nhau được.';
  if (tree.kind === 'comparison' && kinds[0] === 'text' && !['=', '<>'].includes(tree.operator))
    return 'Chữ chỉ so sánh được bằng "=" hoặc "<>".';
  if ((tree.kind === 'arithmetic' || tree.kind === 'negate') && kinds.some((kind) => kind !== 'number'))
    return 'Phép tính chỉ dùng với số, không dùng với chữ.';
  if ((tree.kind === 'logic' || tree.kind === 'not') && kinds.some((kind) => kind !== 'claim'))
    return '"and", "or", "not" chỉ nối các phép so sánh.';
  return undefined;
}

const TAKES_NUMBERS: ReadonlySet<FunctionName> = new Set(['orzero', 'abs', 'min', 'max', 'sum']);

/** given(…) may ask about a table too, rows(…) only about one. */
function misuse({ name, args }: Tree & { kind: 'call' }, form: Form): string | undefined {
  const [first] = args;
  const asksTable = first?.kind === 'reference' && !form.byCode.has(first.code);
  if (name === 'given') return undefined;
  if (name === 'rows') return asksTable ? undefined : 'Hàm rows(…) đếm dòng của một bảng. Hãy ghi mã số của bảng.';
  if (TAKES_NUMBERS.has(name) && !asksTable && args.some((part) => kindOf(part, form) !== 'number'))
    return `Hàm ${name}(…) chỉ dùng với số, không dùng với chữ.`;
  return args.map((part) => mismatch(part, form)).find(Boolean);
}
