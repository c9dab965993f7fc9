import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createWorkspace } from '../../server/src/workspace';

const ROOT = 'file:///w/';

/** The custom attributes that the workspace knows of. */
function known(workspace: ReturnType<typeof createWorkspace>): readonly string[] {
  return [...(workspace.contextOf(ROOT).workspace.attributes.get('custom_attribute')?.keys() ?? [])].sort();
}

const using = (...names: readonly string[]): string => names.map((name) => `{{custom_attribute.\${${name}}}}`).join('');

test('unsaved text goes before that on disk, and gives way when it is closed', () => {
  const workspace = createWorkspace();
  workspace.setRoots([ROOT]);
  workspace.setFile(`${ROOT}a.liquid`, using('one'));
  assert.deepEqual(known(workspace), ['one']);
  workspace.setOpen(`${ROOT}a.liquid`, using('one'));
  workspace.setOpen(`${ROOT}a.liquid`, using('two'));
  assert.deepEqual(known(workspace), ['two']);
  workspace.setOpen(`${ROOT}a.liquid`, using('three'));
  assert.deepEqual(known(workspace), ['three']);
  workspace.setFile(`${ROOT}a.liquid`, using('four'));
  assert.deepEqual(known(workspace), ['three']);
  workspace.setOpen(`${ROOT}a.liquid`, null);
  assert.deepEqual(known(workspace), ['four']);
  workspace.setFile(`${ROOT}a.liquid`, null);
  assert.deepEqual(known(workspace), []);
});

test('a page is a template where it reads an attribute of Braze, and is not kept where it does not', () => {
  const workspace = createWorkspace();
  workspace.setRoots([ROOT]);
  const templates = () => workspace.filesOf(ROOT, ['template']).map(({ uri }) => uri.slice(ROOT.length));
  workspace.setFile(`${ROOT}mail.html`, using('one'));
  workspace.setFile(`${ROOT}page.html`, '<p>{{ title }}</p><script>`${a}`</script>');
  assert.deepEqual([templates(), known(workspace)], [['mail.html'], ['one']]);
  workspace.setFile(`${ROOT}mail.html`, '<p>Hi</p>');
  assert.deepEqual([templates(), known(workspace)], [[], []]);
  // Whoever opens it as a template has it as one.
  workspace.setOpen(`${ROOT}page.html`, '<p>{{ title }}</p>');
  assert.deepEqual(templates(), ['page.html']);
  workspace.setOpen(`${ROOT}page.html`, null);
  assert.deepEqual(templates(), []);
});

test('property: after any changes the workspace knows what one that was read anew knows', () => {
  const path = fc.constantFrom('a.liquid', 'b.liquid', 'content_blocks/c.liquid', 'u.user.json', 'braze-liquid.json');
  const text = fc.constantFrom(
    null,
    using('one'),
    using('two', 'three'),
    '{"custom_attributes": {"four": 1}}',
    '{"contentBlocks": ["x"]}',
  );
  const change = fc.tuple(fc.constantFrom('disk', 'open'), path, text, fc.boolean());
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const workspace = createWorkspace();
      workspace.setRoots([ROOT]);
      const disk = new Map<string, string | null>();
      const open = new Map<string, string | null>();
      for (const [side, name, content, asks] of changes) {
        (side === 'disk' ? disk : open).set(name, content);
        if (side === 'disk') workspace.setFile(ROOT + name, content);
        else workspace.setOpen(ROOT + name, content);
        if (asks) known(workspace);
      }
      const anew = createWorkspace();
      anew.setRoots([ROOT]);
      for (const name of new Set([...disk.keys(), ...open.keys()]))
        anew.setFile(ROOT + name, open.get(name) ?? disk.get(name) ?? null);
      assert.deepEqual(known(workspace), known(anew));
      const view = workspace.contextOf(ROOT).workspace;
      const fresh = anew.contextOf(ROOT).workspace;
      assert.deepEqual([...view.contentBlocks], [...fresh.contentBlocks]);
      assert.deepEqual(view.users, fresh.users);
      assert.deepEqual(
        view.files.map(({ uri, kind, text: now }) => [uri, kind, now]),
        fresh.files.map(({ uri, kind, text: now }) => [uri, kind, now]),
      );
    }),
    { numRuns: 300 },
  );
});

test('a file that was never saved uses what the folder holds where it will be, or what the first one does', () => {
  const workspace = createWorkspace();
  workspace.setRoots([ROOT, 'file:///other/']);
  const rootOf = (uri: string) => workspace.rootOf(uri);
  assert.deepEqual(
    ['untitled:/other/a.webhook.liquid', 'untitled:/w/a.liquid', 'untitled:Untitled-1', 'file:///x/a.liquid'].map(
      rootOf,
    ),
    ['file:///other/', ROOT, ROOT, null],
  );
  workspace.setFile(`${ROOT}content_blocks/a.liquid`, 'A');
  workspace.setOpen('untitled:/w/b.liquid', using('one'));
  assert.ok(workspace.contextOf('untitled:Untitled-1').workspace.contentBlocks.has('a'));
  assert.deepEqual(known(workspace), ['one']);
  workspace.setRoots([]);
  assert.equal(rootOf('untitled:Untitled-1'), null);
});

test('which files concern us', () => {
  const workspace = createWorkspace();
  workspace.setRoots([ROOT]);
  workspace.setFile(`${ROOT}braze-liquid.json`, '{"users": ["people"]}');
  const concerned = (path: string): boolean => workspace.concerns(ROOT + path);
  for (const path of [
    'a.liquid',
    'content_blocks/a.html',
    'people/a.json',
    'x.mock.json',
    'email_templates/a/body.html',
    'index.html',
  ])
    assert.ok(concerned(path), path);
  for (const path of ['package.json', 'index.htm', 'a.txt', 'custom_attributes/other.yaml'])
    assert.ok(!concerned(path), path);
});

test('names are read in slices', () => {
  const workspace = createWorkspace();
  workspace.setRoots([ROOT]);
  for (let i = 0; i < 5; i++) workspace.setFile(`${ROOT}${i}.liquid`, using('one'));
  let asked = 0;
  assert.equal(
    workspace.readNames(() => ++asked > 2),
    false,
  );
  assert.equal(
    workspace.readNames(() => false),
    true,
  );
});
