/** The shape of `scoring:` in `form.yaml`. */
import * as z from 'zod';
import { UNIT_TYPES } from '../round/commune.ts';

const sentence = z.string().min(1);
const expression = z.string().min(1);
const key = z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'viết bằng chữ thường không dấu, số và gạch dưới đơn');
/** Criteria are numbered by their group: group "T2", criterion "1", printed T2.1. */
const part = z.coerce.string().regex(/^[A-Za-z0-9]+$/, 'chỉ gồm chữ không dấu và số');
const points = z.number().positive();

const step = z.strictObject({
  /** Inclusive; without it everything below `to`. */
  from: z.number().optional(),
  /** Exclusive; without it up to the next higher step. */
  to: z.number().optional(),
  points: z.number().min(0),
});

const criterion = z.strictObject({
  code: part,
  key,
  label: sentence,
  points,
  /** Points × percentage, full points from `full` % on. */
  share: z.strictObject({ of: expression, full: z.number().positive().default(100) }).optional(),
  /** Points by steps, the best first; outside all of them 0. */
  threshold: z
    .strictObject({ of: expression, unit: z.string().default('%'), steps: z.array(step).nonempty() })
    .optional(),
  /** All points where the comparison holds, else 0. */
  yesno: expression.optional(),
  /** For the appraisal team alone: how it scores, in words. */
  manual: sentence.optional(),
  /** The criterion applies only where this holds. */
  when: expression.optional(),
  appliesTo: z.array(z.enum(UNIT_TYPES)).nonempty().optional(),
  /** The commune may answer "không áp dụng". */
  notApplicable: z.boolean().default(true),
  /** A score above 0 asks for evidence; by default where the figures alone do not show it. */
  evidence: z.boolean().optional(),
});

const group = z.strictObject({ code: part, key, title: sentence, points, criteria: z.array(criterion).nonempty() });

export const scoreClasses = z
  .array(z.strictObject({ name: sentence, from: z.number().min(0).max(100) }))
  .nonempty()
  .refine((classes) => classes.every(({ from }, index) => index === 0 || from < (classes[index - 1]?.from ?? 0)), {
    message: 'điểm cắt phải giảm dần',
  });

export const scoringSchema = z.strictObject({
  title: sentence,
  /** Printed on every sheet of scores. */
  remark: sentence.optional(),
  /** Code of the section that holds the communes' own scores. */
  section: part.default('TD'),
  sheet: z
    .string()
    .min(1)
    .max(31)
    .regex(/^[^[\]:*?/\\']+$/, "không chứa các ký tự [ ] : * ? / \\ '")
    .default('Tự chấm điểm'),
  total: points.default(100),
  survey: z.strictObject({ label: sentence, points }).optional(),
  /** By index in %; cut points are the province's own. */
  classes: z.array(z.strictObject({ name: sentence, from: z.number().min(0).max(100) })).nonempty(),
  groups: z.array(group).nonempty(),
});

export type RawScoring = z.infer<typeof scoringSchema>;
export type RawGroup = RawScoring['groups'][number];
export type RawCriterion = RawGroup['criteria'][number];
