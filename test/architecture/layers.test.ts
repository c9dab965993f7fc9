/** Who may import whom: the house's first invariant, read from the sources themselves. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';

/** The layers from the inside out: each may import those before it. */
const LAYERS = ['json', 'liquid', 'docset', 'payload', 'document', 'workspace', 'rules', 'format', 'features'];

/** Types that cross a boundary on purpose: plain data, no code. */
const TYPE_ONLY = new Set([
  'server/src/render/types.ts',
  'server/src/rules/rule.ts',
  'server/src/workspace/types.ts',
  'server/src/document/types.ts',
]);

const PURE_LIBRARIES = [
  'vscode-languageserver-types',
  'vscode-languageserver-textdocument',
  'vscode-uri',
  'yaml',
  'jsonc-parser',
  'fastest-levenshtein',
  'picomatch',
  '@cfworker/json-schema',
];

/** Where Node itself may be used: the entries, the command line, the worker's shim. */
const NODE_ENTRIES = [
  /^server\/src\/node\.ts$/,
  /^server\/src\/cli\.ts$/,
  /^server\/src\/cli\//,
  /^server\/src\/render\/.*\.node\.ts$/,
];

interface Import {
  readonly file: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)) {
    found.push({ file, from: match[2]!, typeOnly: match[1] !== undefined });
  }
  for (const match of text.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g))
    found.push({ file, from: match[1]!, typeOnly: false });
  return found;
}

const sources = globSync(['server/src/**/*.ts', 'client/src/**/*.ts']);
const imports = sources.flatMap(importsOf);
const layerOf = (file: string): string | undefined => /^server\/src\/([a-z]+)\//.exec(file)?.[1];
const isNode = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name.split('/')[0]!);
const resolved = ({ file, from }: Import): string => normalize(join(dirname(file), from));

test('there is something to look at', () => {
  assert.ok(sources.length > 100 && imports.length > 300, `${sources.length} files, ${imports.length} imports`);
});

test('an inner layer imports no outer one', () => {
  const wrong = imports.filter((entry) => {
    const layer = LAYERS.indexOf(layerOf(entry.file) ?? '');
    if (layer < 0 || !entry.from.startsWith('.')) return false;
    const target = resolved(entry);
    if (entry.typeOnly && TYPE_ONLY.has(`${target}.ts`)) return false;
    if (target.startsWith('server/docsets') || target.startsWith('schemas')) return false;
    const other = LAYERS.indexOf(layerOf(`${target}/x`) ?? layerOf(target) ?? '');
    return other < 0 || other > layer;
  });
  assert.deepEqual(wrong, []);
});

test('liquid/ imports nothing but its own files', () => {
  const wrong = imports.filter(
    (entry) => layerOf(entry.file) === 'liquid' && !resolved(entry).startsWith('server/src/liquid'),
  );
  assert.deepEqual(wrong, []);
});

test('the inner layers use the pure libraries alone', () => {
  const wrong = imports.filter(
    (entry) =>
      LAYERS.includes(layerOf(entry.file) ?? '') && !entry.from.startsWith('.') && !PURE_LIBRARIES.includes(entry.from),
  );
  assert.deepEqual(wrong, []);
});

test('each platform stays where it belongs', () => {
  for (const { file, from } of imports) {
    if (from === 'vscode' || from.startsWith('vscode-languageclient'))
      assert.match(file, /^client\//, `${file} imports ${from}`);
    if (from === 'liquidjs') assert.match(file, /^server\/src\/render\//, `${file} imports ${from}`);
    if (from === 'vscode-languageserver' || from.startsWith('vscode-languageserver/')) {
      assert.match(
        file,
        /^server\/src\/(server|\w+Requests|handlers|workspaceDiagnostics|node|browser)\.ts$/,
        `${file} imports ${from}`,
      );
    }
    if (isNode(from) && file.startsWith('server/'))
      assert.ok(
        NODE_ENTRIES.some((entry) => entry.test(file)),
        `${file} imports ${from}`,
      );
  }
});

/** A test send that the user has confirmed: the one connection there is. */
const SENDER = 'client/src/sendTest/send.node.ts';

test('one source of ours can open a network connection: the sender of confirmed test sends', () => {
  const network = /^(node:)?(http|https|http2|net|tls|dgram|dns|child_process|inspector|undici)(\/|$)/;
  assert.deepEqual([...new Set(imports.filter(({ from }) => network.test(from)).map(({ file }) => file))], [SENDER]);
  for (const file of sources)
    assert.doesNotMatch(
      readFileSync(file, 'utf8'),
      /\bfetch\(|XMLHttpRequest|WebSocket\(|EventSource\(|sendBeacon|\beval\(|new Function\(/,
      file,
    );
});

test('what the sender is made of is used by the test send alone', () => {
  const users = imports.filter((entry) => resolved(entry).startsWith('client/src/sendTest/send.node'));
  assert.deepEqual(
    users.map(({ file }) => file),
    ['client/src/extension.ts'],
  );
  assert.deepEqual(
    imports.filter((entry) => /\bsendTest\//.test(entry.from) && !entry.file.startsWith('client/src/')),
    [],
  );
});

test("code names no partner: a partner's facts are data", () => {
  // LINE is a channel of Braze's too.
  const partners = globSync('server/docsets/partners/*.json')
    .map((file) => file.replace(/^.*\/|\.json$/g, ''))
    .filter((name) => name !== 'line');
  assert.ok(partners.length > 0);
  for (const file of globSync('server/src/**/*.ts')) {
    if (file === 'server/src/docset/partnerFiles.ts') continue;
    const code = readFileSync(file, 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\/\/.*$/gm, '');
    const strings = [...code.matchAll(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g)]
      .map((match) => match[0])
      .filter((text) => !text.includes(' '));
    for (const partner of partners) {
      assert.ok(
        !strings.some((text) => text.slice(1, -1) === partner || text.slice(1, -1).startsWith(`${partner}/`)),
        `${file} names ${partner}`,
      );
    }
  }
});

test('files stay readable', () => {
  for (const file of sources) {
    const lines = readFileSync(file, 'utf8').split('\n').length;
    assert.ok(lines <= 420, `${file} has ${lines} lines`);
  }
});
