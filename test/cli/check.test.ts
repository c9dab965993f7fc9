import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inFolder, runCli } from '../helpers/cli';

const BAD = '{{ name';

test('findings as JSON, positions as in LSP', () =>
  inFolder({ 'a.liquid': 'Hi\n{{ ${first_nam} }}' }, (cwd) => {
    const { code, out } = runCli(['check', 'a.liquid', '--format', 'json'], { cwd });
    const report = JSON.parse(out);
    assert.equal(code, 0);
    assert.equal(report.version, 1);
    const [file] = report.files;
    assert.equal(file.path, 'a.liquid');
    const finding = file.diagnostics.find((each: { code: string }) => each.code === 'unknown-attribute');
    assert.deepEqual(finding.range, { start: { line: 1, character: 5 }, end: { line: 1, character: 14 } });
    assert.equal(report.summary.files, 1);
    assert.equal(report.summary.warnings, 1);
  }));

test('exit codes: 0 without errors, 1 with, 2 for what cannot be read', () =>
  inFolder({ 'good.liquid': 'Hi', 'bad.liquid': BAD, 'binary.liquid': '\u0000' }, (cwd) => {
    assert.equal(runCli(['check', 'good.liquid'], { cwd }).code, 0);
    assert.equal(runCli(['check', 'bad.liquid'], { cwd }).code, 1);
    assert.equal(runCli(['check'], { cwd }).code, 1);
    for (const words of [
      ['check', 'no-such'],
      ['check', '--format', 'xml'],
      ['check', '--nope'],
      ['chekc'],
      ['check', '--config', 'none.json'],
      ['check', '--config', 'binary.liquid'],
      ['check', '--config', 'good.liquid'],
    ]) {
      const { code, out, errors } = runCli(words, { cwd });
      assert.equal(code, 2, words.join(' '));
      assert.equal(out, '');
      assert.match(errors, /^[A-Z'‘][^\n]+\.( See braze-liquid --help\.)?\n$/, errors);
    }
    assert.equal(runCli([]).code, 2);
    assert.match(runCli(['--help']).out, /braze-liquid check/);
    assert.match(runCli(['--version']).out, /^\d+\.\d+\.\d+\n$/);
  }));

test('a folder: templates, Markdown and HTML that hold Liquid, users, mocks, config; not what is left out', () =>
  inFolder(
    {
      'a.liquid': 'Hi',
      'b.braze': 'Hi',
      'content_blocks/c.liquid': 'Hi',
      'mail.html': '<p>{{${first_name} | default: "x"}}</p>',
      'plain.html': '<p>Hi</p>',
      'doc.md': 'See:\n\n```liquid\n{{ x | upcse }}\n```\n',
      'plain.md': '# Hi',
      'u.user.json': '{"attributes": {}}',
      'm.mock.json': '{"request": {"url": "https://x.example"}, "response": {}}',
      'other.json': '{}',
      'braze-liquid.json': '{"ignore": ["drafts/**"]}',
      'drafts/d.liquid': BAD,
      'node_modules/x/e.liquid': BAD,
      'dist/f.liquid': BAD,
      '.git/g.liquid': BAD,
    },
    (cwd) => {
      const { code, out } = runCli(['check', '--format', 'json'], { cwd });
      const report = JSON.parse(out);
      assert.deepEqual(report.files.map((file: { path: string }) => file.path).sort(), [
        'a.liquid',
        'b.braze',
        'braze-liquid.json',
        'content_blocks/c.liquid',
        'doc.md',
        'm.mock.json',
        'mail.html',
        'u.user.json',
      ]);
      assert.equal(code, 0);
      const doc = report.files.find((file: { path: string }) => file.path === 'doc.md');
      assert.deepEqual(
        doc.diagnostics
          .filter((each: { code: string }) => each.code === 'unknown-filter')
          .map((each: { range: { start: object } }) => each.range.start),
        [{ line: 3, character: 7 }],
      );
    },
  ));

test('files of JSON say in a sentence what is wrong in them', () =>
  inFolder(
    {
      'u.user.json': '{"attributes": {',
      'v.user.json': '{"attributes": {}, "atributes": {}}',
      'm.mock.json': '{"request": {}}',
      'braze-liquid.json': '{"rules": {"unknown-filter": "loud"}, "rule": {}}',
    },
    (cwd) => {
      const { code, out } = runCli(['check', '--format', 'json'], { cwd });
      const codes = JSON.parse(out).files.flatMap((file: { diagnostics: { code: string }[] }) =>
        file.diagnostics.map((each) => each.code),
      );
      assert.equal(code, 1);
      assert.deepEqual([...new Set(codes)].sort(), [
        'config-invalid',
        'mock-invalid',
        'user-invalid',
        'user-unknown-key',
      ]);
    },
  ));

test('the config named outright is read as one, whatever it holds', () =>
  inFolder({ 'braze-liquid.json': '{"docsets": 5}' }, (cwd) => {
    assert.match(runCli(['check', 'braze-liquid.json'], { cwd }).out, /config-invalid/);
  }));

test('an email of several files: its subject in YAML, its bodies', () =>
  inFolder(
    {
      'email_templates/welcome/template.yaml': 'name: welcome\nsubject: "{{ 1 | upcse }}"\n',
      'email_templates/welcome/body.html': '<body>{{ 1 | upcse }}</body>',
      'email_templates/welcome/body.txt': '{{ 1 | upcse }}',
      'other.yaml': 'a: "{{ 1 | upcse }}"',
    },
    (cwd) => {
      const places = [...runCli(['check'], { cwd }).out.matchAll(/^ *(\d+:\d+) +warning/gm)].map(([, place]) => place);
      assert.deepEqual(places, ['1:14', '1:8', '2:18']);
    },
  ));

test('what is found in the config is in the order of its text', () =>
  inFolder({ 'braze-liquid.json': '{"rules": {"unknown-filtr": "off"}, "ignore": 1, "users": 2}' }, (cwd) => {
    const columns = [...runCli(['check'], { cwd }).out.matchAll(/^ *1:(\d+) /gm)].map(([, column]) => Number(column));
    assert.ok(columns.length >= 2, String(columns));
    assert.deepEqual(
      columns,
      columns.toSorted((a, b) => a - b),
    );
  }));

test('a setting of no rule is said', () =>
  inFolder({ 'braze-liquid.json': '{"rules": {"unknown-filtr": "off", "unknown-filter": "off"}}' }, (cwd) => {
    const { code, out } = runCli(['check'], { cwd });
    assert.equal(code, 0);
    assert.match(out, /1:12 +warning +There is no rule 'unknown-filtr'. Did you mean 'unknown-filter'\?/);
  }));

test('the config sets severities, and comments silence', () =>
  inFolder(
    {
      'braze-liquid.json': '{"rules": {"unknown-filter": "error"}}',
      'a.liquid': '{{ 1 | upcse }}',
      'b.liquid': '{% comment %} braze-liquid-disable-next-line unknown-filter {% endcomment %}\n{{ 1 | upcse }}',
    },
    (cwd) => {
      assert.equal(runCli(['check', 'a.liquid'], { cwd }).code, 1);
      assert.equal(runCli(['check', 'b.liquid'], { cwd }).code, 0);
    },
  ));

test('standard input, and the formats for machines', () =>
  inFolder({}, (cwd) => {
    assert.equal(runCli(['check', '-'], { cwd, input: BAD }).code, 1);
    const sarif = JSON.parse(runCli(['check', '-', '--format', 'sarif'], { cwd, input: BAD }).out);
    assert.equal(sarif.version, '2.1.0');
    assert.equal(sarif.runs[0].results[0].ruleId, 'unclosed-output');
    assert.equal(sarif.runs[0].results[0].locations[0].physicalLocation.region.startColumn, 1);
    assert.match(
      runCli(['check', '-', '--format', 'github'], { cwd, input: BAD }).out,
      /^::error file=-,line=1,endLine=1,col=1,/,
    );
  }));

test('odd input ends in findings, never in a stack trace', () =>
  inFolder({}, (cwd) => {
    for (const input of [
      '{'.repeat(1 << 20),
      '{{'.repeat(100_000),
      '${'.repeat(100_000),
      '{% if x %}'.repeat(3000),
      '"'.repeat(200_000),
      '{% '.repeat(60_000),
    ]) {
      const { code, errors } = runCli(['check', '-'], { cwd, input });
      assert.ok(code === 0 || code === 1, `${input.slice(0, 10)}: ${code}`);
      assert.equal(errors, '');
    }
  }));

test("a user's own docset is as good as ours, and is checked itself", () => {
  const guide = readFileSync('docs/docset.md', 'utf8');
  const docset = /```json\n(\{\n {2}"partner"[\s\S]*?)```/.exec(guide)?.[1] ?? '';
  const template = (JSON.parse(docset) as { templates: { file: string }[] }).templates[0]!.file.replace(
    '<ACME_KEY>',
    'k',
  );
  return inFolder(
    {
      'braze-liquid.json': '{"docsets": ["acme.json"]}',
      'acme.json': docset,
      'good.webhook.liquid': template,
      'bad.webhook.liquid': template.replace('MUG', 'CUP').replace(/ {2}"userId".*\n/, ''),
    },
    (cwd) => {
      const report = JSON.parse(runCli(['check', '--format', 'json'], { cwd }).out);
      const codes = (path: string): readonly string[] =>
        report.files
          .find((file: { path: string }) => file.path === path)
          .diagnostics.filter((each: { severity: string }) => each.severity === 'error' || each.severity === 'warning')
          .map((each: { code: string }) => each.code);
      assert.deepEqual(codes('good.webhook.liquid'), []);
      assert.deepEqual([...codes('bad.webhook.liquid')].sort(), ['payload-missing-field', 'payload-value']);
      assert.deepEqual(codes('acme.json'), []);
      writeFileSync(join(cwd, 'acme.json'), docset.replace('"kind": "webhook"', '"kind": "webhoook"'));
      assert.ok(runCli(['check', 'acme.json'], { cwd }).out.includes('docset-invalid'));
    },
  );
});
