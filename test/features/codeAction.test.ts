import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIX_ALL } from '../../server/src/features/codeAction';
import { actionsAt, applyEdits, fix } from '../helpers/features';

const titles = (marked: string, only?: readonly string[]) =>
  actionsAt(marked, only).actions.map((action) => action.title);

test('did you mean', () => {
  fix('{{ ${first_name} | upc█se }}', /upcase/, '{{ ${first_name} | upcase }}');
  fix('{{${frist█_name}}}', /first_name/, '{{${first_name}}}');
  fix('{% ass█gin x = 1 %}{{x}}', /assign/, '{% assign x = 1 %}{{x}}');
  fix('{{custom_att█ributes.${x}}}', /custom_attribute/, '{{custom_attribute.${x}}}');
});

test('the rule’s own fix, in the body and in front matter', () => {
  fix('{% if ${language} =█ "en" %}{% endif %}', /==/, '{% if ${language} == "en" %}{% endif %}');
  fix(
    '---\nurl: |-\n  https://x.com/{{ ${user_id} | upc█se }}\n---\n',
    /upcase/,
    '---\nurl: |-\n  https://x.com/{{ ${user_id} | upcase }}\n---\n',
  );
});

test('only what the range touches', () => {
  assert.deepEqual(titles('{{ ${first_name} | upcse }} te█xt'), []);
  assert.ok(titles('█{{ ${first_name} | upcse }} text█').some((title) => /upcase/.test(title)));
});

test('a safe fix that is the only one is preferred', () => {
  const { actions } = actionsAt('{% if ${language} =█ "en" %}{% endif %}');
  assert.equal(actions.find((action) => /==/.test(action.title))?.isPreferred, true);
  const guess = actionsAt('{{ ${first_name} | upc█se }}').actions;
  assert.equal(guess.find((action) => /upcase/.test(action.title))?.isPreferred, undefined);
});

test('fix all takes the safe ones of the whole file and nothing else', () => {
  const { document, actions } = actionsAt('█{% if ${language} = ‘en’ %}{% endif %}{{ ${first_name} | upcse }}', [
    FIX_ALL,
  ]);
  assert.deepEqual(
    actions.map((action) => action.kind),
    [FIX_ALL],
  );
  const edits = actions[0]?.edit?.changes?.[document.uri] ?? [];
  assert.equal(applyEdits(document, edits), "{% if ${language} == 'en' %}{% endif %}{{ ${first_name} | upcse }}");
  assert.deepEqual(titles('█{{ ${first_name} | upcse }}', ['source.fixAll']), []);
  assert.equal(titles('█{% if ${language} = "en" %}{% endif %}', ['source']).length, 1);
  assert.deepEqual(titles('█{% if ${language} = "en" %}{% endif %}', ['refactor']), []);
});

test('quick fixes alone where they alone are asked for', () => {
  const { actions } = actionsAt('{% if ${language} =█ "en" %}{% endif %}', ['quickfix']);
  assert.ok(actions.length > 0 && actions.every((action) => action.kind === 'quickfix'));
});

test('suppression', () => {
  fix(
    'a\n  {{ ${first_name} | upc█se }}',
    /Ignore 'unknown-filter'/,
    'a\n  {% comment %} braze-liquid-disable-next-line unknown-filter {% endcomment %}\n  {{ ${first_name} | upcse }}',
  );
  fix(
    '{{ ${first_name}\n | upc█se }}',
    /Ignore 'unknown-filter'/,
    '{% comment %} braze-liquid-disable unknown-filter {% endcomment %}{{ ${first_name}\n | upcse }}{% comment %} braze-liquid-enable unknown-filter {% endcomment %}',
  );
  fix(
    '---\nurl: |-\n  https://x.com/{{ ${user_id} | upc█se }}\n---\n',
    /Ignore 'unknown-filter'/,
    '---\nurl: |-\n  {% comment %} braze-liquid-disable unknown-filter {% endcomment %}https://x.com/{{ ${user_id} | upcse }}\n---\n',
  );
});

test('a comment of YAML silences a finding of the front matter', () => {
  fix(
    '---\nurl: https://a.example\nmethod: G█ET\n---\nbody',
    /Ignore 'get-with-body'/,
    '---\nurl: https://a.example\n# braze-liquid-disable-next-line get-with-body\nmethod: GET\n---\nbody',
  );
  fix(
    '---\r\nheaders:\r\n  Corps de la requ█ête: text/plain\r\n---\r\nbody',
    /Ignore 'translated-header-name'/,
    '---\r\nheaders:\r\n  # braze-liquid-disable-next-line translated-header-name\r\n  Corps de la requête: text/plain\r\n---\r\nbody',
  );
});

test('a suppressed finding is gone', () => {
  for (const marked of [
    '{{ ${first_name} | upc█se }}',
    'x\n{{ ${first_name}\n | upc█se }}',
    '---\nurl: https://a.example\nmethod: G█ET\n---\nbody',
    '-█--\nkind: webhook\npartner: passkit/coupon\nmethod: PUT\n---\n{}',
  ]) {
    const { document, actions } = actionsAt(marked);
    const action = actions.find((candidate) => /Ignore/.test(candidate.title));
    const text = applyEdits(document, action?.edit?.changes?.[document.uri] ?? []);
    assert.ok(action !== undefined && !titles(`█${text}█`).includes(action.title), text);
  }
});
