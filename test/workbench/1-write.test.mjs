// Writing a template: colours, completion, findings, fixes, snippets.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../scripts/lib/wait.mjs';

const WEBHOOK = 'rokt/new-event.webhook.liquid';
const example = ({ folder }) => readFileSync(join(folder, WEBHOOK), 'utf8');

export const tests = {
  'a template opens in colours, without a squiggle': async (session) => {
    const { workbench, shot } = session;
    await workbench.openFile(WEBHOOK);
    await workbench.status('Braze Liquid').waitFor();
    // The status bar names the sample user once the extension runs.
    await workbench.status('Ada Lovelace').waitFor();
    const colours = () =>
      workbench.editor().evaluate((node) => {
        const spans = [...node.querySelectorAll('.view-line span span')];
        const colourOf = (text) => {
          const span = spans.find((span) => span.textContent.replaceAll('\u00a0', ' ').trim() === text);
          return span ? getComputedStyle(span).color : null;
        };
        const parts = {
          tag: 'capture',
          filter: 'json_escape',
          attribute: 'first_name',
          key: '"title"',
          yaml: 'method',
        };
        return Object.entries(parts).map(([part, text]) => [part, colourOf(text)]);
      });
    await until('five colours of their own', async () => {
      const found = await colours();
      const plain = 'rgb(32, 32, 32)';
      assert.ok(
        found.every(([, colour]) => colour !== null && colour !== plain),
        JSON.stringify(found),
      );
    });
    await shot('1-template');
    for (const kind of ['error', 'warning']) assert.equal(await workbench.squiggles(kind).count(), 0);
  },

  'an attribute is completed after ${': async (session) => {
    const { workbench, page, write, shot } = session;
    await write('drafts/complete.liquid', 'Hi ');
    await workbench.goTo(1, 4);
    await page.keyboard.type('{{${fir');
    await workbench.suggestions.filter({ hasText: 'first_name' }).first().waitFor();
    await shot('1-completion');
    await workbench.accept('first_name');
    await until('the accepted name', async () => assert.equal((await workbench.lines())[0], 'Hi {{${first_name}}}'));
  },

  'filters are completed, and explained when hovered': async ({ workbench, page, write, shot }) => {
    await write('drafts/filter.liquid', '{{${first_name} }}');
    await workbench.goTo(1, 16);
    await page.keyboard.type('| upca');
    await workbench.accept('upcase');
    await until('the accepted filter', async () =>
      assert.equal((await workbench.lines())[0].replace(/\s+}}$/, '}}'), '{{${first_name}| upcase}}'),
    );
    const hover = page.locator('.monaco-hover:visible', { hasText: 'upcase' });
    await until('the hover', async () => {
      await workbench.editor().locator('.view-line span', { hasText: 'upcase' }).last().hover();
      await hover.waitFor({ timeout: 2000 });
    });
    await shot('1-hover');
    assert.ok((await hover.getByRole('link').count()) > 0, 'a link to the page that says so');
  },

  'an empty title is marked, and its field inserted where it is missing': async (session) => {
    const { workbench, page, write, shot } = session;
    const empty = example(session).replace(/({% capture eventTitle %}).*({% endcapture %})/, '$1$2');
    await write('drafts/empty.webhook.liquid', empty);
    await workbench.squiggles('error').first().waitFor();
    await shot('1-empty-title');
    await workbench.command('View: Focus Problems');
    const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'title' }).first();
    await problem.waitFor();
    assert.match(await problem.textContent(), /payload-missing-field/);
    await page.keyboard.press('Control+J');

    await write('drafts/absent.webhook.liquid', example(session).replace(/^ *"title".*\n/m, ''));
    await workbench.squiggles('error').first().waitFor();
    await page.keyboard.press('F8');
    const fixes = await workbench.fixes();
    await shot('1-quick-fix');
    await fixes.filter({ hasText: "Insert 'title'" }).first().click();
    await until('the field', async () => assert.match((await workbench.lines()).join('\n'), /"title": /));
    await page.keyboard.press('Escape');
    await workbench.squiggles('error').first().waitFor({ state: 'detached' });
    await shot('1-fixed');
  },

  'text printed into JSON is escaped by a fix': async ({ workbench, page, write }) => {
    await write(
      'drafts/escape.webhook.liquid',
      '---\nurl: https://api.example.com/\nheaders:\n  Content-Type: application/json\n---\n{ "name": "{{${first_name}}}" }\n',
    );
    await workbench.squiggles('warning').first().waitFor();
    await page.keyboard.press('F8');
    await (await workbench.fixes()).filter({ hasText: 'json_escape' }).first().click();
    await until('the filter', async () =>
      assert.match((await workbench.lines())[5], /^{ "name": "{{\${first_name} \| json_escape}}" }$/),
    );
    await workbench.squiggles('warning').first().waitFor({ state: 'detached' });
  },

  'an empty webhook file offers whole templates': async ({ workbench, page, write, shot }) => {
    await write('drafts/new.webhook.liquid', '');
    await workbench.goTo(1, 1);
    await page.keyboard.type('rokt');
    await workbench.suggestions.filter({ hasText: 'rokt-new-event' }).first().waitFor();
    await shot('1-snippets');
    await workbench.accept('rokt-new-event');
    await until('the snippet', async () => assert.match((await workbench.lines()).join('\n'), /"subscriptionIds"/));
    await page.keyboard.press('Escape');
    await shot('1-snippet');
  },

  'a partner template becomes a file': async ({ workbench, page, shot, folder }) => {
    await workbench.command('Braze Liquid: New Partner Template…');
    await workbench.quickInput.fill('new event');
    await workbench.quickPickRows.filter({ hasText: 'rokt-calendar/new-event' }).first().waitFor();
    await shot('1-new-template');
    await workbench.pick('rokt-calendar/new-event');
    await until('the template', async () =>
      assert.match((await workbench.lines()).join('\n'), /partner: rokt-calendar\/new-event/),
    );
    await workbench.save();
    const name = await page.locator('.tab.active').first().getAttribute('data-resource-name');
    assert.match(readFileSync(join(folder, name), 'utf8'), /"subscriptionIds"/);
  },
};
