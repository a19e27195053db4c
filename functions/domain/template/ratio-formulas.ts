/** Ratios as formulas: computed from their terms, and compared with what was stated. */
import { type CellScope, NOT_APPLICABLE, quoted, toFormula } from '../expression/to-formula.ts';
import { references } from '../expression/tree.ts';
import type { Indicator } from '../form/form.ts';
import type { Layout } from '../form/layout.ts';
import { NIL } from '../submission/read-cell.ts';
import { isShareOfWhole } from '../submission/validate.ts';
import { ownCells } from './cell-scope.ts';
import { allOf, anyOf, MARK, type Verdict, verdict } from './verdicts.ts';

/** Characters of the longest of the sentences below, about. */
export const LONGEST_OF_RATIO = 65;

/** Both terms as formulas. Ratio terms are plain arithmetic over figures, so the sheet can always compute them. */
function terms({ code, ratio }: Indicator, scope: CellScope) {
  const numerator = ratio && toFormula(ratio.numerator, scope);
  const denominator = ratio && toFormula(ratio.denominator, scope);
  if (!numerator || !denominator) throw new Error(`ratio ${code} has terms that a sheet cannot compute`);
  const both = [numerator, denominator];
  return {
    numerator: numerator.value,
    denominator: denominator.value,
    /** Both are figures. */
    given: allOf(both.flatMap(({ known, applies }) => [known, ...(applies === 'TRUE' ? [] : [applies])])),
    /** One of them is "không áp dụng": so is the ratio, whatever the other. */
    notApplicable: anyOf(
      both.map(({ known, applies }) => (applies === 'TRUE' ? 'FALSE' : `AND(${known},NOT(${applies}))`)),
    ),
  };
}

/** Percentage by `show`, `none` where there are no cases or a term does not apply, "" where a term is missing. */
function ratioOfTerms(indicator: Indicator, scope: CellScope, none: string, show: (percent: string) => string): string {
  const { numerator, denominator, given, notApplicable } = terms(indicator, scope);
  const percent = show(`${numerator}/IF(${denominator}=0,1,${denominator})*100`);
  return `IF(${notApplicable},"${none}",IF(${given},IF(${denominator}=0,"${none}",${percent}),""))`;
}

/** What a ratio comes to for other formulas. */
export const computedRatio = (indicator: Indicator, scope: CellScope): string =>
  ratioOfTerms(indicator, scope, NOT_APPLICABLE, (percent) => percent);

/** What the value cell of a computed ratio shows: the percentage, a dash for "no cases". */
export const ratioFormula = (indicator: Indicator, scope: CellScope): string =>
  ratioOfTerms(indicator, scope, '–', (percent) => `ROUND(${percent},${indicator.ratio?.decimals ?? 2})`);

/** What can be wrong with a ratio as such: above one, or stated otherwise than its terms give it. */
export function ratioVerdicts(
  indicator: Indicator,
  scope: CellScope,
  layout: Layout,
  prefix: string,
): readonly Verdict[] {
  if (!indicator.ratio) return [];
  const { numerator, denominator, given } = terms(indicator, scope);
  const above = verdict(
    'error',
    `AND(${given},${numerator}>${denominator})`,
    `${MARK.error} ${prefix}Tử số lớn hơn mẫu số. Hãy kiểm tra lại hai số liệu này.`,
  );
  return [
    ...(isShareOfWhole(indicator) ? [above] : []),
    ...(indicator.ratio.stated ? statedVerdicts(indicator, scope, layout, prefix) : []),
  ];
}

/** A stated ratio against its terms, at the decimals typed, at most the form's. */
function statedVerdicts(indicator: Indicator, scope: CellScope, layout: Layout, prefix: string): readonly Verdict[] {
  const { ratio } = indicator;
  if (!ratio) return [];
  const { denominator, given } = terms(indicator, scope);
  const { value, helper } = ownCells(indicator, layout);
  const codes = [...references(ratio.numerator), ...references(ratio.denominator)];
  const blank = anyOf([...new Set(codes)].map((code) => `${scope.helper(code)}=""`));
  const typed = `ROUND(IF(ISNUMBER(${value}),${value},0),${ratio.decimals})`;
  const percent = `IF(ISNUMBER(${helper}),${helper},0)`;
  const decimals = decimalsTyped(typed, ratio.decimals);
  const differs = `AND(ISNUMBER(${value}),ISNUMBER(${helper}),ABS(ROUND(${percent},${decimals})-${typed})>0.000000001)`;
  const truncated = `ABS(TRUNC(${percent},${decimals})-${typed})<0.000000001`;
  const computed = `&ROUND(${percent},${ratio.decimals})&" %"`;
  const cutOff = quoted(`${MARK.warning} ${prefix}Số bị cắt đuôi, làm tròn đúng là `);
  const other = quoted(`${MARK.error} ${prefix}Tính từ tử số, mẫu số là `);
  return [
    verdict(
      'error',
      `AND(ISNUMBER(${value}),${blank})`,
      `${MARK.error} ${prefix}Có tỷ lệ nhưng chưa có tử số, mẫu số. Hãy điền đủ.`,
    ),
    verdict(
      'error',
      `AND(ISNUMBER(${value}),${given},${denominator}=0)`,
      `${MARK.error} ${prefix}Mẫu số bằng 0: xoá số ở ô này và chọn "${NIL}".`,
    ),
    { gravity: 'error', when: `AND(${differs},NOT(${truncated}))`, says: `${other}${computed}` },
    { gravity: 'warning', when: `AND(${differs},${truncated})`, says: `${cutOff}${computed}` },
  ];
}

/** How many decimals a number shows of itself, at most `most`. */
function decimalsTyped(value: string, most: number): string {
  return Array.from({ length: most }, (_, decimals) => decimals).reduceRight(
    (rest, decimals) => `IF(ABS(${value}-ROUND(${value},${decimals}))<0.000000001,${decimals},${rest})`,
    String(most),
  );
}
