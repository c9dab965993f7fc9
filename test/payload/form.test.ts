/** What the proof says of a form: its fields on every path, its values decoded, and text that should have been escaped. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PartnerTemplate } from '../../server/src/docset';
import { parse } from '../../server/src/liquid';
import { formCursor, provePayload } from '../../server/src/payload';
import { checkCarets } from '../helpers/carets';
import { cursor } from '../helpers/cursor';

const ride: PartnerTemplate = {
  id: 'ride',
  name: 'Ride',
  kind: 'webhook',
  description: 'Calls a car.',
  file: '',
  body: {
    format: 'form',
    atLeastOne: [['street', 'stop']],
    fields: [
      { name: 'rider', type: 'string', required: true, description: 'Who rides.' },
      { name: 'phone', type: 'string', required: true, format: 'phone', description: 'Their number.' },
      { name: 'street', type: 'string', description: 'Where from.' },
      { name: 'stop', type: 'string', description: 'Where from.' },
      { name: 'kind', type: 'string', values: ['small car', 'van'], description: 'What comes.' },
      { name: 'seats', type: 'integer', minimum: 1, maximum: 8, description: 'How many ride.' },
      { name: 'pet', type: 'boolean', description: 'With a dog.' },
      { name: 'tag[]', type: 'string', description: 'Any number of these.' },
      { name: 'at', type: 'number', format: 'unix-milliseconds', description: 'When.', misspellings: ['quand'] },
    ],
  },
};
const context = { template: ride, valueLists: {}, contentBlocks: new Map() };
const find = (body: string) => provePayload(parse(body), context).problems;
const judged = (annotated: string): void => checkCarets(annotated, find);
const right = (body: string): void => {
  assert.deepEqual(find(body), [], body);
  assert.equal(provePayload(parse(body), context).verdict, 'right', body);
};

const ok = 'rider=r&phone=%2B12025550123&street=s';
/** A pair behind `ok`, with carets under `mark` in it. */
const pair = (text: string, mark: string, finding: string): void => {
  const body = `${ok}&${text}`;
  judged(`${body}\n${' '.repeat(body.lastIndexOf(mark))}${'^'.repeat(mark.length)} ${finding}`);
};

test('what is right', () => {
  right(ok);
  right(`${ok}\n`);
  right(`\n  rider=r\n  &phone={{\${phone_number} | url_param_escape}}\n  &street=s\n`);
  right('rider=r&\nphone=5551234&\nstreet=s');
  right(`${ok}&kind=small+car&seats=3&pet=true&tag[]=a&tag[]=b&at=1800000000000`);
  right(`${ok}&kind=small%20car&tag%5B%5D=a`);
  right(`${ok}&`);
  right('{% capture who %}Ada & Bob{% endcapture %}rider={{who | url_param_escape}}&phone=5551234&stop=s');
  right(`{% capture pairs %}rider=r&phone=5551234{% endcapture %}{{pairs}}&stop=s`);
  right('{% assign pairs = "rider=r&phone=5551234&stop=s" %}{{pairs}}');
  right(`{% for x in \${list} %}tag[]={{x | url_param_escape}}&{% endfor %}${ok}`);
  right(`${ok}&kind=<KIND>`);
});

test('fields that are missing', () => {
  judged("rider=r&street=s\n^^^^^^ payload-missing-field: The required field 'phone' is missing.");
  judged("rider=r&phone=5551234\n^^^^^^ payload-missing-field: One of 'street' or 'stop' has to stand here.");
  judged(`rider=r&street=s{% if \${city} %}&phone=5551234{% endif %}
^^^^^^ payload-missing-field: The required field 'phone' is missing when \`\${city}\` is not set.`);
  right(`rider=r&street=s{% if \${city} %}&phone=5551234{% else %}&phone=5551235{% endif %}`);
  right(
    `{% unless \${city} %}{% abort_message() %}{% endunless %}rider=r&street=s{% if \${city} %}&phone=5551234{% endif %}`,
  );
  right(`rider=r&street=s&{% if \${city} %}phone{% else %}phone{% endif %}=5551234`);
  right(`rider=r&{{\${anything}}}&street=s`);
  right(`rider=r&{{\${key}}}=1&street=s`);
  right('rider=r&{{content_blocks.${pairs}}}');
});

test('fields that are blank', () => {
  judged("rider=&phone=5551234&street=s\n^^^^^^ payload-missing-field: The required field 'rider' is blank.");
  judged("rider= %20&phone=5551234&street=s\n       ^^^ payload-missing-field: The required field 'rider' is blank.");
  judged(`{% if \${city} == blank %}{% assign x = 1 %}{% endif %}rider={{\${city}}}&phone=5551234&street=s
                                                            ^^^^^^^^^^^ payload-missing-field: The required field 'rider' is blank when \`\${city}\` is blank`);
  judged("rider=r&phone=5551234&street=\n^^^^^^ payload-missing-field: One of 'street' or 'stop' has to stand here.");
  right('rider=r&phone=5551234&street=&stop=s');
  right('rider={{${city}}}&phone=5551234&street=s');
});

test('names that the partner does not know', () => {
  pair('sets=1', 'sets', "payload-unknown-field: The partner does not know the field 'sets'. Did you mean 'seats'?");
  pair('Seats=1', 'Seats', 'payload-unknown-field');
  pair('quand=1800000000000', 'quand', 'translated-json-key');
});

test('values that do not fit', () => {
  pair('kind=vann', 'vann', "payload-value: 'vann' is no value of 'kind'. Did you mean 'van'?");
  pair('kind=big%20car', 'big%20car', "payload-value: 'big car' is no value of 'kind'.");
  pair('seats=nine', 'nine', "payload-type: The field 'seats' is a whole number, not 'nine'.");
  pair('seats=1.5', '1.5', 'payload-type');
  pair('seats=9', '9', 'payload-value: 9 is out of range');
  pair('pet=yes', 'yes', 'payload-type');
  pair('at=1800000000', '1800000000', 'timestamp-unit');
  judged('rider=r&phone=call%20me&street=s\n              ^^^^^^^^^ payload-value');
});

test('text that a form reads in another way', () => {
  judged(
    `rider=r&phone=+12025550123&street=s\n              ^ form-body-not-encoded: A form reads the '+' of 'phone' as a space.`,
  );
  judged(`rider=Tom & Jerry&phone=123456&street=s\n            ^^^^^ form-body-not-encoded: 'Jerry' has no '='`);
  judged(
    `rider=r&phone=5551234&street=s&kind\n                               ^^^^ form-body-not-encoded: The field 'kind' has no value.`,
  );
  judged('{ "rider": "r" }\n^ payload-invalid: The partner reads a form, and this is JSON. Write rider=…&phone=…');
});

test('many branches in a row stay cheap', () => {
  const many = Array.from(
    { length: 40 },
    (_, i) => `{% if custom_attribute.\${a${i}} %}&tag[]={{custom_attribute.\${a${i}} | url_param_escape}}{% endif %}`,
  );
  right(ok + many.join(''));
  const fields = ['kind=van', 'seats=1', 'pet=true', 'stop=a', 'tag[]=x'];
  const each = Array.from({ length: 40 }, (_, i) => `{% if custom_attribute.\${a${i}} %}&${fields[i % 5]}{% endif %}`);
  right(ok + each.join(''));
});

const at = (marked: string) => {
  const { text, offset } = cursor(marked);
  const found = formCursor(parse(text), offset);
  return (
    found && [
      found.at,
      found.at === 'value' ? found.name : found.word,
      text.slice(found.replace.start, found.replace.end),
      found.siblings,
    ]
  );
};

test('where a cursor stands', () => {
  assert.deepEqual(at('█'), ['name', '', '', []]);
  assert.deepEqual(at('a=1&█'), ['name', '', '', ['a']]);
  assert.deepEqual(at('a=1&\n  b█'), ['name', 'b', 'b', ['a']]);
  assert.deepEqual(at('a=1&b█c=2&d=3'), ['name', 'bc', 'bc', ['a', 'd']]);
  assert.deepEqual(at('a=█&b=2'), ['value', 'a', '', ['b']]);
  assert.deepEqual(at('a=o█ne&b=2'), ['value', 'a', 'one', ['b']]);
  assert.deepEqual(at('a=x{{y}}█'), ['value', 'a', '', []]);
  assert.deepEqual(at('{% capture m %}a & █b{% endcapture %}t={{m}}'), null);
  assert.deepEqual(at('{% capture m %}u=1&█{% endcapture %}{{m}}&t=1'), ['name', '', '', ['t', 'u']]);
  assert.deepEqual(at('{% assign a = 1 %}█'), ['name', '', '', []]);
  assert.deepEqual(at('{% if x %}a=1{% else %}█{% endif %}&b=2'), ['name', '', '', ['a', 'b']]);
  assert.deepEqual(at('{% if x %}█{% endif %}'), ['name', '', '', []]);
  assert.deepEqual(at('k={% if x %}█{% else %}v{% endif %}'), ['value', 'k', '', []]);
  assert.deepEqual(at('{% comment %} a=1& {% endcomment %}b█'), ['name', 'b', 'b', []]);
});

test('an escaped literal is read as what it stands for', () => {
  right(`${ok}&kind={{ 'small car' | url_param_escape }}`);
  right(`${ok}&kind={{ 'small car' | url_encode }}`);
  pair(
    `kind={{ 'big car' | url_param_escape }}`,
    `{{ 'big car' | url_param_escape }}`,
    "payload-value: 'big car' is no",
  );
  right(`rider={{ 'Tom & Jerry' | url_param_escape }}&phone={{ '+12025550123' | url_param_escape }}&street=s`);
});

test('nothing is told of what is not sent', () => {
  right(`rider={{\${city}}}&phone=5551234&street=s{% if \${city} == blank %}{% abort_message() %}{% endif %}`);
});
