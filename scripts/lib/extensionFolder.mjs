// The extension as it would be installed: what package.json lists, in a folder of its own, so that a rebuild or an edit
// while a test runs changes nothing under it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export function copyExtension({ without = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'braze-liquid-extension-'));
  for (const path of ['package.json', ...JSON.parse(readFileSync('package.json', 'utf8')).files]) {
    if (without.includes(path)) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(path, join(folder, path), { recursive: true });
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A copy of the sample workspace, for tests that write. */
export function copyExamples() {
  const parent = mkdtempSync(join(tmpdir(), 'braze-liquid-workspace-'));
  const folder = join(parent, 'examples');
  cpSync('examples', folder, { recursive: true });
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
