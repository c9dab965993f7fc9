// `npm start`, followed as the README says. Last: it takes the page away from the workbench of the other tests.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { workbenchOn } from '../../scripts/lib/workbench.mjs';

/** Starts it; resolves with the address that it prints. */
function start() {
  const child = spawn('npm', ['start', '--', '--serve'], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const address = new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk) => {
      output += chunk;
      const match = /^ +(http:\/\/127\.0\.0\.1:\S+)$/m.exec(output);
      if (match) resolve(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
  return { address, ended, signal: (name) => process.kill(-child.pid, name) };
}

export const tests = {
  'npm start prints an address, where the extension is at work': async ({ page, shot }) => {
    const started = start();
    try {
      const address = await started.address;
      const guest = new URL(address);
      guest.searchParams.delete('tkn');
      assert.equal((await fetch(guest)).status, 403, 'nobody enters without the token');
      const workbench = workbenchOn(page);
      await workbench.open(address);
      await page.locator('.tab.active[data-resource-name="new-event.webhook.liquid"]').first().waitFor();
      await workbench.status('Ada Lovelace').waitFor();
      await shot('9-start');
    } finally {
      started.signal('SIGINT');
      await started.ended;
    }
    await assert.rejects(fetch(await started.address));
  },
};
