/**
 * Fields that share a variable. Braze puts a content block's text into the message before Liquid reads it: what the block
 * assigns can be read behind it, and it can read what was assigned before.
 */
import { readDocument } from '../document';
import type { Field, TemplateDocument } from '../document/types';
import { blockUses, CONTENT_BLOCKS } from '../rules/contentBlocks';
import { type Definition, type Scope, scopeOf } from '../rules/scope';
import { attributeId } from '../workspace';
import type { ContentBlock, WorkspaceFile } from '../workspace/types';
import type { FeatureContext } from './context';
import { normalUri } from './uses';

/** A field of a file. */
export interface Home {
  readonly document: TemplateDocument;
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
export function linkedHomes(start: Home, name: string, context: FeatureContext): readonly Home[] {
  const { docset, workspace } = context;
  const homes: Home[] = [start];
  const seen = new Set([start.field]);
  const read = reader(context, start.document);
  const passed = new Set<string>();
  const add = (home: Home): void => {
    if (seen.has(home.field) || !mentions(name, scopeOf(home.field.tree, docset.tags))) return;
    seen.add(home.field);
    homes.push(home);
  };
  /** The fields that the text of a block ends up in, through blocks that use it too. */
  const into = (block: ContentBlock): void => {
    if (passed.has(block.name)) return;
    passed.add(block.name);
    for (const file of filesUsing(block.name, context)) {
      const document = read(file);
      for (const field of document.fields) {
        if (blockUses(field.tree).some(({ key }) => key.text === block.name)) add({ document, field });
      }
      const outer = blockIn(file.uri, context);
      if (outer) into(outer);
    }
  };
  const down = (field: Field, depth: number): void => {
    for (const { key } of blockUses(field.tree)) {
      const file = fileOfBlock(workspace.contentBlocks.get(key.text), context);
      if (file === null) continue;
      const document = read(file);
      add({ document, field: document.body });
      if (depth > 0) down(document.body, depth - 1);
    }
  };
  for (const { document, field } of homes) {
    // Braze puts a block into a block, and no deeper.
    down(field, 1);
    const own = blockIn(document.uri, context);
    if (own) into(own);
  }
  return homes;
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
function reader(
  { docset, workspace }: FeatureContext,
  own: TemplateDocument,
): (file: WorkspaceFile) => TemplateDocument {
  const known = new Map([[normalUri(own.uri), own]]);
  return ({ uri, text }) => {
    const document =
      known.get(uri) ?? readDocument(uri, text, { docset, config: workspace.config, root: workspace.root });
    known.set(uri, document);
    return document;
  };
}
