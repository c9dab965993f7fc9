// npm run partners: takes up the files of server/docsets/partners and snippets. Writes the list that the server imports
// and the manifest's snippets where they are not what the folders hold. The build and the unit tests do it by themselves.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const LIST = new URL('../server/src/docset/partnerFiles.ts', import.meta.url);
const MANIFEST = new URL('../package.json', import.meta.url);

/** Brings both up to date; returns the files that were not. */
export function takeUpPartners() {
  const files = [
    { url: LIST, text: listOf(namesIn('../server/docsets/partners/')) },
    { url: MANIFEST, text: manifestWith(namesIn('../snippets/')) },
  ];
  const stale = files.filter(({ url, text }) => readOr(url, '') !== text);
  for (const { url, text } of stale) writeFileSync(url, text);
  return stale.map(({ url }) => url.pathname.split('/').at(-1));
}

/** The JSON files of a folder without their ending, in the order of the alphabet. */
function namesIn(folder) {
  return readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

function listOf(names) {
  return [
    '/** The files of `server/docsets/partners`. Written by `npm run partners`. */',
    ...names.map((name) => `import ${variableOf(name)} from '../../docsets/partners/${name}.json';`),
    '',
    'export const partnerFiles: readonly unknown[] = [',
    ...names.map((name) => `  ${variableOf(name)},`),
    '];',
    '',
  ].join('\n');
}

/** `movable-ink` → `movableInk`; behind a letter, for a name may begin with a digit or be a word of the language. */
function variableOf(name) {
  const camel = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return /^\d/.test(camel) || RESERVED.has(camel) ? `_${camel}` : camel;
}

const RESERVED = new Set(
  'case class default delete do else enum export for function if import in new null return switch this throw true try typeof var void while with'.split(
    ' ',
  ),
);

/** Our own snippets come first. */
function manifestWith(names) {
  const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  const ordered = [...names.filter((name) => name === 'braze'), ...names.filter((name) => name !== 'braze')];
  manifest.contributes.snippets = ordered.map((name) => ({
    language: 'braze-liquid',
    path: `./snippets/${name}.json`,
  }));
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function readOr(url, fallback) {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    return fallback;
  }
}

if (process.argv[1]?.endsWith('partners.mjs')) {
  const written = takeUpPartners();
  console.log(written.length === 0 ? 'All partners are taken up.' : `Wrote ${written.join(' and ')}.`);
}
