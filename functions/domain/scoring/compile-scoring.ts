/**
 * `scoring:` of a form → its table of criteria, and what follows from it for a commune: a section of ordinary cells for its
 * own scores and evidence, and rules that hold those scores against the figures.
 */
import { parseExpression } from '../expression/parse.ts';
import { compileSection } from '../form/compile-rows.ts';
import type { FormRow, Rule, Section, TableRow } from '../form/form.ts';
import { type FaultList, type FormFault, faultList } from '../form/form-fault.ts';
import { UNIT_TYPES } from '../round/commune.ts';
import { methodText, pointsText } from './method-text.ts';
import { scoreRules } from './score-rules.ts';
import { type CriteriaGroup, type Criterion, type Method, type Scoring, SELF_SECTION } from './scoring.ts';
import type { RawCriterion, RawGroup, RawScoring } from './scoring-schema.ts';
import { closedSteps } from './steps.ts';

type Path = FormFault['path'];

export interface CompiledScoring {
  readonly scoring: Scoring;
  /** Where the communes score themselves. */
  readonly section: Section;
  readonly rules: readonly Rule[];
}

/** Columns of the communes' own sheet. */
export const SELF_COLUMNS = { score: 'd', evidence: 'm' } as const;

/** Compiles `scoring:`; faults of grammar go to `list`. */
export function compileScoring(raw: RawScoring, list: FaultList): CompiledScoring {
  const section = selfSection(raw, list);
  const groups = raw.groups.map((group, index) => compileGroup(group, section, ['scoring', 'groups', index], list));
  const { title, remark, total, survey, classes } = raw;
  const criteria = groups.flatMap((group) => group.criteria);
  // A criterion whose expressions cannot be parsed is not among the compiled ones.
  const byKey = new Map(criteria.map((criterion) => [criterion.key, criterion]));
  const rules = raw.groups.flatMap((group) =>
    group.criteria.flatMap((criterion) => {
      const compiled = byKey.get(criterionKey(group, criterion));
      return compiled ? scoreRules(criterion, compiled) : [];
    }),
  );
  return { scoring: { title, remark, total, groups, criteria, survey, classes }, section, rules };
}

/** Own scores as any other figures: one table a group, one row a criterion. */
function selfSection(raw: RawScoring, list: FaultList): Section {
  const { section: code, title, sheet, groups } = raw;
  const rows = groups.map(({ code: of, key, title: label, points, criteria }) => ({
    table: {
      code: of,
      key,
      label: `${label} (tối đa ${pointsText(points)})`,
      columns: COLUMNS,
      rows: criteria.map(rowOf),
    },
  }));
  const section = compileSection({ code, key: SELF_SECTION, title, sheet, rows } as never, ['scoring'], list);
  return { ...section, rows: section.rows.map((row, index) => withMethods(row, groups[index] as RawGroup)) };
}

const COLUMNS = [
  {
    code: SELF_COLUMNS.score,
    key: 'diem',
    label: 'Điểm tự chấm',
    type: 'amount',
    unit: 'điểm',
    decimals: 2,
    presence: 'expected',
  },
  {
    code: SELF_COLUMNS.evidence,
    key: 'minh_chung',
    label: 'Tài liệu kiểm chứng',
    type: 'longtext',
    unit: '',
    presence: 'optional',
    empty: [],
  },
] as const;

const rowOf = ({ code, key, label, points, notApplicable, when, appliesTo }: RawCriterion) => ({
  code,
  key,
  label,
  unit: `tối đa ${pointsText(points)}`,
  max: points,
  empty: notApplicable || when !== undefined ? ['notApplicable'] : [],
  appliesTo,
});

/** The row says how it is scored; its cells keep the short name, and the bound is the score's alone. */
function withMethods(row: FormRow, group: RawGroup): FormRow {
  if (row.kind !== 'table') return row;
  const rows = row.table.rows.map((line, index): TableRow => {
    const raw = group.criteria[index] as RawCriterion;
    const method = methodOf(raw, [], faultList());
    const [score, evidence] = line.cells as [TableRow['cells'][number], TableRow['cells'][number]];
    const said = method ? ` (${trimmed(methodText({ method, points: raw.points }))})` : '';
    return { ...line, label: `${line.label}${said}`, cells: [score, { ...evidence, max: undefined }] };
  });
  return { kind: 'table', table: { ...row.table, rows } };
}

const trimmed = (sentence: string): string => sentence.replace(/\.$/, '');

function compileGroup(raw: RawGroup, section: Section, path: Path, list: FaultList): CriteriaGroup {
  const table = section.rows.flatMap((row) =>
    row.kind === 'table' && row.table.code === raw.code ? [row.table] : [],
  )[0];
  const criteria = raw.criteria.flatMap((criterion, index): Criterion[] => {
    const at = [...path, 'criteria', index];
    const method = methodOf(criterion, at, list);
    const when = criterion.when === undefined ? undefined : parsed(criterion.when, [...at, 'when'], list);
    const cells = table?.rows[index]?.cells;
    if (!method || !cells?.[0] || !cells[1]) return [];
    const { code, label, points, appliesTo = UNIT_TYPES } = criterion;
    return [
      {
        key: criterionKey(raw, criterion),
        code: `${raw.code}.${code}`,
        label,
        points,
        method,
        when,
        appliesTo,
        self: cells[0],
        evidence: cells[1],
      },
    ];
  });
  return { code: raw.code, title: raw.title, points: raw.points, criteria };
}

/** Stable between versions, as the keys of its cells are. */
export const criterionKey = (group: RawGroup, { key }: RawCriterion): string => `${group.key}__${key}`;

const parsed = (text: string, path: Path, list: FaultList) => list.attempt(path, () => parseExpression(text));

/** Each criterion has exactly one method; `inspect-scoring.ts` says so where it has not. */
function methodOf({ share, threshold, yesno, manual }: RawCriterion, path: Path, list: FaultList): Method | undefined {
  if (share) {
    const of = parsed(share.of, [...path, 'share', 'of'], list);
    return of && { kind: 'share', of, full: share.full };
  }
  if (threshold) {
    const of = parsed(threshold.of, [...path, 'threshold', 'of'], list);
    return of && { kind: 'threshold', of, unit: threshold.unit, steps: closedSteps(threshold.steps) };
  }
  if (yesno !== undefined) {
    const claim = parsed(yesno, [...path, 'yesno'], list);
    return claim && { kind: 'yesno', claim };
  }
  return { kind: 'manual', how: manual };
}
