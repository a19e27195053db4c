/** Rules that hold a commune's own score against the figures, in the grammar of all rules: the sheet asks them too. */
import { parseExpression } from '../expression/parse.ts';
import type { Rule } from '../form/form.ts';
import { roundHalfUp } from '../text/vietnamese.ts';
import type { Criterion, Method } from './scoring.ts';
import type { RawCriterion } from './scoring-schema.ts';

/** Scores are given with two digits: what lies nearer is the same. */
const NEAR = 0.005;

/** The rules of one criterion: score by the figures, evidence, a score where the criterion does not apply. */
export function scoreRules(raw: RawCriterion, criterion: Criterion): readonly Rule[] {
  const { code, method, self, evidence, when } = criterion;
  const own = `[${self.code}]`;
  const asksEvidence = raw.evidence ?? (method.kind === 'manual' || method.kind === 'yesno');
  return [
    ...comparison(raw, criterion),
    ...(asksEvidence
      ? [
          ruleOf(`MC.${code}`, `not (${own} > 0) or given([${evidence.code}])`, [evidence.code, self.code], {
            when: `given(${own})`,
            says: 'Có điểm tự chấm nhưng chưa ghi tài liệu kiểm chứng',
            fix: 'Hãy ghi số, ký hiệu văn bản hoặc đường liên kết vào cột Tài liệu kiểm chứng.',
          }),
        ]
      : []),
    ...(when
      ? [
          ruleOf(`AD.${code}`, `(${raw.when}) or not given(${own})`, [self.code], {
            says: 'Tiêu chí không áp dụng với đơn vị nhưng vẫn có điểm tự chấm',
            fix: 'Hãy gõ "Không áp dụng" vào ô điểm, hoặc ghi giải trình.',
          }),
        ]
      : []),
  ];
}

/** Judged only where the figures give points at all: what does not apply is no number, and gives none. */
function comparison(raw: RawCriterion, criterion: Criterion): readonly Rule[] {
  const { code, self, points } = criterion;
  const own = `[${self.code}]`;
  const asked = raw.when === undefined ? `given(${own})` : `given(${own}) and (${raw.when})`;
  const value = `(${raw.share?.of ?? raw.threshold?.of})`;
  const isNumber = `${value} >= (-1000000000000)`;
  const texts = {
    says: 'Điểm tự chấm khác điểm tính theo số liệu',
    fix: 'Hãy kiểm tra lại điểm tự chấm và số liệu, hoặc ghi giải trình.',
  };
  const rule = (check: string, when: string) => [
    { ...ruleOf(`TC.${code}`, check, [self.code], { when, ...texts }), scored: criterion },
  ];
  switch (criterion.method.kind) {
    case 'share':
      return rule(
        near(own, `min(${points}, max(0, ${points} * ${value} / ${criterion.method.full}))`),
        `${asked} and ${isNumber}`,
      );
    case 'threshold':
      return rule(near(own, `(${stepsSum(value, criterion.method)})`), `${asked} and ${isNumber}`);
    case 'yesno':
      return rule(
        `(not (${raw.yesno}) or ${near(own, String(points))}) and ((${raw.yesno}) or ${near(own, '0')})`,
        asked,
      );
    default:
      return [];
  }
}

const near = (left: string, right: string): string => `abs(${left} - ${right}) <= ${NEAR}`;

/**
 * Points by steps as plain arithmetic, which a spreadsheet can follow at length: at each bound as many points are added as
 * the value's step has more than the one below. The last factor climbs from 0 to 1 within the machine's own rounding.
 */
function stepsSum(value: string, { steps }: Method & { kind: 'threshold' }): string {
  const ascending = [...steps].sort((left, right) => (left.from ?? LOWEST) - (right.from ?? LOWEST));
  const base = ascending.find(({ from }) => from === undefined)?.points ?? 0;
  const climbs = ascending.flatMap(({ from, to, points }, index) => {
    const below = index === 0 ? 0 : (ascending[index - 1]?.points ?? 0);
    const top = index === ascending.length - 1 && to !== undefined ? [climb(value, to, -points)] : [];
    return [...(from === undefined ? [] : [climb(value, from, points - below)]), ...top];
  });
  return [literal(base), ...climbs].join(' + ');
}

const LOWEST = Number.NEGATIVE_INFINITY;
const climb = (value: string, bound: number, points: number): string =>
  `${literal(points)} * min(1, max(0, (${value} - ${literal(bound)}) * 100000000 + 100))`;

const literal = (number: number): string => (number < 0 ? `(-${plain(-number)})` : plain(number));
/** Differences of decimals are no longer decimals: 0,3 - 0,1. */
const plain = (number: number): string => String(roundHalfUp(number, 6));

type Asked = Pick<Rule, 'says' | 'fix'> & { readonly when?: string };

/** The parts have been parsed before: what is put together of them parses too. */
function ruleOf(id: string, check: string, blame: readonly string[], { when, says, fix }: Asked): Rule {
  return {
    id,
    severity: 'warning',
    check: parseExpression(check),
    when: when === undefined ? undefined : parseExpression(when),
    tolerance: 0,
    says,
    fix,
    blame,
  };
}
