import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DocumentSymbol, Position, Range, TextEdit } from 'vscode-languageserver-types';
import { readDocument } from '../../server/src/document';
import { codeActions } from '../../server/src/features/codeAction';
import { completion } from '../../server/src/features/completion';
import { definition } from '../../server/src/features/definition';
import { diagnostics } from '../../server/src/features/diagnostics';
import { documentHighlights } from '../../server/src/features/documentHighlight';
import { documentLinks } from '../../server/src/features/documentLink';
import { documentSymbols } from '../../server/src/features/documentSymbol';
import { foldingRanges } from '../../server/src/features/foldingRange';
import { hover } from '../../server/src/features/hover';
import { linkedEditingRanges } from '../../server/src/features/linkedEditingRange';
import { rename } from '../../server/src/features/rename';
import { selectionRanges } from '../../server/src/features/selectionRange';
import { semanticTokens } from '../../server/src/features/semanticTokens';
import { signatureHelp } from '../../server/src/features/signatureHelp';
import { finish } from '../../server/src/features/steps';
import { context, workspace } from '../helpers/features';

const WEBHOOK = `---
kind: webhook
partner: rokt-calendar/new-event
method: POST
url: |-
  {% assign code = {{custom_attribute.\${rokt:account_code}}}[0] | split: '/' | first %}https://api.example.com/v1/{{code}}
headers:
  Authorization: "Bearer {{ token | append: \\"x\\" }}"
  Content-Type: application/json
---
{% capture tz %}Eastern Standard Time{% endcapture %}
{% connected_content https://api.example.com/{{\${user_id}}} :method post :headers {"A": "{{tz}}"} :save answer :retry %}
{ "event": { "title": "{{custom_attribute.\${favorite color}[0].x | default: 'you' | json_escape}}", "timezone": "{{tz}}",
  {% if answer.days[0]['high'] > 3 and \${gender} == 'F' %}"notifyBefore": {{ 15 | plus: {{answer.n}} }},{% else %}"x": 1{% endif %}
} }`;

const MESSAGE = `{%- liquid
  assign a = 'x' | split: ","
  for b in a reversed limit: 2
    echo b.first | upcase
  endfor
-%}
{% case {{\${gender}}} %}{% when 'M', "F" %}Hi{% else %}{% comment %} partner: x {% endcomment %}{% endcase %}
{% raw %}{{ \${x} }}{% endraw %}{{content_blocks.\${footer}}}{% catalog_items games 1234 {{a}} :rerender %}{{ items[0].title }}
{% abort_message('no') %}{% for i in (1..3) %}{{ forloop.index }}{% endfor %}{% translation id %}t{% endtranslation %}{% random 10 %}`;

/** All that may be asked at one place: nothing throws, every range is in the file, every edit is around the cursor. */
function ask(text: string, offset: number): void {
  const uri = text.startsWith('---') ? 'file:///w/a.webhook.liquid' : 'file:///w/a.liquid';
  const document = readDocument(uri, text, { docset: context.docset, config: workspace.config, root: null });
  const position = document.lines.positionAt(offset);
  const where = () => `at ${JSON.stringify(`${text.slice(0, offset)}█${text.slice(offset)}`)}`;
  const inside = (range: Range): void => {
    assert.ok(document.lines.offsetAt(range.end) <= text.length && isOrdered(range), where());
    assert.deepEqual(document.lines.positionAt(document.lines.offsetAt(range.end)), range.end, where());
  };
  for (const item of completion(document, position, context)) {
    const { range, newText } = item.textEdit as TextEdit;
    inside(range);
    assert.ok(range.start.line === position.line && range.end.line === position.line, where());
    assert.ok(range.start.character <= position.character && position.character <= range.end.character, where());
    assert.equal(typeof newText, 'string', where());
  }
  for (const highlight of documentHighlights(document, position, context)) inside(highlight.range);
  for (const { range } of finish(definition(document, position, context))) assert.ok(isOrdered(range), where());
  for (const range of linkedEditingRanges(document, position)?.ranges ?? []) inside(range);
  for (let range = selectionRanges(document, [position])[0]; range; range = range.parent) {
    inside(range.range);
    assert.ok(!isBefore(position, range.range.start) && !isBefore(range.range.end, position), where());
  }
  signatureHelp(document, position, context);
  finish(rename(document, position, 'renamed', context));
  const hovered = hover(document, position, context);
  if (hovered?.range) {
    inside(hovered.range);
    assert.ok(!isBefore(position, hovered.range.start) && !isBefore(hovered.range.end, position), where());
  }
}

/** The same for what looks at the whole file. */
function askWhole(text: string): void {
  const uri = text.startsWith('---') ? 'file:///w/a.webhook.liquid' : 'file:///w/a.liquid';
  const document = readDocument(uri, text, { docset: context.docset, config: workspace.config, root: null });
  const all = { start: document.lines.positionAt(0), end: document.lines.positionAt(text.length) };
  const found = diagnostics(document, context);
  assert.deepEqual(diagnostics(document, context), found);
  for (const { range } of found) assert.ok(isOrdered(range) && document.lines.offsetAt(range.end) <= text.length);
  const nest = (symbols: readonly DocumentSymbol[]): void => {
    for (const { range, selectionRange, name, children } of symbols) {
      // An editor throws the outline away where this does not hold.
      assert.ok(
        name !== '' && !isBefore(selectionRange.start, range.start) && !isBefore(range.end, selectionRange.end),
        name,
      );
      nest(children ?? []);
    }
  };
  nest(documentSymbols(document));
  for (const fold of foldingRanges(document))
    assert.ok(fold.startLine < fold.endLine && fold.endLine < document.lines.lineCount);
  for (const number of semanticTokens(document, null, context).data) assert.ok(number >= 0);
  documentLinks(document, context);
  for (const action of codeActions(document, all, { diagnostics: [] }, context)) {
    for (const { range } of action.edit?.changes?.[uri] ?? []) assert.ok(isOrdered(range), action.title);
  }
}

const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);
const isOrdered = ({ start, end }: Range): boolean => !isBefore(end, start);

for (const [name, text] of [
  ['a webhook file', WEBHOOK],
  ['a message', MESSAGE],
] as const) {
  test(`every prefix of ${name}, at its end`, () => {
    for (let end = 0; end <= text.length; end++) ask(text.slice(0, end), end);
  });
  test(`every offset of ${name}`, () => {
    for (let offset = 0; offset <= text.length; offset++) ask(text, offset);
  });
  test(`every prefix of ${name}, as a whole`, () => {
    for (let end = 0; end <= text.length; end += 3) askWhole(text.slice(0, end));
  });
  test(`${name} with any stretch cut out`, () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), (start, length) => {
        const cut = text.slice(0, start) + text.slice(start + length);
        ask(cut, Math.min(start, cut.length));
      }),
      { numRuns: 300 },
    );
  });
}

const PIECES = [
  '{{',
  '}}',
  '{%',
  '%}',
  '${',
  '}',
  ' ',
  '\n',
  'a',
  '.',
  '[',
  ']',
  '|',
  ':',
  ',',
  "'",
  '"',
  'if',
  'endif',
  'for',
  'in',
  'liquid',
  'raw',
  'comment',
  '==',
  'and',
  '{',
  '---\n',
  'kind',
  'custom_attribute',
  'connected_content',
  ':save',
  '1',
  '(',
  ')',
  '-',
  '\r\n',
  '👍',
];

test('any mix of pieces, anywhere', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }), fc.nat(), (pieces, seed) => {
      const text = pieces.join('');
      ask(text, seed % (text.length + 1));
      askWhole(text);
    }),
    { numRuns: 1500 },
  );
});
