/** What a schema cannot see: codes that lead nowhere, names used twice, expressions that make no sense. */
import { references } from '../expression/tree.ts';
import { WORDS } from '../round/words.ts';
import { slotsOf } from '../text/sentence-template.ts';
import type { Form, Indicator, Rule } from './form.ts';
import type { FormFault } from './form-fault.ts';
import { inspectTerm, inspectTree, isKnown } from './inspect-expression.ts';
import { type NamedPlace, printedCodes, rowPath } from './row-paths.ts';

type Path = FormFault['path'];

/** Every fault of a form whose shape is right. Rules that follow from its criteria are `derived`: their faults are the criteria's. */
export function inspectForm(form: Form, derived: readonly Rule[] = []): readonly FormFault[] {
  return [
    ...repeated(form),
    ...form.indicators.flatMap((indicator) => inspectIndicator(indicator, form)),
    ...inspectRules(form, derived),
    ...inspectTexts(form),
  ];
}

function repeated(form: Form): FormFault[] {
  const named = (names: readonly string[], ...path: Path) =>
    names.map((name, index) => ({ name, path: [...path, index] }));
  const keys = form.indicators.map((indicator) => ({ name: indicator.key, path: rowPath(indicator, form) }));
  return [
    ...twice('Mã số', printedCodes(form)),
    ...twice('Khoá "key"', keys),
    ...twice(
      'Khoá của phần',
      named(
        form.sections.map(({ key }) => key),
        'sections',
      ),
    ),
    ...twice(
      'Quy tắc',
      named(
        form.rules.map(({ id }) => id),
        'rules',
      ),
    ),
    ...twice(
      'Kiến nghị',
      named(
        form.recommendations.map(({ id }) => id),
        'recommendations',
      ),
    ),
  ];
}

/** A name given twice is reported where it is given the second time. */
function twice(what: string, places: readonly NamedPlace[]): FormFault[] {
  const names = places.map(({ name }) => name);
  const again = places.filter(({ name }, index) => names.indexOf(name) !== index);
  return [...new Map(again.map((place) => [place.name, place])).values()].map(({ name, path }) => ({
    path,
    sentence: `${what} ${name} bị dùng hai lần. Hãy đặt lại cho khác nhau.`,
  }));
}

function inspectIndicator(indicator: Indicator, form: Form): FormFault[] {
  const path = rowPath(indicator, form);
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
      ...inspectTerm(ratio.numerator, form, path),
      ...inspectTerm(ratio.denominator, form, path),
      ...(leadsTo(indicator, indicator, form) ? [say('tử số, mẫu số dẫn về chính tỷ lệ này.')] : []),
    );
  return faults;
}

/** The terms of `from` use `target`, directly or through other ratios. */
function leadsTo(target: Indicator, from: Indicator, form: Form, seen = new Set<Indicator>()): boolean {
  seen.add(from);
  const { ratio } = from;
  const codes = ratio ? [...references(ratio.numerator), ...references(ratio.denominator)] : [];
  const terms = codes.flatMap((code) => form.byCode.get(code) ?? []);
  return terms.some((term) => term === target || (!seen.has(term) && leadsTo(target, term, form, seen)));
}

function inspectRules(form: Form, derived: readonly Rule[]): FormFault[] {
  return form.rules.flatMap((rule) => {
    if (derived.includes(rule)) return [];
    const path: Path = ['rules', form.rules.indexOf(rule)];
    const checked = references(rule.check);
    const unknown = rule.blame.filter((code) => !isKnown(code, form) && !checked.includes(code));
    return [
      ...(rule.off !== undefined && rule.trial !== undefined
        ? [
            {
              path: [...path, 'trial'],
              sentence: `Quy tắc ${rule.id} vừa tắt vừa chạy thử. Hãy chỉ giữ "off" hoặc "trial".`,
            },
          ]
        : []),
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
      ...(row.resolvedWhen ? inspectTree(row.resolvedWhen, 'claim', form, [...path, 'resolvedWhen']) : []),
      ...inspectSlots([...slotsOf(row.text), ...(row.shortcoming ? slotsOf(row.shortcoming) : [])], form, path),
      ...inspectSlots(row.common ? slotsOf(row.common) : [], form, path),
      ...(row.common && slotsOf(row.common).some((slot) => form.byCode.has(slot))
        ? [
            {
              path,
              sentence: `Câu chung của kiến nghị ${row.id} nói về nhiều đơn vị nên không in được số liệu của một đơn vị.`,
            },
          ]
        : []),
      ...inspectSlots(row.ground, form, [...path, 'ground']),
      ...(row.deadline !== undefined && form.byCode.get(row.deadline)?.type !== 'date'
        ? [{ path, sentence: `Thời hạn của kiến nghị ${row.id} phải là một chỉ tiêu kiểu ngày của biểu mẫu.` }]
        : []),
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
  const unknown = slots.filter(
    (slot) => !isKnown(slot, form) && !Object.hasOwn(WORDS, slot) && !Object.hasOwn(form.constants, slot),
  );
  return unknown.map((slot) => ({ path, sentence: `Không có chỉ tiêu, từ hoặc hằng số nào tên là {${slot}}.` }));
}
