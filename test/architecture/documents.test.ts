/** What the documents name is there: links, paths, commands. A reader who follows one must not end nowhere. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { scripts } from '../../package.json';

const documents = globSync(['*.md', 'docs/*.md', 'examples/**/*.md']);

/** What a document's own text says, without its fenced examples. */
const proseOf = (file: string): string => readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '');

/** Folders of ours that a path in back quotes begins with; and what a short one, `rules/index.ts`, looks like. */
const TOP = /^(?:server|client|test|docs|scripts|bench|snippets|syntaxes|schemas|examples|media)\/(?!node_modules)/;
const SHORT = /^[a-z]+\/[\w/]+\.ts$/;

/** `rules/<code>.ts` and `test/client/sendTest*` name many files: one will do. */
function isThere(path: string): boolean {
  if (existsSync(path)) return true;
  const pattern = path.replace(/<[^<>]*>/g, '*').replace(/\/$/, '/**');
  return pattern.includes('*') && globSync(pattern).length > 0;
}

test('every link between our documents leads somewhere', () => {
  const links = documents.flatMap((file) =>
    [...proseOf(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(([, to]) => [file, to!] as const),
  );
  assert.ok(links.length > 5, `${links.length} links`);
  const dead = links.filter(([file, to]) => !existsSync(join(dirname(file), to)));
  assert.deepEqual(dead, []);
});

test('every path that the documents for developers name is there', () => {
  const paths = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/docset.md', 'docs/performance.md'].flatMap((file) =>
    [...proseOf(file).matchAll(/`([^`\s]+)`/g)].map(([, path]) => [file, path!] as const),
  );
  const named = paths.filter(([, path]) => TOP.test(path) || SHORT.test(path));
  assert.ok(named.length > 40, `${named.length} paths`);
  const dead = named.filter(([, path]) => !isThere(path) && !isThere(`server/src/${path}`));
  assert.deepEqual(dead, []);
});

test('every npm script that a document names is one', () => {
  const named = documents.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bnpm run ([a-z-]+)/g)].map(([, name]) => [file, name!] as const),
  );
  assert.ok(named.length > 5, `${named.length} scripts`);
  assert.deepEqual(
    named.filter(([, name]) => !Object.hasOwn(scripts, name)),
    [],
  );
});
