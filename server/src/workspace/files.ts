/** Which kind of file a path names, and how each is read. */

import type { Docset } from '../docset/types';
import { globMatcher, isContentBlockPath, readFrontMatter, YAML_TEMPLATE } from '../document';
import { parseJson } from '../json';
import { CONFIG_NAME } from './config';
import { REGISTRY_PATH } from './registry';
import { readSampleUsers } from './sampleUser';
import type { Config, ContentBlock, SampleUser } from './types';

export type FileKind =
  | 'config'
  | 'user'
  | 'mock'
  | 'docset'
  | 'registry'
  | 'content-block'
  | 'template'
  | 'markdown'
  | 'other';

const TEMPLATE = /\.(liquid|braze)$/;
/** An email as the tool braze-sync keeps it: `email_templates/<name>/`, with `template.yaml` beside its bodies. */
const EMAIL = /(^|\/)email_templates\/[^/]+\/body\.(html|txt)$/;

/** The files of a folder that may concern us, as globs: what lists or watches a disk looks for these. `fileKind` tells which do. */
export const OUR_FILES: readonly string[] = [
  '**/*.{liquid,braze,json,html,md}',
  '**/custom_attributes/registry.{yaml,yml}',
  '**/email_templates/*/{template.yaml,template.yml,body.txt}',
];

/** Folders that are never part of a workspace of templates, as globs. */
export const SKIPPED_FOLDERS: readonly string[] = ['**/node_modules/**', '**/.git/**', '**/dist/**'];

/** The kind of file at a path, relative to the folder of the config. */
export function fileKind(path: string, config: Config): FileKind {
  if (path === CONFIG_NAME) return 'config';
  if (path.endsWith('.user.json') || (path.endsWith('.json') && isBelow(path, config.users))) return 'user';
  if (path.endsWith('.mock.json') || (path.endsWith('.json') && isBelow(path, config.mocks))) return 'mock';
  if (config.docsets.some((docset) => normal(docset) === path)) return 'docset';
  if (REGISTRY_PATH.test(path)) return 'registry';
  if (isContentBlockPath(path, config) && (TEMPLATE.test(path) || path.endsWith('.html'))) return 'content-block';
  if (TEMPLATE.test(path) || EMAIL.test(path) || YAML_TEMPLATE.test(path)) return 'template';
  return path.endsWith('.md') ? 'markdown' : 'other';
}

const normal = (path: string): string => path.replace(/^\.\//, '').replace(/\/+$/, '');
const isBelow = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path.startsWith(`${normal(folder)}/`));

/** A content block file: its name (front matter's, else the file's) and its body. */
export function readContentBlock(uri: string, text: string): ContentBlock {
  const reading = readFrontMatter(text);
  return { name: reading.frontMatter?.values.name || baseName(uri), uri, text: text.slice(reading.bodyStart) };
}

/** The users of a sample user file; none when it is no JSON or holds none. */
export function readUserFile(uri: string, text: string, docset: Docset): readonly SampleUser[] {
  const read = parseJson(text);
  return read ? readSampleUsers(read.value, docset, uri, baseName(uri)) : [];
}

/** The file's name without its endings: `ada.user.json` is `ada`. */
export function baseName(uri: string): string {
  const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  return name.replace(/(\.user|\.mock)?\.json$|(\.braze|\.webhook)?\.liquid$|\.(braze|html)$/, '');
}

/** Whether the config ignores a path, which is relative to the config's folder. */
export function isIgnored(path: string, ignore: readonly string[]): boolean {
  const matchers = ignoring.get(ignore) ?? ignore.map(entryMatcher);
  ignoring.set(ignore, matchers);
  return matchers.some((means) => means(path));
}

/** A config is asked about every file of a folder: its patterns are read once. */
const ignoring = new WeakMap<readonly string[], readonly ((path: string) => boolean)[]>();

/** A pattern, or a folder with all that is below. */
function entryMatcher(entry: string): (path: string) => boolean {
  const fits = globMatcher(entry.endsWith('/') ? `${entry}**` : entry);
  const folder = `${entry.replace(/\/+$/, '')}/`;
  return (path) => fits(path) || path.startsWith(folder);
}
