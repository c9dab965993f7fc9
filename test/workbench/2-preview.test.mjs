// The preview panel: what it shows, how it follows the template and the user.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../scripts/lib/wait.mjs';

const WEBHOOK = 'rokt/new-event.webhook.liquid';
const TO_SIDE = 'Render Preview for Sample User to the Side';
const ADA = 'Ada Lovelace (complete)';
const NOBODY = /nothing set/i;
const HOSTILE = /hostile/i;

/** Opens the preview beside a file that is open, for the complete user. */
async function previewToSide({ workbench }) {
  await workbench.titleButton(TO_SIDE).click();
  const view = workbench.webview;
  await view.locator('#user').waitFor();
  await choose(view, ADA);
  return view;
}

/** Picks a user in the panel's own list, by a part of the label. */
async function choose(view, label) {
  const option = view.locator('#user option', { hasText: label }).first();
  await view.locator('#user').selectOption(await option.getAttribute('value'));
  await view.locator('#user option:checked', { hasText: label }).waitFor({ state: 'attached' });
}

/** The page's tab of a name, brought to the front. */
const tab = (view, name) => view.getByRole('tab', { name }).click();

const body = async (view) => JSON.parse(await view.locator('.body').first().textContent());
const shows = (view, what, check) => until(what, async () => check(await body(view)));

export const tests = {
  'the preview beside the template shows the request': async (session) => {
    const { workbench, shot } = session;
    await workbench.openFile(WEBHOOK);
    const view = await previewToSide(session);
    await shows(view, 'the event for Ada', ({ event, subscriptionIds }) => {
      assert.equal(event.title, 'Spring sale: a preview for Ada');
      assert.equal(event.timezone, 'GMT Standard Time');
      assert.equal(subscriptionIds.length, 2);
    });
    assert.equal(await view.locator('.endpoint .method').textContent(), 'POST');
    assert.equal(
      await view.locator('.endpoint .url').textContent(),
      'https://api.roktcalendar.com/v1/subscriptionevent/brazetest',
    );
    const headers = await view.locator('table.pairs').first().textContent();
    assert.match(headers, /Authorization\s*Bearer \*\*\*/);
    assert.doesNotMatch(await view.locator('#preview').textContent(), /sample-access-token/);
    await shot('2-preview-light');
    // The editor keeps the focus: one goes on typing.
    await workbench
      .editor()
      .locator('textarea:focus, .native-edit-context:focus')
      .first()
      .waitFor({ state: 'attached' });
    await tab(view, 'Connected Content');
    assert.match(
      await view.locator('.calls').textContent(),
      /POST https:\/\/api\.roktcalendar\.com\/oauth2\/token\s*Mock answered 200: rokt-token\.mock\.json/,
    );
    await tab(view, 'Request');
  },

  'the preview from the palette takes the template’s place': async ({ workbench, page, shot }) => {
    await workbench.openFile('welcome.liquid');
    await workbench.command('Braze Liquid: Render Preview for Sample User');
    const view = workbench.webview;
    await view.locator('.body', { hasText: 'welcome to Example Shop!' }).waitFor();
    assert.equal(await page.locator('.editor-group-container').count(), 1);
    await shot('2-message');
    await workbench.titleButton('Show Source').click();
    await page.locator('.tab.active[data-resource-name="welcome.liquid"]').waitFor();
  },

  'the user is switched in the panel and in the status bar': async (session) => {
    const { workbench, shot } = session;
    await workbench.openFile(WEBHOOK);
    const view = await previewToSide(session);
    await choose(view, 'Grace');
    await shows(view, 'the event for Grace', ({ event }) => assert.match(event.title, /for Grace$/));
    await workbench.status('Grace').click();
    await workbench.quickPickRows.filter({ hasText: ADA }).first().waitFor();
    await shot('2-users');
    await workbench.pick(ADA);
    await shows(view, 'the event for Ada', ({ event }) => assert.match(event.title, /for Ada$/));
    await workbench.status(ADA).waitFor();
  },

  'the preview follows the template, and keeps the last good rendering of a broken one': async (session) => {
    const { workbench, page, write, folder, shot } = session;
    await write('drafts/follow.webhook.liquid', readFileSync(join(folder, WEBHOOK), 'utf8'));
    const view = await previewToSide(session);
    await shows(view, 'the first event', ({ event }) => assert.match(event.title, /for Ada$/));
    // Whatever is typed, the body is never away, and stays the same element: nothing flashes or scrolls.
    const frame = await workbench.webviewFrame();
    await frame.evaluate(() => {
      globalThis.body = document.querySelector('.body');
      globalThis.absences = 0;
      new MutationObserver(() => {
        if (document.querySelector('.body') !== globalThis.body) globalThis.absences++;
      }).observe(document.body, { subtree: true, childList: true });
    });
    await workbench.goToEndOf('{% capture eventId %}spring');
    for (let left = '{% endcapture %}'.length; left > 0; left--) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('_b');
    await shows(view, 'the new id', ({ event }) => assert.match(event.eventId, /^spring_sale_2027_b_/));
    // Nothing that one reads moves while the text is broken.
    const top = () => frame.evaluate(() => document.querySelector('.body').getBoundingClientRect().top);
    const before = await top();
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await view.locator('.banner.warning', { hasText: 'what it rendered to before' }).waitFor();
    await shot('2-broken');
    assert.equal(await top(), before);
    assert.match((await body(view)).event.eventId, /^spring_sale_2027_b_/);
    await page.keyboard.type('%}');
    await view.locator('.banner.warning').waitFor({ state: 'detached' });
    await shows(view, 'the mended template', ({ event }) => assert.match(event.eventId, /^spring_sale_2027_b_/));
    assert.equal(await frame.evaluate(() => globalThis.absences), 0);
  },

  'a hostile user’s text stays text': async (session) => {
    const { workbench, page, requests, shot } = session;
    await workbench.openFile(WEBHOOK);
    const view = await previewToSide(session);
    await shows(view, 'the event', ({ event }) => assert.ok(event.title));
    const frame = await workbench.webviewFrame();
    await frame.evaluate(() => {
      globalThis.alerts = 0;
      globalThis.alert = () => globalThis.alerts++;
    });
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    const before = requests.length;
    await choose(view, HOSTILE);
    await shows(view, 'the hostile event', ({ event }) => assert.match(event.title, /<\/script><script>alert\(1\)/));
    await shot('2-hostile');
    await tab(view, 'Data');
    await view.locator('.reads input, .reads textarea').first().waitFor();
    await shot('2-hostile-data');
    await tab(view, 'Request');
    const found = await frame.evaluate(() => ({
      alerts: globalThis.alerts,
      scripts: document.querySelectorAll('#preview script, #preview img').length,
    }));
    assert.deepEqual({ ...found, dialogs }, { alerts: 0, scripts: 0, dialogs: 0 });
    assert.deepEqual(
      requests.slice(before).filter((url) => !url.startsWith('http://127.0.0.1:')),
      [],
    );
    // The page may ask nobody anything, whatever gets into it.
    const blocked = await frame.evaluate(() =>
      fetch('https://example.com/').then(
        () => false,
        () => true,
      ),
    );
    assert.ok(blocked);
    await choose(view, ADA);
  },

  'an aborted message says so': async (session) => {
    const { workbench, shot } = session;
    await workbench.openFile(WEBHOOK);
    const view = await previewToSide(session);
    await choose(view, NOBODY);
    const banner = view.locator('.banner.aborted');
    await banner.waitFor();
    await shot('2-aborted');
    assert.match(await banner.textContent(), /Aborted\. Nothing is sent to this user\..*The user has no/);
    assert.equal(await view.locator('.endpoint').count(), 0);
    assert.ok(await view.getByRole('button', { name: 'Copy as cURL' }).isDisabled());
    await choose(view, ADA);
  },

  'a call without a mock is named, and leads to its place': async (session) => {
    const { write, page, shot } = session;
    await write(
      'drafts/call.liquid',
      'Hi\n\n{% connected_content https://api.example.com/weather :save weather %}{{weather.text}}\n{{${first_name}}}\n',
    );
    const view = await previewToSide(session);
    const problem = view.locator('.problems .jump', { hasText: 'api.example.com/weather' }).first();
    await problem.waitFor();
    await shot('2-no-mock');
    await problem.click();
    await page.locator('.part.statusbar', { hasText: 'Ln 3' }).waitFor();
    await tab(view, 'Data');
    await view.locator('.reads .jump', { hasText: 'first_name' }).click();
    await page.locator('.part.statusbar', { hasText: 'Ln 4' }).waitFor();
    await page.locator('.tab.active[data-resource-name="call.liquid"]').first().waitFor();
  },

  'the request is copied as a cURL command': async (session) => {
    const { workbench, page } = session;
    await workbench.openFile(WEBHOOK);
    const view = await previewToSide(session);
    await view.getByRole('button', { name: 'Copy as cURL' }).click();
    await until('the clipboard', async () =>
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^curl .*roktcalendar/s),
    );
  },

  'nothing is asked of any other machine': ({ requests }) => {
    const hosts = new Set(
      requests.map((url) => new URL(url)).flatMap(({ host, protocol }) => (protocol.startsWith('http') ? [host] : [])),
    );
    // A webview's files have an address at vscode-cdn.net, which VS Code's own service worker answers.
    const others = [...hosts].filter(
      (host) => !host.startsWith('127.0.0.1:') && !host.endsWith('.vscode-resource.vscode-cdn.net'),
    );
    assert.deepEqual(others, []);
  },
};
