/**
 * Fields that share a variable. Braze puts a content block's text into the message before Liquid reads it: what the block
 * assigns can be read behind it, and it can read what was assigned before.
 */
import { CONTENT_BLOCKS } from '../docset';
import { readDocument, readFields, readMarkdownFields } from '../document';
import type { Field, TemplateDocument } from '../document/types';
import { blockUses } from '../rules/contentBlocks';
import { type Definition, type Scope, scopeOf } from '../rules/scope';
import { attributeId } from '../workspace';
import type { ContentBlock, WorkspaceFile } from '../workspace/types';
import type { FeatureContext } from './context';
import type { Steps } from './steps';
import { normalUri } from './uses';

/** A template file as far as its names go; every document is one. */
export interface Source {
  readonly uri: string;
  readonly text: string;
  readonly fields: readonly Field[];
}

/** A field of a file. */
export interface Home {
  readonly document: Source;
  readonly field: Field;
}

/** Whether a variable belongs to a loop alone. */
export const isLocal = ({ kind }: Definition): boolean => kind === 'loop' || kind === 'helper';

/** Where a field makes a variable, loops aside. */
export function globalsOf(name: string, scope: Scope): readonly Definition[] {
  return (scope.byName.get(name) ?? []).filter((definition) => !isLocal(definition));
}

/** Whether a field makes or reads a variable that is not a loop's own. */
function mentions(name: string, scope: Scope): boolean {
  return globalsOf(name, scope).length > 0 || scope.references.some((reference) => isFree(reference, name, scope));
}

/** Whether a place reads the variable of all the text, and not that of a loop around it. */
export function isFree(
  reference: { readonly name: string; readonly span: { readonly start: number } },
  name: string,
  scope: Scope,
): boolean {
  if (reference.name !== name) return false;
  const definition = scope.resolve(name, reference.span.start);
  return definition === null || !isLocal(definition);
}

/** The field itself, then all that share its variable `name`, through the content blocks they have in common. */
export function* linkedHomes(start: Home, name: string, context: FeatureContext): Steps<readonly Home[]> {
  const { docset, workspace } = context;
  const homes: Home[] = [start];
  const seen = new Set([start.field]);
  const read = reader(start.document);
  const passed = new Set<string>();
  const entered = new Set<string>();
  let users: ReadonlyMap<string, readonly WorkspaceFile[]> | null = null;
  /** The fields of a file that share the variable; `isLinked` where not all can. */
  const add = function* (file: WorkspaceFile, isLinked: (field: Field) => boolean): Steps<void> {
    if (!file.names.variables.has(name)) return;
    yield;
    const document = read(file);
    for (const field of document.fields) {
      if (seen.has(field) || !isLinked(field) || !mentions(name, scopeOf(field.tree, docset.tags))) continue;
      seen.add(field);
      homes.push({ document, field });
    }
  };
  /** The fields that the text of a block ends up in, through blocks that use it too. */
  const into = function* (block: ContentBlock): Steps<void> {
    if (passed.has(block.name)) return;
    passed.add(block.name);
    users ??= yield* filesByBlock(workspace.files);
    for (const file of users.get(block.name) ?? []) {
      yield* add(file, (field) => blockUses(field.tree).some(({ key }) => key.text === block.name));
      const outer = file.kind === 'content-block' ? blockIn(file.uri, context) : null;
      if (outer) yield* into(outer);
    }
  };
  /** The blocks whose text ends up in a field, by their names in it. */
  const down = function* (names: readonly string[]): Steps<void> {
    for (const block of names) {
      const file = entered.has(block) ? null : fileOfBlock(workspace.contentBlocks.get(block), context);
      entered.add(block);
      if (file === null) continue;
      yield* add(file, () => true);
      yield* down(blocksNamedIn(file));
    }
  };
  for (const { document, field } of homes) {
    yield* down(blockUses(field.tree).map(({ key }) => key.text));
    const own = blockIn(document.uri, context);
    if (own) yield* into(own);
  }
  return homes;
}

/** The files that use each block, by its name. */
function* filesByBlock(files: readonly WorkspaceFile[]): Steps<ReadonlyMap<string, readonly WorkspaceFile[]>> {
  const users = new Map<string, WorkspaceFile[]>();
  for (const file of files) {
    yield;
    for (const block of blocksNamedIn(file)) {
      const using = users.get(block);
      if (using) using.push(file);
      else users.set(block, [file]);
    }
  }
  return users;
}

const PREFIX = attributeId(CONTENT_BLOCKS, '');

function blocksNamedIn({ names }: WorkspaceFile): readonly string[] {
  return [...names.attributes.keys()].filter((id) => id.startsWith(PREFIX)).map((id) => id.slice(PREFIX.length));
}

/** The content block that a file holds; null when it holds none, or another file has its name. */
export function blockIn(uri: string, { workspace }: FeatureContext): ContentBlock | null {
  const own = normalUri(uri);
  for (const block of workspace.contentBlocks.values()) if (block.uri === own) return block;
  return null;
}

/** Templates and content blocks that use a content block, by path. */
export function filesUsing(name: string, { workspace }: FeatureContext): readonly WorkspaceFile[] {
  const id = attributeId(CONTENT_BLOCKS, name);
  return workspace.files.filter((file) => file.names.attributes.has(id));
}

/** The document of a content block's file; null when it has none. */
export function readBlock(block: ContentBlock, context: FeatureContext): TemplateDocument | null {
  const file = fileOfBlock(block, context);
  const { docset, workspace } = context;
  return file && readDocument(file.uri, file.text, { docset, config: workspace.config, root: workspace.root });
}

function fileOfBlock(block: ContentBlock | undefined, { workspace }: FeatureContext): WorkspaceFile | null {
  return workspace.files.find((file) => file.kind === 'content-block' && file.uri === block?.uri) ?? null;
}

/** Reads each file once; the document at hand is taken as it is. */
function reader(own: Source): (file: WorkspaceFile) => Source {
  const known = new Map([[normalUri(own.uri), own]]);
  return ({ uri, kind, text }) => {
    const source = known.get(uri) ?? {
      uri,
      text,
      fields: kind === 'markdown' ? readMarkdownFields(text) : readFields(text),
    };
    known.set(uri, source);
    return source;
  };
}
