/** The shape of `form.yaml`: what an author may write. `compile-form.ts` turns it into the `Form` that everything else reads. */
import * as z from 'zod';
import { UNIT_TYPES } from '../round/commune.ts';
import { scoringSchema } from '../scoring/scoring-schema.ts';

/** Stable name of an indicator: survives a renumbering, so values move between versions by it. */
const key = z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'viết bằng chữ thường không dấu, số và gạch dưới đơn');
/** Number as printed in front of the row: 3.4.2, 3.4.2.a, B1. */
const code = z.coerce
  .string()
  .regex(/^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/, 'viết như in trên biểu, không có dấu chấm cuối');
const sentence = z.string().min(1);
/** Arithmetic or comparison over indicators, e.g. `[3.2] = [3.3] + [3.4]`; parsed when the form is compiled. */
const expression = z.string().min(1);

export const INDICATOR_TYPES = [
  'count', // whole number, not negative
  'amount', // decimal number with a unit
  'ratio', // Σ numerator / Σ denominator
  'share', // a percentage stated without its terms
  'choice',
  'yesno',
  'text',
  'longtext',
  'date',
  'document', // one cited document: type, number/symbol, day
  'mark', // x in a column
] as const;
export type IndicatorType = (typeof INDICATOR_TYPES)[number];

const ratio = z.strictObject({
  numerator: expression,
  denominator: expression,
  /** The commune types the ratio too; it is compared with its terms. Without it the cell is computed and locked. */
  stated: z.boolean().default(false),
  decimals: z.int().min(0).max(6).default(2),
});

const cell = {
  type: z.enum(INDICATOR_TYPES),
  unit: z.string().optional(),
  /** required: blank is an error · expected (the default): blank is a warning · optional: blank says nothing. */
  presence: z.enum(['required', 'expected', 'optional']).optional(),
  /** Which kinds of empty, besides 0, the clerk may choose: "không phát sinh", "không áp dụng". Default by type. */
  empty: z.array(z.enum(['nil', 'notApplicable'])).optional(),
  appliesTo: z.array(z.enum(UNIT_TYPES)).nonempty().optional(),
  choices: z
    .array(z.strictObject({ code: z.coerce.string(), label: z.string() }))
    .nonempty()
    .optional(),
  ratio: ratio.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Digits after the comma when printed (amounts). */
  decimals: z.int().min(0).max(6).optional(),
  /** Codes of the choices that say what was counted: the province adds up only figures whose answers to them agree. */
  alike: z.array(code).nonempty().optional(),
  /** One sentence of guidance shown to the clerk. */
  help: sentence.optional(),
  /** Value already filled in when the blank is made. */
  prefill: z.union([z.number(), z.string()]).optional(),
  /** Changes seldom: the blank offers the commune's own value of the previous round, to be confirmed. */
  carry: z.boolean().optional(),
};

const heading = z.strictObject({ code, label: sentence, printed: z.string().optional() });

const indicator = z.strictObject({
  code,
  key,
  label: sentence,
  /** What the printed form shows in the code column where that differs, e.g. "Trong đó". */
  printed: z.string().optional(),
  ...cell,
});

const partialCell = z.object(cell).partial().shape;
const column = z.strictObject({ code, key, label: z.coerce.string(), ...partialCell });
const tableRow = z.strictObject({ code, key, label: sentence, ...partialCell });

const table = z.strictObject({
  table: z.strictObject({
    code,
    key,
    label: sentence,
    columns: z.array(column).nonempty(),
    /** Fixed rows, such as indicators by year; a cell takes what its column says over what its row says. */
    rows: z.array(tableRow).nonempty().optional(),
    /** Free rows, such as documents issued: how many the blank offers. */
    freeRows: z.int().min(1).max(200).optional(),
    /** Further free rows for those who need more; they stand on a sheet of their own at the end. */
    spareRows: z.int().min(1).max(200).optional(),
    help: sentence.optional(),
  }),
});

type Row = z.infer<typeof table> | z.infer<typeof indicator> | z.infer<typeof heading>;

/** The kind of a row shows in its keys, so that a slip in it is reported as what it is, not as every kind it is not. */
const row = z.record(z.string(), z.unknown()).transform((value, context): Row => {
  const kind = 'table' in value ? table : 'type' in value || 'key' in value ? indicator : heading;
  const result = kind.safeParse(value);
  if (result.success) return result.data;
  context.issues.push(...(result.error.issues as typeof context.issues));
  return z.NEVER;
});

const section = z.strictObject({
  code,
  key,
  title: sentence,
  /** Name of the sheet it stands on; sections of one sheet follow each other. */
  sheet: z
    .string()
    .min(1)
    .max(31)
    .regex(/^[^[\]:*?/\\']+$/, "không chứa các ký tự [ ] : * ? / \\ '"),
  rows: z.array(row),
});

const rule = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9.]*$/, 'bắt đầu bằng chữ in hoa, tiếp theo là chữ in hoa, số hoặc dấu chấm'),
  severity: z.enum(['error', 'warning']),
  check: expression,
  /** The rule is asked only where this holds. */
  when: expression.optional(),
  /** Largest difference still taken as equal. */
  tolerance: z.number().positive().optional(),
  /** What is wrong, without the final full stop; the figures and cells are added. */
  says: sentence,
  /** What to do: a sentence beginning with "Hãy". */
  fix: sentence.optional(),
  /** Codes of the cells to blame; without it every indicator of `check`. */
  blame: z.array(code).nonempty().optional(),
  /** Switched off, for this reason; the summary prints it. */
  off: sentence.optional(),
  /** On trial, for this reason: asked on the server, told to the province alone, never to the commune. */
  trial: sentence.optional(),
});

const recommendation = z.strictObject({
  id: z.string().regex(/^[A-Z]+[0-9]*[a-z]?$/, 'viết như R4 hoặc R6b'),
  /** always: in every notice · when: proposed where the condition holds · choice: the inspector's to tick. */
  default: z.enum(['always', 'when', 'choice']),
  when: expression.optional(),
  /** A sentence template; see `sentence-template.ts`. */
  text: sentence,
  /** What section II of the notice says where the condition holds. */
  shortcoming: sentence.optional(),
  /** What the round's report says of the communes that it concerns; words may be used, figures not. */
  common: sentence.optional(),
  /** Codes of the figures shown as its ground. */
  ground: z.array(code).default([]),
  /** Code of the date by which it is to be done; without one the round's day for the report holds. */
  deadline: code.optional(),
  /** Holds when later figures show it done; without it that is when `when` no longer holds. */
  resolvedWhen: expression.optional(),
});

const paragraph = z.strictObject({
  when: expression.optional(),
  text: sentence,
  /** Parts that follow `text`, each left out where its figures are missing; without any left the paragraph is left out. */
  items: z.array(sentence).nonempty().optional(),
  /** Set one level deeper ("+" instead of "-"). */
  nested: z.boolean().default(false),
});

const notice = z.strictObject({
  /** Title of an annex with every figure of the fields; none without it. */
  annex: sentence.optional(),
  fields: z.array(z.strictObject({ section: code, title: sentence, paragraphs: z.array(paragraph) })),
});

export const formSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'viết bằng chữ thường không dấu, số và gạch nối đơn'),
  version: z.int().min(1),
  title: sentence,
  /** A few words on what the form asks, for the first sheet. */
  purpose: sentence.optional(),
  /** What every sheet says below its title, e.g. that the form is an example. */
  remark: sentence.optional(),
  /** Named numbers that rules and texts use; a round may set its own. */
  constants: z.record(key, z.strictObject({ value: z.number(), label: sentence })).default({}),
  sections: z.array(section).nonempty(),
  rules: z.array(rule).default([]),
  recommendations: z.array(recommendation).default([]),
  notice: notice.optional(),
  /** Criteria with points: the communes score themselves, an appraisal team scores them. */
  scoring: scoringSchema.optional(),
});

export type RawForm = z.infer<typeof formSchema>;
export type RawCell = Partial<z.infer<z.ZodObject<typeof cell>>>;
