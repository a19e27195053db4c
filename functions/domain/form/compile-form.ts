/** Raw `form.yaml` → `Form`, or every fault at once, each with its path so that the loader can name the line. */
import { parseExpression } from '../expression/parse.ts';
import { references, type Tree } from '../expression/tree.ts';
import { type CompiledScoring, compileScoring } from '../scoring/compile-scoring.ts';
import { inspectScoring, placedInScoring } from '../scoring/inspect-scoring.ts';
import { parseSentence, type SentenceTemplate } from '../text/sentence-template.ts';
import { compileSection, headingsOf, indicatorsOf, tablesOf } from './compile-rows.ts';
import type { Form, NoticeFieldTemplate, Recommendation, Rule } from './form.ts';
import { type FaultList, type FormFault, faultList } from './form-fault.ts';
import { formSchema, type RawForm } from './form-schema.ts';
import { inspectForm } from './inspect-form.ts';
import { schemaFault } from './schema-fault.ts';

export type Compiled = { readonly form: Form } | { readonly faults: readonly FormFault[] };

/** Compiles the parsed text of a `form.yaml`. */
export function compileForm(source: unknown): Compiled {
  const parsed = formSchema.safeParse(source);
  if (!parsed.success) return { faults: parsed.error.issues.flatMap((issue) => schemaFault(issue, source)) };
  const list = faultList();
  const { scoring } = parsed.data;
  const scored = scoring && compileScoring(scoring, list);
  const form = assemble(parsed.data, scored, list);
  const inspected = inspectForm(form, scored?.rules);
  const ofCriteria = scoring ? inspectScoring(scoring, form) : [];
  const faults = [...list.faults, ...placedInScoring(inspected, parsed.data, ofCriteria), ...ofCriteria];
  return faults.length > 0 ? { faults } : { form };
}

function assemble(raw: RawForm, scored: CompiledScoring | undefined, list: FaultList): Form {
  const own = raw.sections.map((section, index) => compileSection(section, ['sections', index], list));
  const sections = scored ? [...own, scored.section] : own;
  const indicators = sections.flatMap(indicatorsOf);
  const { id, version, title, purpose, remark, constants } = raw;
  return {
    id,
    version,
    title,
    purpose,
    remark,
    constants,
    sections,
    indicators,
    byCode: new Map(indicators.map((indicator) => [indicator.code, indicator])),
    byKey: new Map(indicators.map((indicator) => [indicator.key, indicator])),
    headings: sections.flatMap(headingsOf),
    tables: sections.flatMap(tablesOf),
    rules: [...raw.rules.flatMap((rule, index) => compileRule(rule, ['rules', index], list)), ...(scored?.rules ?? [])],
    recommendations: raw.recommendations.flatMap((row, index) =>
      compileRecommendation(row, ['recommendations', index], list),
    ),
    noticeFields: (raw.notice?.fields ?? []).map((field, index) =>
      compileField(field, ['notice', 'fields', index], list),
    ),
    ...(raw.notice?.annex === undefined ? {} : { noticeAnnex: raw.notice.annex }),
    ...(scored ? { scoring: scored.scoring } : {}),
  };
}

type Path = FormFault['path'];

function expression(text: string | undefined, path: Path, list: FaultList): Tree | undefined {
  return text === undefined ? undefined : list.attempt(path, () => parseExpression(text));
}

function sentence(text: string, path: Path, list: FaultList): SentenceTemplate {
  return list.attempt(path, () => parseSentence(text)) ?? [];
}

function compileRule(raw: RawForm['rules'][number], path: Path, list: FaultList): Rule[] {
  const check = expression(raw.check, [...path, 'check'], list);
  const when = expression(raw.when, [...path, 'when'], list);
  if (!check) return [];
  const { id, severity, tolerance = 0, says, fix, off, trial } = raw;
  const blame = raw.blame ?? references(check);
  return [
    {
      id,
      severity,
      check,
      tolerance,
      says,
      blame,
      when,
      fix,
      off,
      trial,
    },
  ];
}

function compileRecommendation(raw: RawForm['recommendations'][number], path: Path, list: FaultList): Recommendation[] {
  const when = expression(raw.when, [...path, 'when'], list);
  const text = sentence(raw.text, [...path, 'text'], list);
  const shortcoming =
    raw.shortcoming === undefined ? undefined : sentence(raw.shortcoming, [...path, 'shortcoming'], list);
  const common = raw.common === undefined ? undefined : sentence(raw.common, [...path, 'common'], list);
  return [
    {
      id: raw.id,
      default: raw.default,
      text,
      ground: raw.ground,
      when,
      shortcoming,
      ...(common === undefined ? {} : { common }),
      ...(raw.deadline === undefined ? {} : { deadline: raw.deadline }),
      ...(raw.resolvedWhen === undefined
        ? {}
        : { resolvedWhen: expression(raw.resolvedWhen, [...path, 'resolvedWhen'], list) }),
    },
  ];
}

function compileField(
  raw: NonNullable<RawForm['notice']>['fields'][number],
  path: Path,
  list: FaultList,
): NoticeFieldTemplate {
  const paragraphs = raw.paragraphs.map((paragraph, index) => {
    const at = [...path, 'paragraphs', index];
    const when = expression(paragraph.when, [...at, 'when'], list);
    return {
      text: sentence(paragraph.text, [...at, 'text'], list),
      items: (paragraph.items ?? []).map((item, n) => sentence(item, [...at, 'items', n], list)),
      nested: paragraph.nested,
      when,
    };
  });
  return { section: raw.section, title: raw.title, paragraphs };
}
