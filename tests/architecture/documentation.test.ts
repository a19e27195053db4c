/** What the documents claim about the code, held against the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { nameOf, noticeTags } from '../../functions/adapters/notice-docx/tags.ts';
import { FUNCTIONS } from '../../functions/domain/expression/tree.ts';
import { INDICATOR_TYPES } from '../../functions/domain/form/form-schema.ts';
import { WORDS } from '../../functions/domain/round/words.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const DOCUMENTS = [
  'README.md',
  'functions/README.md',
  'functions/OPERATIONS.md',
  'functions/DECISIONS.md',
  'functions/CHANGELOG.md',
  'sheets-templates/README.md',
];

describe('sheets-templates/README.md', () => {
  const text = read('sheets-templates/README.md');

  test.each(noticeTags.map((tag) => ({ tag, path: tag.path })))('names the tag $path with its meaning', ({ tag }) => {
    const written = tag.kind === 'list' ? `{#${nameOf(tag)}}` : `{${nameOf(tag)}}`;
    expect(text.split('\n').some((line) => line.includes(`\`${written}\``) && line.includes(tag.meaning))).toBe(true);
  });

  test.each(Object.entries(WORDS))('names the word {%s}', (word, meaning) => {
    expect(text).toContain(`| \`{${word}}\` | ${meaning} |`);
  });

  test.each([...INDICATOR_TYPES, ...Object.keys(FUNCTIONS)])('speaks of %s', (name) => {
    expect(text).toMatch(new RegExp(`\`${name}[\`(]`));
  });
});

test.each(DOCUMENTS)('%s names only commands, files and folders that exist', (document) => {
  const text = read(document);
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
  const commands = [...text.matchAll(/npm run ([a-z]+)/g)].map((match) => match[1] as string);
  expect(commands.filter((command) => !scripts.includes(command))).toEqual([]);
  const linked = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] as string);
  expect(linked.filter((target) => !existsSync(join(ROOT, dirname(document), target)))).toEqual([]);
});

test('functions/README.md has a line for every folder of the code', () => {
  const text = read('functions/README.md');
  const folders = ['domain', 'adapters'].flatMap((parent) =>
    readdirSync(join(ROOT, 'functions', parent), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [`${parent}/${entry.name}/`] : [],
    ),
  );
  expect(folders.filter((folder) => !text.includes(`| \`${folder}\` |`))).toEqual([]);
});
