/** Saved answers in the editor: what a partner documents of them is offered and explained wherever the call is made. */
import { test } from 'node:test';
import { complete, completeNot, hover } from '../helpers/features';

const passes =
  '{% connected_content https://api-pub1.passkit.io/coupon/singleUse/coupon/externalId/{{${user_id}}} :save passes %}';
const found = '{% connected_content https://APP-dsn.algolia.net/1/indexes/games/query :method post :save found %}';
const weather = '{% connected_content https://api.example.com/weather/{{${city} | url_param_escape}} :save sky %}';

test("a partner's answer, in a message of no partner", () => {
  complete(`${passes}{{passes.█}}`, ['status', 'redemptionDetails']);
  complete(`${passes}{{passes.redemptionDetails.█}}`, ['redemptionCode', 'lat']);
  complete(`${passes}{% assign d = passes.redemptionDetails %}{{d.█}}`, ['redemptionCode']);
  hover(`${passes}{{passes.stat█us}}`, /status/);
});

test('lists: their elements, by number and in a loop', () => {
  complete(`${found}{{found.hits.█}}`, ['size', 'first', 'last']);
  completeNot(`${found}{{found.hits.█}}`, ['objectID']);
  complete(`${found}{{found.hits[0].█}}`, ['objectID']);
  complete(`${found}{{found.hits.first.█}}`, ['objectID']);
  complete(`${found}{% for hit in found.hits %}{{hit.█}}{% endfor %}`, ['objectID', 'name']);
  hover(`${found}{% for hit in found.hits %}{{hit.object█ID}}{% endfor %}`, /Its id/);
});

test('a mock of the workspace', () => {
  complete(`${weather}{{sky.█}}`, ['sky', 'days']);
  complete(`${weather}{% for day in sky.days %}{{day.█}}{% endfor %}`, ['high']);
  completeNot(`{% connected_content https://api.example.com/news :save sky %}{{sky.█}}`, ['days']);
});
