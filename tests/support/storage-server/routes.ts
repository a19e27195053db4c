/** Which method a request asks for. */
import type { IncomingMessage } from 'node:http';
import { type Method, readParameters } from './parameters.ts';
import { refusal } from './refusal.ts';

export interface Call {
  readonly method: Method;
  readonly bucket: string;
  /** Empty where the method has no object. */
  readonly object: string;
  readonly query: Readonly<Record<string, string>>;
}

const API = '/storage/v1';

/** `/b/…` alone is what the Node client asks for with STORAGE_EMULATOR_HOST. */
const ROUTES: readonly { readonly verbs: Readonly<Record<string, Method>>; readonly path: RegExp }[] = [
  { verbs: { GET: 'buckets.get' }, path: pattern(`(?:${API})?/b/([^/]+)`) },
  { verbs: { GET: 'objects.list' }, path: pattern(`(?:${API})?/b/([^/]+)/o`) },
  { verbs: { GET: 'objects.get', DELETE: 'objects.delete' }, path: pattern(`(?:${API})?/b/([^/]+)/o/([^/]+)`) },
  { verbs: { GET: 'objects.get' }, path: pattern(`/download${API}/b/([^/]+)/o/([^/]+)`) },
  {
    verbs: { POST: 'objects.insert', PUT: 'objects.insert', DELETE: 'objects.insert' },
    path: pattern(`(?:/resumable)?/upload${API}/b/([^/]+)/o`),
  },
];

/** @throws a refusal when there is no such path or method here, or a parameter that the method does not take */
export function readCall({ method: verb = '', url = '' }: IncomingMessage): Call {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  for (const { verbs, path } of ROUTES) {
    const [found, bucket = '', object = ''] = path.exec(pathname) ?? [];
    if (found === undefined) continue;
    const method = verbs[verb];
    if (!method) throw refusal(405, 'httpMethodNotAllowed', `Method ${verb} is not allowed here`);
    const query = readParameters(method, searchParams);
    return { method, bucket: decodeURIComponent(bucket), object: decodeURIComponent(object), query };
  }
  throw refusal(404, 'notFound', `Not Found: ${verb} ${pathname}`);
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path}$`);
}
