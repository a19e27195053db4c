/** A reporting round: what a province asks of its communes, by when, and what the documents it sends out must say. */
import * as z from 'zod';
import { scoreClasses } from '../scoring/scoring-schema.ts';

const day = z.union([z.iso.date(), z.date().transform((date) => date.toISOString().slice(0, 10))]);
const line = z.string().min(1);

export const roundSchema = z.strictObject({
  /** Stands in addresses and names of folders. */
  id: z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  form: line,
  version: z.int().min(1),
  title: line,
  province: z.strictObject({ code: line, name: line }),
  /** Id of the round whose final notices this one follows up: each commune's workbook holds what it was asked to mend. */
  followsUp: line.optional(),
  /** The period the figures are of. */
  dataPeriod: z.strictObject({ from: day, to: day }).optional(),
  /** Last day on which a return is on time. */
  deadline: day.optional(),
  /** Constants of the form that this round sets otherwise, e.g. a threshold. */
  constants: z.record(z.string(), z.number()).default({}),
  /** Scoring that this round does otherwise than its form: its own cut points of classes; no survey held. */
  scoring: z.strictObject({ classes: scoreClasses.optional(), survey: z.literal(false).optional() }).optional(),
  notice: z
    .strictObject({
      parentAgency: line,
      agency: line,
      symbol: line,
      place: line,
      year: z.int(),
      /** Subject line up to the commune's name. */
      subject: line.optional(),
      grounds: z.array(line).default([]),
      announcement: line.optional(),
      reportTo: line,
      reportBefore: day,
      /** `{ubnd}`, `{ten}` and the other words may be used. */
      recipients: z.array(line).default([]),
      archive: line,
      /** What letters to communes (công văn) say otherwise than notices. */
      letters: z
        .strictObject({
          /** Ký hiệu after the blank number: agency and drafting unit, e.g. "UBND-VP". */
          symbol: line.optional(),
          /** After "Như trên". */
          recipients: z.array(line).default([]),
          /** Whom to ask, e.g. "đồng chí …, điện thoại …". */
          contact: line.optional(),
        })
        .optional(),
      signature: z.strictObject({ authority: line, title: line, name: line.optional(), post: line.optional() }),
    })
    .optional(),
});

export type Round = z.infer<typeof roundSchema>;
