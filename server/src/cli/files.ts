/** The command line's disk: which files a command reads, and the workspace around them. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { URI } from 'vscode-uri';
import { createLanguageService, type LanguageService } from '../service';
import { CONFIG_NAME, isIgnored as ignores, OUR_FILES, readJson, SKIPPED_FOLDERS } from '../workspace';

/** A sentence for the user; ends the command with exit code 2. */
export class UsageError extends Error {}

/** A path as a `file:` URI. */
export const uriOf = (path: string): string => URI.file(path).toString();
/** A `file:` URI as a path. */
export const pathOf = (uri: string): string => URI.parse(uri).fsPath;

/** A file's text. Throws a UsageError that says what is wrong with it. */
export function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(`Cannot read ${path}: ${reasonOf(error)}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`Cannot read ${path}: it is no UTF-8 text.`);
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such file or folder.';
  if (code === 'EACCES') return 'permission denied.';
  if (code === 'EISDIR') return 'it is a folder.';
  return error instanceof Error ? `${error.message}.` : 'unknown reason.';
}

/** All of standard input. */
export function readStandardInput(): string {
  return readFileSync(0, 'utf8');
}

/**
 * The folder that config, sample users, mocks and content blocks are looked for in: the nearest above `path` that holds
 * a config file, else the working directory if it holds the path, else the path's own folder.
 */
export function rootFor(path: string): string {
  const start = existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, CONFIG_NAME))) return folder;
    if (dirname(folder) === folder) break;
  }
  const fromHere = relative(process.cwd(), start);
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? resolve(start) : process.cwd();
}

/** A language service that knows the files of a folder. */
export function openFolder(root: string, configFile: string | null): LanguageService {
  const service = createLanguageService();
  service.workspace.setRoots([uriOf(root)]);
  const rootUri = uriOf(root).replace(/\/*$/, '/');
  const configPath = configFile ?? join(root, CONFIG_NAME);
  const configText = configFile !== null || existsSync(configPath) ? readText(configPath) : null;
  if (configFile !== null && configText !== null && !isObject(configText)) {
    throw new UsageError(`Cannot read ${configFile}: a config is a JSON object, such as { "rules": {} }.`);
  }
  if (configText !== null) service.workspace.setFile(`${rootUri}${CONFIG_NAME}`, configText);
  for (const path of listFiles(root)) {
    const uri = uriOf(path);
    if (uri === `${rootUri}${CONFIG_NAME}` || !service.workspace.concerns(uri)) continue;
    const text = tryRead(path);
    if (text !== null) service.workspace.setFile(uri, text);
  }
  return service;
}

const isObject = (text: string): boolean => readJson(text, CONFIG_NAME, () => {})?.type === 'object';

function tryRead(path: string): string | null {
  try {
    return readText(path);
  } catch {
    return null;
  }
}

/** Absolute paths of the files below a folder that may concern us, sorted. */
export function listFiles(root: string): readonly string[] {
  return globSync(OUR_FILES, {
    cwd: root,
    absolute: true,
    ignore: SKIPPED_FOLDERS,
    dot: false,
    followSymbolicLinks: false,
  }).sort();
}

/** Whether the config ignores a path; `root` is the config's folder. */
export function isIgnored(path: string, root: string, ignore: readonly string[]): boolean {
  return ignores(relative(root, path).split('\\').join('/'), ignore);
}

/** The JSON files below a folder, by path. Throws a UsageError when there is no such folder. */
export function jsonFilesIn(folder: string): readonly { readonly path: string; readonly text: string }[] {
  try {
    readdirSync(folder);
  } catch (error) {
    throw new UsageError(`Cannot read the folder ${folder}: ${reasonOf(error)}`);
  }
  return globSync(['**/*.json'], { cwd: folder, absolute: true, ignore: SKIPPED_FOLDERS })
    .sort()
    .map((path) => ({ path, text: readText(path) }));
}
