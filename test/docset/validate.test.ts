import assert from 'node:assert/strict';
import test from 'node:test';
import braze from '../../server/docsets/braze.json';
import liquid from '../../server/docsets/liquid.json';
import { builtinDocset, validateDocset } from '../../server/src/docset';

test('every docset of ours follows the schema', () => {
  assert.deepEqual(validateDocset(liquid), []);
  assert.deepEqual(validateDocset(braze), []);
  for (const partner of builtinDocset.partners.values()) assert.deepEqual(validateDocset(partner), [], partner.partner);
});
