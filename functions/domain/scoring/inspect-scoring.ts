/** What is wrong with a table of criteria: points that do not add up, steps with gaps, cut points out of order, names that lead nowhere. */
import { references, type Tree } from '../expression/tree.ts';
import type { Form } from '../form/form.ts';
import type { FormFault } from '../form/form-fault.ts';
import { inspectTree } from '../form/inspect-expression.ts';
import { formatNumber, roundHalfUp } from '../text/vietnamese.ts';
import { criterionKey } from './compile-scoring.ts';
import { type Criterion, SELF_SECTION } from './scoring.ts';
import type { RawCriterion, RawGroup, RawScoring } from './scoring-schema.ts';
import { faultsOfSteps } from './steps.ts';

type Path = FormFault['path'];

/** Every fault of `raw` that its shape does not show. */
export function inspectScoring(raw: RawScoring, form: Form): readonly FormFault[] {
  const path: Path = ['scoring'];
  const groups = raw.groups.flatMap((group, index) => inspectGroup(group, [...path, 'groups', index]));
  return [
    ...inspectTotal(raw, path),
    ...inspectClasses(raw, path),
    ...repeatedCodes(raw, path),
    ...groups,
    ...inspectExpressions(raw, form),
  ];
}

/**
 * Faults found in the section and the rules that follow from the criteria, told where the criteria stand; both come after
 * those that were written. What `known` says of the same group already is not said again.
 */
export function placedInScoring(
  faults: readonly FormFault[],
  { sections, rules }: { readonly sections: readonly unknown[]; readonly rules: readonly unknown[] },
  known: readonly FormFault[],
): readonly FormFault[] {
  return faults.flatMap((fault) => {
    const [root, index, part, row] = fault.path;
    const isOfSection = root === 'sections' && index === sections.length;
    const isOfRule = root === 'rules' && Number(index) >= rules.length;
    if (!isOfSection && !isOfRule) return [fault];
    const path = part === 'rows' && row !== undefined ? ['scoring', 'groups', row] : ['scoring'];
    const isKnown = known.some((other) => path.every((step, depth) => other.path[depth] === step));
    return isKnown ? [] : [{ ...fault, path }];
  });
}

const sumOf = (points: readonly number[]): number =>
  roundHalfUp(
    points.reduce((sum, each) => sum + each, 0),
    6,
  );
const shown = (points: number): string => formatNumber(points);

function inspectTotal({ total, groups, survey }: RawScoring, path: Path): FormFault[] {
  const parts = sumOf([...groups.map(({ points }) => points), survey?.points ?? 0]);
  if (parts === total) return [];
  const what = survey ? 'các nhóm tiêu chí và điểm điều tra' : 'các nhóm tiêu chí';
  return [
    {
      path: [...path, 'total'],
      sentence: `Điểm của ${what} cộng lại là ${shown(parts)}, khác tổng điểm ${shown(total)}. Hãy sửa điểm cho khớp.`,
    },
  ];
}

function inspectClasses({ classes }: RawScoring, path: Path): FormFault[] {
  const at = (index: number): Path => [...path, 'classes', index];
  const order = classes.flatMap(({ name, from }, index) => {
    const above = classes[index - 1];
    return above && from >= above.from
      ? [
          {
            path: at(index),
            sentence: `Loại "${name}" bắt đầu từ ${shown(from)}, không thấp hơn loại "${above.name}" (${shown(above.from)}). Hãy xếp các mốc giảm dần.`,
          },
        ]
      : [];
  });
  const beyond = classes.flatMap(({ name, from }, index) =>
    from < 0 || from > 100
      ? [{ path: at(index), sentence: `Mốc ${shown(from)} của loại "${name}" nằm ngoài 0 đến 100. Hãy sửa mốc.` }]
      : [],
  );
  const last = classes.at(-1);
  const open =
    last && last.from > 0 && order.length === 0
      ? [
          {
            path: at(classes.length - 1),
            sentence: `Dưới ${shown(last.from)} không thuộc loại nào. Hãy để loại thấp nhất bắt đầu từ 0.`,
          },
        ]
      : [];
  const names = classes.map(({ name }) => name);
  const twice = names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [{ path: at(index), sentence: `Loại "${name}" có hai lần. Hãy đặt tên khác nhau.` }]
      : [],
  );
  return [...order, ...beyond, ...open, ...twice];
}

/** Codes and keys of groups, and of the criteria of each group. */
function repeatedCodes({ groups }: RawScoring, path: Path): FormFault[] {
  const at = [...path, 'groups'];
  return [
    ...twice(groups, at, 'Nhóm tiêu chí'),
    ...groups.flatMap(({ criteria }, index) => twice(criteria, [...at, index, 'criteria'], 'Tiêu chí')),
  ];
}

function twice(parts: readonly { code: string; key: string }[], path: Path, what: string): FormFault[] {
  return (['code', 'key'] as const).flatMap((name) => {
    const values = parts.map((part) => part[name]);
    return values.flatMap((value, index) =>
      values.indexOf(value) < index
        ? [
            {
              path: [...path, index, name],
              sentence: `${what} dùng ${name === 'code' ? 'mã số' : 'khoá'} "${value}" hai lần. Hãy đặt lại cho khác nhau.`,
            },
          ]
        : [],
    );
  });
}

function inspectGroup(group: RawGroup, path: Path): FormFault[] {
  const parts = sumOf(group.criteria.map(({ points }) => points));
  const sum =
    parts === group.points
      ? []
      : [
          {
            path: [...path, 'points'],
            sentence: `Điểm các tiêu chí của nhóm ${group.code} cộng lại là ${shown(parts)}, khác điểm ${shown(group.points)} của nhóm. Hãy sửa điểm cho khớp.`,
          },
        ];
  return [
    ...sum,
    ...group.criteria.flatMap((criterion, index) => inspectCriterion(criterion, group, [...path, 'criteria', index])),
  ];
}

function inspectCriterion(criterion: RawCriterion, group: RawGroup, path: Path): FormFault[] {
  const { share, threshold, yesno, manual, points } = criterion;
  const name = `${group.code}.${criterion.code}`;
  const methods = [share, threshold, yesno, manual].filter((method) => method !== undefined).length;
  return [
    ...(methods === 1
      ? []
      : [
          {
            path,
            sentence: `Tiêu chí ${name} phải có đúng một cách chấm: "share", "threshold", "yesno" hoặc "manual". Hãy ${methods === 0 ? 'bổ sung' : 'bỏ bớt'}.`,
          },
        ]),
    ...(roundHalfUp(points, 2) === points
      ? []
      : [
          {
            path: [...path, 'points'],
            sentence: `Điểm của tiêu chí ${name} có quá hai chữ số thập phân. Hãy làm tròn.`,
          },
        ]),
    ...(threshold ? faultsOfSteps(threshold.steps, points) : []).map(({ index, sentence }) => ({
      path: [...path, 'threshold', 'steps', index],
      sentence: `Tiêu chí ${name}: ${sentence}`,
    })),
  ];
}

/** Only criteria whose expressions could be parsed; the others' faults are known already. */
function inspectExpressions(raw: RawScoring, form: Form): FormFault[] {
  const compiled = new Map(form.scoring?.criteria.map((criterion) => [criterion.key, criterion]));
  return raw.groups.flatMap((group, g) =>
    group.criteria.flatMap((own, c) => {
      const criterion = compiled.get(criterionKey(group, own));
      return criterion ? inspectTrees(criterion, form, ['scoring', 'groups', g, 'criteria', c]) : [];
    }),
  );
}

function inspectTrees({ code, method, when }: Criterion, form: Form, path: Path): FormFault[] {
  const parts: readonly (readonly [Tree | undefined, 'number' | 'claim', string])[] = [
    [method.kind === 'share' ? method.of : undefined, 'number', 'share'],
    [method.kind === 'threshold' ? method.of : undefined, 'number', 'threshold'],
    [method.kind === 'yesno' ? method.claim : undefined, 'claim', 'yesno'],
    [when, 'claim', 'when'],
  ];
  return parts.flatMap(([tree, kind, name]) => {
    if (!tree) return [];
    const own = references(tree).filter((each) => form.byCode.get(each)?.section === SELF_SECTION);
    return [
      ...inspectTree(tree, kind, form, [...path, name]),
      ...own.map((each) => ({
        path: [...path, name],
        sentence: `Tiêu chí ${code} dùng điểm tự chấm [${each}] để chấm điểm. Hãy dùng số liệu.`,
      })),
    ];
  });
}
