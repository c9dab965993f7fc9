/**
 * Any file of the workspace → its diagnostics: templates by the rules, sample users, mocks, config and docsets by
 * their form. The command line and the server's workspace diagnostics both ask here.
 */
import { findNodeAtLocation, getNodeValue } from 'jsonc-parser';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import configSchema from '../../schemas/config.schema.json';
import { builtinDocset, isPartner, suggest, validateDocset, validateJson } from './docset';
import type { DocsetFile } from './docset/types';
import { docsetDoubts } from './docsetDoubts';
import { readDocument, readMarkdown, relativePath, type TemplateDocument } from './document';
import type { Span } from './liquid';
import { checkDocument, ruleOf, rules } from './rules';
import type { Severity } from './rules/rule';
import type { Context } from './service';
import {
  CONFIG_NAME,
  type FileKind,
  fileKind,
  readConfig,
  readJson,
  readMock,
  readSampleUser,
  spanOf,
} from './workspace';

export interface FileDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly href?: string;
}

/**
 * The diagnostics of one file, in the order of the text.
 * @param kind what to read it as, where the path does not tell: a template that was named outright
 */
export function checkFile(uri: string, text: string, context: Context, kind?: FileKind): readonly FileDiagnostic[] {
  const lines = TextDocument.create(uri, '', 0, text);
  const ranged = (span: Span): Range => ({ start: lines.positionAt(span.start), end: lines.positionAt(span.end) });
  const { config, root } = context.workspace;
  const template = (document: TemplateDocument): readonly FileDiagnostic[] =>
    checkDocument(document, context).map(({ code, severity, message, span, href }) => ({
      code,
      severity,
      message,
      range: ranged(span),
      href,
    }));
  const inOrder = (found: readonly Found[]): readonly FileDiagnostic[] =>
    [...found]
      .sort((a, b) => a.span.start - b.span.start)
      .map(({ span, ...rest }) => ({ ...rest, range: ranged(span) }));
  switch (kind ?? fileKind(relativePath(uri, root), config)) {
    case 'config':
      return inOrder([...checkConfig(text), ...missingDocsets(text, context)]);
    case 'user':
      return inOrder(checkUser(uri, text, context));
    case 'mock':
      return inOrder(checkMock(text));
    case 'docset':
      return inOrder(checkDocset(uri, text, context));
    case 'registry':
      return [];
    case 'markdown':
      return readMarkdown(uri, text, { docset: context.docset, config, root }).flatMap(template).sort(byPlace);
    default:
      return template(readDocument(uri, text, { docset: context.docset, config, root }));
  }
}

const byPlace = (a: FileDiagnostic, b: FileDiagnostic): number =>
  a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;

interface Found {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
}

function checkConfig(text: string): readonly Found[] {
  const own = readConfig(text).problems;
  if (own.length > 0) return own.map(({ code, message, span }) => ({ code, severity: 'error', message, span }));
  const bySchemaToo = bySchema('config-invalid', text, (value) =>
    validateJson(configSchema as Parameters<typeof validateJson>[0], value),
  );
  return [...bySchemaToo, ...unknownRules(text)];
}

/** Settings of rules that there are none of: a slip there would go unnoticed for good. */
function unknownRules(text: string): readonly Found[] {
  const root = readJson(text, CONFIG_NAME, () => undefined);
  const settings = root && findNodeAtLocation(root, ['rules']);
  return (settings?.children ?? []).flatMap(({ children }): Found[] => {
    const key = children?.[0];
    if (!key || ruleOf(key.value)) return [];
    const near = suggest(
      key.value,
      rules.map(({ code }) => code),
    );
    const message = `There is no rule '${key.value}'. ${near ? `Did you mean '${near}'?` : 'docs/rules.md lists them.'}`;
    return [{ code: 'config-invalid', severity: 'warning', message, span: spanOf(key) }];
  });
}

/** What does not fit together in a docset that can be used all the same is a warning. */
function checkDocset(uri: string, text: string, context: Context): readonly Found[] {
  const wrong = bySchema('docset-invalid', text, validateDocset);
  if (wrong.length > 0) return wrong;
  return [
    ...bySchema('docset-doubtful', text, (value) => docsetDoubts(value as DocsetFile), 'warning'),
    ...bySchema('docset-replaced', text, (value) => replacement(value as DocsetFile, uri, context), 'info'),
  ];
}

/** Of two docsets of one partner the later counts: the one that is named later in the config, and any before ours. */
function replacement(
  file: DocsetFile,
  uri: string,
  { docset, workspace }: Context,
): readonly { message: string; path: string[] }[] {
  if (!isPartner(file) || !workspace.docsetPaths?.has(relativePath(uri, workspace.root))) return [];
  const { partner } = file;
  const path = ['partner'];
  if (JSON.stringify(docset.partners.get(partner)) !== JSON.stringify(file)) {
    const message = `Another docset that the config names describes '${partner}' too, and that one counts. Give one of them another id.`;
    return [{ message, path }];
  }
  const ours = builtinDocset.partners.get(partner);
  return ours ? [{ message: `This docset stands in place of the bundled one of ${ours.name}.`, path }] : [];
}

/** Docsets that the config names and nobody finds: their partners would be unknown without a word. */
function missingDocsets(text: string, { workspace }: Context): readonly Found[] {
  const root = readJson(text, CONFIG_NAME, () => undefined);
  const named = (root && findNodeAtLocation(root, ['docsets']))?.children ?? [];
  const { docsetPaths } = workspace;
  return named.flatMap((node): Found[] => {
    if (docsetPaths === undefined || typeof node.value !== 'string') return [];
    if (docsetPaths.has(node.value.replace(/^\.\//, ''))) return [];
    const message = `There is no file '${node.value}', so the docset in it is not read. The path counts from this file's folder.`;
    return [{ code: 'config-invalid', severity: 'warning', message, span: spanOf(node) }];
  });
}

function bySchema(
  code: string,
  text: string,
  validate: (value: unknown) => readonly { readonly message: string; readonly path: readonly (string | number)[] }[],
  severity: Severity = 'error',
): readonly Found[] {
  const found: Found[] = [];
  const root = readJson(text, 'The file', (message, span) => found.push({ code, severity: 'error', message, span }));
  if (!root || found.length > 0) return found;
  return validate(getNodeValue(root)).map(({ message, path }) => {
    const node = findNodeAtLocation(root, [...path]) ?? findNodeAtLocation(root, path.slice(0, -1)) ?? root;
    return { code, severity, message, span: spanOf(node) };
  });
}

function checkUser(uri: string, text: string, context: Context): readonly Found[] {
  const found: Found[] = [];
  const root = readJson(text, 'The sample user', (message, span) =>
    found.push({ code: 'user-invalid', severity: 'error', message, span }),
  );
  if (!root || found.length > 0) return found;
  const user = readSampleUser(getNodeValue(root), context.docset, uri, '');
  if (!user) {
    const message = 'A sample user has to be a JSON object: { "label": "Ada", "attributes": { "first_name": "Ada" } }.';
    return [{ code: 'user-invalid', severity: 'error', message, span: spanOf(root) }];
  }
  return user.notes.map((message) => {
    const key = /^'([^']*)'/.exec(message)?.[1] ?? '';
    const value =
      findNodeAtLocation(root, [key]) ??
      findNodeAtLocation(root, ['users', 0, key]) ??
      findNodeAtLocation(root, ['attributes', 0, key]);
    return { code: 'user-unknown-key', severity: 'hint', message, span: spanOf(value?.parent?.children?.[0] ?? root) };
  });
}

function checkMock(text: string): readonly Found[] {
  const found: Found[] = [];
  const root = readJson(text, 'The mock', (message, span) =>
    found.push({ code: 'mock-invalid', severity: 'error', message, span }),
  );
  if (!root || found.length > 0) return found;
  const mock = readMock(getNodeValue(root), null);
  return typeof mock === 'string'
    ? [{ code: 'mock-invalid', severity: 'error', message: mock, span: spanOf(root) }]
    : [];
}
