/**
 * What the product does for each partner's template, tried and written down: `docs/partners.md`. `UPDATE_EXPECT=1`
 * rewrites it.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { builtinDocset, type FieldEntry, type PartnerTemplate } from '../../server/src/docset';
import { readDocument, type TemplateDocument } from '../../server/src/document';
import { completion } from '../../server/src/features/completion';
import { hover } from '../../server/src/features/hover';
import { defaultLimits, renderDocument, renderText } from '../../server/src/render';
import { checkDocument } from '../../server/src/rules';
import { completeUser, emptyWorkspace } from '../../server/src/workspace';

const TABLE = 'docs/partners.md';
const context = { docset: builtinDocset, workspace: emptyWorkspace };

const read = (template: PartnerTemplate, text: string): TemplateDocument =>
  readDocument(`file:///w/a${template.kind === 'webhook' ? '.webhook' : ''}.liquid`, text, {
    docset: builtinDocset,
    config: emptyWorkspace.config,
    root: null,
  });

const fieldsOf = (template: PartnerTemplate): readonly FieldEntry[] =>
  template.body?.fields ?? template.body?.items?.fields ?? [];
const flatten = (fields: readonly FieldEntry[]): readonly FieldEntry[] =>
  fields.flatMap((field) => [field, ...flatten(field.fields ?? field.items?.fields ?? [])]);

/** A field's name as the payload writes it: in quotes, or before a form's `=`. */
const spelled = ({ body }: PartnerTemplate, name: string): string =>
  body?.format === 'form' ? `${name}=` : `"${name}"`;

/** Where a key of the payload stands in the file: behind its first character; null when none does. */
function keyIn(template: PartnerTemplate): { readonly offset: number; readonly name: string } | null {
  for (const { name } of flatten(fieldsOf(template))) {
    const at = template.file.indexOf(spelled(template, name), template.file.indexOf('\n---', 3));
    if (at >= 0) return { offset: at + 1, name };
  }
  return null;
}

/** Where the file reads a saved answer that the docset describes: at the name of the field; null when it reads none. */
function answerIn({ calls = [], file }: PartnerTemplate): { readonly offset: number; readonly name: string } | null {
  for (const [, save] of file.matchAll(/:save (\w+)/g)) {
    for (const { name } of calls.flatMap(({ answer = [] }) => answer)) {
      const match = new RegExp(`\\{[^{}]*\\b${save}(?:\\[\\d+\\])?\\.${name}\\b`).exec(file);
      if (match) return { offset: match.index + match[0].length - name.length, name };
    }
  }
  return null;
}

/** Whether the place of one of the payload's keys, or of an answer's fields, offers what the partner has there. */
function completes(template: PartnerTemplate): boolean | null {
  const key = keyIn(template);
  const place = key ?? answerIn(template);
  if (!place) return null;
  const document = read(template, template.file);
  const items = completion(document, document.lines.positionAt(place.offset), context);
  const names = new Set(key ? flatten(fieldsOf(template)).map(({ name }) => name) : [place.name]);
  return items.some(({ label }) => names.has(label.replaceAll('"', '')));
}

function explains(template: PartnerTemplate): boolean | null {
  const place = keyIn(template) ?? answerIn(template);
  if (!place) return null;
  const document = read(template, template.file);
  const shown = hover(document, document.lines.positionAt(place.offset + 1), context);
  return JSON.stringify(shown?.contents ?? '').includes(place.name);
}

/** Whether a slip in the name of an answer's field is found; null where the customer's own service answers. */
function findsSlip(template: PartnerTemplate): boolean | null {
  const place = answerIn(template);
  if (!place || template.url?.checked === false) return null;
  const end = place.offset + place.name.length;
  const text = `${template.file.slice(0, end)}${place.name.at(-1)}${template.file.slice(end)}`;
  return checkDocument(read(template, text), context).some(({ code }) => code === 'cc-unknown-path');
}

/** Whether the file is right as it stands, and wrong without a field that the partner requires or with a slip in an answer's. */
function validates(template: PartnerTemplate): boolean | null {
  const errors = (text: string): readonly string[] =>
    checkDocument(read(template, text), context)
      .filter(({ severity }) => severity === 'error')
      .map(({ code }) => code);
  if (errors(template.file).length > 0) return false;
  const key = flatten(fieldsOf(template)).find(
    ({ name, required }) => required === true && template.file.split(spelled(template, name)).length === 2,
  );
  if (!key)
    return template.kind === 'webhook' && template.url?.checked !== false
      ? errors(template.file.replace(/^method: .*$/m, 'method: DELETE')).includes('webhook-method')
      : findsSlip(template);
  return errors(template.file.replace(spelled(template, key.name), spelled(template, 'another_key'))).includes(
    'payload-missing-field',
  );
}

function hasSnippet(partner: string, template: PartnerTemplate): boolean {
  const file = `snippets/${partner}.json`;
  if (!existsSync(file)) return false;
  const snippets = Object.values(
    JSON.parse(readFileSync(file, 'utf8')) as Record<string, { prefix: string | string[]; body: string | string[] }>,
  );
  const first =
    template.file
      .split('\n')
      .find((line) => line.startsWith('partner:') || line.includes('{%') || line.includes('{{')) ?? '';
  return (
    snippets.some(({ prefix }) =>
      [prefix]
        .flat()
        .some((word) => word.includes(template.id) || template.id.split('-').every((part) => word.includes(part))),
    ) || first === ''
  );
}

/** Whether a preview for the complete user, with the docset's own answers, comes to a request, a text or a stated abort. */
function previews(template: PartnerTemplate): boolean {
  const document = read(template, template.file);
  const renderContext = {
    user: completeUser.data,
    contentBlocks: {},
    mocks: (template.calls ?? []).map(({ example }) => ({
      request: { url: '*' },
      response: { status: 200, body: example },
    })),
    now: '2026-11-22T12:00:00Z',
    seed: 0,
    limits: defaultLimits,
  };
  const rendered = document.fields.map((field) => renderText(field.text, renderContext));
  const result = renderDocument(document, renderContext, rendered);
  return !result.problems.some(({ severity }) => severity === 'error');
}

const cell = (value: boolean | null): string => (value === null ? '–' : value ? 'yes' : 'NO');

test('every partner template has what a template can have, and the table says so', () => {
  const rows: string[] = [];
  for (const [name, partner] of builtinDocset.partners) {
    for (const template of partner.templates) {
      const cells = [
        completes(template),
        explains(template),
        validates(template),
        hasSnippet(name, template),
        previews(template),
      ].map(cell);
      rows.push(`| ${partner.name} | \`${name}/${template.id}\` | ${cells.join(' | ')} |`);
    }
  }
  const table = [
    '# Partners',
    '',
    'What the editor does for each template, tried by `test/partners/table.test.ts`, which writes this page: for the fields of',
    'its payload, or where it has none, for those of the answer that it prints. A dash stands where the partner fixes neither:',
    'all is in the URL, the answer is a text, or its fields are your own.',
    '',
    '| partner | template | completion | hover | validation | snippet | preview |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  if (process.env.UPDATE_EXPECT) writeFileSync(TABLE, table);
  assert.deepEqual(
    rows.filter((row) => row.includes('NO')),
    [],
  );
  assert.equal(
    existsSync(TABLE) ? readFileSync(TABLE, 'utf8') : '',
    table,
    `${TABLE} is stale: UPDATE_EXPECT=1 npm run unit -- partners/table`,
  );
});
