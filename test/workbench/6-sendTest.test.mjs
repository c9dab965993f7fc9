// Send Test: what the dialog says, and that nothing goes out without it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { until } from '../../scripts/lib/wait.mjs';

const SEND_TEST = 'Braze Liquid: Send Test…';
const SETTING = 'brazeLiquid.sendTest.allowPrivateAddresses';
/** A credential that must turn up nowhere. */
const CANARY = 'canary-8c1f5e0b7d42';

/** An https server on loopback that VS Code trusts; counts connections and answers with what it got. */
async function listen({ identity }) {
  const seen = { connections: 0, got: [] };
  const server = createServer(identity, (request, response) => {
    const { method, url, headers } = request;
    seen.got.push({ method, url, headers });
    response.writeHead(201, 'Created', { 'Content-Type': 'application/json' });
    request.on('end', () => response.end(JSON.stringify({ got: headers.authorization ?? null })));
    request.resume();
  });
  server.on('connection', () => seen.connections++);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { seen, close, url: `https://127.0.0.1:${server.address().port}/v1/events` };
}

const template = (url, headers = '') =>
  `---\nkind: webhook\nmethod: POST\nurl: ${url}\nheaders:\n  Content-Type: application/json\n${headers}---\n{"name": "{{\${first_name}}}"}\n`;

const dialog = (page) => page.locator('.monaco-dialog-box');
const press = (page, button) => dialog(page).getByRole('button', { name: button }).click();

/** Lets the user's own settings, and no workspace's, allow this machine. */
async function allowThisMachine({ workbench, page, data }) {
  const file = join(data, 'data/User/settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  if (settings[SETTING]) return;
  await workbench.command('Preferences: Open User Settings (JSON)');
  const editor = page.locator('.modal-editor-part .monaco-editor[role="code"]').first();
  await editor.locator('.view-line').first().click();
  await workbench.replaceAll(JSON.stringify({ ...settings, [SETTING]: true }));
  // What the editor closes of itself.
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+S');
  await until('the saved settings', () => assert.ok(readFileSync(file, 'utf8').includes(SETTING)));
  await until('the settings to close', async () => {
    await page.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached', timeout: 1000 });
  });
}

/** Runs the command until its dialog shows: a setting that was just written takes a moment to count. */
const askToSend = ({ workbench, page }) =>
  until('the dialog', async () => {
    await workbench.command(SEND_TEST);
    await dialog(page).waitFor({ timeout: 3000 });
  });

export const tests = {
  'a test send to this machine is refused': async (session) => {
    const { workbench, write, shot } = session;
    const { seen, close, url } = await listen(session);
    try {
      await write('drafts/refused.webhook.liquid', template(url));
      await workbench.command(SEND_TEST);
      await workbench.notifications.filter({ hasText: 'this machine itself' }).first().waitFor();
      await shot('6-refused');
      await workbench.command('Notifications: Clear All Notifications');
      assert.equal(seen.connections, 0);
    } finally {
      close();
    }
  },

  'a test send shows what it sends, and sends it when that is confirmed': async (session) => {
    const { workbench, page, write, shot } = session;
    const { seen, close, url } = await listen(session);
    try {
      await allowThisMachine(session);
      await write('drafts/send.webhook.liquid', template(url));
      await askToSend(session);
      await shot('6-dialog');
      const text = await dialog(page).textContent();
      assert.match(text, /Send this request to 127\.0\.0\.1:\d+\?/);
      assert.ok(text.includes(`POST ${url}`));
      assert.match(text, /Rendered for Ada Lovelace/);
      await press(page, 'Cancel');
      await dialog(page).waitFor({ state: 'detached' });
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal(seen.connections, 0);

      await workbench.command(SEND_TEST);
      await press(page, 'Send');
      await page.locator('.tab', { hasText: 'Answer to send.webhook.liquid' }).waitFor();
      await until('the answer', async () => assert.match((await workbench.lines()).join('\n'), /^201 Created\n/));
      await shot('6-answer');
      assert.equal(seen.connections, 1);
      assert.deepEqual(
        seen.got.map(({ method, url: path }) => [method, path]),
        [['POST', '/v1/events']],
      );
    } finally {
      close();
    }
  },

  'a credential goes to its host and nowhere else': async (session) => {
    const { workbench, page, write, shot, folder, data } = session;
    const { seen, close, url } = await listen(session);
    try {
      await allowThisMachine(session);
      await write('drafts/secret.webhook.liquid', template(url, '  Authorization: Bearer <API_TOKEN>\n'));
      await askToSend(session);
      await press(page, 'Store Credential');
      await workbench.quickPickRows.filter({ hasText: 'Bearer' }).first().click();
      await page.locator('.quick-input-widget input[type="password"]').fill(CANARY);
      await page.keyboard.press('Enter');
      await dialog(page).waitFor();
      await shot('6-credential');
      assert.match(
        await dialog(page).textContent(),
        /Authorization: \*\*\* \(your stored credential for 127\.0\.0\.1:\d+\)/,
      );
      await press(page, 'Send');
      await until('the answer', async () =>
        assert.match((await workbench.lines()).join('\n'), /"got": "Bearer \*\*\*"/),
      );
      await shot('6-masked');
      assert.equal(seen.got[0].headers.authorization, `Bearer ${CANARY}`);
      assert.ok(!(await page.content()).includes(CANARY));
      assert.ok(!(await page.evaluate(() => navigator.clipboard.readText())).includes(CANARY));
      for (const root of [folder, data])
        for (const file of readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
          entry.isFile(),
        ))
          assert.ok(!readFileSync(join(file.parentPath ?? file.path, file.name)).includes(CANARY), file.name);

      const host = new URL(url).host;
      const manage = () => workbench.command('Braze Liquid: Credentials for Test Sends…');
      await manage();
      await workbench.quickPickRows.filter({ hasText: host }).first().click();
      await workbench.quickPickRows.filter({ hasText: 'Remove' }).first().click();
      await page
        .locator('.part.statusbar', { hasText: `Removed the credential 'Authorization' for ${host}` })
        .waitFor();
      await manage();
      await workbench.quickPickRows.filter({ hasText: 'Store a credential' }).first().waitFor();
      assert.equal(await workbench.quickPickRows.filter({ hasText: host }).count(), 0);
      await page.keyboard.press('Escape');
    } finally {
      close();
    }
  },
};
