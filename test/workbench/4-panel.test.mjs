// The preview's tabs and switches, each used as a person would.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../scripts/lib/wait.mjs';
import { ADA, previewToSide } from './previewToSide.mjs';

const WEBHOOK = 'rokt/new-event.webhook.liquid';

const tab = async (view, name) => {
  await view.getByRole('tab', { name }).click();
  await view.getByRole('tabpanel', { name }).waitFor();
};
const body = (view) => view.locator('.body').first();
const shows = (view, text) => body(view).filter({ hasText: text }).waitFor();

/** Opens a file in the template's own column: what is opened from the panel stands in front of it. */
async function openBeside({ workbench, page }, from, path) {
  await page.locator(`.tab[data-resource-name="${from}"]`).first().click();
  await workbench.openFile(path);
}

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/** The document of an HTML message, to run code in. */
async function messageFrame({ workbench }) {
  const outer = await workbench.webviewFrame();
  return (await outer.waitForSelector('iframe.message')).contentFrame();
}

/** Every way that is known to run a script or to reach another machine from a mail. */
const HOSTILE_MAIL = `<html><body style="font-family:serif" onload="ran1=1"><h1>Hello {{\${first_name}}}</h1>
<script>alert(1)</script><script>ran2=1</script><img src="x" onerror="ran3=1;alert(2)"><img src="https://tracker.example.com/pixel.png">
<a href="javascript:alert(3)">click</a> <a id="out" href="https://evil.example.com/">out</a>
<meta http-equiv="refresh" content="0;url=https://evil.example.com/refresh"><base href="https://evil.example.com/base/">
<form action="https://evil.example.com/form"><button formaction="javascript:alert(6)">send</button></form>
<iframe src="javascript:alert(4)"></iframe><iframe srcdoc="<script>parent.ran4=1</script>"></iframe><svg onload="ran5=1;alert(5)"></svg>
<object data="https://evil.example.com/o"></object><embed src="https://evil.example.com/e"><video src="https://evil.example.com/v" autoplay></video>
<link rel="stylesheet" href="https://evil.example.com/a.css"><link rel="prefetch" href="https://evil.example.com/p">
<style>@import "https://evil.example.com/b.css";body{background:url(https://evil.example.com/c.png)}</style>
<details open ontoggle="ran6=1"><input autofocus onfocus="ran7=1"></details><math><mtext></mtext></math></style><img src=x onerror=ran8=1>
</body></html>
`;

export const tests = {
  'arrows move through the tabs, and the choice is kept for the next template': async (session) => {
    const { workbench, page } = session;
    await workbench.openFile(WEBHOOK);
    const view = await previewToSide(session);
    await view.getByRole('tab', { name: 'Request' }).focus();
    await page.keyboard.press('ArrowRight');
    await view.getByRole('tabpanel', { name: 'Data' }).waitFor();
    await page.keyboard.press('End');
    await view.getByRole('tabpanel', { name: 'Difference' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await view.getByRole('tabpanel', { name: 'Request' }).waitFor();
    await tab(view, 'Data');
    await openBeside(session, 'new-event.webhook.liquid', 'welcome.liquid');
    await view.getByRole('tab', { name: 'Message' }).waitFor();
    await view.getByRole('tabpanel', { name: 'Data' }).waitFor();
  },

  'by keyboard alone: the preview opened, its tabs walked, a value changed, the user saved': async (session) => {
    const { workbench, page, write, folder } = session;
    await write('drafts/keys.liquid', 'Hi {{${first_name}}}\n');
    await workbench.command('Braze Liquid: Render Preview for Sample User');
    const view = workbench.webview;
    await view.locator('#user').waitFor();
    const focused = () => view.locator(':focus').evaluate((node) => node.id || node.textContent.trim());
    // Tab leads from the page's head through all that can be pressed; each shows that it has the focus.
    const tabTo = (wanted, key = 'Tab') =>
      until(`the focus on ${wanted}`, async () => {
        await page.keyboard.press(key);
        assert.equal(await focused(), wanted);
      });
    await view.locator('body').press('Tab');
    await tabTo('tab-message');
    assert.notEqual(await view.locator(':focus').evaluate((node) => getComputedStyle(node).outlineStyle), 'none');
    await page.keyboard.press('ArrowRight');
    await view.getByRole('tabpanel', { name: 'Data' }).waitFor();
    await until('the field', async () => {
      await page.keyboard.press('Tab');
      assert.equal(await view.locator(':focus').getAttribute('aria-label'), 'Value of ${first_name}');
    });
    // Not Control+A: VS Code selects all once more a moment later, and a robot has typed by then.
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type('Keyla');
    assert.equal(await view.locator(':focus').inputValue(), 'Keyla');
    await page.keyboard.press('Enter');
    await view.locator('#user option:checked', { hasText: '(edited)' }).waitFor({ state: 'attached' });
    await tabTo('Save as sample user…');
    await page.keyboard.press('Enter');
    await workbench.quickInput.waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Keyla');
    await page.keyboard.press('Enter');
    const path = join(folder, 'users/keyla.user.json');
    await page.locator('.tab[data-resource-name="keyla.user.json"]').waitFor();
    assert.equal(JSON.parse(readFileSync(path, 'utf8')).attributes.first_name, 'Keyla');
    rmSync(path);
  },

  'each code lens goes when its setting is switched off, and comes again': async (session) => {
    const { workbench, page, folder } = session;
    await workbench.openFile(WEBHOOK);
    const lens = (text) => workbench.editor().locator('.codelens-decoration', { hasText: text }).first();
    const settings = join(folder, '.vscode/settings.json');
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    const lenses = { preview: /Preview as /, copyAsCurl: 'Copy as cURL', connectedContent: /Mock: / };
    try {
      for (const [name, text] of Object.entries(lenses)) {
        await lens(text).waitFor();
        writeFileSync(settings, JSON.stringify({ [`brazeLiquid.codeLens.${name}`]: false }));
        await lens(text).waitFor({ state: 'detached' });
        for (const [other, shown] of Object.entries(lenses)) if (other !== name) await lens(shown).waitFor();
      }
    } finally {
      rmSync(settings);
    }
    for (const text of Object.values(lenses)) await lens(text).waitFor();
    await page.keyboard.press('Control+Home');
  },

  'a value is edited in place, its type kept, and saved as a sample user': async (session) => {
    const { page, write, folder, shot } = session;
    await write(
      'drafts/edit.liquid',
      'Hi {{${first_name}}}, {{custom_attribute.${loyalty_points} | plus: 1}} {{custom_attribute.${rokt:account_code}[0]}}\n',
    );
    const view = await previewToSide(session);
    const user = view.locator('#user');
    await user.selectOption({ label: 'Ada' });
    await shows(view, 'Hi Ada, 1281 brazetest');
    await tab(view, 'Data');
    const field = (name) => view.getByLabel(`Value of ${name}`, { exact: true });
    const type = async (name, text) => {
      await field(name).fill(text);
      await field(name).blur();
    };
    await type('${first_name}', '<b>Zoë</b>');
    await view.locator('#user option:checked', { hasText: 'Ada (edited)' }).waitFor({ state: 'attached' });
    await type('custom_attribute.${loyalty_points}', 'many');
    await view.locator('.banner', { hasText: "is a number: 'many' is none" }).waitFor();
    await type('custom_attribute.${loyalty_points}', '7');
    await view.locator('.banner').waitFor({ state: 'detached' });
    await type('custom_attribute.${rokt:account_code} › 0', 'other/0');
    await view.locator('.reads .as-json summary').click();
    await until('the JSON', async () =>
      assert.match(await field('custom_attribute.${rokt:account_code} as JSON').inputValue(), /other\/0/),
    );
    await type('custom_attribute.${rokt:account_code} as JSON', '["other/1"]');
    await shot('4-data');
    await tab(view, 'Message');
    await shows(view, 'Hi <b>Zoë</b>, 8 other/1');
    await tab(view, 'Data');
    await view.getByRole('button', { name: 'Save as sample user…' }).click();
    await session.workbench.quickInput.fill('Zoë');
    await page.keyboard.press('Enter');
    await page.locator('.tab[data-resource-name="zoë.user.json"]').waitFor();
    const saved = JSON.parse(readFileSync(join(folder, 'users/zoë.user.json'), 'utf8'));
    assert.equal(saved.label, 'Zoë');
    assert.equal(saved.attributes.first_name, '<b>Zoë</b>');
    assert.equal(saved.custom_attributes.loyalty_points, 7);
    assert.deepEqual(saved.custom_attributes['rokt:account_code'], ['other/1']);
    await view.locator('#user option:checked', { hasText: 'Zoë' }).waitFor({ state: 'attached' });
  },

  'a call without a mock gets one': async (session) => {
    const { page, write, folder, shot, workbench } = session;
    await write(
      'drafts/nomock.liquid',
      '{% connected_content https://api.example.com/weather?api_key=canary-1234567 :save weather %}It is {{weather.text}}.\n',
    );
    const view = await previewToSide(session);
    await tab(view, 'Connected Content');
    await view.locator('.calls', { hasText: 'No mock answers this call' }).waitFor();
    await shot('4-calls');
    assert.doesNotMatch(await view.locator('#preview').textContent(), /canary/);
    await view.getByRole('button', { name: 'Create a mock for this call' }).click();
    const name = 'api.example.com-weather.mock.json';
    await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    const text = readFileSync(join(folder, 'mocks', name), 'utf8');
    assert.doesNotMatch(text, /canary/);
    await workbench.webview.locator('.calls', { hasText: `Mock answered 200: ${name}` }).waitFor();
  },

  'all users stand in a matrix, and a click switches to one': async (session) => {
    const { workbench, shot } = session;
    await workbench.openFile(WEBHOOK);
    const view = await previewToSide(session);
    await tab(view, 'Users');
    const row = (label) => view.locator('.outcomes tbody tr', { hasText: label });
    await row('nothing set').getByText('Aborted').waitFor();
    await row('Grace').getByText('OK').waitFor();
    await view.locator('.summary', { hasText: /of \d+ users ok/ }).waitFor();
    await shot('4-users');
    await row('Grace').getByRole('button', { name: 'Grace' }).click();
    await view.locator('#user option:checked', { hasText: 'Grace' }).waitFor({ state: 'attached' });
    await workbench.status('Grace').waitFor();
  },

  'two users, and the saved file against the edited one, differ where they do': async (session) => {
    const { workbench, page, shot } = session;
    await workbench.openFile(WEBHOOK);
    const view = await previewToSide(session);
    await tab(view, 'Difference');
    await view.getByText('No difference.').waitFor();
    await view.locator('#compare').selectOption({ label: 'Grace Hopper' });
    const row = view.locator('.diff tr', { hasText: 'body.event.title' });
    await row.locator('del', { hasText: 'for Grace' }).waitFor();
    await row.locator('ins', { hasText: 'for Ada' }).waitFor();
    await shot('4-difference');
    await view.locator('#compare').selectOption({ label: 'The saved file' });
    await view.getByText('No difference.').waitFor();
    await openBeside(session, 'new-event.webhook.liquid', WEBHOOK);
    await workbench.goToEndOf('{% capture notifyBefore %}15');
    for (let left = '{% endcapture %}'.length; left > 0; left--) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('0');
    await view.locator('.diff tr', { hasText: 'body.event.notifyBefore' }).locator('ins', { hasText: '150' }).waitFor();
    await page.keyboard.press('Backspace');
    await view.getByText('No difference.').waitFor();
  },

  'random users, the clock, the language and the time zone are set': async (session) => {
    const { write, shot } = session;
    await write(
      'drafts/when.liquid',
      'It is {{ "now" | date: "%Y-%m-%d %H:%M" }}, {{${language}}}, {{${time_zone}}}, {{${first_name}}}\n',
    );
    const view = await previewToSide(session);
    await view.locator('#settings summary').click();
    const set = async (id, text) => {
      await view.locator(`#set-${id}`).fill(text);
      await view.locator(`#set-${id}`).blur();
    };
    await set('now', '2027-02-03T04:05');
    await shows(view, 'It is 2027-02-03 04:05');
    await set('language', 'pt_BR');
    await set('timeZone', 'Nowhere/Land');
    await view.locator('.banner', { hasText: "'Nowhere/Land' is no time zone" }).waitFor();
    await set('timeZone', 'America/Sao_Paulo');
    await shows(view, ', pt, America/Sao_Paulo, Ada');
    await shot('4-settings');
    await view.locator('#user').selectOption('#random');
    const seed = (value) =>
      until(`seed ${value}`, async () => assert.equal(await view.locator('#seed').inputValue(), value));
    await seed('1');
    await until('the first random user', async () => assert.doesNotMatch(await body(view).textContent(), /, Ada/));
    const first = await body(view).textContent();
    await view.getByRole('button', { name: 'Next seed' }).click();
    await until('another user', async () => assert.notEqual(await body(view).textContent(), first));
    await view.locator('#seed').fill('1');
    await view.locator('#seed').blur();
    await shows(view, first.trim());
    for (const id of ['now', 'language', 'timeZone']) await set(id, '');
    await view.locator('#settings summary', { hasText: 'Time and language' }).waitFor();
  },

  'a locked preview stays, and another template gets a preview of its own': async (session) => {
    const { workbench, page, shot } = session;
    await workbench.openFile('welcome.liquid');
    const view = await previewToSide(session);
    await shows(view, 'welcome to Example Shop!');
    await view.getByRole('button', { name: 'Lock', exact: true }).click();
    await workbench.tab('[Preview welcome.liquid]').waitFor();
    await openBeside(session, 'welcome.liquid', WEBHOOK);
    await shows(view, 'welcome to Example Shop!');
    await workbench.titleButton('Render Preview for Sample User to the Side').click();
    await shows(view, 'a preview for Ada');
    await workbench.tab('Preview new-event.webhook.liquid').waitFor();
    await shot('4-locked');
    await page.locator('.tab', { hasText: '[Preview welcome.liquid]' }).first().click();
    await shows(view, 'welcome to Example Shop!');
    await view.getByRole('button', { name: 'Unlock' }).click();
    await workbench.tab('Preview welcome.liquid').waitFor();
  },

  'source and result lead to each other': async (session) => {
    const { page, write, workbench, shot } = session;
    await write('drafts/both.liquid', 'Hello\n\nDear {{${first_name}}} {{${last_name}}}\n');
    const view = await previewToSide(session);
    await shows(view, 'Dear Ada Lovelace');
    await openBeside(session, 'both.liquid', 'drafts/both.liquid');
    await workbench.goTo(3, 12);
    await view.locator('mark', { hasText: /^Ada$/ }).waitFor();
    await shot('4-mark');
    await workbench.goTo(3, 32);
    await view.locator('mark', { hasText: /^Lovelace$/ }).waitFor();
    await view
      .locator('.line', { hasText: 'Dear' })
      .first()
      .click({ position: { x: 4, y: 6 } });
    await page.locator('.part.statusbar', { hasText: 'Ln 3, Col 1' }).waitFor();
    await page.keyboard.press('Control+Home');
  },

  'branches are marked while the preview is open, and a user is made who gets into one': async (session) => {
    const { page, write, workbench, shot } = session;
    await write(
      'drafts/branch.liquid',
      "{% if {{${first_name}}} == 'Ada' %}yes{% endif %}\n{% if {{custom_attribute.${tier}}} == 'gold' %}\nGolden\n{% endif %}\n",
    );
    const view = await previewToSide(session);
    const gutter = page.locator('.editor-group-container .glyph-margin-widgets .cgmr');
    await until('two marks', async () => assert.equal(await gutter.count(), 2));
    await shot('4-branches');
    await openBeside(session, 'branch.liquid', 'drafts/branch.liquid');
    await workbench.goTo(3, 2);
    await workbench.command('Braze Liquid: Make a User That Reaches This');
    await shows(view, 'Golden');
    await view
      .locator('#user option:checked', { hasText: 'A user who takes this path' })
      .waitFor({ state: 'attached' });
    // Who needs nothing special is one of the random users: the seed is shown, and gives the same one again.
    await write('drafts/seed.liquid', '{% assign n = {{${first_name}}} | size %}{% if n == 5 %}\nFive\n{% endif %}\n');
    await workbench.goTo(2, 2);
    await workbench.command('Braze Liquid: Make a User That Reaches This');
    await shows(view, 'Five');
    const seed = await view.locator('#seed').inputValue();
    assert.match(seed, /^\d+$/);
    await view.locator('#user option:checked', { hasText: 'Random user' }).waitFor({ state: 'attached' });
    await view.locator('#user').selectOption({ label: ADA });
    await view.locator('#user').selectOption('#random');
    await view.locator('#seed').fill(seed);
    await view.locator('#seed').blur();
    await shows(view, 'Five');
    await openBeside(session, 'seed.liquid', 'drafts/branch.liquid');
    // The panel offers the same where it says what nobody reaches.
    await view.locator('#user').selectOption({ label: ADA });
    await tab(view, 'Users');
    await view.locator('.unreached', { hasText: 'line 2' }).waitFor();
    await shot('4-unreached');
    await view.getByRole('button', { name: 'Make a user that reaches line 2' }).click();
    await tab(view, 'Message');
    await shows(view, 'Golden');
    await view.locator('.note').first().waitFor();
    await view.locator('#user').selectOption({ label: ADA });
    await workbench.command('View: Close Other Editors in Group');
    await workbench
      .tab('Preview branch.liquid')
      .getByRole('button', { name: /^Close/ })
      .click();
    await until('no mark', async () => assert.equal(await gutter.count(), 0));
  },

  'what is copied holds no secret unless it is asked for': async (session) => {
    const { page, workbench } = session;
    await workbench.openFile(WEBHOOK);
    const view = await previewToSide(session);
    await shows(view, 'for Ada');
    const copy = async (label) => {
      await page.evaluate(() => navigator.clipboard.writeText(''));
      await view.getByRole('button', { name: 'Copy…' }).click();
      await workbench.quickPickRows
        .filter({ has: page.getByText(label, { exact: true }) })
        .first()
        .click();
      await until(label, async () => assert.notEqual(await clipboard(page), ''));
      return clipboard(page);
    };
    assert.match(await copy('cURL'), /^curl .*Authorization: Bearer \*\*\*/s);
    assert.match(await copy('cURL with secrets'), /Authorization: Bearer sample-access-token/);
    const object = JSON.parse(await copy('Braze webhook object'));
    assert.deepEqual([object.request_method, object.request_headers.Authorization], ['POST', 'Bearer ***']);
    assert.doesNotMatch(await copy('Sample payload'), /Ada/);
    assert.match(await copy('Body'), /preview for Ada/);
  },

  'an HTML message is shown in a frame where nothing runs and nothing is loaded': async (session) => {
    const { page, write, shot } = session;
    const asked = new Set();
    // What the policy stops is seen as a request too, and as one that has failed for it.
    page.context().on('request', (request) => /example\.com/.test(request.url()) && asked.add(request));
    page.context().on('requestfailed', (request) => request.failure()?.errorText === 'csp' && asked.delete(request));
    const foreign = () => [...asked].map((request) => request.url());
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    await write('drafts/mail.liquid', HOSTILE_MAIL);
    const view = await previewToSide(session);
    const mail = view.frameLocator('iframe.message');
    await mail.getByText('Hello Ada').waitFor();
    await view.locator('#user').selectOption({ label: 'Mallory (hostile)' });
    await mail.getByText('Hello O').waitFor();
    assert.equal(await mail.locator('#out').getAttribute('title'), 'https://evil.example.com/');
    await view.getByText(/remote images? (is|are) not loaded/).waitFor();
    for (const text of ['click', 'out']) await mail.getByText(text, { exact: true }).click();
    await mail.getByRole('button', { name: 'send' }).click();
    await shot('4-mail');
    await view.getByRole('button', { name: 'Mobile' }).click();
    await view.getByRole('button', { name: 'Dark mode' }).click();
    await view.locator('iframe.message.mobile.dark').waitFor();
    await mail.getByText('Hello O').waitFor();
    await shot('4-mail-dark');
    const frame = await messageFrame(session);
    assert.deepEqual(
      await frame.evaluate(() => ({
        ran: Object.keys(globalThis).filter((name) => name.startsWith('ran')),
        scripts: document.querySelectorAll('script, iframe, object, embed, base, link').length,
      })),
      { ran: [], scripts: 0 },
    );
    assert.deepEqual({ dialogs, foreign: foreign() }, { dialogs: 0, foreign: [] });
    await view.getByRole('button', { name: 'Load remote images' }).click();
    await until('an image is asked for', async () => assert.notEqual(foreign().length, 0));
    assert.equal(dialogs, 0);
    assert.ok(
      foreign().every((url) => /\.png$/.test(url)),
      String(foreign()),
    );
    await view.getByRole('button', { name: 'HTML' }).click();
    await shows(view, '<script>alert(1)</script>');
    for (const name of ['HTML', 'Mobile', 'Dark mode']) await view.getByRole('button', { name }).click();
    await view.locator('#user').selectOption({ label: ADA });
  },

  'an HTML message stays where it is while it is edited, and leads to its source and back': async (session) => {
    const { page, write, workbench, shot } = session;
    const rows = Array.from({ length: 80 }, (_, index) => `<p>Row ${index} &amp; {{\${first_name}}}</p>`);
    await write(
      'drafts/long.liquid',
      `---\nkind: email\n---\n<html><body bgcolor="#eeeeee">\n${rows.join('\n')}\n</body></html>\n`,
    );
    const view = await previewToSide(session);
    const mail = view.frameLocator('iframe.message');
    await mail.getByText('Row 79 & Ada').waitFor();
    const frame = await messageFrame(session);
    await openBeside(session, 'long.liquid', 'drafts/long.liquid');
    // The cursor's text is marked, and brought into sight.
    await workbench.goTo(65, 20);
    const marked = () =>
      frame.evaluate(() =>
        [...(CSS.highlights.get('cursor') ?? [])].map((range) => [String(range), range.startContainer.data]),
      );
    await until('the mark', async () => assert.deepEqual(await marked(), [['Ada', 'Row 60 & Ada']]));
    const place = () => frame.evaluate(() => document.scrollingElement.scrollTop);
    assert.ok((await place()) > 500);
    await shot('4-mail-mark');
    // An edit changes what differs: the same document, at the same place.
    await frame.evaluate(() => {
      globalThis.stays = document.querySelectorAll('p')[10];
    });
    const before = await place();
    await workbench.goTo(65, 4);
    await page.keyboard.type('New ');
    await mail.getByText('New Row 60 & Ada').waitFor();
    assert.equal(await frame.evaluate(() => globalThis.stays === document.querySelectorAll('p')[10]), true);
    assert.ok(Math.abs((await place()) - before) < 5);
    // A click on a row leads to its line.
    await mail.getByText('Row 62 & Ada').click({ position: { x: 20, y: 8 } });
    await page.locator('.part.statusbar', { hasText: 'Ln 67' }).waitFor();
  },

  'an email has its subject and its preheader above it': async (session) => {
    const { write, shot } = session;
    await write(
      'drafts/subject.liquid',
      '---\nkind: email\nsubject: "{{${first_name}}}, look at this"\npreheader: For {{${last_name}}} alone\n---\n<html><body><p>Hello</p></body></html>\n',
    );
    const view = await previewToSide(session);
    await view.getByRole('row', { name: /Subject\s*Ada, look at this/ }).waitFor();
    await view.getByRole('row', { name: /Preheader\s*For Lovelace alone/ }).waitFor();
    await shot('4-subject');
  },

  'of a text message the segments are counted': async (session) => {
    const { write } = session;
    await write('drafts/text.liquid', '---\nchannel: sms\n---\nHi {{${first_name}}} 👋\n');
    const view = await previewToSide(session);
    await view.getByText(/1 SMS segment in UCS-2, \d+ left in the last\. Not in GSM-7: 👋/).waitFor();
  },

  'the preview comes back after a reload': async (session) => {
    const { workbench, page } = session;
    await workbench.openFile('welcome.liquid');
    const view = await previewToSide(session);
    await tab(view, 'Data');
    // The workbench writes its state down every few seconds.
    await page.waitForTimeout(7000);
    await page.reload();
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await workbench.webview.getByRole('tabpanel', { name: 'Data' }).waitFor();
    await tab(workbench.webview, 'Message');
  },
};
