/** What the palette, the menus and the keys offer in the places where people are: what can run there, and nothing else. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { type Context, holds } from './when';

interface Entry {
  readonly command: string;
  readonly when?: string;
  readonly key?: string;
}
const { commands, menus, keybindings } = JSON.parse(readFileSync('package.json', 'utf8')).contributes as {
  readonly commands: readonly (Entry & { readonly enablement?: string })[];
  readonly menus: Readonly<Record<string, readonly Entry[]>>;
  readonly keybindings: readonly Entry[];
};

const ANYWHERE = ['checkAll', 'newTemplate', 'pasteAsWebhook', 'restartServer', 'selectSampleUser', 'testCredentials'];
const RENDERED = ['copyRendered', 'copyRenderedBody'];
const TEMPLATE = [...RENDERED, 'previewPath', 'reachBranch', 'renderPreview', 'renderPreviewToSide'];
const WEBHOOK = ['copyAsCurl', 'copyTemplateAsCurl', 'copyTemplateAsHttp', 'copyTemplateAsWebhookObject'];

const trusted: Context = { isWorkspaceTrusted: true };
const editor = (language: string): Context => ({
  ...trusted,
  editorIsOpen: true,
  editorLangId: language,
  resourceLangId: language,
});
const nothing = trusted;
const message = editor('braze-liquid');
const webhook: Context = { ...message, 'brazeLiquid.isWebhook': true };
const preview: Context = { ...trusted, editorIsOpen: true, activeWebviewPanelId: 'brazeLiquid.preview' };
const otherWebview: Context = { ...trusted, editorIsOpen: true, activeWebviewPanelId: 'markdown.preview' };
const html = editor('html');

const short = ({ command }: Entry): string => command.replace('brazeLiquid.', '');
const shown = (entries: readonly Entry[], context: Context): readonly string[] =>
  entries
    .filter(({ when }) => holds(when, context))
    .map(short)
    .toSorted();
const whenInPalette = new Map(menus.commandPalette!.map((entry) => [entry.command, entry.when]));
const palette = commands.map(({ command }) => ({ command, when: whenInPalette.get(command) }));

test('a clause is read as VS Code reads it', () => {
  const context = { a: true, b: 'x', c: '.html' };
  for (const clause of ['a', 'a && b == x', '!z || !a', "b == 'x'", 'b != y', 'z || a && b', 'c =~ /^\\.(html?|l)$/'])
    assert.ok(holds(clause, context), clause);
  for (const clause of ['z', 'a && b == y', '!a', 'false', '!(a || z)', 'z && z || z', 'z != false && z', 'b =~ /y/'])
    assert.ok(!holds(clause, context), clause);
  for (const clause of ['a &&', 'a b', '(a', '']) assert.throws(() => holds(clause, context), clause);
});

const places: readonly (readonly [place: string, context: Context, offered: readonly string[]])[] = [
  ['with no file open', nothing, ANYWHERE],
  ['in a message', message, [...ANYWHERE, ...TEMPLATE]],
  ['in a webhook', webhook, [...ANYWHERE, ...TEMPLATE, ...WEBHOOK, 'sendTest']],
  [
    'in a webhook of a folder that is not trusted',
    { ...webhook, isWorkspaceTrusted: false },
    [...ANYWHERE, ...TEMPLATE, ...WEBHOOK],
  ],
  ['in a preview', preview, [...ANYWHERE, ...RENDERED, 'copyAsCurl', 'sendTest', 'showSource']],
  ["in another extension's preview", otherWebview, ANYWHERE],
  ['in HTML', html, [...ANYWHERE, 'treatAsBrazeLiquid']],
];
for (const [place, context, offered] of places)
  test(`the palette ${place}`, () => assert.deepEqual(shown(palette, context), offered.toSorted()));

test('each menu shows what belongs there', () => {
  const menu = (name: string, context: Context): readonly string[] => shown(menus[name]!, context);
  assert.deepEqual(menu('editor/title', message), ['renderPreviewToSide']);
  assert.deepEqual(menu('editor/title', html), []);
  assert.deepEqual(menu('editor/title', preview), [
    ...['copyAsCurl', 'copyRendered', 'copyRenderedBody', 'selectSampleUser', 'sendTest', 'showSource'],
  ]);
  assert.ok(!menu('editor/title', { ...preview, isWorkspaceTrusted: false }).includes('sendTest'));
  assert.deepEqual(menu('editor/context', html), []);
  assert.ok(menu('editor/context', webhook).includes('copyAsCurl'));
  assert.ok(!menu('editor/context', message).includes('copyAsCurl'));
  for (const name of ['explorer/context', 'editor/title/context']) {
    // Neither has an editor: only what it was opened on.
    const on = (language: string, extension: string): readonly string[] =>
      menu(name, { ...trusted, resourceLangId: language, resourceExtname: extension });
    assert.deepEqual(on('braze-liquid', '.liquid'), ['renderPreview']);
    assert.deepEqual(on('html', '.html'), ['treatAsBrazeLiquid']);
    assert.deepEqual(on('liquid', '.liquid'), ['treatAsBrazeLiquid']);
    assert.deepEqual(on('typescript', '.ts'), []);
  }
});

test('no command is grey in a menu that shows it: none asks for an editor beside', () => {
  for (const { command, enablement } of commands) assert.equal(enablement, undefined, command);
});

test('the keys of the Markdown preview open ours, in our files alone', () => {
  const keys = (context: Context): readonly (readonly string[])[] =>
    keybindings.filter(({ when }) => holds(when, context)).map((entry) => [entry.key!, short(entry)]);
  assert.deepEqual(keys(message), [
    ['ctrl+shift+v', 'renderPreview'],
    ['ctrl+k v', 'renderPreviewToSide'],
  ]);
  for (const context of [nothing, html, preview, otherWebview]) assert.deepEqual(keys(context), []);
});

test('there is one item for the status bar', () => {
  const made = globSync('client/src/**/*.ts').flatMap((path) => [
    ...readFileSync(path, 'utf8').matchAll(/createStatusBarItem\(\s*'([^']+)'|createStatusBarItem|LanguageStatusItem/g),
  ]);
  assert.deepEqual(
    made.map(([, id]) => id),
    ['brazeLiquid.sampleUser'],
  );
});
