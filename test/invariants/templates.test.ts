/** What must hold for every template that the product itself hands out: the examples, and the partners' whole files. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { URI } from 'vscode-uri';
import { builtinDocset } from '../../server/src/docset';
import { readDocument } from '../../server/src/document';
import { completion } from '../../server/src/features/completion';
import { diagnostics } from '../../server/src/features/diagnostics';
import { hover } from '../../server/src/features/hover';
import { defaultLimits, renderDocument, renderText } from '../../server/src/render';
import { checkDocument } from '../../server/src/rules';
import { bundledUsers, createWorkspace, type SampleUser } from '../../server/src/workspace';

const root = `${URI.file(resolve('examples')).toString()}/`;
const workspace = createWorkspace();
workspace.setRoots([root]);
for (const path of globSync('examples/**/*.{json,liquid}', { absolute: true })) {
  workspace.setFile(URI.file(path).toString(), readFileSync(path, 'utf8'));
}
const context = workspace.contextOf(root);

interface Sample {
  readonly name: string;
  readonly text: string;
}

const examples: readonly Sample[] = globSync('examples/**/*.liquid').map((path) => ({
  name: path,
  text: readFileSync(path, 'utf8'),
}));
const partnerFiles: readonly Sample[] = [...builtinDocset.partners.values()].flatMap((partner) =>
  partner.templates.map((template) => ({
    name: `examples/${partner.partner}-${template.id}${template.kind === 'webhook' ? '.webhook' : ''}.liquid`,
    text: template.file,
  })),
);

const read = ({ name, text }: Sample) =>
  readDocument(URI.file(resolve(dirname(name), basename(name))).toString(), text, {
    docset: context.docset,
    config: context.workspace.config,
    root,
  });

function render(sample: Sample, user: SampleUser) {
  const document = read(sample);
  const renderContext = {
    user: user.data,
    contentBlocks: Object.fromEntries([...context.workspace.contentBlocks].map(([name, block]) => [name, block.text])),
    mocks: context.workspace.mocks,
    now: '2026-03-01T12:00:00Z',
    seed: 0,
    limits: defaultLimits,
  };
  const rendered = document.fields.map((field) => renderText(field.text, renderContext));
  return renderDocument(document, renderContext, rendered);
}

test('there are examples and partners to look at', () => {
  assert.ok(examples.length >= 4 && partnerFiles.length >= 9);
});

test('the examples check clean', () => {
  for (const sample of examples) {
    const findings = checkDocument(read(sample), context).filter(
      ({ severity }) => severity === 'error' || severity === 'warning',
    );
    assert.deepEqual(
      findings.map(({ code, message }) => `${code}: ${message}`),
      [],
      sample.name,
    );
  }
});

test('an example that checks without error renders without error, for every bundled user', () => {
  for (const sample of examples) {
    for (const user of bundledUsers) {
      const result = render(sample, user);
      const errors = result.problems.filter(({ severity }) => severity === 'error');
      assert.deepEqual(errors, [], `${sample.name} for ${user.label}`);
    }
  }
});

test('at every place of every prefix there is an answer, and none throws', () => {
  for (const { name, text } of examples) {
    for (let end = 0; end <= text.length; end += end < 400 ? 1 : 7) {
      const document = read({ name, text: text.slice(0, end) });
      diagnostics(document, context);
      const position = document.lines.positionAt(end);
      completion(document, position, context);
      hover(document, position, context);
    }
  }
});

test('a rendering is a function of its arguments', () => {
  for (const sample of examples) {
    for (const user of bundledUsers) assert.deepEqual(render(sample, user), render(sample, user), sample.name);
  }
});

test('checking is a function of its arguments', () => {
  for (const sample of examples) {
    const findings = () => checkDocument(read(sample), context).map(({ code, span, message }) => [code, span, message]);
    assert.deepEqual(findings(), findings(), sample.name);
  }
});
