/** The partners' files under the payload proof: right as they are, and broken where a required field is taken out. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { FieldEntry, PartnerDocset, PartnerTemplate } from '../../server/src/docset';
import { parse } from '../../server/src/liquid';
import { type Proof, provePayload } from '../../server/src/payload';
import { split, templates } from '../helpers/partners';

const prove = (body: string, partner: PartnerDocset, template: PartnerTemplate): Proof =>
  provePayload(parse(body), { template, valueLists: partner.valueLists ?? {}, contentBlocks: new Map() });

/** Names of the required fields that stand once in the body, at any depth. */
function* requiredNames(fields: readonly FieldEntry[], body: string): Generator<string> {
  for (const field of fields) {
    if (body.split(`"${field.name}":`).length !== 2) continue;
    if (field.required) yield field.name;
    yield* requiredNames([...(field.fields ?? []), ...(field.items?.fields ?? [])], body);
  }
}

for (const { id, partner, template } of templates) {
  if (template.body?.format !== 'json') continue;
  const { body } = split(template.file);

  test(`${id}: its file is proved right`, () => {
    const { verdict, problems } = prove(body, partner, template);
    const others = problems.filter(({ code }) => code !== 'payload-placeholder');
    assert.deepEqual(
      others.map(({ code, message }) => `${code}: ${message}`),
      [],
    );
    assert.equal(verdict, 'right');
  });

  for (const name of requiredNames(template.body.fields ?? [], body)) {
    test(`${id}: without '${name}' it is broken`, () => {
      const { verdict, problems } = prove(body.replace(`"${name}":`, `"zz ${name}":`), partner, template);
      assert.equal(verdict, 'broken');
      assert.ok(
        problems.some(({ code, message }) => code === 'payload-missing-field' && message.includes(`'${name}'`)),
      );
    });
  }
}
