/** No false alarms: all that we publish is free of errors and warnings; and no text is too long or too broken to check. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { builtinDocset, type Entry } from '../../server/src/docset';
import { readContentBlock } from '../../server/src/workspace';
import { check, type Setting } from '../helpers/check';

/** Placeholders of published templates are the user's to replace, and are warned of until then. */
const PLACEHOLDERS = new Set(['cc-placeholder', 'payload-placeholder']);

function complaints(text: string, setting?: Setting): readonly string[] {
  return check(text, setting)
    .findings.filter(
      ({ severity, code }) => (severity === 'error' || severity === 'warning') && !PLACEHOLDERS.has(code),
    )
    .map(({ code, message, span }) => `${code}: ${message} (${text.slice(span.start, span.end)})`);
}

test('the examples of the docsets are clean', () => {
  const { tags, filters, namespaces, operators, attributes } = builtinDocset;
  const entries: readonly Entry[] = [
    ...[...tags.values()].flatMap((tag) => [tag, ...(tag.options ?? [])]),
    ...filters.values(),
    ...namespaces.values(),
    ...operators.values(),
    ...[...attributes.values()].flatMap((keys) => [...keys.values()]),
  ];
  let count = 0;
  for (const { name, status, examples = [] } of entries) {
    if (status === 'unsupported' || status === 'deprecated') continue;
    for (const { code } of examples) {
      assert.deepEqual(complaints(code), [], `${name}: ${code}`);
      count++;
    }
  }
  assert.ok(count > 100, `${count} examples`);
});

test('the templates of the partners are clean', () => {
  const paths = {
    webhook: 'new.webhook.liquid',
    'content-block': 'content_blocks/new.liquid',
    'connected-content': 'new.liquid',
  };
  let count = 0;
  for (const { partner, templates } of builtinDocset.partners.values()) {
    for (const { id, kind, file } of templates) {
      assert.deepEqual(complaints(file, { path: paths[kind] }), [], `${partner}/${id}`);
      count++;
    }
  }
  assert.ok(count > 10, `${count} templates`);
});

const examples = globSync('examples/**/*.liquid');

test('the sample workspace is clean', () => {
  const blocks: Record<string, string> = {};
  for (const file of examples.filter((path) => path.includes('content_blocks/'))) {
    const block = readContentBlock(`file:///w/${file}`, readFileSync(file, 'utf8'));
    blocks[block.name] = block.text;
  }
  assert.ok(examples.length > 3);
  for (const file of examples)
    assert.deepEqual(complaints(readFileSync(file, 'utf8'), { path: file, blocks }), [], file);
});

test('any prefix of an example can be checked', () => {
  for (const file of examples) {
    const text = readFileSync(file, 'utf8');
    for (let end = 0; end <= text.length; end += 3) {
      for (const { span } of check(text.slice(0, end), { path: file }).findings) {
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= end, `${file} up to ${end}`);
      }
    }
  }
});

test('any text can be checked, and always with the same answer', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '{%',
    '%}',
    '${',
    '}',
    ' if ',
    ' x ',
    '==',
    '|',
    "'",
    '"',
    '<!--',
    '-->',
    '\n',
    ':',
    '[0]',
    '.',
    '---\n',
    'url: ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const codes = (): readonly string[] => check(text).findings.map(({ code, span }) => `${code} ${span.start}`);
      assert.deepEqual(codes(), codes());
    }),
    { numRuns: 400, seed: 3 },
  );
});

test('time grows as the text does', () => {
  const texts: Readonly<Record<string, (count: number) => string>> = {
    names: (count) => Array.from({ length: count }, (_, index) => `{% assign v${index} = 1 %}{{w${index}}}`).join(''),
    loops: (count) => '{% for i in x %}{{i}}{% endfor %}{{i}}'.repeat(count),
    comments: (count) => '<!-- {{a}} --> '.repeat(count),
    conditions: (count) => "{% if ${city} == 'x' and a > 1 %}{% elsif b == blank %}{% endif %}".repeat(count),
    urls: (count) => `https://a.com/?${'c={{campaign.${name}}}&'.repeat(count)}`,
    assignments: (count) => '{% assign a = a | append: "x" %}{% if a > 1 %}{% endif %}'.repeat(count),
  };
  for (const [name, make] of Object.entries(texts)) {
    const took = (count: number): number => {
      const text = make(count);
      const start = performance.now();
      check(text);
      return performance.now() - start;
    };
    took(500);
    const small = Math.min(took(1000), took(1000));
    const large = Math.min(took(8000), took(8000));
    assert.ok(
      large < small * 8 * 4 + 50,
      `${name}: ${small.toFixed(1)} ms, eight times as much ${large.toFixed(1)} ms`,
    );
  }
});
