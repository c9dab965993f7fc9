/** Forms in the editor: every ability that a partner's JSON has, for partners that take a form. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultLimits, renderDocument, renderText } from '../../server/src/render';
import { check, codes, fixed } from '../helpers/check';
import { complete, completeEdit, completeFirst, completeNot, completeOnly, hover, read } from '../helpers/features';
import { templates } from '../helpers/partners';

const matter = `---
partner: twilio/send-message
method: POST
url: https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json
headers:
  Authorization: "Basic QUM6dG9rZW4="
  Content-Type: application/x-www-form-urlencoded
---
`;
const webhook = { path: 'a.webhook.liquid', config: { rules: { 'missing-default': 'off' } } } as const;
const to = 'To={{${phone_number} | url_param_escape}}';
const sms = `${matter}${to}&From=%2B12025550100&`;

test('names: those that are wanted come first, with their value', () => {
  completeFirst(`${matter}█`, ['To', 'From', 'MessagingServiceSid', 'Body']);
  completeFirst(`${matter}${to}&█`, ['From', 'MessagingServiceSid', 'Body']);
  completeNot(`${matter}${to}&█&Body=x`, ['To', 'Body']);
  complete(`${matter}${to}&\n  Fr█`, ['From']);
  completeEdit(`${matter}█`, 'To', `${matter}${to}`);
  completeEdit(`${matter}${to}&Fr█`, 'From', `${matter}${to}&From=`);
  completeEdit(`${matter}${to}&Fr█om=1`, 'From', `${matter}${to}&From=1`);
  complete(`${matter}{% if \${country} == 'US' %}${to}&█{% endif %}`, ['Body']);
});

test('values: those that the field takes, as a form writes them', () => {
  completeOnly(`${sms}ContentRetention=█`, ['retain', 'discard']);
  completeOnly(`${sms}SmartEncoded=█&Body=x`, ['true', 'false']);
  completeEdit(`${matter}From=█`, '+12025550100', `${matter}From=%2B12025550100`);
  completeEdit(`${matter}To=█&From=1`, to.slice(3), `${matter}${to}&From=1`);
  completeOnly(`${matter}{% capture keep %}█{% endcapture %}${to}&ContentRetention={{keep}}`, ['retain', 'discard']);
});

test('no fields are offered in the text of a message', () => {
  completeNot(`${matter}{% capture text %}Tom & █{% endcapture %}${to}&Body={{text | url_param_escape}}`, [
    'To',
    'Body',
  ]);
});

test('hover', () => {
  hover(`${matter}T█o=1`, /phone number/);
  hover(`${matter}${to}&Bo█dy=Hi`, /1,600/);
  hover(`${matter}${to}&Body=H█i`, /1,600/);
  hover(`${matter}${to}&Unkn█own=Hi`, null);
  hover(`${matter}{% capture keep %}ret█ain{% endcapture %}${to}&ContentRetention={{keep}}`, /keeps the text/);
});

test('findings', () => {
  assert.deepEqual(codes(`${sms}Body=Hi`, webhook), []);
  assert.deepEqual(codes(`${matter}${to}&Body=Hi`, webhook), ['payload-missing-field']);
  assert.deepEqual(codes(`${sms}Boddy=Hi&Body=Hi`, webhook), ['payload-unknown-field']);
  assert.deepEqual(codes(`${sms}Body=Hi&ContentRetention=keep`, webhook), ['payload-value']);
  assert.deepEqual(codes(`${sms}Body={{\${first_name}}}`, webhook), ['form-body-not-encoded']);
  assert.deepEqual(codes(`${sms}Body=`, webhook), ['payload-missing-field']);
  const [branched] = check(`${matter}${to}&From=1{% if \${country} == 'US' %}&Body=Hi{% endif %}`, webhook).findings;
  assert.match(branched!.message, /^One of 'Body'.* when `\$\{country\}` is not 'US'/);
  assert.equal(branched!.related?.length, 1);
});

test('what may stand in a form as it is', () => {
  const silent = [
    "{% assign from = '+1500' | url_param_escape %}F={{from}}",
    '{% capture text %}Hi {{${first_name}}}{% endcapture %}{% assign t = text | url_encode %}F={{t}}',
    '{% capture pairs %}A=1&B=2{% endcapture %}{{pairs}}',
    '{% capture code %}SPRING-{{${city} | url_param_escape}}{% endcapture %}F={{code}}',
    "{% assign kind = 'van' %}{% if x %}{% assign kind = 'car' %}{% endif %}F={{kind}}",
    '{% increment n %}F={{n}}',
  ];
  for (const body of silent) assert.ok(!codes(`${sms}Body=x&${body}`, webhook).includes('form-body-not-encoded'), body);
  const told = [
    '{% capture text %}Hi {{${first_name} | url_param_escape}}{% endcapture %}F={{text}}',
    '{% capture text %}{{${first_name}}}{% endcapture %}F={{text}}',
    "{% assign kind = 'van' %}{% if x %}{% assign kind = ${city} %}{% endif %}F={{kind}}",
    '{% for x in custom_attribute.${list} %}F={{x}}&{% endfor %}',
    '{% connected_content https://example.com/a :save r %}F={{r.text}}',
  ];
  for (const body of told) assert.ok(codes(`${sms}Body=x&${body}`, webhook).includes('form-body-not-encoded'), body);
});

test('all missing fields at once', () => {
  const setting = { ...webhook, title: 'Insert all 3' };
  const text = fixed(`${matter}StatusCallback=https%3A%2F%2Fexample.com`, 'payload-missing-field', setting);
  assert.ok(text.endsWith(`&${to}&From=%2B12025550100&Body=Your%20order%20is%20on%20its%20way.`), text);
  assert.deepEqual(codes(text, webhook), []);
  const inkit =
    '{% comment %} partner: inkit/send {% endcomment %}{ "api_token": "t", "template_id": "bd9b0b8c-c47b-40ae-8787-80dd76f6d2bb" }';
  const whole = fixed(inkit, 'payload-missing-field', { title: 'Insert all 9' });
  assert.ok(!codes(whole).includes('payload-missing-field'), whole);
});

test('fixes', () => {
  assert.equal(
    fixed(`${matter}${to}&Body=Hi\n`, 'payload-missing-field', webhook),
    `${matter}${to}&Body=Hi&From=%2B12025550100\n`,
  );
  assert.equal(fixed(`${sms}Bodyy=Hi&Body=Hi`, 'payload-unknown-field', webhook), `${sms}Body=Hi&Body=Hi`);
  assert.equal(
    fixed(`${matter}${to}&From=+12025550100&Body=Hi`, 'form-body-not-encoded', webhook),
    `${matter}${to}&From=%2B12025550100&Body=Hi`,
  );
  assert.equal(
    fixed(`${sms}Body={{\${first_name}}}`, 'form-body-not-encoded', webhook),
    `${sms}Body={{\${first_name} | url_param_escape}}`,
  );
});

const problems = (text: string, user: Readonly<Record<string, unknown>>): readonly string[] => {
  const document = read(text);
  const context = {
    user: { attributes: user },
    contentBlocks: {},
    mocks: [],
    now: '2026-11-22T12:00:00Z',
    seed: 0,
    limits: defaultLimits,
  };
  const rendered = document.fields.map((field) => renderText(field.text, context));
  return renderDocument(document, context, rendered).problems.map(({ code, range }) => `${range.start.line}: ${code}`);
};

test('a rendered form is judged where the template wrote it', () => {
  assert.deepEqual(problems(`${sms}Body=Hi`, { phone_number: '+12025550123' }), []);
  assert.deepEqual(problems(`${sms}Body=Hi`, {}), ['8: payload-missing-field']);
  assert.deepEqual(problems(`${sms}\nMediaUrl=none&Body=Hi`, { phone_number: '+12025550123' }), ['9: payload-value']);
  assert.deepEqual(problems(`${matter}{% if \${first_name} %}${to}{% endif %}`, {}), ['8: payload-missing-field']);
});

for (const { id, template } of templates) {
  const { body, file } = template;
  if (body?.format !== 'form') continue;
  test(`${id}: each required field is missed when it is gone`, () => {
    for (const { name } of (body.fields ?? []).filter(({ required }) => required)) {
      const without = file.replace(`${name}=`, 'other=');
      assert.notEqual(without, file, name);
      assert.ok(codes(without, webhook).includes('payload-missing-field'), name);
    }
  });
}
