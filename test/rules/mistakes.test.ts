/** The mistakes that people make when they write messages: one mistake, one finding, at its place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, type Setting } from '../helpers/check';

/** The errors and warnings of a text as `code "text it stands at"`. */
function loud(text: string, setting?: Setting): readonly string[] {
  return check(text, setting)
    .findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, span }) => `${code} "${text.slice(span.start, span.end)}"`);
}

const webhook = (body: string): string =>
  `---\nmethod: POST\nurl: https://hooks.example.com/in\nheaders:\n  Content-Type: application/json\n---\n${body}`;

const MISTAKES: readonly (readonly [text: string, finding: string])[] = [
  // A block or a front matter that is broken says so once; what stands in it is not judged on top.
  ['{% capture greeting %}Hi {{ greeting }}', 'unclosed-block "{% capture greeting %}"'],
  ['---\nkind: webhook\n\tmethod: POST\n---\n{"a": 1}', 'frontmatter-invalid "\t"'],
  // An email by its channel is one as well as by its kind.
  [
    "---\nchannel: email\n---\n<html><head>{{${city} | default: 'x'}}</head><body>Hi</body></html>",
    'liquid-outside-body "{{${city} | default: \'x\'}}"',
  ],
  ['{% if not {{custom_attribute.${vip}}} %}Hi{% endif %}', 'syntax-error "not"'],
  ['{% if {{custom_attribute.${points}}} &gt; 3 %}Hi{% endif %}', 'syntax-error "&gt;"'],
  [webhook('{"a": 1 "b": 2}'), 'json-missing-comma "1"'],
];

test('one mistake, one finding', () => {
  for (const [text, finding] of MISTAKES) assert.deepEqual(loud(text), [finding], text);
});
