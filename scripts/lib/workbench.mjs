// VS Code's workbench as a person sees it. Class names are VS Code's own, as of 1.139: look at them when it is raised.
import { until } from './wait.mjs';

/** The things to do and see in a workbench that a page shows. */
export function workbenchOn(page) {
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const quickInput = page.locator('.quick-input-widget input[type="text"]').first();
  const suggestWidget = page.locator('.suggest-widget.visible');

  async function open(url) {
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
  }

  /** Opens quick open (`>` for commands) with a text in it; keys may not be live in the first moments after load. */
  async function ask(text) {
    await until('the quick input', async () => {
      if (!(await quickInput.isVisible())) await page.keyboard.press(text.startsWith('>') ? 'F1' : 'Control+P');
      // It may still be closing from the time before: then this fails, and is tried again.
      await quickInput.fill(text, { timeout: 1000 });
    });
  }

  /** Runs a command by its label in the palette; one of an extension is there once its manifest has been read. */
  async function command(label) {
    await until(`the command '${label}'`, async () => {
      await ask(`>${label}`);
      const row = rows.filter({ has: page.getByText(label, { exact: true }) }).first();
      try {
        await row.waitFor({ timeout: 3000 });
      } catch (error) {
        await page.keyboard.press('Escape');
        throw error;
      }
      await row.click();
    });
  }

  async function openFile(path) {
    const name = path.split('/').at(-1);
    await until(`the file ${path}`, async () => {
      await ask(path);
      const row = rows.filter({ has: page.locator(`.label-name`, { hasText: name }) }).first();
      try {
        await row.waitFor({ timeout: 3000 });
      } catch (error) {
        await page.keyboard.press('Escape');
        throw error;
      }
      await row.click();
    });
    await page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor();
    await editor().locator('.view-line').first().waitFor();
  }

  const editor = () => page.locator('.editor-group-container.active .monaco-editor[role="code"]').first();

  /** The visible lines from top to bottom: Monaco recycles its nodes, so their order is not that on screen. */
  const lines = () =>
    editor()
      .locator('.view-lines')
      .evaluate((node) =>
        [...node.querySelectorAll('.view-line')]
          .sort((one, other) => Number.parseFloat(one.style.top) - Number.parseFloat(other.style.top))
          .map((line) => line.textContent.replaceAll('\u00a0', ' ')),
      );

  async function goTo(line, column = 1) {
    await ask(`:${line}:${column}`);
    await page.keyboard.press('Enter');
    await quickInput.waitFor({ state: 'hidden' });
    await editor().click({ trial: true, position: { x: 200, y: 10 } });
  }

  /** Puts a text in place of all that the editor holds. */
  async function replaceAll(text) {
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  }

  return {
    page,
    open,
    command,
    openFile,
    editor,
    lines,
    goTo,
    replaceAll,
    /** Of the line that begins with a text: puts the cursor at its end. */
    async goToEndOf(start) {
      const all = await lines();
      const index = all.findIndex((line) => line.trimStart().startsWith(start));
      if (index < 0) throw new Error(`No line on screen begins with ${start}`);
      await goTo(index + 1, all[index].length + 1);
    },
    async closeEditors() {
      await command('View: Close All Editors');
      await page.locator('.tab').first().waitFor({ state: 'hidden' });
    },
    async save() {
      await page.keyboard.press('Control+S');
      await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    },
    squiggles: (kind) => editor().locator(`.squiggly-${kind}`),
    /** The labels of the completion list, once it shows. */
    suggestions: suggestWidget.locator('.monaco-list-row .label-name'),
    async accept(label) {
      await suggestWidget
        .locator('.monaco-list-row')
        .filter({ has: page.getByText(label, { exact: true }) })
        .first()
        .click();
      await suggestWidget.waitFor({ state: 'hidden' });
    },
    /** What Ctrl+. offers at the cursor. */
    async fixes() {
      const list = page.locator('.action-widget .monaco-list-row.action');
      await until('the list of fixes', async () => {
        await page.keyboard.press('Control+.');
        await list.first().waitFor({ timeout: 3000 });
      });
      return list;
    },
    /** A row of the quick pick that is open. */
    async pick(label) {
      await rows.filter({ hasText: label }).first().click();
      await quickInput.waitFor({ state: 'hidden' });
    },
    quickInput,
    quickPickRows: rows,
    status: (text) => page.locator('.part.statusbar .statusbar-item', { hasText: text }),
    titleButton: (label) => page.locator(`.editor-actions .action-label[aria-label^="${label}"]`).first(),
    tab: (name) => page.locator(`.tab[data-resource-name="${name}"], .tab[aria-label^="${name}"]`).first(),
    notifications: page.locator('.notifications-toasts .notification-list-item-message'),
    /** The document of the webview in sight: VS Code's own frame, and the extension's page within it. */
    webview: page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame'),
    /** The same as a frame, to run code in. */
    async webviewFrame() {
      const outer = await page.locator('iframe.webview.ready:visible').elementHandle();
      const inner = await (await outer.contentFrame()).waitForSelector('iframe#active-frame');
      return inner.contentFrame();
    },
  };
}
