/** A form ready for use: every cell an indicator, every expression a tree, every code resolved. Made by `compile-form.ts`. */
import type { Tree } from '../expression/tree.ts';
import type { UnitType } from '../round/commune.ts';
import type { Criterion, Scoring } from '../scoring/scoring.ts';
import type { SentenceTemplate } from '../text/sentence-template.ts';
import type { IndicatorType } from './form-schema.ts';

export type { IndicatorType, UnitType };

export interface Choice {
  readonly code: string;
  readonly label: string;
}

export interface Ratio {
  readonly numerator: Tree;
  readonly denominator: Tree;
  readonly stated: boolean;
  readonly decimals: number;
}

/** Where a table's cell stands in its table. */
export interface TablePlace {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  /** A row of a table whose rows are the commune's own. */
  readonly free: boolean;
}

export interface Indicator {
  readonly key: string;
  readonly code: string;
  /** What the printed form shows in the code column. */
  readonly printed: string;
  readonly label: string;
  readonly type: IndicatorType;
  readonly unit: string;
  readonly presence: 'required' | 'expected' | 'optional';
  readonly mayBeNil: boolean;
  readonly mayBeNotApplicable: boolean;
  readonly appliesTo: readonly UnitType[];
  readonly choices: readonly Choice[];
  readonly ratio?: Ratio;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  /** Codes of the choices that must agree before two communes' figures may be added. */
  readonly alike?: readonly string[];
  readonly help?: string;
  readonly prefill?: number | string;
  /** The blank offers the value of the previous round. */
  readonly carry: boolean;
  /** Key of its section. */
  readonly section: string;
  readonly place?: TablePlace;
}

export interface Heading {
  readonly code: string;
  readonly printed: string;
  readonly label: string;
}

export interface TableColumn {
  readonly code: string;
  readonly key: string;
  readonly label: string;
}

export interface TableRow {
  readonly code: string;
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  /** One per column, in their order. */
  readonly cells: readonly Indicator[];
  /** A free row beyond those printed in the table's place. */
  readonly spare: boolean;
}

export interface Table {
  readonly code: string;
  readonly key: string;
  readonly label: string;
  readonly help?: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly free: boolean;
}

export type FormRow =
  | { readonly kind: 'heading'; readonly heading: Heading }
  | { readonly kind: 'indicator'; readonly indicator: Indicator }
  | { readonly kind: 'table'; readonly table: Table };

export interface Section {
  readonly code: string;
  readonly key: string;
  readonly title: string;
  readonly sheet: string;
  readonly rows: readonly FormRow[];
}

export interface Rule {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly check: Tree;
  readonly when?: Tree;
  readonly tolerance: number;
  readonly says: string;
  readonly fix?: string;
  /** Codes of the cells to blame, the first one first. */
  readonly blame: readonly string[];
  readonly off?: string;
  /** Asked for the province alone, for this reason. */
  readonly trial?: string;
  /** The criterion whose own score the rule holds against the figures. */
  readonly scored?: Criterion;
}

export interface Recommendation {
  readonly id: string;
  readonly default: 'always' | 'when' | 'choice';
  readonly when?: Tree;
  readonly text: SentenceTemplate;
  readonly shortcoming?: SentenceTemplate;
  /** The same of several communes together, without figures. */
  readonly common?: SentenceTemplate;
  readonly ground: readonly string[];
  readonly deadline?: string;
  /** Later figures show it done where this holds; without it where `when` no longer holds. */
  readonly resolvedWhen?: Tree;
}

export interface NoticeParagraphTemplate {
  readonly when?: Tree;
  readonly text: SentenceTemplate;
  readonly items: readonly SentenceTemplate[];
  readonly nested: boolean;
}

export interface NoticeFieldTemplate {
  readonly section: string;
  readonly title: string;
  readonly paragraphs: readonly NoticeParagraphTemplate[];
}

export interface Constant {
  readonly value: number;
  readonly label: string;
}

export interface Form {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly purpose?: string;
  readonly remark?: string;
  readonly constants: Readonly<Record<string, Constant>>;
  readonly sections: readonly Section[];
  /** Every cell that can hold an answer, in printed order. */
  readonly indicators: readonly Indicator[];
  readonly byCode: ReadonlyMap<string, Indicator>;
  readonly byKey: ReadonlyMap<string, Indicator>;
  /** Printed rows without a value, the sections' own rows among them. */
  readonly headings: readonly Heading[];
  readonly tables: readonly Table[];
  readonly rules: readonly Rule[];
  readonly recommendations: readonly Recommendation[];
  readonly noticeFields: readonly NoticeFieldTemplate[];
  /** Title of the annex with the figures. */
  readonly noticeAnnex?: string;
  readonly scoring?: Scoring;
}

/** Types whose answer is a number. */
export function isNumeric(type: IndicatorType): boolean {
  return type === 'count' || type === 'amount' || type === 'ratio' || type === 'share';
}

/** Rules that a commune is told of, in its workbook and its receipt. */
export function isTold(rule: Rule): boolean {
  return rule.off === undefined && rule.trial === undefined;
}

/** Cells a clerk fills in: all but the ratios that are computed from their terms. */
export function isInput(indicator: Indicator): boolean {
  return indicator.type !== 'ratio' || indicator.ratio?.stated === true;
}

/** A section's own printed row: it takes no value, like any heading. */
export function sectionHeading({ code, title }: Pick<Section, 'code' | 'title'>): Heading {
  return { code, printed: code, label: title };
}

/** Names of the sheets in their order, each with its sections. */
export function sheetsOf(form: Form): readonly { readonly name: string; readonly sections: readonly Section[] }[] {
  const names = [...new Set(form.sections.map((section) => section.sheet))];
  return names.map((name) => ({ name, sections: form.sections.filter((section) => section.sheet === name) }));
}
