// A web project that has nothing of Braze, until one file has. Before the test that refuses the offer for good.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../scripts/lib/wait.mjs';

const PAGE = '<!DOCTYPE html>\n<title>{{ title }}</title>\n<script>const a = `${1 + 1}`;</script>\n';
const MAIL = '<p>Hi {{${first_name} | upcse}}</p>\n';

export const tests = {
  'a folder of templates has its server before a file is opened: one may be renamed': async (session) => {
    await until('the server', async () => assert.equal(session.serverCount(), 1));
  },

  'in a plain web project no server runs, until a file is taken for Braze Liquid; it stays so': async (session) => {
    const { workbench, page, url, serverCount, shot } = session;
    const folder = mkdtempSync(join(tmpdir(), 'braze-liquid-plain-'));
    const before = page.url();
    try {
      writeFileSync(join(folder, 'index.html'), PAGE);
      writeFileSync(join(folder, 'mail.html'), MAIL);
      await workbench.open(url(folder));
      await until('the end of the other window\u2019s server', async () => assert.equal(await serverCount(), 0));
      await workbench.openFile('index.html');
      await workbench.status('HTML').waitFor();
      await workbench.openFile('mail.html');
      // The extension is awake: it offers to take the file. HTML's own server does not run in this VS Code, and says so
      // in its place: the list of all notifications holds both.
      const offer = page.locator('.notifications-center').getByRole('button', { name: 'This File' });
      await workbench.command('Notifications: Show Notifications');
      await offer.first().waitFor();
      await shot('0-plain');
      assert.equal(serverCount(), 0);
      await offer.first().click();
      await workbench.squiggles('warning').first().waitFor();
      assert.equal(serverCount(), 1);
      await workbench.closeEditors();
      await workbench.openFile('mail.html');
      await workbench.status('Braze Liquid').waitFor();
      await page.reload();
      await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
      // Which files were open the workbench writes down every few seconds only.
      await workbench.openFile('mail.html');
      await workbench.status('Braze Liquid').waitFor();
      await workbench.squiggles('warning').first().waitFor();
    } finally {
      await workbench.open(before);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
