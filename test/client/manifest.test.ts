import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';

const read = (path: string): string => readFileSync(path, 'utf8');
const manifest = JSON.parse(read('package.json'));
const { commands, menus, keybindings, snippets, configuration, languages } = manifest.contributes;
const sources = globSync('client/src/**/*.ts').map(read).join('\n');

const names = (matches: Iterable<RegExpMatchArray>): readonly string[] =>
  [...new Set([...matches].map((match) => match[1]!))].toSorted();

/** The names that users, scripts and key bindings rely on. */
const TITLES: Readonly<Record<string, string>> = {
  'brazeLiquid.renderPreview': 'Render Preview for Sample User',
  'brazeLiquid.renderPreviewToSide': 'Render Preview for Sample User to the Side',
  'brazeLiquid.selectSampleUser': 'Select Sample User…',
  'brazeLiquid.newTemplate': 'New Partner Template…',
  'brazeLiquid.copyAsCurl': 'Copy Rendered Request as cURL',
  'brazeLiquid.copyRenderedBody': 'Copy Rendered Body',
  'brazeLiquid.copyRendered': 'Copy Rendered…',
  'brazeLiquid.reachBranch': 'Make a User That Reaches This',
  'brazeLiquid.createMock': 'Create Mock',
  'brazeLiquid.showSource': 'Show Source',
  'brazeLiquid.pasteAsWebhook': 'Paste Request as Webhook',
  'brazeLiquid.previewPath': 'Preview with a User Who Gets Here',
  'brazeLiquid.copyTemplateAsCurl': 'Copy Template as cURL',
  'brazeLiquid.copyTemplateAsHttp': 'Copy Template as .http Request',
  'brazeLiquid.copyTemplateAsWebhookObject': 'Copy Template as Webhook Object',
  'brazeLiquid.checkAll': 'Check All Templates',
  'brazeLiquid.treatAsBrazeLiquid': 'Treat as Braze Liquid',
  'brazeLiquid.sendTest': 'Send Test…',
  'brazeLiquid.testCredentials': 'Credentials for Test Sends…',
  'brazeLiquid.restartServer': 'Restart Language Server',
};

test('every command has its name, title and category', () => {
  const actual = commands.map(({ command, title }: { command: string; title: string }) => [command, title]);
  assert.deepEqual(Object.fromEntries(actual), TITLES);
  for (const { category } of commands) assert.equal(category, 'Braze Liquid');
});

test('every command is registered, and no other', () => {
  const registered = [
    ...names(sources.matchAll(/registerCommand\(\s*'(brazeLiquid\.\w+)'/g)),
    ...names(sources.matchAll(/onTemplate\('(\w+)'/g)).map((name) => `brazeLiquid.${name}`),
  ];
  assert.deepEqual(registered.toSorted(), Object.keys(TITLES).toSorted());
});

test('menus and keys name commands that are there', () => {
  const entries: { command: string; alt?: string }[] = [...Object.values(menus).flat(), ...keybindings] as never;
  for (const { command, alt } of entries) {
    assert.ok(command in TITLES, command);
    if (alt) assert.ok(alt in TITLES, alt);
  }
});

test('the folders that wake the extension are those that start its server', () => {
  const wake = names(read('client/src/wake.ts').matchAll(/^ {2}'(\*\*\/[^']+)',$/gm));
  const events: readonly string[] = manifest.activationEvents;
  const woken = events.filter((event) => event.startsWith('workspaceContains:')).map((event) => event.slice(18));
  assert.deepEqual(wake, woken.toSorted());
});

test('every file of snippets/ is contributed', () => {
  assert.deepEqual(
    snippets.map(({ path }: { path: string }) => path).toSorted(),
    readdirSync('snippets')
      .map((name) => `./snippets/${name}`)
      .toSorted(),
  );
  for (const { language } of snippets) assert.equal(language, languages[0].id);
});

test('no two snippets have the same prefix', () => {
  const prefixes = snippets.flatMap(({ path }: { path: string }) =>
    Object.values<{ prefix: string | string[] }>(JSON.parse(read(path))).flatMap(({ prefix }) => prefix),
  );
  assert.deepEqual(prefixes.toSorted(), [...new Set(prefixes)].toSorted());
});

interface Setting {
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly scope: string;
}
const groups: readonly { readonly title: string; readonly properties: Readonly<Record<string, Setting>> }[] =
  configuration;
const settings = groups.flatMap(({ properties }) => Object.entries(properties));

test('settings are grouped, and twenty at most', () => {
  assert.ok(settings.length <= 20);
  assert.equal(new Set(groups.map(({ title }) => title)).size, groups.length);
});

test('no workspace says where something is sent, or what is run', () => {
  for (const [name, { scope }] of settings)
    if (/send|address|\burl|host|path|command|executable|credential/i.test(name))
      assert.ok(['application', 'machine'].includes(scope), name);
});

test('every setting is described, ours, and read by the client', () => {
  for (const [name, { description, markdownDescription }] of settings) {
    assert.match(name, /^brazeLiquid\./);
    assert.ok((description ?? markdownDescription ?? '').endsWith('.'), name);
    // The language client reads its trace setting itself.
    if (name !== 'brazeLiquid.trace.server')
      assert.ok(sources.includes(`'${name.slice('brazeLiquid.'.length)}'`), `${name} is read by nobody`);
  }
});

test('every file that is named is there', () => {
  const paths = names(JSON.stringify(manifest.contributes).matchAll(/"(\.\/[^"]+)"/g));
  assert.ok(paths.length > 0);
  for (const path of [...paths, manifest.icon]) assert.ok(existsSync(path), path);
  // They are among what is packaged.
  for (const path of paths)
    assert.ok(
      manifest.files.some((entry: string) => `${path}/`.startsWith(`./${entry}/`)),
      `${path} is not packaged`,
    );
});

test('what the README and CONTRIBUTING say of commands and keys is so', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'examples/README.md'].map(read).join('\n');
  const titles: readonly string[] = Object.values(TITLES);
  const named = names(pages.matchAll(/\*\*Braze Liquid: ([^*]+)\*\*/g));
  assert.ok(named.length > 0);
  for (const title of named) assert.ok(titles.includes(title.replace(/\.$/, '')), title);
  const keys = keybindings.map(({ key }: { key: string }) => key);
  for (const key of names(pages.matchAll(/`(Ctrl\+[^`]+)`/g))) assert.ok(keys.includes(key.toLowerCase()), key);
  const scripts = names(pages.matchAll(/npm run ([\w-]+)/g));
  for (const script of scripts) assert.ok(script in manifest.scripts, script);
});
