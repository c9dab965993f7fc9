// Canaries in a real workbench: a credential in every place of a template is in no webview, copy, new file or log.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../scripts/lib/wait.mjs';

const canary = (place) => `canary-${place}-5d41402abc4b`;

const TEMPLATE = `---
kind: webhook
method: POST
url: https://ada:${canary('user')}@api.example.com/v1?api_key=${canary('query')}
headers:
  Authorization: Bearer ${canary('header')}
  X-Api-Key: ${canary('key')}
  Content-Type: application/json
---
{% connected_content https://cc.example.com/x?token=${canary('call')} :basic_auth shop :headers {"X-Api-Key": "${canary('callHeader')}"} :method post :body password=${canary('callBody')} :save x %}
{"api_key": "${canary('body')}", "echo": "${canary('key')} {{custom_attribute.\${api_token}}}", "name": "{{\${first_name}}}{{x.y}}"}
`;
const USER = { label: 'Canary', attributes: { first_name: 'Ada' }, custom_attributes: { api_token: canary('read') } };

const none = (text, what) => assert.deepEqual(text.match(/canary-\w+-5d41402abc4b/g), null, what);

function* filesIn(folder, skipped = /$^/) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !skipped.test(path)) yield path;
  }
}

export const tests = {
  'a credential in a template is in no webview, copy, new file or log': async (session) => {
    const { workbench, page, write, folder, data, shot } = session;
    writeFileSync(join(folder, 'users/canary.user.json'), JSON.stringify(USER));
    await write('drafts/canary.webhook.liquid', TEMPLATE);
    await workbench.titleButton('Render Preview for Sample User to the Side').click();
    const view = workbench.webview;
    const option = view.locator('#user option', { hasText: 'Canary' }).first();
    await option.waitFor({ state: 'attached' });
    await view.locator('#user').selectOption(await option.getAttribute('value'));
    for (const name of ['Request', 'Data', 'Connected Content', 'Users', 'Difference']) {
      await view.getByRole('tab', { name }).click();
      await view.getByRole('tabpanel', { name }).waitFor();
      if (name === 'Users') await view.locator('.outcomes tbody tr', { hasText: 'Canary' }).waitFor();
      if (name === 'Request') await view.locator('.body', { hasText: 'Ada' }).first().waitFor();
      const frame = await workbench.webviewFrame();
      none(await frame.evaluate(() => document.documentElement.outerHTML), `the tab ${name}`);
      // What stands in fields is no text of the page.
      none(
        await frame.evaluate(() =>
          [...document.querySelectorAll('input, textarea')].map(({ value }) => value).join('\n'),
        ),
        `the fields of ${name}`,
      );
    }
    await shot('7-secrets');

    const copied = async (press) => {
      await page.evaluate(() => navigator.clipboard.writeText(''));
      await press();
      const read = () => page.evaluate(() => navigator.clipboard.readText());
      await until('the clipboard', async () => assert.notEqual(await read(), ''));
      return read();
    };
    none(await copied(() => view.getByRole('button', { name: 'Copy as cURL' }).click()), 'Copy as cURL');
    for (const form of ['Body', 'cURL', 'Braze webhook object', 'Sample payload']) {
      const pick = async () => {
        await view.getByRole('button', { name: 'Copy…' }).click();
        await workbench.quickPickRows
          .filter({ has: page.getByText(form, { exact: true }) })
          .first()
          .click();
      };
      none(await copied(pick), form);
    }

    const before = new Set(filesIn(folder));
    await view.getByRole('tab', { name: 'Connected Content' }).click();
    await view.getByRole('button', { name: 'Create a mock for this call' }).click();
    await until('the mock', () => assert.ok([...filesIn(folder)].some((path) => !before.has(path))));
    for (const path of filesIn(folder)) if (!before.has(path)) none(readFileSync(path, 'utf8'), path);

    // What VS Code keeps of the files themselves (their history, unsaved texts) is no log.
    const kept = [...filesIn(data, /\/(History|Backups|CachedData|extensions)\//)];
    assert.ok(kept.some((path) => path.includes('/logs/') && path.endsWith('.log')));
    for (const path of kept) none(readFileSync(path, 'latin1'), path);
  },
};
