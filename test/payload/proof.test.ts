/** What the payload proof finds on a body's paths, and where: carets show spans. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from '../../server/src/liquid';
import { type PayloadProblem, provePayload } from '../../server/src/payload';
import { checkCarets } from '../helpers/carets';
import { bare, partnered } from './booking';

const quiet: ReadonlySet<string> = new Set(['json-escape', 'json-unquoted-output']);

function problems(body: string, context = bare): readonly PayloadProblem[] {
  return provePayload(parse(body), context).problems;
}

/** Errors alone, or with what is doubtful. */
const json = (annotated: string, context = bare): void =>
  checkCarets(annotated, (body) => problems(body, context).filter(({ code }) => !quiet.has(code)));
const doubts = (annotated: string): void => checkCarets(annotated, (body) => problems(body));

function right(body: string, context = bare): void {
  const { verdict, problems: found } = provePayload(parse(body), context);
  const errors = found.filter(({ code }) => !quiet.has(code)).map(({ message }) => message);
  assert.deepEqual([verdict, errors], ['right', []], body);
}

describe('JSON without Liquid', () => {
  const cases: Readonly<Record<string, string>> = {
    'a comment': '{ "a": 1 } // one\n           ^^^^^^ json-comment',
    'a block comment': '{ /* one */ "a": 1 }\n  ^^^^^^^^^ json-comment',
    'a trailing comma': '{ "a": 1, }\n        ^ json-trailing-comma',
    'a trailing comma in an array': '[1, 2, ]\n     ^ json-trailing-comma',
    'two commas': '{ "a": 1,, "b": 2 }\n         ^ json-double-comma',
    'no comma': '{ "a": 1 "b": 2 }\n       ^ json-missing-comma',
    'no comma between items': '[{} {}]\n  ^ json-missing-comma',
    'a semicolon': '{ "a": 1; "b": 2 }\n        ^ json-missing-comma: A \';\' stands here',
    'single quotes': '{ "a": \'x\' }\n       ^^^ json-single-quotes',
    'curly quotes': '{ “a”: 1 }\n  ^^^ curly-quotes',
    'a string that is not closed': '{ "a": "x,\n       ^ json-unbalanced\n"b": 1 }',
    'a key that is not closed': '{ "a: "x" }\n  ^^ json-unbalanced: The key \'a\' lacks',
    'a key that is not opened': '{ a": "x" }\n  ^^ json-unbalanced: The key \'a\' lacks its opening quote',
    'a key that is not opened, before a brace': '{ a": { "b": 1 } }\n  ^^ json-unbalanced',
    'a text that is not opened':
      '{ "a": x", "b": 1 }\n       ^^ json-unbalanced: The text \'x\' lacks its opening quote',
    'a longer text that is not opened': '{ "a": Hi there, you", "b": 1 }\n       ^^ payload-invalid',
    'a number with a closing quote alone': '{ "a": 12" }\n       ^^^ json-unbalanced',
    'an output that is not opened':
      '{ "a": {{${user_id} | upcase}}", "b": 1 }\n       ^^^^^^^^^^^^^^^^^^^^^^^^ json-unbalanced',
    'no colon before an output': '{ "a" {{ 1 | plus: 2 }} }\n  ^^^ payload-invalid: A colon',
    'a key that is not closed before a brace': '{ "a: { "b": 1 } }\n  ^^ json-unbalanced: The key \'a\' lacks',
    'a bracket too few': '{ "a": [1, 2 }\n             ^ json-unbalanced',
    'a brace too few': '{ "a": { "b": 1 }\n^ json-unbalanced',
    'a brace too many': '{ "a": 1 } }\n           ^ json-unbalanced',
    'no value': '{ "a": , "b": 1 }\n  ^^^ payload-invalid: The key \'a\' has no value',
    'no value at the end': '{ "a": }\n  ^^^ payload-invalid: The key \'a\' has no value',
    'no colon': '{ "a" 1 }\n  ^^^ payload-invalid: A colon has to stand behind',
    'a bare key': "{ a: 1 }\n  ^ payload-invalid: The key 'a' needs double quotes",
    'a bare word': '{ "a": yes }\n       ^^^ payload-invalid: \'yes\' is no JSON value',
    'a word of another language': '{ "a": True }\n       ^^^^ payload-invalid: JSON has no \'True\'. Write true.',
    'a number with a leading zero': '{ "a": 012 }\n       ^^^ payload-invalid: \'012\' is no number',
    'an unknown escape': '{ "a": "\\x" }\n         ^ payload-invalid: JSON has no escape',
    'half a unicode escape': '{ "a": "\\u12" }\n            ^ payload-invalid: \'\\u\' needs four',
    'text behind the end': '{ "a": 1 } end\n           ^^^ payload-invalid: The JSON has ended',
    'no colon before data': '{ "a" {{${user_id}}} }\n  ^^^ payload-invalid: A colon',
    'no JSON at all': 'Hello\n^^^^^ payload-invalid: The body has to be JSON',
  };
  for (const [name, annotated] of Object.entries(cases)) test(name, () => json(annotated));

  test('a key that stands twice', () => {
    const twice = "json-duplicate-key: The key 'a' stands twice in this object";
    json(`{ "a": 1, "b": 2, "a": 3 }\n                  ^^^ ${twice}, and`);
    json(`{ "a": 1, "\\u0061": 3 }\n          ^^^^^^^^ ${twice}`);
    json(`{ {% if \${city} %}"a": 1,{% endif %} "a": 2 }
                                     ^^^ ${twice}, and only the last one counts when \`\${city}\` is not blank`);
    json(`{ "b": 0{% for x in custom_attribute.\${xs} %}, "a": 1{% endfor %} }
                                               ^^^ ${twice}, and only the last one counts when \`custom_attribute.\${xs}\` has more than one item`);
    right('{ "a": { "a": 1 }, "b": [{ "a": 1 }, { "a": 2 }] }');
    right('{ {% if ${city} %}"a": 1{% else %}"a": 2{% endif %} }');
    right('{ {% if ${city} %}"a": 1,{% endif %}{% unless ${city} %}"a": 3,{% endunless %} "b": 2 }');
    right('{ {% for x in ${xs} %}"a": 1{% break %}{% endfor %} }');
  });

  test('right as it is', () => {
    const whole = '{"a":{"b":[1,-2.5e+3,true,false,null,"x\\n\\u00e9"]}}';
    for (const body of ['{}', '[]', ' [ ] ', whole, '"x"', '12', '{"a":"//no comment"}']) right(body);
  });
});

describe('paths', () => {
  test('a value on one path only', () =>
    json(`{ "a": {% if \${city} == 'Rome' %}1{% endif %} }
  ^^^ payload-invalid: The key 'a' has no value when \`\${city}\` is not 'Rome'`));

  test('a comma on one path only', () =>
    json(`{ "a": 1{% if \${city} %},{% endif %} "b": 2 }
       ^ json-missing-comma: A comma is missing here, before the next member when \`\${city}\` is not set`));

  test('the branches are marked', () => {
    const [problem] = problems(`{ "a": 1, {% if \${city} == blank %}{% else %}"b": 2{% endif %} }`);
    assert.equal(problem?.code, 'json-trailing-comma');
    assert.deepEqual(
      problem?.path.map((step) => step.text),
      ['`${city}` is blank'],
    );
    assert.deepEqual(
      problem?.related?.map(({ message, span }) => [message, span.start]),
      [['When `${city}` is blank', 10]],
    );
  });

  test('a condition agrees with itself', () => {
    const blank = '{% if ${city} == blank %}';
    const n = 'custom_attribute.${n}';
    right(`{ "a": 1${blank},{% endif %} ${blank}"b": 2{% endif %} }`);
    right(`{ ${blank}"a": 1{% endif %}{% if \${city} != blank %}"b": 2{% endif %} }`);
    right(`{ {% unless \${city} == blank %}"b": 2{% else %}"a": 1{% endunless %} }`);
    right(`{ "a": 1{% if \${city} == 'x' %}${blank}!!{% endif %}{% endif %} }`);
    right(`{ "a": 1{% if \${city} == 'x' and \${city} == 'y' %}!!{% endif %} }`);
    right(`{ "a": 1{% assign c = \${city} %}{% if c == 'x' %}, "b": {% if \${city} == 'x' %}1{% endif %}{% endif %} }`);
    right(`{ "a": 1{% if ${n} > 5 %}{% unless ${n} > 3 %}!!{% endunless %}{% endif %} }`);
    right(`{ "a": 1{% if ${n}.x == 1 %}{% if ${n} == blank %}!!{% endif %}{% endif %} }`);
    right(`[1{% if ${n}.size > 0 %}{% for x in ${n} %}, "{{x}}"{% else %}!!{% endfor %}{% endif %}]`);
  });

  test('tests of a list and of its items agree', () => {
    const x = 'custom_attribute.${x}';
    right(`{ "a": 1{% if ${x}.size > 1 %}{% if ${x}.size == 1 %}!!{% endif %}{% endif %} }`);
    right(`{ "a": 1{% if ${x}.size > 3 %}{% unless ${x}.size >= 2 %}!!{% endunless %}{% endif %} }`);
    right(
      `{% unless ${x} contains 'y' %}[{% for i in ${x} %}{% if i == 'y' %}{% break %}{% endif %}"{{i}}"{% unless forloop.last %},{% endunless %}{% endfor %}]{% else %}[]{% endunless %}`,
    );
    right(`{ "a": {% for i in ${x} offset: 1 %}{% if ${x}.size < 2 %}!!{% endif %}{% endfor %}1 }`);
  });

  test('case, elsif and else', () => {
    right(`{ "a": {% case \${city} %}{% when 'x', 'y' %}1{% when 'z' %}2{% else %}3{% endcase %} }`);
    right(`{ "a": {% if \${city} == 'x' %}1{% elsif \${city} %}2{% else %}3{% endif %} }`);
    json(`{ "a": {% case \${city} %}{% when 'x' or 'y' %}1{% when 'z' %}2{% endcase %} }
  ^^^ payload-invalid: The key 'a' has no value when`);
  });

  test('an aborted path sends nothing', () => {
    const abort = "{% abort_message('no') %}{% endif %}";
    right(`{% if \${city} == blank %}${abort}{ "a": {% if \${city} %}1{% endif %} }`);
    right(
      `{% if \${city} == blank or \${country} == blank %}${abort}{ "a": {% if \${city} and \${country} %}1{% endif %} }`,
    );
  });

  test('a body that prints nothing', () =>
    json(`{% if \${city} %}{ "a": 1 }{% endif %}
^ payload-invalid: The body prints nothing here, and the receiver expects JSON when \`\${city}\` is not set`));

  test('what prints nothing is passed over', () => {
    right('{% comment %} { {% endcomment %}{ "a": 1 {% # note %} }');
    right('{% raw %}{ "a": "{{x}}" }{% endraw %}');
    right('{%- assign x = 1 -%} { "a": {{x}} }');
    right('{% liquid\n assign x = 1\n echo \'{ "a": \' \n echo x \n echo "}" %}');
  });
});

describe('what is captured or assigned', () => {
  test('is read where it is printed', () => {
    right('{% capture f %}"a": 1{% endcapture %}{ {{f}}, "b": 2 }');
    right(
      `{% if \${user_id} %}{% capture f %}"u": "{{\${user_id}}}"{% endcapture %}{% else %}{% capture f %}"a": "x"{% endcapture %}{% endif %}{ {{f}}, "b": 2 }`,
    );
    right(`{% assign q = '"' %}{ {{q}}a{{q}}: 1 }`);
    right('{% capture empty %}{% endcapture %}{ "a": 1 {{empty}} }');
    right(`{% capture f %}{% if \${city} %}"a": 1,{% endif %}{% endcapture %}{ {{f}} "b": 2 }`);
    right(`{% capture f %}{{x}}{% endcapture %}{% assign x = '"' %}{ "a": "{{f}}" }`);
    right('{% capture f %}one\n"two"{% endcapture %}{ "a": "{{f | json_escape}}" }');
  });

  test('shows its slips in itself', () =>
    json('{% capture f %}"a": 1,{% endcapture %}{ {{f}} }\n                     ^ json-trailing-comma'));

  test('and the comma behind it', () =>
    json(
      '{% capture f %}"a": 1{% endcapture %}{ {{f}} "b": 2 }\n                                       ^^^^^ json-missing-comma',
    ));

  test('and a line break in a string', () =>
    json(`{% capture f %}one
                  ^ payload-invalid: A line break stands in a JSON string
two{% endcapture %}{ "a": "{{f}}" }`));

  test('conditions see what it holds', () => {
    right(
      `{% capture f %}{% if \${city} %}"a": 1{% endif %}{% endcapture %}{ {{f}}{% if f != blank %},{% endif %} "b": 2 }`,
    );
    right(`{% assign n = \${city} | default: 'x' %}{ "a": 1{% if n == blank %}!!{% endif %} }`);
    right(`{% assign parts = 'a,b' | split: ',' %}{ "a": "{{parts[1]}}"{% if parts.size != 2 %}!!{% endif %} }`);
    right(`{% assign none = missing %}{ "a": 1{% if none %}!!{% endif %} }`);
  });

  test('content blocks are read too', () => {
    const contentBlocks = new Map([
      ['open', parse('{ "a": 1')],
      ['sets', parse('{% assign tail = \', "b": 2\' %}')],
      ['bad', parse('{ "a": 1, }')],
    ]);
    const context = { ...bare, contentBlocks };
    right('{{content_blocks.${open}}} }', context);
    right('{{content_blocks.${sets}}}{ "a": 1{{tail}} }', context);
    json('{{content_blocks.${bad}}}\n^^^^^^^^^^^^^^^^^^^^^^^^^ json-trailing-comma', context);
    assert.equal(provePayload(parse('{ {{content_blocks.${other}}} }'), context).verdict, 'unknown');
  });
});

describe('loops', () => {
  const over = (inside: string): string => `[{% for x in custom_attribute.\${xs} %}${inside}{% endfor %}]`;

  test('with their commas right', () => {
    right(over('"{{x}}"{% unless forloop.last %},{% endunless %}'));
    right(over('{% unless forloop.first %},{% endunless %}"{{x}}"'));
    right(over('{% if forloop.index0 > 0 %},{% endif %}"{{x}}"'));
    right(over('{{forloop.index}}{% if forloop.rindex > 1 %},{% endif %}'));
    right(over('{% assign n = forloop.index %}{% if n != 1 %},{% endif %}{{n}}'));
    right(
      over(
        '[{% for y in x.ys %}1{% unless forloop.last %},{% endunless %}{% endfor %}]{% unless forloop.last %},{% endunless %}',
      ),
    );
    right('[{% for i in (1..3) %}{{i}}{% if i < 3 %},{% endif %}{% endfor %}]');
    right(`[0{% for x in custom_attribute.\${xs} %}, "{{x}}"{% endfor %}]`);
    right(`["{{custom_attribute.\${xs} | join: '","'}}"]`);
  });

  test('with a flag or a comma of their own', () => {
    right(
      `[{% assign first = true %}${over('{% if x.ok %}{% unless first %},{% endunless %}1{% assign first = false %}{% endif %}').slice(1)}`,
    );
    right(`[{% assign comma = '' %}${over('{{comma}}"{{x}}"{% assign comma = "," %}').slice(1)}`);
  });

  test('a comma behind each item', () =>
    json(`[{% for x in custom_attribute.\${xs} %}"a",{% endfor %}]
                                         ^ json-trailing-comma: A comma stands before the end, with nothing behind it when`));

  test('no comma between items', () =>
    json(`[{% for x in custom_attribute.\${xs} %}"a"{% endfor %}]
                                        ^ json-missing-comma: A comma is missing here, before the next member when \`custom_attribute.\${xs}\` has more than one item`));

  test('brackets that only a count closes are not judged', () => {
    const each = (inside: string): string => over(inside).slice(1, -1);
    assert.equal(provePayload(parse(`${each('[')}1${each(']')}`), bare).verdict, 'unknown');
  });
});

describe('data', () => {
  test('printed into strings', () =>
    doubts(`{ "a": "{{\${first_name}}}", "b": "{{\${first_name} | json_escape}}", "c": "{{\${first_name} | url_encode}}", "d": "{{\${date_of_birth}}}" }
        ^^^^^^^^^^^^^^^^^ json-escape`));

  test('followed through assignments', () =>
    doubts(`{% assign n = \${first_name} %}{% assign s = n | json_escape %}{% assign m = \${first_name} | md5 %}
{ "a": "{{n}}", "b": "{{s}}", "c": "{{m}}", "d": "{{s | upcase}}" }
        ^^^^^ json-escape
                                                  ^^^^^^^^^^^^^^ json-escape`));

  test('printed without quotes', () =>
    doubts(`{ "a": {{event_properties.\${n}}}, "b": {{event_properties.\${n} | default: 0}}, "c": {{event_properties.\${n} | plus: 1}} }
       ^^^^^^^^^^^^^^^^^^^^^^^^^ json-unquoted-output`));

  test('that are texts need quotes', () => {
    json(`{ "a": {{\${first_name}}} }\n       ^^^^^^^^^^^^^^^^^ payload-invalid: '\${first_name}' prints text`);
    json("{ \"a\": {{ 'now' | date: '%F' }} }\n       ^^^^^^^^^^^^^^^^^^^^^^^^ payload-invalid");
    right("{ \"a\": {{ 'now' | date: '%s' | times: 1000 }} }");
  });

  test('are blank where the template says so', () =>
    json(`{% if event_properties.\${n} == blank %}{ "a": {{event_properties.\${n}}} }{% else %}{ "a": 2 }{% endif %}
                                         ^^^ payload-invalid: The key 'a' has no value when \`event_properties.\${n}\` is blank`));

  test('whole values', () => {
    const whole = '{{event_properties.${o} | as_json_string}}';
    right(`{ "a": ${whole} }`);
    json(`{ "a": "${whole}" }\n        ${'^'.repeat(whole.length)} payload-invalid`);
  });
});

describe('cost', () => {
  const many = (count: number, one: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => one(index)).join('');

  /** Milliseconds of the best of three. */
  function time(body: string): number {
    const tree = parse(body);
    const runs = [1, 2, 3].map(() => {
      const before = performance.now();
      assert.notEqual(provePayload(tree, partnered).verdict, 'unknown', body.slice(0, 80));
      return performance.now() - before;
    });
    return Math.min(...runs);
  }

  test('forty independent branches take milliseconds', () => {
    const bodies = [
      `{ "hotel": "h", "guest": "g"${many(40, (i) => `{% if custom_attribute.\${a${i}} == 'x' %}, "extra[${(i % 3) + 1}].name": "${i}"{% endif %}`)} }`,
      `{ "hotel": "${many(40, (i) => `{% if custom_attribute.\${a${i}} %}x${i}{% endif %}`)}", "guest": "g" }`,
      `${many(40, (i) => `{% if custom_attribute.\${a${i}} %}{% assign g = '${i}' %}{% endif %}`)}{ "hotel": "h", "guest": "x{{g}}" }`,
      `{% capture c %}${many(40, (i) => `{% if custom_attribute.\${a${i}} %}"extra[1].name": "${i}",{% endif %}`)}{% endcapture %}{ {{c}} "hotel": "h", "guest": "g" }`,
    ];
    for (const body of bodies) {
      const took = time(body);
      assert.ok(took < 200, `${took} ms: ${body.slice(0, 60)}`);
    }
  });

  test('grows no faster than its square with the number of branches', () => {
    const room = (i: number): string => `{% if custom_attribute.\${b${i}} %}"${i}"{% else %}"x"{% endif %}`;
    const body = (count: number): string =>
      `{ "hotel": "h", "guest": "g"${many(count, (i) => `{% if custom_attribute.\${a${i}} %}, "room": ${room(i)}{% endif %}`)} }`;
    const [small, large] = [time(body(25)), time(body(100))];
    assert.ok(large < small * 32 + 50, `${small} ms for 25, ${large} ms for 100`);
  });

  test('what is too deep or too much is unknown, and ends', () => {
    const doubling = `{% capture x %}"a": 1,{% endcapture %}${'{% capture x %}{{x}}{{x}}{% endcapture %}'.repeat(40)}{ {{x}} }`;
    const assigns = `${many(20_000, (i) => `{% assign a${i} = 1 %}`)}{}`;
    for (const body of ['{"a":'.repeat(100_000), '['.repeat(100_000), doubling, assigns]) {
      assert.equal(provePayload(parse(body), bare).verdict, 'unknown');
    }
  });

  test('no half-typed body throws', () => {
    const body = `{% if \${city} == blank %}{% capture f %}"a": {{ x | plus: 1 }},{% endcapture %}{% endif %}{ {{f}} "b": [{% for x in xs limit: 2 %}{{forloop.index}}{% cycle ',', '' %}{% endfor %}], 'c' }`;
    for (let end = 0; end <= body.length; end += 1) provePayload(parse(body.slice(0, end)), partnered);
  });
});
