// What the extension offers by itself, once: to take a file that another language owns, to format with ours.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../scripts/lib/wait.mjs';

const BRAZE = 'Hi {{${first_name} | upcse}}\n';
const toasts = (page) => page.locator('.notifications-toasts');
const button = (page, label) => toasts(page).getByRole('button', { name: label, exact: true }).first();
const settingsOf = ({ folder }) => join(folder, '.vscode/settings.json');
function setUp(session, settings) {
  mkdirSync(join(session.folder, '.vscode'), { recursive: true });
  writeFileSync(settingsOf(session), JSON.stringify(settings));
}
const cleanUp = ({ folder }) => rmSync(join(folder, '.vscode'), { recursive: true });

export const tests = {
  'a file of another language with an attribute of Braze is offered to be treated as Braze Liquid': async (session) => {
    const { workbench, page, write, shot } = session;
    // As if another extension owned these; HTML's own server does not run in this VS Code, and says so in our place.
    setUp(session, { 'files.associations': { '*.theme.liquid': 'plaintext' } });
    // The extension runs once one of its own files was opened.
    await workbench.openFile('rokt/new-event.webhook.liquid');
    await workbench.status('Ada Lovelace').waitFor();
    await write('drafts/plain.theme.liquid', 'Hi {{ customer.name }}');
    await workbench.status('Plain Text').waitFor();
    assert.equal(await button(page, 'This File').count(), 0);
    await write('drafts/mail.theme.liquid', BRAZE);
    await button(page, 'This File').waitFor();
    await shot('5-offer');
    await button(page, 'This File').click();
    await workbench.status('Braze Liquid').waitFor();
    await workbench.squiggles('warning').first().waitFor();
    await write('drafts/second.theme.liquid', BRAZE);
    await button(page, "Don't Ask Again").click();
    await write('drafts/third.theme.liquid', BRAZE);
    await workbench.status('Plain Text').waitFor();
    assert.equal(await button(page, 'This File').count(), 0);
    cleanUp(session);
  },

  "a warning where another extension's formatter is set for our files, answered by ours": async (session) => {
    const { workbench, page, shot } = session;
    await workbench.openFile('rokt/new-event.webhook.liquid');
    setUp(session, { '[braze-liquid]': { 'editor.defaultFormatter': 'Shopify.theme-check-vscode' } });
    await button(page, 'Use Braze Liquid').waitFor();
    await shot('5-formatter');
    await button(page, 'Use Braze Liquid').click();
    await until('our formatter in the settings', async () =>
      assert.match(
        readFileSync(settingsOf(session), 'utf8'),
        /"editor\.defaultFormatter":\s*"braze-liquid\.braze-liquid"/,
      ),
    );
    cleanUp(session);
  },

  'all templates are checked, and the problems shown': async ({ workbench, page, write, shot }) => {
    await write('drafts/unclean.liquid', '{{ ${first_name} | upcse }}');
    await workbench.squiggles('warning').first().waitFor();
    await workbench.closeEditors();
    await workbench.command('Braze Liquid: Check All Templates');
    await workbench.notifications.filter({ hasText: /^Checked \d+ files: (\d+ error|\d+ warning)/ }).waitFor();
    await button(page, 'Show Problems').click();
    await page.locator('.markers-panel .monaco-list-row', { hasText: '.liquid' }).first().waitFor();
    await shot('5-checked');
    await workbench.command('View: Toggle Problems');
  },
};
