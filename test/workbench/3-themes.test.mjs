// The preview in light, dark and high contrast: to look at, and held against the accessibility rules of axe-core.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function chooseTheme({ workbench, page }, label, kind) {
  await workbench.command('Preferences: Color Theme');
  await workbench.quickInput.fill(label);
  await workbench.pick(label);
  await page.locator(`.monaco-workbench.${kind}`).waitFor();
}

/** What axe finds of weight in the webview. */
async function findings({ workbench }) {
  const frame = await workbench.webviewFrame();
  await frame.evaluate(axe);
  const { violations } = await frame.evaluate(() => globalThis.axe.run(document));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`));
}

const THEMES = {
  'Dark Modern': 'vs-dark',
  'Light Modern': 'vs',
  'Dark High Contrast': 'hc-black',
  'Light High Contrast': 'hc-light',
};

export const tests = Object.fromEntries(
  Object.entries(THEMES).map(([label, kind]) => [
    `the preview is at home in ${label}`,
    async (session) => {
      const { workbench, write, shot } = session;
      await chooseTheme(session, label, kind);
      await write(
        `drafts/${kind}.webhook.liquid`,
        '---\npartner: rokt-calendar/update-event\nmethod: POST\nurl: https://api.roktcalendar.com/v1/subscriptionevent/brazetest/update\nheaders:\n  Authorization: Bearer {% connected_content https://api.roktcalendar.com/oauth2/token :method post :save token %}{{token.access_token}}{% connected_content https://api.example.com/ :save other %}\n  Content-Type: application/json\n---\n{% assign notify = true %}\n{\n  "event": {\n    "eventId": "a_{{${user_id} | json_escape}}",\n    "title": "{{custom_attribute.${unset_title}}}",\n    "start": "2027-05-20T17:00:00",\n    "end": "2027-05-20T16:00:00",\n    "timezone": "Eastern Standart Time",\n    "notifyBefore": {{notify}}\n  }\n}\n',
      );
      await workbench.titleButton('Render Preview for Sample User to the Side').click();
      const view = workbench.webview;
      await view.locator('.problems .jump').first().waitFor();
      for (const name of ['Users', 'Difference', 'Connected Content', 'Data', 'Request']) {
        await view.getByRole('tab', { name }).click();
        await view.getByRole('tabpanel', { name }).waitFor();
        if (name === 'Users') await view.locator('.outcomes .outcome-of').nth(3).waitFor();
        await shot(`3-${kind}-${name}`);
        assert.deepEqual(await findings(session), [], name);
      }
      await view.locator('#user').selectOption({ label: 'Nobody (nothing set)' });
      await view.getByRole('tab', { name: 'Data' }).click();
      await view.locator('.reads tr', { hasText: '${user_id}' }).getByText('not set').waitFor();
      await shot(`3-${kind}-nobody`);
      assert.deepEqual(await findings(session), []);
      await view.locator('#user').selectOption({ label: 'Ada Lovelace (complete)' });
      await write(
        `drafts/${kind}.liquid`,
        '---\nkind: email\n---\n<html lang="en"><body><h1>Hello {{${first_name}}}</h1></body></html>\n',
      );
      await workbench.titleButton('Render Preview for Sample User to the Side').click();
      await view.getByRole('tab', { name: 'Message' }).click();
      await view.frameLocator('iframe.message').getByText('Hello Ada').waitFor();
      await view.locator('#settings summary').click();
      await view.locator('#user').selectOption('#random');
      await view.locator('#seed').waitFor();
      await shot(`3-${kind}-message`);
      assert.deepEqual(await findings(session), [], 'Message');
      await view.locator('#user').selectOption({ label: 'Ada Lovelace (complete)' });
    },
  ]),
);
