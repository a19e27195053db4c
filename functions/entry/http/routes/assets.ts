/** Styles, scripts and pictures of the pages: a few files, read once. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { Problem } from '../../../problems.ts';

const FOLDER = fileURLToPath(new URL('../assets', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
};

export function assetRoutes(): Hono {
  const names = new Set(readdirSync(FOLDER));
  const read = new Map<string, { readonly bytes: Uint8Array<ArrayBuffer>; readonly etag: string }>();

  function assetOf(name: string) {
    const known = read.get(name);
    if (known) return known;
    const bytes = new Uint8Array(readFileSync(`${FOLDER}/${name}`));
    const asset = { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"` };
    read.set(name, asset);
    return asset;
  }

  return new Hono().get('/:name', (context) => {
    const name = context.req.param('name');
    if (!names.has(name)) throw new Problem('PAGE_UNKNOWN');
    const { bytes, etag } = assetOf(name);
    const headers = { etag, 'cache-control': 'public, max-age=600' };
    if (context.req.header('if-none-match') === etag) return context.body(null, 304, headers);
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    return context.body(bytes, 200, { ...headers, 'content-type': type });
  });
}
