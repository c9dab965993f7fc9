/** `braze-liquid check`: files → findings → a report and an exit code. */
import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { checkFile } from '../check';
import { holdsLiquid, looksLikeMarkdown, relativePath } from '../document';
import { CONFIG_NAME, type FileKind, fileKind } from '../workspace';
import { isIgnored, listFiles, openFolder, readStandardInput, readText, rootFor, UsageError, uriOf } from './files';
import { type CheckReport, type FileReport, formatCheck, isCheckFormat } from './formats';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: string;
  readonly config: string | null;
}

/** Runs the check; returns the exit code. Throws a UsageError for wrong usage or unreadable input. */
export function check(options: CheckOptions, print: (text: string) => void): number {
  if (!isCheckFormat(options.format)) {
    throw new UsageError(`Unknown format '${options.format}': it can be pretty, json, sarif or github.`);
  }
  const files: FileReport[] = [];
  for (const path of options.paths.length === 0 ? ['.'] : options.paths) files.push(...checkPath(path, options.config));
  const report = reportOf(unique(files));
  print(formatCheck(report, options.format));
  return report.summary.errors > 0 ? 1 : 0;
}

function checkPath(path: string, config: string | null): readonly FileReport[] {
  if (path === '-') return [checkOne('-', readStandardInput(), process.cwd(), config)];
  const absolute = resolve(path);
  const isFolder = stat(absolute, path).isDirectory();
  const root = rootFor(absolute);
  if (!isFolder) return [checkOne(absolute, readText(absolute), root, config)];
  const service = openFolder(root, config);
  const { workspace } = service.contextOf(uriOf(absolute));
  const context = service.contextOf(uriOf(absolute));
  return listFiles(absolute).flatMap((file) => {
    if (isIgnored(file, root, workspace.config.ignore)) return [];
    const kind = fileKind(relativePath(uriOf(file), workspace.root), workspace.config);
    const mayHoldLiquid = kind === 'markdown' || (kind === 'other' && file.endsWith('.html'));
    if (kind === 'other' && !mayHoldLiquid) return [];
    const text = readText(file);
    if (mayHoldLiquid && !holdsLiquid(text)) return [];
    return [{ path: shown(file), diagnostics: checkFile(uriOf(file), text, context) }];
  });
}

function checkOne(path: string, text: string, root: string, config: string | null): FileReport {
  const service = openFolder(root, config);
  const uri = path === '-' ? uriOf(resolve('stdin.liquid')) : uriOf(path);
  const context = service.contextOf(uri);
  return {
    path: path === '-' ? '-' : shown(path),
    diagnostics: checkFile(uri, text, context, kindNamed(uri, text, context.workspace.root)),
  };
}

/**
 * A file named outright is always read: JSON by what it holds where its name does not tell, anything that reads as
 * Markdown as Markdown, all else as a template.
 */
function kindNamed(uri: string, text: string, root: string | null): FileKind | undefined {
  const path = relativePath(uri, root);
  if (/\.(liquid|braze|html)$/.test(path) || /\.(user|mock)\.json$/.test(path) || path === CONFIG_NAME)
    return undefined;
  if (!path.endsWith('.json')) return path.endsWith('.md') || looksLikeMarkdown(text) ? 'markdown' : 'template';
  if (/"templates"\s*:|"filters"\s*:|"tags"\s*:/.test(text)) return 'docset';
  if (/"request"\s*:/.test(text)) return 'mock';
  return /"rules"\s*:|"partners"\s*:|"ignore"\s*:/.test(text) ? 'config' : 'user';
}

function stat(absolute: string, path: string): ReturnType<typeof statSync> & object {
  const found = statSync(absolute, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`There is no file or folder '${path}'.`);
  return found;
}

const shown = (path: string): string => {
  const below = relative(process.cwd(), path).split('\\').join('/');
  return below.startsWith('..') ? path : below;
};

function unique(files: readonly FileReport[]): readonly FileReport[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function reportOf(files: readonly FileReport[]): CheckReport {
  const count = (severity: string): number =>
    files.reduce(
      (sum, file) => sum + file.diagnostics.filter((diagnostic) => diagnostic.severity === severity).length,
      0,
    );
  return {
    version: 1,
    files,
    summary: {
      files: files.length,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      hints: count('hint'),
    },
  };
}
