/** Names of parts inside the package: how they are compared, and how a relationship's target becomes one. */

/** One key for all spellings of a part's name. */
export function partKey(name: string): string {
  return decoded(name).toLowerCase();
}

/**
 * Gives the name of the part that `target` means when written in a relationship of `source`.
 *
 * `..` above the root stays at the root, so a name never leaves the package.
 */
export function resolveTarget(source: string, target: string): string {
  const path = target.replaceAll('\\', '/').replace(/[#?].*$/s, '');
  const folders = path.startsWith('/') ? [] : source.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..') folders.pop();
    else if (step !== '' && step !== '.') folders.push(step);
  }
  return folders.join('/');
}

/** Where a part's relationships are kept: `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`. */
export function relationshipsName(source: string): string {
  const cut = source.lastIndexOf('/') + 1;
  return `${source.slice(0, cut)}_rels/${source.slice(cut)}.rels`;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
