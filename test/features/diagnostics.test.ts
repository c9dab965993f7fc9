import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import { diagnostics } from '../../server/src/features/diagnostics';
import { context, read } from '../helpers/features';

/** `text code` of each diagnostic. */
function found(text: string): string[] {
  const document = read(text);
  return diagnostics(document, context).map(({ range, code }) => `${document.lines.getText(range)} ${code}`);
}

test('a finding as LSP wants it', () => {
  const [diagnostic] = diagnostics(read('{{ ${first_name} | default: "x" | upcse }}'), context);
  assert.equal(diagnostic?.source, 'braze-liquid');
  assert.equal(diagnostic?.code, 'unknown-filter');
  assert.equal(diagnostic?.severity, DiagnosticSeverity.Warning);
  assert.match(diagnostic?.codeDescription?.href ?? '', /^https:/);
  assert.deepEqual(diagnostic?.range, { start: { line: 0, character: 34 }, end: { line: 0, character: 39 } });
});

test('places are those of the file', () => {
  assert.deepEqual(found('{{ ${first_name} | default: "x" | upcse }}'), ['upcse unknown-filter']);
  assert.deepEqual(found('a\r\n{{ "x" | upcse }}'), ['upcse unknown-filter']);
  assert.ok(
    found('---\nkind: webhook\nurl: |-\n  https://x.com/{{ "a" | upcse }}\n---\n').includes('upcse unknown-filter'),
  );
  assert.ok(
    found('---\nkind: webhook\nurl: "https://x.com/{{ \'a\' | upcse }}"\n---\n').includes('upcse unknown-filter'),
  );
});

test('what is not used is shown faded', () => {
  const unused = diagnostics(read('{% assign a = 1 %}'), context).find(({ code }) => code === 'unused-variable');
  assert.deepEqual(unused?.tags, [DiagnosticTag.Unnecessary]);
});

test('the same document gives the same list', () => {
  const text = '{{ a | upcse }}{{${frist_name}}}{% if %}';
  assert.deepEqual(diagnostics(read(text), context), diagnostics(read(text), context));
});

test('a right template has none', () => {
  assert.deepEqual(found("Hi {{${first_name} | default: 'you'}}!"), []);
});
