/**
 * What formatting promises for every text: only white space changes, twice is once, the tree stays, and so does what is
 * sent; of a JSON body all but the white space between its tokens.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { builtinDocset } from '../../server/src/docset';
import type { Field, TemplateDocument } from '../../server/src/document';
import { type Edit, formatEdits } from '../../server/src/format';
import { defaultLimits, type RenderContext, renderText } from '../../server/src/render';
import { checkDocument } from '../../server/src/rules';
import { bundledUsers } from '../../server/src/workspace';
import { dumpTemplate } from '../helpers/dump';
import { context, read } from '../helpers/features';
import { assertGrowsLinearly } from '../helpers/growth';
import { templates } from '../helpers/partners';
import { corpus } from '../liquid/corpus';
import { body, usersFor } from '../payload/generate';

const options = { tabSize: 2, insertSpaces: true };
const seed = Number(process.env.FORMAT_SEED ?? 7);
const runs = Number(process.env.FORMAT_RUNS ?? 1500);

const users = bundledUsers.map((user) => user.data);

function apply(text: string, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const { start, end, newText } of edits) {
    assert.ok(at <= start && start <= end, 'edits overlap');
    assert.match(text.slice(start, end) + newText, /^[ \t\r\n]*$/);
    assert.notEqual(text.slice(start, end), newText);
    out += text.slice(at, start) + newText;
    at = end;
  }
  return out + text.slice(at);
}

/** The tree of a field; of a JSON body without the blanks that lines begin with. */
function tree(document: TemplateDocument, field: Field): string {
  const dumped = dumpTemplate(field.tree);
  if (field !== document.body || !document.isJson) return dumped;
  return dumped
    .replaceAll(/(\\n)(?: |\\t)+/g, '$1')
    .replace(/^"(?: |\\t)+/, '"')
    .replace(/^"" /, '');
}

/** Formats, and checks all that can be told without rendering. */
function check(text: string): { readonly before: TemplateDocument; readonly after: TemplateDocument } {
  const before = read(text);
  const formatted = apply(text, formatEdits(before, options));
  const after = read(formatted);
  assert.deepEqual(formatEdits(after, options), [], `twice is not once: ${JSON.stringify(text)}`);
  assert.equal(after.fields.length, before.fields.length);
  for (const [index, field] of before.fields.entries()) {
    assert.equal(tree(after, after.fields[index]!), tree(before, field), JSON.stringify(text));
    assert.equal(after.fields[index]!.tree.problems.length, field.tree.problems.length, JSON.stringify(text));
  }
  return { before, after };
}

const blanks = /[ \t\r\n]+/g;

/** Renders both for users; what is sent is the same. Returns how many renderings were compared. */
function checkRendering({ before, after }: ReturnType<typeof check>, data: readonly RenderContext['user'][]): number {
  for (const user of data) {
    const renderContext = {
      user,
      contentBlocks: {},
      mocks: [],
      now: '2026-03-01T00:00:00Z',
      seed: 0,
      limits: defaultLimits,
    };
    for (const [index, field] of before.fields.entries()) {
      const was = renderText(field.tree, renderContext);
      const is = renderText(after.fields[index]!.tree, renderContext);
      const where = `${JSON.stringify(before.text)} for ${JSON.stringify(user)}`;
      if (field === before.body && before.isJson) {
        assert.equal(is.output.replaceAll(blanks, ''), was.output.replaceAll(blanks, ''), where);
        const json = parsed(was.output);
        if (json !== undefined) assert.deepEqual(parsed(is.output), json, where);
      } else assert.equal(is.output, was.output, where);
      assert.deepEqual(is.aborted, was.aborted);
      assert.deepEqual(
        is.problems.map(({ code }) => code),
        was.problems.map(({ code }) => code),
      );
      assert.deepEqual(
        is.calls.map((call) => ({ ...call, span: null })),
        was.calls.map((call) => ({ ...call, span: null })),
      );
    }
  }
  return data.length * before.fields.length;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const files = [
  ...corpus.map(({ text }) => text),
  ...globSync(['examples/**/*.liquid', 'test/format/samples/*']).map((file) => readFileSync(file, 'utf8')),
  ...templates.map(({ template }) => template.file),
  ...[...builtinDocset.tags.values(), ...builtinDocset.filters.values()].flatMap((entry) =>
    (entry.examples ?? []).map((example) => example.code),
  ),
];

const codes = (document: TemplateDocument): readonly string[] =>
  checkDocument(document, context).map(({ code }) => code);

test(`files of all kinds: corpus, examples, partners, docsets (${files.length})`, () => {
  let renderings = 0;
  for (const text of files) {
    const pair = check(text);
    renderings += checkRendering(pair, users);
    assert.deepEqual(codes(pair.after), codes(pair.before), text);
  }
  assert.ok(renderings > 900, String(renderings));
});

test('every prefix of the corpus', () => {
  for (const { text } of corpus) for (let end = 0; end < text.length; end++) check(text.slice(0, end));
});

/** Other white space in place of what a text has; where there is none, now and then some. */
const respaced = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      text,
      fc.array(fc.constantFrom('', ' ', '  ', '\n', '\n      ', '\t', '\r\n '), { minLength: 1, maxLength: 9 }),
    )
    .map(([template, spaces]) => {
      let count = 0;
      return template.replaceAll(/[ \n]+|(?<=[{[,|:%])(?=[^{[,|:%}])/g, () => spaces[count++ % spaces.length]!);
    });

test(`JSON bodies that are spaced by chance (${runs}, seed ${seed})`, () => {
  let formatted = 0;
  fc.assert(
    fc.property(respaced(body), (text) => {
      const pair = check(text);
      if (pair.before.text !== pair.after.text && pair.before.isJson) formatted++;
      checkRendering(pair, usersFor(text).slice(0, 12) as unknown as RenderContext['user'][]);
    }),
    { numRuns: runs, seed },
  );
  assert.ok(formatted > runs / 3, `${formatted} of ${runs} changed`);
});

const words = [
  '{{', '}}', '{%', '%}', '{{-', '-%}', '{% if ', '{% endif %}', '{% else %}', '{% raw %}', '{% endraw %}', '${', '${a}',
  'x.${b c}', '}', '{', '[', ']', '(', ')', '..', ' ', '  ', '\n', '\n  ', '\t', '"', "'", '“', '|', ':', ',', '.', '=', '==',
  'and', 'or', 'contains', 'if', 'for', 'in', 'case', 'when', 'assign', 'capture', 'endcapture', 'liquid', 'connected_content',
  ':save', 'https://a', 'a', 'b', '1', '-', '-1', 'upcase', 'default', 'x', 'abort_message', '\u00a0', '\r\n', '#', '{"a": ',
]; // biome-ignore format: a list of words

test(`any words in any order (${runs * 4}, seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), fc.boolean(), (parts, json) => {
      const text = parts.join('');
      checkRendering(check(json ? `{"k":\n${text}\n}` : text), users.slice(0, 1));
    }),
    { numRuns: runs * 4, seed },
  );
});

const operand = fc.constantFrom(
  'x',
  'x.y',
  '${a}',
  'c.${d e}',
  '"a | b"',
  "'it: , ='",
  '-1',
  '1.5',
  'nil',
  'x[0]',
  '{{${a}}}',
  '(1..3)',
);
const pipe = fc
  .tuple(
    fc.constantFrom(
      'upcase',
      'default: "a"',
      'slice: 0, 2',
      'replace: "a", "b"',
      'append: {{x}}',
      'default: 1, allow_false: true',
    ),
  )
  .map(([filter]) => ` | ${filter}`);
const chain = fc.tuple(operand, fc.array(pipe, { maxLength: 3 })).map(([value, pipes]) => value + pipes.join(''));
const comparison = fc
  .tuple(operand, fc.constantFrom('==', '!=', '<', '>=', 'contains'), operand)
  .map((parts) => parts.join(' '));
const tag = fc.oneof(
  chain.map((value) => `{{ ${value} }}`),
  chain.map((value) => `{{- ${value} -}}`),
  chain.map((value) => `{% assign v = ${value} %}`),
  fc.tuple(comparison, comparison).map(([a, b]) => `{% if ${a} and ${b} %}y{% elsif ${a} %}n{% endif %}`),
  operand.map((value) => `{% for i in ${value} limit: 2 reversed offset: 1 %}{{ i }}{% endfor %}`),
  fc.tuple(operand, operand).map(([a, b]) => `{% case ${a} %}{% when ${b}, 2 or 3 %}w{% endcase %}`),
  operand.map((value) => `{% cycle 'g': ${value}, 'b' %}`),
  chain.map((value) => `{%- liquid\n assign q = ${value}\n if q == 1\n echo q\n endif\n-%}`),
  operand.map((value) => `{% connected_content https://a.example/{{x}} :method post :body a={{ ${value} }} :save r %}`),
);

test(`well-written Liquid that is spaced by chance (${runs * 2}, seed ${seed})`, () => {
  let changed = 0;
  fc.assert(
    fc.property(respaced(fc.array(tag, { minLength: 1, maxLength: 4 }).map((tags) => tags.join('- '))), (text) => {
      const pair = check(text);
      if (pair.before.text !== pair.after.text) changed++;
      checkRendering(pair, users.slice(0, 2));
    }),
    { numRuns: runs * 2, seed },
  );
  assert.ok(changed > runs, `${changed} changed`);
});

test('front matter keeps its values', () => {
  for (const quote of ['', "'", '"', '|-', '>-', '>', '|']) {
    fc.assert(
      fc.property(
        respaced(fc.array(tag, { minLength: 1, maxLength: 2 }).map((tags) => `https://a/${tags.join('')}`)),
        (value) => {
          const line = value.replaceAll(/[\t\r\n]+ */g, '\n  ');
          const written =
            quote === ''
              ? line
              : quote === "'"
                ? `'${line.replaceAll("'", "''")}'`
                : quote === '"'
                  ? JSON.stringify(line).replaceAll('\\n', '\n')
                  : `${quote}\n  ${line}`;
          const { before, after } = check(`---\nkind: webhook\nurl: ${written}\nmethod: POST\n---\nHi {{x|upcase}}`);
          assert.deepEqual(after.frontMatter?.values, before.frontMatter?.values);
          assert.equal(after.frontMatter?.isBroken, before.frontMatter?.isBroken);
        },
      ),
      { numRuns: 200, seed },
    );
  }
});

test('the work grows with the text, not faster', () => {
  const shapes = [
    (n: number) => '{{x|upcase}}'.repeat(n),
    (n: number) => `{${'"a":[1,\n2],'.repeat(n)}"b":1}`,
    (n: number) => `{{x${'|append:"a"'.repeat(n)}}}`,
    (n: number) => `{%if a${' and b ==1'.repeat(190)}%}{%endif%}`.repeat(Math.ceil(n / 190)),
    (n: number) => '{{x|}} {{y}} '.repeat(n),
    (n: number) => `{%- liquid\n${'echo x\n'.repeat(n)}-%}`,
    (n: number) => '{%liquid echo x%}'.repeat(n),
    (n: number) => `${'['.repeat(n)}\n${']'.repeat(n)}`,
    (n: number) => `${'[\n'.repeat(Math.sqrt(n))}${']\n'.repeat(Math.sqrt(n))}`,
    (n: number) => `{"a":1${'{%if a%}\n'.repeat(n)}}`,
  ];
  for (const [index, shape] of shapes.entries()) {
    const documents = new Map<number, ReturnType<typeof read>>();
    assertGrowsLinearly(`shape ${index}`, 2000, (n) => {
      const document = documents.get(n) ?? read(shape(n));
      documents.set(n, document);
      formatEdits(document, options);
    });
  }
});
