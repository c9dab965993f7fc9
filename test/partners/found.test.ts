/** A template is known for what it is without being named: by its URL, and by its payload alone. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { readDocument } from '../../server/src/document';
import { defaultConfig } from '../../server/src/workspace';
import { split, templates } from '../helpers/partners';

const partnerOf = (path: string, text: string): string | undefined =>
  readDocument(`file:///w/${path}`, text, { docset: builtinDocset, config: defaultConfig, root: 'file:///w' }).partner
    ?.id;

for (const { id, template } of templates) {
  if (template.kind === 'webhook' && template.url?.checked !== false) {
    test(`${id} is found by its URL`, () => {
      assert.equal(partnerOf('a.webhook.liquid', template.file.replace(/^partner: .*\n/m, '')), id);
    });
  }
  if (template.body?.format === 'json' || template.body?.format === 'form') {
    test(`${id} is found by its payload`, () => assert.equal(partnerOf('a.liquid', split(template.file).body), id));
  }
}
