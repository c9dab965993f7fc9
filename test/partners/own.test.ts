/** Docsets of the workspace's own, those that docs/docset.md writes out: as good as the bundled ones in every ability. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkFile } from '../../server/src/check';
import { loadDocset, type PartnerDocset } from '../../server/src/docset';
import { docsetDoubts } from '../../server/src/docsetDoubts';
import { readDocument } from '../../server/src/document';
import { completion } from '../../server/src/features/completion';
import { hover } from '../../server/src/features/hover';
import { defaultLimits, renderDocument, renderText } from '../../server/src/render';
import { checkDocument } from '../../server/src/rules';
import { defaultConfig, emptyWorkspace } from '../../server/src/workspace';
import { cursor } from '../helpers/cursor';

const files = [...readFileSync('docs/docset.md', 'utf8').matchAll(/```json\n(.*?)```/gs)]
  .map(([, json]) => JSON.parse(json!) as PartnerDocset)
  .filter(({ partner }) => partner !== undefined);
const docset = loadDocset(files);
const context = { docset, workspace: emptyWorkspace };
const fileOf = (partner: string): string => docset.partners.get(partner)!.templates[0]!.file;
const bodyOf = (partner: string): string => fileOf(partner).replace(/^---\n[\s\S]*?\n---\n/, '');

const read = (text: string, path = text.startsWith('---') ? 'a.webhook.liquid' : 'a.liquid') =>
  readDocument(`file:///w/${path}`, text, { docset, config: defaultConfig, root: 'file:///w' });
const labels = (marked: string): readonly string[] => {
  const { text, offset } = cursor(marked);
  const document = read(text);
  return completion(document, document.lines.positionAt(offset), context).map(({ label }) => label);
};
const told = (text: string): readonly string[] =>
  checkDocument(read(text), context)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code }) => code);
const explained = (marked: string): string => {
  const { text, offset } = cursor(marked);
  const document = read(text);
  return JSON.stringify(hover(document, document.lines.positionAt(offset), context)?.contents ?? '');
};

test('the page shows a JSON body, a form and an answer', () => {
  assert.deepEqual(
    files.map(({ partner }) => partner),
    ['acme', 'pling', 'stockly'],
  );
  for (const file of files) assert.deepEqual(docsetDoubts(file), [], file.partner);
});

test('completion', () => {
  assert.deepEqual(labels(fileOf('acme').replace('"gift": "MUG"', '"gift": "█"')), ['MUG', 'CARD']);
  assert.ok(labels(fileOf('acme').replace('"gift": "MUG"', '"█"')).includes('gift'));
  assert.ok(labels(`${fileOf('pling').trim()}&█`).includes('priority'));
  assert.deepEqual(labels(`${fileOf('pling').trim()}&priority=█`), ['low', 'high']);
  assert.ok(labels(fileOf('stockly').replace('stock.left', 'stock.█')).includes('stores'));
  assert.ok(labels('{{custom_attribute.${acme█}}}').includes('acme:tier'));
});

test('an empty file offers the whole templates, an empty body their bodies', () => {
  const begun = labels('█');
  for (const label of ['acme-send-gift', 'acme-send-gift-body', 'pling-send', 'stockly-stock'])
    assert.ok(begun.includes(label), label);
  assert.ok(!begun.some((label) => label.startsWith('twilio')));
  assert.ok(labels('acme-█').includes('acme-send-gift'));
  const matter = fileOf('acme').slice(0, -bodyOf('acme').length);
  assert.deepEqual(
    labels(`${matter}█`).filter((label) => label.includes('-')),
    ['acme-send-gift-body', 'pling-send-body', 'stockly-stock-body'],
  );
  assert.deepEqual(
    labels('Hello █').filter((label) => label.includes('-')),
    [],
  );
});

test('hover', () => {
  assert.match(explained(fileOf('acme').replace('"gift"', '"gi█ft"')), /What to send/);
  assert.match(explained(fileOf('pling').replace('recipient=', 'reci█pient=')), /country code/);
  assert.match(explained(fileOf('stockly').replace('stock.left', 'stock.le█ft')), /How many are left/);
});

test('findings', () => {
  assert.deepEqual(told(fileOf('acme').replace('"MUG"', '"MUGG"').replace('<ACME_KEY>', 'k')), ['payload-value']);
  assert.deepEqual(told(fileOf('acme').replace('<ACME_KEY>', 'k').replace('POST', 'PUT')), ['webhook-method']);
  assert.deepEqual(told(fileOf('acme').replace('Bearer <ACME_KEY>', 'Token k')), ['webhook-header']);
  assert.deepEqual(told(fileOf('acme').replace('Bearer <ACME_KEY>', 'My Bearer k l')), ['webhook-header']);
  assert.deepEqual(told(fileOf('pling').replace('&text=Hello', '')), ['payload-missing-field']);
  assert.deepEqual(told(fileOf('pling').replace('x-www-form-urlencoded', 'json')), ['webhook-header']);
  assert.deepEqual(told(fileOf('stockly').replace('stock.left', 'stock.lft')), ['cc-unknown-path']);
  assert.deepEqual(told(fileOf('stockly').replace('stock.left', 'stock.stores[0].zip')), ['cc-unknown-path']);
  assert.deepEqual(told(fileOf('stockly').replace('stock.left', 'stock.labels.size_of_it')), []);
});

test('found without being named', () => {
  for (const partner of ['acme', 'pling']) {
    const { id } = docset.partners.get(partner)!.templates[0]!;
    assert.equal(read(fileOf(partner).replace(/^partner: .*\n/m, '')).partner?.id, `${partner}/${id}`);
    assert.equal(read(bodyOf(partner)).partner?.id, `${partner}/${id}`);
  }
});

test('preview', () => {
  for (const { templates } of files) {
    for (const { file, calls = [] } of templates) {
      const mocks = calls.map(({ example }) => ({ request: { url: '*' }, response: { status: 200, body: example } }));
      const user = { attributes: { user_id: 'u', phone_number: '+12025550123' }, event_properties: { sku: 'A' } };
      const rendering = { user, contentBlocks: {}, mocks, now: '2026-11-22T12:00:00Z', seed: 0, limits: defaultLimits };
      const document = read(file);
      const rendered = document.fields.map((field) => renderText(field.text, rendering));
      const result = renderDocument(document, rendering, rendered);
      assert.deepEqual(result.problems, []);
      assert.equal(result.aborted, null);
    }
  }
});

// ── Docsets that do not fit together ─────────────────────────────────────────────────────────────────────────────────

const [acme] = files;
/** What `check` says of a docset that is named in the config, with the line's text where it says so. */
function doubts(
  value: unknown,
  paths: readonly string[] = ['own.docset.json'],
  others: readonly PartnerDocset[] = [],
): readonly string[] {
  const text = JSON.stringify(value, null, 1);
  const config = { ...defaultConfig, docsets: paths };
  const workspace = { ...emptyWorkspace, config, root: 'file:///w', docsetPaths: new Set(['own.docset.json']) };
  const known = loadDocset([value as PartnerDocset, ...others]);
  return checkFile('file:///w/own.docset.json', text, { docset: known, workspace }).map(
    ({ code, message, range }) => `${text.split('\n')[range.start.line]!.trim()} ${code}: ${message}`,
  );
}
const template = acme!.templates[0]!;
const withTemplate = (more: object): PartnerDocset => ({ ...acme!, templates: [{ ...template, ...more }] });
const withField = (more: object): PartnerDocset =>
  withTemplate({
    body: {
      format: 'json',
      additionalFields: true,
      fields: [{ name: 'f', type: 'string', description: 'F.', ...more }],
    },
  });

const cases: readonly (readonly [string, PartnerDocset, RegExp])[] = [
  [
    'an example outside of the values',
    withField({ values: ['MUG'], example: 'CUP' }),
    /^"example": "CUP" docset-doubtful: The example of 'f' does not fit: 'CUP'/,
  ],
  [
    'an example of another type',
    withField({ type: 'integer', example: 'three' }),
    /^"example": "three" docset-doubtful/,
  ],
  [
    'a range without numbers',
    withField({ type: 'integer', minimum: 5, maximum: 2 }),
    /^"minimum": 5, docset-doubtful: No number/,
  ],
  ['fields of a text', withField({ fields: [] }), /'fields' tells of an object, and the type of 'f' is string/],
  [
    'Liquid that does not parse',
    withField({ liquid: '"{{${email_address}"' }),
    /^"liquid": .* The Liquid of 'f' is wrong/,
  ],
  [
    'a group of unknown fields',
    withTemplate({ body: { ...template.body, atLeastOne: [['gifft']] } }),
    /^"gifft" docset-doubtful: There is no field 'gifft' in this body\. Did you mean 'gift'/,
  ],
  [
    'a URL that does not fit',
    withTemplate({ url: { ...template.url!, match: 'acme.example/v1' } }),
    /^"match": .*does not fit 'acme\.example\/v1'/,
  ],
  [
    'a header that does not fit',
    withTemplate({ headers: [{ ...template.headers![0]!, pattern: 'Token .*' }] }),
    /^"value": .*does not fit its own pattern/,
  ],
  [
    'a file of another template',
    withTemplate({ file: template.file.replace('acme/send-gift', 'acme/send') }),
    /^"file": .*Its line 3: No docset knows the partner template 'acme\/send'/,
  ],
  [
    'a file that is wrong',
    withTemplate({ file: template.file.replace('"MUG"', '"MUGG"') }),
    /^"file": .*Its line 12: 'MUGG' is no value of 'gift'.*\(payload-value\)$/,
  ],
  [
    'an answer that is another',
    withTemplate({
      calls: [
        {
          url: 'https://a.example',
          description: 'A.',
          answer: [{ name: 'id', type: 'string', description: 'I.' }],
          example: { idd: 'x' },
        },
      ],
    }),
    /^"example": .*Did you mean 'id'\?/,
  ],
  [
    'an answer that is no list',
    withTemplate({ calls: [{ url: 'https://a.example', description: 'A.', list: true, answer: [], example: {} }] }),
    /^"example": .*is no list/,
  ],
];
for (const [title, value, expected] of cases) {
  test(`check: ${title}`, () => {
    const [first, ...rest] = doubts(value);
    assert.match(first ?? '', expected);
    assert.deepEqual(
      rest.filter((one) => !one.startsWith('"file"')),
      [],
    );
  });
}

test('check: docsets that replace one another', () => {
  assert.deepEqual(doubts(acme), []);
  assert.match(
    doubts(acme, undefined, [{ ...acme!, name: 'Other' }]).join(),
    /^"partner": "acme", docset-replaced: Another docset/,
  );
  assert.match(
    doubts({ ...acme!, partner: 'twilio', templates: [] }).join(),
    /stands in place of the bundled one of Twilio/,
  );
});

test('check: a docset that is not there', () => {
  const text = '{ "docsets": ["./own.docset.json", "onw.docset.json"] }';
  const workspace = { ...emptyWorkspace, root: 'file:///w', docsetPaths: new Set(['own.docset.json']) };
  const found = checkFile('file:///w/braze-liquid.json', text, { docset, workspace });
  assert.deepEqual(
    found.map(({ message, range }) => [range.start.character, message.slice(0, 37)]),
    [[35, "There is no file 'onw.docset.json', s"]],
  );
});
