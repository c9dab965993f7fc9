// node scripts/rules-doc.mjs            writes docs/rules.md from the comments of the rules, and their names into the config's schema
// node scripts/rules-doc.mjs --check    exits 1 when docs/rules.md is not what it would write
// node scripts/rules-doc.mjs --json     prints the rules with their comments: what the tests run
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const RULES = new URL('../server/src/rules/', import.meta.url);
const PAGE = new URL('../docs/rules.md', import.meta.url);
const SCHEMA = new URL('../schemas/config.schema.json', import.meta.url);

const CATEGORIES = {
  file: 'The file',
  syntax: 'Syntax',
  conditions: 'Conditions',
  variables: 'Variables',
  names: 'Names',
  context: 'Where and how a message is sent',
  connected_content: 'Connected Content',
  webhook: 'Webhooks',
  payload: 'Payloads',
};

/** The list of rules, without their functions. */
async function loadRules() {
  const outfile = new URL(`../out/rules-${process.pid}.mjs`, import.meta.url);
  await esbuild.build({
    entryPoints: [fileURLToPath(new URL('index.ts', RULES))],
    bundle: true,
    outfile: fileURLToPath(outfile),
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  const module = await import(outfile.href).finally(() => rmSync(outfile));
  return module.rules.map(({ code, severity, category, title, href, fix }) => ({
    code,
    severity,
    category,
    title,
    href,
    fixable: fix !== undefined,
  }));
}

/** The parts of the comment before `export const … : Rule`: what, why, bad, good. */
function readComment(code) {
  const source = readFileSync(new URL(`${code}.ts`, RULES), 'utf8');
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const \w+: Rule\b/.exec(source)?.[1];
  if (comment === undefined) throw new Error(`${code}.ts has no comment before its rule.`);
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
  return {
    what: prose(lines, 'What it does'),
    why: prose(lines, 'Why'),
    bad: samples(lines, 'Bad'),
    good: samples(lines, 'Good'),
  };
}

const LABEL = /^(What it does|Why|Bad|Good):/;

/** The lines behind a label, up to the next one. */
function behind(lines, label) {
  const start = lines.findIndex((line) => line.startsWith(`${label}:`));
  if (start < 0) return [];
  const end = lines.findIndex((line, index) => index > start && LABEL.test(line));
  return [lines[start].slice(label.length + 1), ...lines.slice(start + 1, end < 0 ? undefined : end)];
}

function prose(lines, label) {
  const text = behind(lines, label).join(' ').replace(/\s+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The sample behind a label: `inline`, or a fenced block. Each label may stand more than once. `-- name` on a line of its
 * own begins a content block of the workspace.
 */
function samples(lines, label) {
  const found = [];
  for (let index = 0; index < lines.length; index++) {
    if (!lines[index].startsWith(`${label}:`)) continue;
    const inline = /^`([\s\S]*)`$/.exec(lines[index].slice(label.length + 1).trim())?.[1];
    if (inline !== undefined) found.push(inline);
    else if (lines[index + 1]?.startsWith('```')) {
      const end = lines.indexOf('```', index + 2);
      found.push(lines.slice(index + 2, end).join('\n'));
    }
  }
  return found;
}

function page(rules) {
  const out = [
    '# Rules',
    '',
    '<!-- braze-liquid-disable -- what is wrong here is meant to be -->',
    '',
    'Generated from the comments of `server/src/rules/*.ts` by `node scripts/rules-doc.mjs`. Any rule can be given another',
    'severity or switched off in `braze-liquid.json` (`"rules": { "missing-default": "off" }`), and be suppressed in a template by',
    '`{% comment %} braze-liquid-disable-next-line missing-default {% endcomment %}`, or by `braze-liquid-disable` … `braze-liquid-enable`',
    'around a part of it. In front matter, where that would be a part of a value, a YAML comment above the entry says the same:',
    '`# braze-liquid-disable-next-line webhook-url`; in Markdown one of HTML above a fence: `<!-- braze-liquid-disable-next-line -->`.',
    'Without a code they mean all rules.',
    '',
  ];
  for (const [category, title] of Object.entries(CATEGORIES)) {
    const own = rules.filter((rule) => rule.category === category);
    if (own.length === 0) continue;
    out.push(`## ${title}`, '', '| rule | severity | |', '| --- | --- | --- |');
    for (const { code, severity, title } of own) out.push(`| [\`${code}\`](#${code}) | ${severity} | ${title} |`);
    out.push('');
    for (const rule of own) out.push(...section(rule));
  }
  return `${out.join('\n').trimEnd()}\n`;
}

function section({ code, severity, href, fixable, what, why, bad, good }) {
  const out = [`### ${code}`, '', what, ''];
  if (why) out.push(`**Why**: ${why}`, '');
  for (const sample of bad) out.push('Wrong:', '', ...fenced(sample), '');
  for (const sample of good) out.push('Right:', '', ...fenced(sample), '');
  const about = [`Severity: ${severity}.`, fixable ? 'Has a quick fix.' : '', href ? `[Braze's page](${href}).` : ''];
  out.push(about.filter((part) => part !== '').join(' '), '');
  return out;
}

/** What the editor offers in the `rules` of braze-liquid.json. */
function writeSchema(rules) {
  const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  const entry = ({ code, title, severity }) => [
    code,
    { $ref: '#/definitions/severity', description: `${title}. By itself: ${severity}.` },
  ];
  schema.properties.rules.properties = Object.fromEntries(rules.map(entry).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(SCHEMA, JSON.stringify(schema));
  execFileSync(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', fileURLToPath(SCHEMA)]);
}

const fenced = (sample) => ['```liquid', ...sample.split('\n'), '```'];

const rules = (await loadRules()).map((rule) => ({ ...rule, ...readComment(rule.code) }));
const argument = process.argv[2];
if (argument === '--json') {
  process.stdout.write(JSON.stringify(rules));
} else if (argument === '--check') {
  const isFresh = readFileSync(PAGE, 'utf8').replaceAll('\r\n', '\n') === page(rules);
  if (!isFresh) console.error('docs/rules.md is stale: run `node scripts/rules-doc.mjs`.');
  process.exitCode = isFresh ? 0 : 1;
} else {
  writeFileSync(PAGE, page(rules));
  writeSchema(rules);
}
