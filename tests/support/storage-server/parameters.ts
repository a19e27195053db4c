/**
 * Which query parameters each method takes here: a part of those published (a test compares them). Any other is refused, so that
 * a wrong request is seen, and so is one that asks for what is not done here.
 */
import { invalid } from './refusal.ts';

const EVERYWHERE = ['alt', 'fields', 'key', 'prettyPrint', 'quotaUser', 'uploadType', 'userProject'];
const CONDITIONS = ['ifGenerationMatch', 'ifMetagenerationMatch'];

export const PARAMETERS = {
  'buckets.get': ['projection', 'ifMetagenerationMatch'],
  'objects.get': ['projection', 'generation', 'softDeleted', ...CONDITIONS],
  'objects.list': [
    ...['projection', 'prefix', 'delimiter', 'pageToken', 'maxResults', 'versions', 'startOffset', 'endOffset'],
    ...['includeFoldersAsPrefixes', 'includeTrailingDelimiter', 'softDeleted'],
  ],
  'objects.delete': ['generation', ...CONDITIONS],
  'objects.insert': ['projection', 'name', 'predefinedAcl', 'contentEncoding', ...CONDITIONS],
} as const satisfies Record<string, readonly string[]>;

export type Method = keyof typeof PARAMETERS;
/** `upload_id` belongs to the protocol of uploads, not to the method. */
const OF_UPLOADS = ['upload_id'];

const WHOLE_NUMBER = /^(?:generation|maxResults|if\w*Match)$/;
const TRUTH = /^(?:versions|softDeleted|include\w*|prettyPrint)$/;
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  alt: ['json', 'media'],
  projection: ['full', 'noAcl'],
  uploadType: ['media', 'multipart', 'resumable'],
};

/** The parameters of a request, each once. @throws a refusal for one that is unknown, given twice or no such value */
export function readParameters(method: Method, query: URLSearchParams): Readonly<Record<string, string>> {
  const known: readonly string[] = [...EVERYWHERE, ...PARAMETERS[method], ...(isUpload(method) ? OF_UPLOADS : [])];
  for (const [name, value] of query) {
    if (!known.includes(name)) throw invalid(`Unknown query parameter "${name}" of ${method}`);
    if (query.getAll(name).length > 1) throw invalid(`Query parameter "${name}" was given twice`);
    checkValue(name, value);
  }
  return Object.fromEntries(query);
}

const isUpload = (method: Method): boolean => method === 'objects.insert';

function checkValue(name: string, value: string): void {
  const fits =
    (!WHOLE_NUMBER.test(name) || /^\d{1,19}$/.test(value)) &&
    (!TRUTH.test(name) || /^(?:true|false)$/i.test(value)) &&
    (CHOICES[name]?.includes(value) ?? true);
  if (!fits) throw invalid(`Invalid value "${value}" of "${name}"`);
}
