/** What we hand out is clean: no error and no warning in a partner's file, a snippet or the sample workspace. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { readDocument } from '../../server/src/document';
import { checkDocument } from '../../server/src/rules';
import { defaultConfig, emptyWorkspace, readContentBlock } from '../../server/src/workspace';
import { readJson, templates } from '../helpers/partners';
import { expandSnippet } from '../helpers/snippet';

const root = 'file:///examples';
/** A placeholder in a file to be filled in is what it is for. */
const placeholders = new Set(['payload-placeholder', 'cc-placeholder']);

/** Errors and warnings in a file, one line each. */
function findings(path: string, text: string, workspace = emptyWorkspace): readonly string[] {
  const document = readDocument(`${root}/${path}`, text, { docset: builtinDocset, config: defaultConfig, root });
  return checkDocument(document, { docset: builtinDocset, workspace })
    .filter(({ severity, code }) => (severity === 'error' || severity === 'warning') && !placeholders.has(code))
    .map(({ code, message, span }) => `${document.lines.positionAt(span.start).line + 1}: ${code}: ${message}`);
}

const pathOf = (text: string, kind?: string): string => {
  if (kind === 'content-block' || /^name: /m.test(text.split('\n---\n')[0]!)) return 'content_blocks/a.liquid';
  return kind === 'webhook' || /^url: /m.test(text) ? 'a.webhook.liquid' : 'a.liquid';
};

for (const { id, template } of templates) {
  test(`${id}: its file is clean`, () => {
    assert.deepEqual(findings(pathOf(template.file, template.kind), template.file), []);
  });
}

for (const file of readdirSync('snippets').sort()) {
  for (const [name, { body }] of Object.entries(readJson(`snippets/${file}`) as Record<string, { body: string[] }>)) {
    test(`snippets/${file}: ${name} is clean`, () => {
      const text = expandSnippet(body);
      assert.deepEqual(findings(pathOf(text), text), []);
    });
  }
}

const paths = readdirSync('examples', { recursive: true, encoding: 'utf8' }).sort();
const blocks = paths.filter((path) => path.startsWith('content_blocks/'));
const workspace = {
  ...emptyWorkspace,
  root,
  contentBlocks: new Map(
    blocks.map((path) => {
      const block = readContentBlock(`${root}/${path}`, readFileSync(`examples/${path}`, 'utf8'));
      return [block.name, block] as const;
    }),
  ),
};

for (const path of paths.filter((path) => path.endsWith('.liquid'))) {
  test(`examples/${path} is clean`, () => {
    assert.deepEqual(findings(path, readFileSync(`examples/${path}`, 'utf8'), workspace), []);
  });
}
