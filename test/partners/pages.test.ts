/** Pages as partners publish them in Braze's documentation: what is wrong is said at its line, and nothing else. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { readMarkdown } from '../../server/src/document';
import { checkDocument } from '../../server/src/rules';
import { defaultConfig, emptyWorkspace } from '../../server/src/workspace';

/** A page's findings as `line: code`, hints left out. */
function found(page: string): readonly string[] {
  return readMarkdown('file:///w/page.md', page, { docset: builtinDocset, config: defaultConfig, root: 'file:///w' })
    .flatMap((document) => checkDocument(document, { docset: builtinDocset, workspace: emptyWorkspace }))
    .filter(({ severity }) => severity !== 'hint')
    .map(({ code, span }) => ({ code, line: page.slice(0, span.start).split('\n').length }))
    .sort((a, b) => a.line - b.line || (a.code < b.code ? -1 : 1))
    .map(({ code, line }) => `${line}: ${code}`);
}

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

test('Trustpilot: an invitation and reviews', () => {
  const page = lines(
    '# Trustpilot',
    '',
    '> Collect reviews from Braze campaigns.',
    '',
    '- **Webhook URL**: `https://invitations-api.trustpilot.com/v1/private/business-units/5f0c/email-invitations`',
    '- **Request headers**:',
    '  - **Content-Type**: `application/json`',
    '',
    '{% raw %}',
    '```json',
    '{',
    '  "replyTo": "reply@shop.example",',
    '  "locale": "en-US",',
    '  "senderName": "Shop",',
    '  "referenceNumber": "inv00001",',
    '  "consumerName": "{{${first_name} | default: \'Customer\'}}",',
    '  "consumerEmail": "{{${email_adress} | json_escape}}",',
    '  "type": "email",',
    '  "serviceReviewInvitation": {',
    '    "templateId": "507f191e810c19729de860ea",',
    '    "tags": ["tag1", "tag2",]',
    '  }',
    '}',
    '```',
    '',
    'The stars are in `{{reviews.starsAverage}}`:',
    '',
    '```liquid',
    '{% connected_content https://api.trustpilot.com/v1/product-reviews/business-units/5f0c?sku=ABC :headers {"apikey": "a1b2"} :save reviews %}',
    '{% if reviews.numberOfReviews.total > 0 %}',
    '{{reviews.starAverage}} of 5',
    '{% endif %}',
    '```',
    '{% endraw %}',
  );
  assert.deepEqual(found(page), [
    '16: json-escape',
    '17: unknown-attribute',
    '21: json-trailing-comma',
    '29: cc-inline-secret',
    '31: cc-unknown-path',
  ]);
});

test('Talon.One: a coupon, with what the reader has to fill in', () => {
  const page = lines(
    '# Talon.One',
    '',
    'Braze calls Talon.One for a coupon.',
    '',
    '{% raw %}',
    '```liquid',
    '{% connected_content https://[YOUR_SUBDOMAIN].talon.one/v2/integration/braze/createcoupon',
    ':headers {',
    '  "authorization": "ApiKey-v1 [KEY]"',
    '}',
    ':method post',
    ':body applicationID=[APPLICATION_ID]&campaignID=1&identifier={{campaign.${message_api_id}}}&integrationID={{${user_id}}}',
    ':content_type application/json',
    ':save result',
    '%}',
    '{% if result.value == blank %}{% abort_message("none") %}{% endif %}',
    '{{result.value}} {{result.valeu}}',
    '```',
    '{% endraw %}',
    '',
    '| Parameter | Value |',
    '|---|---|',
    '| `identifier` | {% raw %}`{{campaign.${message_api_id}}}`{% endraw %} |',
    '| `integrationID` | {% raw %}`{{${user_id}}}`{% endraw %} |',
    '',
    '{% raw %}',
    'Check `{% if result.value == blank %}` before `{{result.value}}`, and stop with `{% abort_message("none") %}`.',
    '{% endraw %}',
  );
  assert.deepEqual(found(page), [
    '7: cc-placeholder',
    '9: cc-placeholder',
    '12: cc-placeholder',
    '17: cc-unknown-path',
  ]);
});

test('Voucherify and AccuWeather: two partners on a page', () => {
  const page = lines(
    '# Offers in Braze',
    '',
    '{% raw %}',
    '```liquid',
    '{% assign campaign_id = {{campaign.${api_id}}} %}',
    '{% assign source_id = campaign_id | append: {{${user_id}}} %}',
    '{% connected_content',
    '\thttps://us1.api.voucherify.io/v1/publications',
    '\t:method post',
    '\t:headers {',
    '\t\t"X-App-Id": "VOUCHERIFY-APP-ID",',
    '\t\t"X-App-Token": "VOUCHERIFY-APP-TOKEN"',
    '\t}',
    '\t:body campaign=CAMPAIGN_ID&customer={{${user_id}}}&channel=Braze&source_id={{source_id}}',
    '\t:content_type application/json',
    '\t:save publication',
    '%}',
    'Your code: {{publication.voucher.code}}{{publication.vouchr.code}}',
    '```',
    '',
    '```',
    '{% connected_content https://api.accuweather.com/locations/v1/postalcodes/{{${country}}}/search?q={{custom_attribute.${Zip Code}}}&apikey={your API key} :save location_info %}',
    '{% connected_content https://api.accuweather.com/currentconditions/v1/{{location_info[0].Key}}?apikey=abc :save local_weather %}',
    "{% if {{local_weather[0].WeatherText}} == 'Cloudy' %}",
    'No sunscreen needed :)',
    "{% elsif {{local_weather[0].WeatherTxt}} == 'Rain' %}",
    'Grab an umbrella!',
    '{% endif %}',
    '```',
    '{% endraw %}',
  );
  assert.deepEqual(found(page), [
    '11: cc-placeholder',
    '12: cc-placeholder',
    '14: cc-placeholder',
    '18: cc-unknown-path',
    '22: cc-placeholder',
    '22: cc-url-escape',
    '26: cc-unknown-path',
  ]);
});

test('Quikly and Oppizi: pairs without braces, and a body by Braze id', () => {
  const page = lines(
    '# Quikly',
    '',
    'From Braze to https://api.quikly.com/webhook/braze, as JSON key/value pairs:',
    '',
    '{% raw %}',
    '```',
    '"q_scope": "your-activations-scope-id"',
    '"event": "your-event-identifier"',
    '"email": {{${email_address} | default: "a@b.example"}}',
    '```',
    '',
    '```json',
    '{',
    '  "event" : "workflow.addRecipient",',
    '  "oppiziWorkflowID" : "<oppiziWorkflowID>",',
    '  "recipient" : {',
    '    "brazeID" : "{{${braze_id}}}",',
    '    "firstName" : "{{${first_name} | default: "A" | json_escape}}",',
    '    "lastName" : "{{${last_name} | default: "B"}}",',
    '    "address1" : "1 Way",',
    '    "city" : "Town",',
    '    "country" : "{{${country} | default: "US"}}",',
    '    "zip" : "10001",',
    '    "state" : "NY"',
    '  }',
    '}',
    '```',
    '{% endraw %}',
  );
  assert.deepEqual(found(page), [
    '15: payload-placeholder',
    '16: payload-missing-field',
    '19: json-escape',
    '23: payload-unknown-field',
  ]);
});
