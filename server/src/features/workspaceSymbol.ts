/** Workspace symbols: content blocks, templates, sample users, mocks and attributes by name. */

import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../docset';
import { baseName } from '../workspace';
import type { WorkspaceFile } from '../workspace/types';
import type { FeatureContext } from './context';
import { locations, type Use } from './uses';

/** More than a user looks through. */
const MOST = 500;
const FILE_START = { start: 0, end: 0 };

interface Found {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly container: string;
  readonly use: Use;
}

/** The symbols whose name holds the query's letters in their order, at most 500. */
export function workspaceSymbols(query: string, context: FeatureContext): WorkspaceSymbol[] {
  const wanted = query.toLowerCase().replace(/\s/g, '');
  const found = [...fileSymbols(context), ...attributeSymbols(context)].filter(({ name }) => fits(name, wanted));
  found.sort((a, b) => rank(a, wanted) - rank(b, wanted) || a.name.length - b.name.length);
  const best = found.slice(0, MOST);
  const places = locations(best.map(({ use }) => use));
  return best.map(({ name, kind, container }, i) => ({ name, kind, containerName: container, location: places[i]! }));
}

function fileSymbols({ workspace }: FeatureContext): readonly Found[] {
  const blocks = new Map([...workspace.contentBlocks.values()].map((block) => [block.uri, block.name]));
  const users = new Map(workspace.users.map((user) => [user.uri, user.label]));
  const mocks = new Map(workspace.mocks.map((mock) => [mock.uri, mock.request.url]));
  return workspace.files.flatMap((file): Found[] => {
    const of = (name: string | undefined, kind: SymbolKind, container: string): Found[] =>
      name === undefined ? [] : [{ name, kind, container, use: placeIn(file, FILE_START) }];
    switch (file.kind) {
      case 'content-block':
        return of(blocks.get(file.uri), SymbolKind.Module, 'content block');
      case 'user':
        return of(users.get(file.uri), SymbolKind.Object, 'sample user');
      case 'mock':
        return of(mocks.get(file.uri), SymbolKind.Event, 'mock');
      case 'template':
        return of(baseName(file.uri), SymbolKind.File, 'template');
      default:
        return [];
    }
  });
}

/** Attributes of one's own: where a registry or a sample user declares them, else where they are first used. */
function attributeSymbols({ docset, workspace }: FeatureContext): readonly Found[] {
  const found = new Map<string, Found>();
  for (const file of workspace.files) {
    for (const [id, places] of file.names.attributes) {
      const known = found.get(id);
      const isDeclared = file.kind === 'registry' || file.kind === 'user';
      if (known && (known.use.isDefinition || !isDeclared)) continue;
      const dot = id.indexOf('.');
      const namespace = id.slice(0, dot);
      if (namespace === CONTENT_BLOCKS || docset.namespaces.get(namespace)?.open !== true) continue;
      const use = { ...placeIn(file, places[0]!), isDefinition: isDeclared };
      found.set(id, { name: id.slice(dot + 1), kind: SymbolKind.Property, container: namespace, use });
    }
  }
  return [...found.values()];
}

const placeIn = (
  { uri, text }: WorkspaceFile,
  { start, end }: { readonly start: number; readonly end: number },
): Use => ({
  uri,
  text,
  span: { start, end },
  writing: 'plain',
  isDefinition: true,
});

/** What begins with the query, then what holds it, then the rest. */
function rank({ name }: Found, wanted: string): number {
  const at = name.toLowerCase().indexOf(wanted);
  return at === 0 ? 0 : at > 0 ? 1 : 2;
}

function fits(name: string, wanted: string): boolean {
  const lower = name.toLowerCase();
  let at = 0;
  for (const char of wanted) {
    at = lower.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
