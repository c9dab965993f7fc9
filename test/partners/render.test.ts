/** Every partner's right file, rendered for the bundled users, with the docset's own example answers as mocks. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { builtinDocset, type FieldEntry, type PartnerTemplate } from '../../server/src/docset';
import { readDocument } from '../../server/src/document';
import {
  defaultLimits,
  type RenderContext,
  type RenderMock,
  renderDocument,
  renderText,
} from '../../server/src/render';
import { bundledUsers, defaultConfig } from '../../server/src/workspace';
import { isOf, templates, typeOf } from '../helpers/partners';

const [complete, nothing, hostile] = bundledUsers.map(({ data }) => data) as [Data, Data, Data];
type Data = Readonly<Record<string, unknown>>;

/** The calls of a template, each answered by its example wherever it goes. */
const mocksOf = (template: PartnerTemplate): readonly RenderMock[] =>
  (template.calls ?? []).map(({ url, method, example }) => ({
    request: { ...(method ? { method } : {}), url: `https://*${pathOf(url)}*` },
    response: { status: 200, body: example },
  }));

/** What of a call's path stands before anything that varies. */
const pathOf = (url: string): string => /^https:\/\/[^/]*([^{<?]*)/.exec(url)?.[1] ?? '';

const render = (template: PartnerTemplate, user: Data) => {
  const context: RenderContext = {
    user,
    contentBlocks: {},
    mocks: mocksOf(template),
    now: '2026-11-22T12:00:00Z',
    seed: 0,
    limits: { ...defaultLimits, time: 10_000 },
  };
  const name =
    template.kind === 'webhook'
      ? 'a.webhook.liquid'
      : template.kind === 'content-block'
        ? 'content_blocks/a.liquid'
        : 'a.liquid';
  const document = readDocument(`file:///w/${name}`, template.file, {
    docset: builtinDocset,
    config: defaultConfig,
    root: 'file:///w',
  });
  const result = renderDocument(
    document,
    context,
    document.fields.map(({ tree }) => renderText(tree, context)),
  );
  return { document, ...result };
};

// ── What a payload has to be ─────────────────────────────────────────────────────────────────────────────────────────

/** What of `value` breaks the docset's word, as paths. */
function* breaches(value: unknown, fields: readonly FieldEntry[], more: boolean, path: string): Generator<string> {
  const object = value as Record<string, unknown>;
  for (const field of fields) if (field.required && !(field.name in object)) yield `${path}${field.name} is missing`;
  for (const [key, inner] of Object.entries(object)) {
    const field = fields.find(({ name }) => name === key);
    if (field) yield* breachesOf(inner, field, path + key);
    else if (!more) yield `${path}${key} is unknown`;
  }
}

function* breachesOf(value: unknown, field: FieldEntry, path: string): Generator<string> {
  if (![field.type].flat().some((type) => isOf(value, type))) yield `${path} is ${typeOf(value)}`;
  if (field.required && value === '') yield `${path} is blank`;
  if (Array.isArray(field.values) && !field.values.includes(value)) yield `${path} is ${String(value)}`;
  if (field.fields && typeOf(value) === 'object')
    yield* breaches(value, field.fields, field.additionalFields ?? false, `${path}.`);
  if (field.items && Array.isArray(value))
    for (const [i, item] of value.entries()) yield* breachesOf(item, field.items, `${path}[${i}]`);
}

// ── The users ────────────────────────────────────────────────────────────────────────────────────────────────────────

for (const { id, template } of templates) {
  const { body } = template;

  test(`${id}: renders for the complete user`, () => {
    const { aborted, problems, output, request, document, calls } = render(template, complete);
    assert.equal(document.partner?.id, id);
    assert.equal(aborted, null);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      calls.filter(({ answer }) => answer === 'none'),
      [],
    );
    if (template.kind === 'webhook') assert.match(request?.url ?? '', /^https:\/\/\S+$/);
    if (body?.format === 'json')
      assert.deepEqual([...breaches(JSON.parse(output), body.fields ?? [], body.additionalFields ?? false, '')], []);
    else if (body?.format === 'form') {
      const form = new URLSearchParams(output);
      for (const { name, required } of body.fields ?? []) if (required) assert.ok(form.get(name), name);
    } else if (body?.format !== 'none') assert.match(output, /\S/);
    for (const { name, pattern } of template.headers ?? []) {
      if (pattern !== undefined && request?.headers[name] !== undefined)
        assert.match(request.headers[name].replace(/<[^>]*>/g, 'x'), new RegExp(pattern), name);
    }
  });

  test(`${id}: is sent whole to the hostile user, or not at all`, () => {
    const { aborted, output, request } = render(template, hostile);
    if (aborted) return;
    if (body?.format === 'json')
      assert.deepEqual([...breaches(JSON.parse(output), body.fields ?? [], body.additionalFields ?? false, '')], []);
    if (request) assert.doesNotMatch(request.url, /[\s"\\]/);
    if (body?.format === 'form') {
      const names = [...new URLSearchParams(output.trim()).keys()];
      const known = new Set(body.fields?.map(({ name }) => name));
      assert.deepEqual(
        names.filter((name, i) => !known.has(name) || names.indexOf(name) !== i),
        [],
      );
      for (const { name, required } of body.fields ?? []) if (required) assert.ok(names.includes(name), name);
    }
  });

  test(`${id}: is right for the user with nothing set, or not sent at all`, () => {
    const { aborted, output } = render(template, nothing);
    if (aborted) assert.match(aborted.reason, /\w/);
    else if (body?.format === 'json')
      assert.deepEqual([...breaches(JSON.parse(output), body.fields ?? [], body.additionalFields ?? false, '')], []);
  });
}
