// The editor's own commands on templates: format, comment, go to, rename, delete, outline, sticky scroll, a setting.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../scripts/lib/wait.mjs';

const WEBHOOK = 'rokt/new-event.webhook.liquid';
const read = ({ folder }, path) => readFileSync(join(folder, path), 'utf8');
const firstLine = (workbench, expected) =>
  until(expected, async () => assert.equal((await workbench.lines())[0], expected));
/** The new name goes into the box at the cursor; `key` is what ends it. */
async function rename({ page }, name, key) {
  const input = page.locator('.rename-box input').first();
  await until('the box for the new name', async () => {
    await page.keyboard.press('F2');
    await input.waitFor({ timeout: 3000 });
  });
  await input.fill(name);
  await page.keyboard.press(key);
}

export const tests = {
  'a document is formatted, a line made a comment and a text again': async (session) => {
    const { workbench, page, write, shot } = session;
    await write('drafts/format.liquid', '{{${first_name}|default:"you"}}\n');
    await workbench.status('Ada Lovelace').waitFor();
    await workbench.command('Format Document');
    await firstLine(workbench, '{{${first_name} | default: "you"}}');
    await workbench.goTo(1, 1);
    await page.keyboard.press('Control+/');
    await firstLine(workbench, '{% comment %} {{${first_name} | default: "you"}} {% endcomment %}');
    await shot('1-comment');
    await page.keyboard.press('Control+/');
    await firstLine(workbench, '{{${first_name} | default: "you"}}');
  },

  'F12 goes from the name of a content block to its file': async ({ workbench, page, write, shot }) => {
    await write('drafts/uses.liquid', '{{content_blocks.${event_description}}}\n');
    await workbench.goTo(1, 22);
    await until('the file', async () => {
      await page.keyboard.press('F12');
      await page
        .locator('.tab.active[data-resource-name="event_description.liquid"]')
        .first()
        .waitFor({ timeout: 3000 });
    });
    await shot('1-definition');
  },

  'a custom attribute is renamed in templates and sample users, after a preview where that is asked for': async (
    session,
  ) => {
    const { workbench, page, write, shot } = session;
    await write('drafts/tiers.user.json', '{ "label": "Tiers", "custom_attributes": { "tier": "gold" } }\n');
    await write('drafts/tier.liquid', '{{custom_attribute.${tier} | default: "none"}}\n');
    await write('drafts/rename.liquid', 'Hi {{custom_attribute.${tier} | default: "you"}}\n');
    const all = async (name) => {
      assert.equal((await workbench.lines())[0], `Hi {{custom_attribute.\${${name}} | default: "you"}}`);
      assert.equal(read(session, 'drafts/tier.liquid'), `{{custom_attribute.\${${name}} | default: "none"}}\n`);
      assert.match(read(session, 'drafts/tiers.user.json'), new RegExp(`"${name}": "gold"`));
    };
    await workbench.goTo(1, 26);
    await rename(session, 'level', 'Enter');
    await until('the new name everywhere', () => all('level'));
    await workbench.notifications.filter({ hasText: "there it is still 'tier'" }).first().waitFor();
    await shot('1-renamed');
    await workbench.goTo(1, 26);
    await rename(session, 'rank', 'Control+Enter');
    const apply = page.locator('.refactor-preview, .bulk-edit-panel').getByRole('button', { name: 'Apply' });
    await apply.waitFor();
    const boxes = page.locator('.bulk-edit-panel .edit-checkbox');
    await shot('1-rename-preview');
    assert.ok((await boxes.count()) >= 3);
    for (const box of await boxes.all()) assert.ok(await box.isChecked());
    await apply.click();
    await until('the next name everywhere', () => all('rank'));
    // Users that others save go where the first one lies.
    rmSync(join(session.folder, 'drafts/tiers.user.json'));
  },

  'a content block that is deleted is no longer there to go to': async (session) => {
    const { workbench, page, write, folder, shot } = session;
    await write('content_blocks/gone.liquid', 'Bye\n');
    await write('drafts/lasting.liquid', '{{content_blocks.${gone}}}\n');
    const link = workbench.editor().locator('.detected-link');
    await link.first().waitFor();
    await workbench.openFile('content_blocks/gone.liquid');
    await workbench.command('File: Reveal Active File in Explorer View');
    await page.locator('.explorer-folders-view .monaco-list-row.selected', { hasText: 'gone.liquid' }).waitFor();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await until('the end of the file', async () => assert.ok(!existsSync(join(folder, 'content_blocks/gone.liquid'))));
    await workbench.openFile('drafts/lasting.liquid');
    await workbench.goTo(1, 1);
    await until('the end of the link', async () => {
      // Links are asked for anew when the text changes.
      await page.keyboard.type(' ');
      await link.first().waitFor({ state: 'detached', timeout: 3000 });
    });
    await shot('1-deleted');
  },

  'outline, breadcrumbs and sticky scroll tell where one is': async ({ workbench, page, write, shot }) => {
    await workbench.openFile(WEBHOOK);
    await workbench.command('Explorer: Focus on Outline View');
    const outline = page.locator('.outline-pane .monaco-list-row');
    await outline.filter({ hasText: 'url' }).first().waitFor();
    await workbench.goTo(20, 12);
    await page.locator('.breadcrumbs-control', { hasText: 'eventTZ' }).waitFor();
    await shot('1-outline');
    await write('drafts/long.liquid', `{% if {{\${city}}} == 'Rome' %}\n${'Ciao\n'.repeat(99)}{% endif %}\n`);
    await workbench.goTo(70, 1);
    await page.locator('.sticky-widget .sticky-line-content', { hasText: 'Rome' }).waitFor();
    await shot('1-sticky');
  },

  'a setting is found, and holds at once': async (session) => {
    const { workbench, page, write, shot } = session;
    await write('drafts/hints.liquid', '{{${first_name} | upcase}}\n');
    const search = page.locator('.settings-editor .search-container');
    const setting = page.locator('.settings-editor .setting-item-contents', { hasText: 'Inlay Hints' }).first();
    const toggle = async (isOn) => {
      await workbench.command('Preferences: Open Settings (UI)');
      await search.waitFor();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText('brazeLiquid.inlayHints');
      await setting.locator('.setting-value-checkbox').click();
      // It is written a moment later, and not at all when the settings are closed before.
      await until('the setting', async () =>
        assert.equal(await setting.evaluate((node) => node.classList.contains('is-configured')), isOn),
      );
      await shot('1-setting');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await workbench.openFile('drafts/hints.liquid');
    };
    await toggle(true);
    await until('the hint', async () => assert.match((await workbench.lines())[0], /ADA/));
    await shot('1-hints');
    await workbench.status('Ada Lovelace').waitFor();
    await toggle(false);
    await until('no hint', async () => assert.doesNotMatch((await workbench.lines())[0], /ADA/));
  },

  'the status bar has one item of ours': async ({ workbench, page }) => {
    await workbench.openFile(WEBHOOK);
    await workbench.status('Ada Lovelace').waitFor();
    assert.equal(await page.locator('.statusbar-item[id^="braze-liquid."]:visible').count(), 1);
  },
};
