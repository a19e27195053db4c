/** What a schema cannot see: codes that lead nowhere, names used twice, expressions that make no sense. */
import { branches, constants, references, type Tree } from '../expression/tree.ts';
import { slotsOf } from '../sentence-template.ts';
import { WORDS } from '../words.ts';
import type { FormFault } from './compile-form.ts';
import { type Form, type Indicator, isNumeric } from './form.ts';

type Path = FormFault['path'];

/** Every fault of a form whose shape is right. */
export function inspectForm(form: Form): readonly FormFault[] {
  return [
    ...repeated(form),
    ...form.indicators.flatMap((indicator) => inspectIndicator(indicator, form)),
    ...inspectRules(form),
    ...inspectTexts(form),
  ];
}

function repeated(form: Form): FormFault[] {
  const codes = [
    ...form.indicators.map((indicator) => indicator.code),
    ...form.headings.map((heading) => heading.code),
    ...form.tables.map((table) => table.code),
  ];
  return [
    ...twice(codes, 'Mã số', ['sections']),
    ...twice(
      form.indicators.map((indicator) => indicator.key),
      'Khoá "key"',
      ['sections'],
    ),
    ...twice(
      form.sections.map((section) => section.key),
      'Khoá của phần',
      ['sections'],
    ),
    ...twice(
      form.rules.map((rule) => rule.id),
      'Quy tắc',
      ['rules'],
    ),
    ...twice(
      form.recommendations.map((row) => row.id),
      'Kiến nghị',
      ['recommendations'],
    ),
  ];
}

function twice(names: readonly string[], what: string, path: Path): FormFault[] {
  const again = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(again)].map((name) => ({
    path,
    sentence: `${what} ${name} bị dùng hai lần. Hãy đặt lại cho khác nhau.`,
  }));
}

function inspectIndicator(indicator: Indicator, form: Form): FormFault[] {
  const path: Path = ['sections', form.sections.findIndex((section) => section.key === indicator.section)];
  const say = (sentence: string): FormFault => ({ path, sentence: `Chỉ tiêu ${indicator.code}: ${sentence}` });
  const faults: FormFault[] = [];
  if (indicator.type === 'choice' && indicator.choices.length === 0)
    faults.push(say('loại "choice" phải có danh sách "choices".'));
  if (indicator.type === 'ratio' && !indicator.ratio)
    faults.push(say('loại "ratio" phải có "ratio" với tử số và mẫu số.'));
  if (indicator.type !== 'ratio' && indicator.ratio) faults.push(say('có "ratio" nhưng loại không phải "ratio".'));
  const unlike = (indicator.alike ?? []).filter((code) => form.byCode.get(code)?.type !== 'choice');
  faults.push(...unlike.map((code) => say(`"alike" nhắc tới ${code}, không phải chỉ tiêu loại "choice" của biểu.`)));
  const { ratio } = indicator;
  if (ratio)
    faults.push(
      ...inspectTree(ratio.numerator, 'number', form, path),
      ...inspectTree(ratio.denominator, 'number', form, path),
    );
  return faults;
}

function inspectRules(form: Form): FormFault[] {
  return form.rules.flatMap((rule) => {
    const path: Path = ['rules', form.rules.indexOf(rule)];
    const unknown = rule.blame.filter((code) => !isKnown(code, form));
    return [
      ...inspectTree(rule.check, 'claim', form, [...path, 'check']),
      ...(rule.when ? inspectTree(rule.when, 'claim', form, [...path, 'when']) : []),
      ...unknown.map((code) => ({
        path: [...path, 'blame'],
        sentence: `Quy tắc ${rule.id} nhắc tới chỉ tiêu ${code} không có trong biểu.`,
      })),
    ];
  });
}

function inspectTexts(form: Form): FormFault[] {
  const recommendations = form.recommendations.flatMap((row, index) => {
    const path: Path = ['recommendations', index];
    const unconditional = row.default === 'when' && !row.when;
    return [
      ...(unconditional
        ? [{ path, sentence: `Kiến nghị ${row.id} mặc định theo điều kiện nhưng chưa có điều kiện "when".` }]
        : []),
      ...(row.when ? inspectTree(row.when, 'claim', form, [...path, 'when']) : []),
      ...inspectSlots([...slotsOf(row.text), ...(row.shortcoming ? slotsOf(row.shortcoming) : [])], form, path),
      ...inspectSlots(row.ground, form, [...path, 'ground']),
    ];
  });
  const fields = form.noticeFields.flatMap((field, index) => {
    const path: Path = ['notice', 'fields', index];
    const astray = form.sections.some((section) => section.code === field.section)
      ? []
      : [{ path, sentence: `Thông báo nhắc tới phần ${field.section} không có trong biểu.` }];
    return [
      ...astray,
      ...field.paragraphs.flatMap((paragraph, n) => [
        ...(paragraph.when ? inspectTree(paragraph.when, 'claim', form, [...path, 'paragraphs', n, 'when']) : []),
        ...inspectSlots([paragraph.text, ...paragraph.items].flatMap(slotsOf), form, [...path, 'paragraphs', n]),
      ]),
    ];
  });
  return [...recommendations, ...fields];
}

function inspectSlots(slots: readonly string[], form: Form, path: Path): FormFault[] {
  const unknown = slots.filter((slot) => !isKnown(slot, form) && !(slot in WORDS) && !(slot in form.constants));
  return unknown.map((slot) => ({ path, sentence: `Không có chỉ tiêu, từ hoặc hằng số nào tên là {${slot}}.` }));
}

const isKnown = (code: string, form: Form): boolean =>
  form.byCode.has(code) || form.tables.some((table) => table.code === code);

type Kind = 'number' | 'text' | 'claim';

/** Faults of one expression: names that lead nowhere, and parts of the wrong kind, such as a sum of texts. */
function inspectTree(tree: Tree, expected: Kind, form: Form, path: Path): FormFault[] {
  const codes = references(tree).filter((code) => !isKnown(code, form));
  const names = constants(tree).filter((name) => !(name in form.constants));
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
  if (tree.kind === 'call') return tree.args.map((part) => mismatch(part, form)).find(Boolean);
  const kinds = branches(tree).map((part) => kindOf(part, form));
  if (tree.kind === 'comparison' && kinds[0] !== kinds[1]) return 'Hai vế của phép so sánh khác loại (số với chữ).';
  if (tree.kind === 'comparison' && kinds[0] === 'claim') return 'Không so sánh hai phép so sánh với nhau được.';
  if ((tree.kind === 'arithmetic' || tree.kind === 'negate') && kinds.some((kind) => kind !== 'number'))
    return 'Phép tính chỉ dùng với số, không dùng với chữ.';
  if ((tree.kind === 'logic' || tree.kind === 'not') && kinds.some((kind) => kind !== 'claim'))
    return '"and", "or", "not" chỉ nối các phép so sánh.';
  return branches(tree)
    .map((part) => mismatch(part, form))
    .find(Boolean);
}
