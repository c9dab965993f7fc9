// A folder that is not trusted: the preview works, and nothing can be sent.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { copyExamples } from '../../scripts/lib/extensionFolder.mjs';
import { startVscodeServer } from '../../scripts/lib/vscodeServer.mjs';
import { until } from '../../scripts/lib/wait.mjs';
import { workbenchOn } from '../../scripts/lib/workbench.mjs';

const SETTINGS = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'brazeLiquid.sendTest.allowPrivateAddresses': true,
};

export const tests = {
  'in a folder that is not trusted the preview works, and nothing can be sent': async ({ page: trusted, vsix }) => {
    let connections = 0;
    const listener = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const workspace = copyExamples();
    const url = `https://127.0.0.1:${listener.address().port}/`;
    const text = `---\nkind: webhook\nmethod: POST\nurl: ${url}\n---\nHi {{\${first_name}}}\n`;
    writeFileSync(join(workspace.folder, 'send.webhook.liquid'), text);
    const server = await startVscodeServer({ extensions: [vsix], settings: SETTINGS });
    const page = await trusted.context().newPage();
    try {
      page.setDefaultTimeout(20_000);
      await page.setViewportSize({ width: 1400, height: 900 });
      const workbench = workbenchOn(page);
      await workbench.open(server.url(workspace.folder));
      await workbench.status('Restricted Mode').waitFor();
      await workbench.openFile('send.webhook.liquid');
      await workbench.titleButton('Render Preview for Sample User to the Side').click();
      const view = workbench.webview;
      await view.locator('.body', { hasText: 'Hi ' }).first().waitFor();

      await page.keyboard.press('F1');
      await workbench.quickInput.fill('>Braze Liquid: ');
      await workbench.quickPickRows.filter({ hasText: 'Copy' }).first().waitFor();
      await workbench.quickInput.fill('>Braze Liquid: Send Test');
      await until('the palette', async () =>
        assert.equal(await workbench.quickPickRows.filter({ hasText: 'Send Test…' }).count(), 0),
      );
      await page.keyboard.press('Escape');
      assert.equal(await workbench.titleButton('Send Test').count(), 0);

      await view.getByRole('button', { name: 'Send Test…' }).click();
      await workbench.notifications.filter({ hasText: 'Test sends are off in Restricted Mode' }).first().waitFor();
      await page.screenshot({ path: 'artifacts/8-restricted.png' });
      assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
      assert.equal(connections, 0);
    } catch (error) {
      await page.screenshot({ path: 'artifacts/failed-8-restricted.png' });
      throw error;
    } finally {
      await page.close();
      await server.stop();
      workspace.remove();
      listener.close();
    }
  },
};
