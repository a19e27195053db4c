/** What many communes have in common: which recommendations and rules concern them, the most frequent first. */
import type { Form, Recommendation } from '../form/form.ts';
import { counted, namedFew, partOf } from '../letter/wording.ts';
import type { Commune } from '../round/commune.ts';
import type { CommuneLine } from '../summary/summary-context.ts';
import { groupTitle } from '../template/finding-titles.ts';
import { asSentence, tidy, withoutStop } from '../text/prose.ts';
import { fillSentence, type SentenceTemplate, slotsOf } from '../text/sentence-template.ts';
import { formatNumber } from '../text/vietnamese.ts';

const MOST_NAMES = 6;
const MOST_FAULTS = 8;

export interface CommonInput {
  readonly form: Form;
  readonly lines: readonly CommuneLine[];
  /** Words for all communes together, and the constants of the form. */
  readonly words: Readonly<Record<string, string>>;
  readonly constants: Readonly<Record<string, number>>;
}

interface Concerned {
  readonly row: Recommendation;
  readonly communes: readonly Commune[];
  /** Of how many communes the figures tell it either way. */
  readonly judged: number;
}

/** Section "tồn tại, hạn chế chung": "… (45/118 đơn vị có đủ số liệu: xã A, … và 37 đơn vị khác)." */
export function commonShortcomings(input: CommonInput): readonly string[] {
  return concerned(input).flatMap(({ row, communes, judged }) => {
    const said = generalText(row, input);
    if (communes.length === 0 || said === undefined) return [];
    const all = communes.length === judged && judged > MOST_NAMES;
    const who = all ? `tất cả ${formatNumber(judged)}` : partOf(communes.length, judged);
    return [
      `${withoutStop(said)} (${who} đơn vị có đủ số liệu để đánh giá${all ? '' : `: ${namedFew(communes, MOST_NAMES)}`}).`,
    ];
  });
}

/** What is asked of all: what every notice asks, and what concerns two communes at least. */
export function commonRecommendations(input: CommonInput): readonly string[] {
  const { form, lines } = input;
  const least = Math.min(2, lines.filter(({ returns }) => returns.inForce).length);
  const frequent = new Set(
    concerned(input)
      .filter(({ communes }) => communes.length >= Math.max(least, 1))
      .map(({ row }) => row.id),
  );
  return form.recommendations
    .filter((row) => (row.default === 'always' && !slotsOf(row.text).includes('han_bao_cao')) || frequent.has(row.id))
    .map((row) => asSentence(filled(row.text, input)));
}

/** What was wrong or doubtful in the figures themselves, by rule and by kind. */
export function commonFaults({ form, lines }: CommonInput): readonly string[] {
  const found = lines.flatMap(({ commune, sending: { errors, openWarnings } }) =>
    [...errors, ...openWarnings]
      .filter(({ code }) => code !== 'VALUE_MISSING')
      .map((each) => ({
        commune,
        said: form.rules.find(({ id }) => id === each.rule)?.says ?? groupTitle(each),
        kind: each.severity,
      })),
  );
  const groups = [...Map.groupBy(found, ({ said, kind }) => `${kind} ${said}`).values()].map((group) => ({
    said: group[0]?.said ?? '',
    kind: group[0]?.kind,
    communes: [...new Map(group.map(({ commune }) => [commune.code, commune])).values()],
  }));
  return groups
    .sort((left, right) => right.communes.length - left.communes.length || (left.said < right.said ? -1 : 1))
    .slice(0, MOST_FAULTS)
    .map(
      ({ said, kind, communes }) =>
        `${withoutStop(said)} (${kind === 'error' ? 'lỗi' : 'cảnh báo'}; ${counted(communes.length)} đơn vị: ${namedFew(communes, MOST_NAMES)}).`,
    );
}

/** Those that rest on a condition; the most frequent first. */
function concerned({ form, lines }: CommonInput): readonly Concerned[] {
  const sent = lines.filter(({ returns }) => returns.inForce);
  return form.recommendations
    .filter((row) => row.default === 'when')
    .map((row) => {
      const states = sent.map(({ commune, recommendations }) => ({
        commune,
        state: recommendations.find(({ id }) => id === row.id)?.state,
      }));
      return {
        row,
        communes: states.filter(({ state }) => state === 'proposed').map(({ commune }) => commune),
        judged: states.filter(({ state }) => state === 'proposed' || state === 'not proposed').length,
      };
    })
    .sort((left, right) => right.communes.length - left.communes.length);
}

/** As the form says it of several; else the sentence of one commune where that needs no figure. */
function generalText({ common, shortcoming, text }: Recommendation, input: CommonInput): string | undefined {
  if (common) return filled(common, input);
  const alone = shortcoming && fillSentence(shortcoming, filler(input));
  return alone ?? filled(text, input);
}

/** A figure has no place where many are spoken of: its part is left out, or its place stays open. */
function filled(template: SentenceTemplate, input: CommonInput): string {
  const fill = filler(input);
  return tidy(fillSentence(template, fill) ?? fillSentence(template, (slot) => fill(slot) ?? '…') ?? '');
}

const filler =
  ({ words, constants }: CommonInput) =>
  (slot: string): string | undefined => {
    const constant = constants[slot];
    return words[slot] ?? (constant === undefined ? undefined : formatNumber(constant));
  };
