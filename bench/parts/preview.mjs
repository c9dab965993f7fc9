// From a keystroke to the repainted preview, in a real workbench: ours, and VS Code's own Markdown preview on the same text.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../../scripts/lib/browser.mjs';
import { startVscodeServer } from '../../scripts/lib/vscodeServer.mjs';
import { workbenchOn } from '../../scripts/lib/workbench.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import { mark, ms, table } from '../report.mjs';
import { quantile, sleep } from '../timing.mjs';

const SIZES = [1, 10, 100];
const KEYS = 40;
const PARAGRAPH =
  'Hello {{${first_name}}}, your {{custom_attribute.${loyalty_points} | plus: 1}} points are **waiting** for you until Friday.\n\n';
const PREVIEWS = {
  ours: { ending: 'liquid', command: 'Braze Liquid: Render Preview for Sample User to the Side' },
  Markdown: { ending: 'md', command: 'Markdown: Open Preview to the Side' },
};

export async function run() {
  const work = mkdtempSync(join(tmpdir(), 'braze-liquid-bench-'));
  let server;
  let browser;
  try {
    const vsix = packageExtension(join(work, 'braze-liquid.vsix'));
    server = await startVscodeServer({ extensions: [vsix] });
    const folder = join(work, 'texts');
    writeTexts(folder);
    browser = await openBrowser({ width: 1400, height: 900 });
    browser.page.setDefaultTimeout(20_000);
    await watchKeys(browser.page);
    const workbench = workbenchOn(browser.page);
    await workbench.open(server.url(folder));
    const rows = [];
    const medians = {};
    for (const size of SIZES) {
      for (const [name, preview] of Object.entries(PREVIEWS)) {
        const samples = await measure(workbench, `text${size}.${preview.ending}`, preview.command);
        medians[`${name} ${size}`] = quantile(samples.key, 0.5);
        rows.push([`${name}, ${size} KB`, ...percentiles(samples.key), ...percentiles(samples.answer)]);
      }
    }
    table(`From a key to the repainted preview, ${KEYS} keys each; and from the last answer to it`, HEAD, rows);
    const [ours, markdown] = [medians['ours 10'], medians['Markdown 10']];
    return [
      mark('key to repaint, 10 KB', 'the built-in Markdown preview', `${ms(ours)}, ${ms(markdown)}`, ours <= markdown),
    ];
  } finally {
    await browser?.close();
    await server?.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

const SHARES = [0.5, 0.9, 0.95, 1];
const HEAD = ['preview', 'key p50', 'p90', 'p95', 'max', 'answer p50', 'p90', 'p95', 'max'];
const percentiles = (values) => SHARES.map((share) => ms(quantile(values, share)));

function writeTexts(folder) {
  mkdirSync(folder, { recursive: true });
  for (const size of SIZES) {
    const text = PARAGRAPH.repeat(Math.ceil((size * 1000) / PARAGRAPH.length));
    for (const { ending } of Object.values(PREVIEWS))
      writeFileSync(join(folder, `text${size}.${ending}`), `Start \n\n${text}`);
  }
}

/** Notes in each page when a key was pressed, on the clock that all frames share. */
const watchKeys = (page) =>
  page.addInitScript(() => {
    globalThis.addEventListener(
      'keydown',
      () => {
        globalThis.lastKey = performance.timeOrigin + performance.now();
      },
      true,
    );
  });

/** Types at the end of the first line, and waits after each key until it is painted. */
async function measure(workbench, file, command) {
  const { page } = workbench;
  await workbench.closeEditors();
  await workbench.openFile(file);
  await workbench.command(command);
  await workbench.webview.getByText('Start').first().waitFor();
  const frame = await workbench.webviewFrame();
  await page.locator(`.tab[data-resource-name="${file}"]`).first().click();
  await workbench.goTo(1, 7);
  const samples = { key: [], answer: [] };
  let typed = '';
  for (let index = 0; index < KEYS + 5; index++) {
    typed += String(index % 10);
    const painted = frame.evaluate(paintOf, `Start ${typed}`);
    await page.keyboard.press(String(index % 10));
    const { at, answer } = await painted;
    const pressed = await page.evaluate(() => globalThis.lastKey);
    // The first ones warm up what runs.
    if (index >= 5) {
      samples.key.push(at - pressed);
      samples.answer.push(at - answer);
    }
    await sleep(120);
  }
  await workbench.command('File: Revert File');
  return samples;
}

/** In the preview's page: when a text was painted, and when the last message before it came. */
function paintOf(text) {
  const now = () => performance.timeOrigin + performance.now();
  return new Promise((resolve, reject) => {
    let answer = Number.NaN;
    const onMessage = () => {
      answer = now();
    };
    const look = () => {
      if (!document.body.textContent.includes(text)) return;
      observer.disconnect();
      globalThis.removeEventListener('message', onMessage, true);
      // After the next frame has been drawn.
      requestAnimationFrame(() => setTimeout(() => resolve({ at: now(), answer })));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { subtree: true, childList: true, characterData: true });
    globalThis.addEventListener('message', onMessage, true);
    setTimeout(() => reject(new Error(`'${text}' was not shown`)), 15_000);
  });
}
