import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentSymbol, Range } from 'vscode-languageserver-types';
import { documentSymbols } from '../../server/src/features/documentSymbol';
import { foldingRanges } from '../../server/src/features/foldingRange';
import { selectionRanges } from '../../server/src/features/selectionRange';
import { semanticTokens, semanticTokensLegend } from '../../server/src/features/semanticTokens';
import { signatureHelp } from '../../server/src/features/signatureHelp';
import { cursor } from '../helpers/cursor';
import { context, read } from '../helpers/features';

/** `signature` with the active parameter in `‹›`. */
function signature(marked: string, expected: string | null): void {
  const { text, offset } = cursor(marked);
  const document = read(text);
  const found = signatureHelp(document, document.lines.positionAt(offset), context);
  const shown = found?.signatures[0];
  const label = shown?.parameters?.[found?.activeParameter ?? 0]?.label as [number, number] | undefined;
  const drawn =
    shown === undefined
      ? null
      : label === undefined
        ? shown.label
        : `${shown.label.slice(0, label[0])}‹${shown.label.slice(...label)}›${shown.label.slice(label[1])}`;
  assert.equal(drawn, expected, marked);
}

test('signature help', () => {
  signature("{{ 'a' | truncate: █ }}", "truncate: ‹length = 50›, ellipsis = '...'");
  signature("{{ 'a' | truncate: 1█0 }}", "truncate: ‹length = 50›, ellipsis = '...'");
  signature("{{ 'a' | truncate: 10, █ }}", "truncate: length = 50, ‹ellipsis = '...'›");
  signature("{{ 'a' | truncate: 10, '█' }}", "truncate: length = 50, ‹ellipsis = '...'›");
  signature("{{ 'now' | date: '█'", 'date: ‹format›');
  signature('{% assign a = b | split: █ %}', 'split: ‹separator›');
  signature('{% connected_content https://x.com :method █ %}', ':method ‹get | post›');
  signature("{% abort_message('█') %}", "{% abort_message(‹'reason'›) %}");
  signature('{{ a | upcase█ }}', null);
  signature('{{ █ }}', null);
});

/** One line a symbol, indented by depth. */
function outline(symbols: readonly DocumentSymbol[], depth = 0): string {
  return symbols
    .map((symbol) => `${'  '.repeat(depth)}${symbol.name}\n${outline(symbol.children ?? [], depth + 1)}`)
    .join('');
}

test('document symbols', () => {
  const shown = (text: string) => outline(documentSymbols(read(text))).trimEnd();
  assert.equal(
    shown('{% assign a = 1 %}{% if a > 1 %}{% capture b %}x{% endcapture %}{% endif %}'),
    'a\nif a > 1\n  b',
  );
  assert.equal(shown('{{content_blocks.${footer}}}{{ ${first_name} }}'), 'footer');
  assert.equal(shown('{% connected_content https://x.com :save a %}'), 'connected_content https://x.com :save a');
  assert.equal(
    shown('---\nkind: webhook\nurl: |-\n  {% assign a = 1 %}\nheaders:\n  X: y\n---\n{% for a in b %}{% endfor %}'),
    'kind\nurl\n  a\nX\nfor a in b',
  );
  assert.equal(shown('{% comment %} x {% endcomment %}text'), '');
});

test('document symbols: the members of a JSON body, among its blocks', () => {
  const shown = (text: string) => outline(documentSymbols(read(text))).trimEnd();
  assert.equal(shown('{ "a": { "b": [1, { "c": "{{ x }}" }] }, "d": {{ y }} }'), 'a\n  b\n    c\nd');
  assert.equal(shown('{ "a": 1{% if x %}, "b": { "c": 2 }{% endif %}, "d": 3 }'), 'a\nif x\n  b\n    c\nd');
  assert.equal(shown('{ {% if x %}"a": 1{% else %}"b": [2]{% endif %}, "c": 3 }'), 'if x\n  a\n  b\nc');
  assert.equal(shown('{ {% for i in list %}"{{ i }}": { "a": 1 }{% endfor %} }'), 'for i in list\n  ""\n    a');
  assert.equal(shown('{ "a": { "b": 1'), 'a\n  b');
  assert.equal(shown('{ "a": {% if x %}{ "b": 1{% endif %} }, "c": 2 }'), 'a\n  if x\n    b\nc');
  const [member] = documentSymbols(read('{ "a": { "b": 1 } }'));
  assert.deepEqual([member?.range.start.character, member?.range.end.character], [2, 17]);
});

test('every symbol lies within the one above it', () => {
  const lies = (text: string): void => {
    const holds = (outer: Range, inner: Range) =>
      document.offsetAt(outer.start) <= document.offsetAt(inner.start) &&
      document.offsetAt(outer.end) >= document.offsetAt(inner.end);
    const document = TextDocument.create('', '', 0, text);
    const walk = (symbol: DocumentSymbol): void => {
      assert.ok(holds(symbol.range, symbol.selectionRange), text);
      for (const child of symbol.children ?? []) {
        assert.ok(holds(symbol.range, child.range), text);
        walk(child);
      }
    };
    documentSymbols(read(text)).forEach(walk);
  };
  const part = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"a"',
    ':',
    ',',
    ' 1 ',
    '{% if x %}',
    '{% else %}',
    '{% endif %}',
    '{{ y }}',
  );
  fc.assert(fc.property(fc.array(part, { maxLength: 30 }), (parts) => lies(`{"k": ${parts.join('')}`)));
});

test('folding', () => {
  const shown = (text: string) =>
    foldingRanges(read(text)).map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`);
  assert.deepEqual(shown('{% if a %}\nx\n{% else %}\ny\n{% endif %}'), ['0-1', '2-3']);
  assert.deepEqual(shown('{% comment %}\nx\ny\n{% endcomment %}'), ['0-2 comment']);
  assert.deepEqual(shown('{\n  "a": {\n    "b": 1\n  }\n}'), ['0-3', '1-2']);
  assert.deepEqual(shown('---\nkind: webhook\n---\nx'), ['0-2 region']);
  assert.deepEqual(shown('{% connected_content https://x.com\n  :save a\n%}'), ['0-2']);
  assert.deepEqual(shown('one\ntwo'), []);
});

/** What each growing selection holds. */
function selections(marked: string, expected: readonly string[]): void {
  const { text, offset } = cursor(marked);
  const document = read(text);
  const found: string[] = [];
  for (let range = selectionRanges(document, [document.lines.positionAt(offset)])[0]; range; range = range.parent)
    found.push(document.lines.getText(range.range));
  assert.deepEqual(found, expected);
}

test('selection grows node by node', () => {
  selections("a {{ na█me | default: 'x' }} b", [
    'name',
    "name | default: 'x'",
    " name | default: 'x' ",
    "{{ name | default: 'x' }}",
    "a {{ name | default: 'x' }} b",
  ]);
  selections('{% if a %}x {{ b█ }}{% endif %}', ['b', ' b ', '{{ b }}', 'x {{ b }}', '{% if a %}x {{ b }}{% endif %}']);
  selections('x█', ['x']);
});

/** `text:type` of each token. */
function tokens(text: string): string[] {
  const document = read(text);
  const { data } = semanticTokens(document, null, context);
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    character = data[i] === 0 ? character + data[i + 1]! : data[i + 1]!;
    line += data[i]!;
    const range = { start: { line, character }, end: { line, character: character + data[i + 2]! } };
    found.push(`${document.lines.getText(range)}:${semanticTokensLegend.tokenTypes[data[i + 3]!]}`);
  }
  return found;
}

test('semantic tokens', () => {
  assert.deepEqual(tokens("{% assign a = 'x' | upcase %}\n{{ a.b }}"), [
    'assign:keyword',
    'a:variable',
    "'x':string",
    'upcase:function',
    'a:variable',
    'b:property',
  ]);
  assert.deepEqual(tokens('{% if custom_attribute.${x} == 1 %}{% endif %}'), [
    'if:keyword',
    'custom_attribute:namespace',
    'x:property',
    '==:operator',
    '1:number',
    'endif:keyword',
  ]);
  assert.deepEqual(tokens('{% connected_content https://x.com :save a %}'), [
    'connected_content:keyword',
    'save:parameter',
  ]);
  assert.deepEqual(tokens('text'), []);
});
