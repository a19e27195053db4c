/** `form.yaml` on disk → `Form`, with faults named by file and line. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { compileForm } from '../../domain/form/compile-form.ts';
import type { Form } from '../../domain/form/form.ts';
import type { FormFault } from '../../domain/form/form-fault.ts';
import type { FormFileFault, ReadFormFile } from '../../ports/form-library.ts';
import { Problem } from '../../problems.ts';

/** @throws Problem FILE_NOT_FOUND when there is no such file. */
export const readFormFile: ReadFormFile = async (path) => {
  const text = await readText(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map((error) => fault(path, lines.linePos(error.pos[0]).line, yamlSentence(error.code))),
    };
  }
  const compiled = compileForm(document.toJS());
  if ('form' in compiled) {
    const astray = misplaced(compiled.form, path);
    return astray ? { faults: [fault(path, lineOf([astray.entry], document, lines), astray.sentence)] } : compiled;
  }
  return { faults: compiled.faults.map((found) => fault(path, lineOf(found.path, document, lines), found.sentence)) };
};

/** A form in a folder of versions must be the one its folder names: a copied file easily keeps the old number. */
function misplaced(
  { id, version }: Form,
  path: string,
): { readonly entry: string; readonly sentence: string } | undefined {
  const folder = dirname(resolve(path));
  if (!/^v[1-9]\d*$/.test(basename(folder))) return undefined;
  if (basename(folder) !== `v${version}`)
    return {
      entry: 'version',
      sentence: `Phiên bản ${version} nằm trong thư mục "${basename(folder)}". Hãy sửa "version" cho khớp với tên thư mục.`,
    };
  const parent = basename(dirname(folder));
  return parent === id
    ? undefined
    : { entry: 'id', sentence: `Mã "${id}" nằm trong thư mục "${parent}". Hãy sửa "id" cho khớp với tên thư mục.` };
}

async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).normalize('NFC');
  } catch (cause) {
    throw new Problem('FILE_NOT_FOUND', { file: path }, { cause });
  }
}

const fault = (file: string, line: number | undefined, sentence: string): FormFileFault => ({
  file,
  sentence,
  line,
});

/** The line of the node at `path`, or of the nearest one above it that exists. */
function lineOf(path: FormFault['path'], document: Document, lines: LineCounter): number | undefined {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

function yamlSentence(code: string): string {
  return SENTENCES[code] ?? 'Cú pháp YAML chưa đúng ở dòng này. Hãy kiểm tra thụt lề, dấu hai chấm và dấu nháy.';
}

const SENTENCES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Một thuộc tính được khai hai lần trong cùng một nhóm. Hãy xoá bớt một.',
  BAD_INDENT: 'Thụt lề chưa đúng. Hãy canh thẳng hàng với các dòng cùng cấp.',
  TAB_AS_INDENT: 'Thụt lề bằng phím Tab không dùng được. Hãy thay bằng dấu cách.',
  MISSING_CHAR: 'Thiếu một dấu ngoặc, dấu nháy hoặc dấu phẩy. Hãy kiểm tra lại dòng này.',
};
