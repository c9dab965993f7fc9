// What is big, endless, aborted or empty: the preview says so in words, and the next edit is shown as if nothing had been.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../scripts/lib/wait.mjs';
import { ADA, previewToSide } from './previewToSide.mjs';

/** Milliseconds that an edit of something big may take to be shown, on a machine that does other work too. */
const PATIENCE = 8000;

/** Types in the template and measures until the preview shows it; meanwhile the page has to answer. */
async function timed({ page, workbench }, from, path, text, shown) {
  await page.locator(`.tab[data-resource-name="${from}"]`).first().click();
  await workbench.openFile(path);
  await workbench.goTo(1, 1);
  await page.keyboard.insertText(text);
  const begin = performance.now();
  await shown.waitFor();
  const took = performance.now() - begin;
  assert.ok(took < PATIENCE, `${Math.round(took)} ms`);
}

export const tests = {
  'an email of a megabyte is shown, and an edit of it soon': async (session) => {
    const { write, shot } = session;
    const row = '<tr><td style="padding:4px">An offer for {{${first_name}}}, and some more words to read</td></tr>\n';
    const rows = row.repeat(Math.ceil(1_000_000 / row.length));
    await write(
      'drafts/big.liquid',
      `<html><body><h1>Hello</h1><table>\n${rows}</table><p>The end</p></body></html>\n`,
    );
    const view = await previewToSide(session);
    const mail = view.frameLocator('iframe.message');
    await mail.getByText('The end').waitFor({ state: 'attached' });
    await timed(session, 'big.liquid', 'drafts/big.liquid', '<b>First</b>', mail.getByText('First'));
    await view.getByRole('tab', { name: 'Data' }).click();
    await view.locator('.reads tr').first().waitFor();
    await shot('6-megabyte');
  },

  '500 users of an export are in the list and in the matrix': async (session) => {
    const { write, workbench, folder, shot } = session;
    const users = Array.from({ length: 500 }, (_, index) => ({
      external_id: `user-${index}`,
      first_name: index % 5 === 0 ? '' : `Name ${index}`,
      email: `user${index}@example.com`,
    }));
    const path = 'users/many.user.json';
    await write(path, JSON.stringify({ users, message: 'success' }));
    try {
      await write(
        'drafts/many.liquid',
        "{% if {{${first_name}}} == blank %}{% abort_message('No name') %}{% endif %}Hi {{${first_name}}} of {{${email_address}}}\n",
      );
      const view = await previewToSide(session);
      await view.getByRole('tab', { name: 'Users' }).click();
      await view.locator('.summary', { hasText: /40\d of 50\d users ok/ }).waitFor();
      assert.ok((await view.locator('.outcomes tbody tr').count()) > 500);
      // What needs a look stands first.
      assert.match(await view.locator('.outcomes tbody tr').first().textContent(), /Aborted.*No name/);
      await shot('6-users');
      await view.getByRole('button', { name: /^OK 40\d$/ }).click();
      await until('those who are ok', async () =>
        assert.equal(await view.locator('.outcomes tbody tr', { hasText: 'Aborted' }).count(), 0),
      );
      await view.getByRole('button', { name: /^OK 40\d$/ }).click();
      const row = view.locator('.outcomes tbody tr', { hasText: 'Name 499' }).first();
      await row.getByRole('button').first().click();
      await view.getByRole('tab', { name: 'Message' }).click();
      await view.locator('.body', { hasText: 'Hi Name 499 of user499@example.com' }).waitFor();
      await workbench.status('Name 499').waitFor();
    } finally {
      rmSync(join(folder, path));
    }
    await workbench.webview.locator('#user').selectOption({ label: ADA });
  },

  'a body of /users/track is a sample user as it is': async (session) => {
    const { write, folder } = session;
    const path = 'users/tracked.user.json';
    const track = {
      attributes: [{ external_id: 'tracked-1', first_name: 'Tracy', loyalty: { points: 7 } }],
      events: [
        { external_id: 'tracked-1', name: 'bought', time: '2026-01-01T00:00:00Z', properties: { item: 'book' } },
      ],
    };
    await write(path, JSON.stringify(track));
    try {
      await write(
        'drafts/track.liquid',
        'Hi {{${first_name}}}: {{custom_attribute.${loyalty}.points}} {{event_properties.${item}}}\n',
      );
      const view = await previewToSide(session);
      await view.locator('#user option', { hasText: 'Tracy' }).waitFor({ state: 'attached' });
      const option = view.locator('#user option', { hasText: 'Tracy' }).first();
      await view.locator('#user').selectOption(await option.getAttribute('value'));
      await view.locator('.body', { hasText: 'Hi Tracy: 7 book' }).waitFor();
      await view.locator('#user').selectOption({ label: ADA });
    } finally {
      rmSync(join(folder, path));
    }
  },

  'a template that never ends is stopped, and shown again once it does': async (session) => {
    const { write, page, shot } = session;
    await write(
      'drafts/endless.liquid',
      '{% for i in (1..999999999) %}{% for j in (1..99999) %}x{% endfor %}{% endfor %}\n',
    );
    const view = await previewToSide(session);
    await view
      .locator('.problems', { hasText: /stopped|too long|second/i })
      .first()
      .waitFor();
    await shot('6-endless');
    await page.locator('.tab[data-resource-name="endless.liquid"]').first().click();
    await session.workbench.openFile('drafts/endless.liquid');
    await session.workbench.replaceAll('Short\n');
    await view.locator('.body', { hasText: /^Short$/ }).waitFor();
    assert.equal(await view.locator('.problems').count(), 0);
  },

  'an abort on the first line, and a webhook without a body': async (session) => {
    const { write, shot } = session;
    await write('drafts/abort.liquid', "{% abort_message('Not today') %}\nHi\n");
    const view = await previewToSide(session);
    await view.locator('.banner.aborted', { hasText: 'Not today' }).waitFor();
    await view.getByText('Nothing was rendered before the abort.').waitFor();
    await shot('6-abort');
    await write(
      'drafts/nobody.webhook.liquid',
      '---\nmethod: GET\nurl: https://api.example.com/v1/{{${user_id}}}\n---\n',
    );
    await (await previewToSide(session)).getByText('No body.').waitFor();
    await shot('6-no-body');
  },

  '200 Connected Content calls are listed': async (session) => {
    const { write, shot } = session;
    await write(
      'drafts/calls.liquid',
      '{% for i in (1..200) %}{% connected_content https://api.example.com/{{i}} :save answer %}{% endfor %}\nThe first line\n',
    );
    const view = await previewToSide(session);
    await view.getByRole('tab', { name: 'Connected Content' }).click();
    await until('200 calls', async () => assert.equal(await view.locator('.calls > li').count(), 200));
    await view.getByText('200 calls, one after the other.').waitFor();
    await shot('6-calls');
    await view.getByRole('tab', { name: 'Message' }).click();
    await view.locator('.body', { hasText: 'The first line' }).waitFor();
  },

  'a narrow panel shows all of it': async (session) => {
    const { workbench, page, shot } = session;
    await page.setViewportSize({ width: 1000, height: 900 });
    try {
      await workbench.openFile('rokt/new-event.webhook.liquid');
      const view = await previewToSide(session);
      for (const name of ['Request', 'Data', 'Connected Content', 'Users', 'Difference']) {
        await view.getByRole('tab', { name }).click();
        await view.getByRole('tabpanel', { name }).waitFor();
        if (name === 'Users') await view.locator('.outcomes .outcome-of').nth(3).waitFor();
        await shot(`6-narrow-${name}`);
        const frame = await workbench.webviewFrame();
        const { over, width } = await frame.evaluate(() => ({
          over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          width: document.documentElement.clientWidth,
        }));
        assert.ok(width < 500, `${width} px is not narrow`);
        assert.ok(over <= 0, `${name} is ${over} px too wide`);
      }
      await view.getByRole('tab', { name: 'Request' }).click();
    } finally {
      await page.setViewportSize({ width: 1400, height: 900 });
    }
  },
};
