/**
 * Rename of what has a name beyond one message: attributes and event properties of one's own, content blocks with their
 * files. Braze itself is not changed: the sentences of a refusal and the docs say so.
 */

import type { RenameFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../docset';
import { attributeId, baseName } from '../workspace';
import type { ContentBlock } from '../workspace/types';
import { annotated } from './annotated';
import type { FeatureContext } from './context';
import { readBlock } from './linked';
import type { Refusal } from './rename';
import { blockNameUse, type NamedAttribute } from './symbols';
import { attributeUses, renameEdits, type Use } from './uses';

/** Why an attribute or content block cannot be renamed; null where it can. */
export function whyNotAttribute({ namespace, key }: NamedAttribute, context: FeatureContext): string | null {
  const { docset, workspace } = context;
  if (namespace === CONTENT_BLOCKS) {
    return workspace.contentBlocks.get(key)?.uri == null
      ? `There is no file for the content block '${key}' in this folder: it can be renamed in Braze alone.`
      : null;
  }
  const entry = docset.namespaces.get(namespace);
  if (entry?.open !== true || entry.form !== 'key') {
    return `'${key}' is a name in Braze: it cannot be changed from a template.`;
  }
  const isDeclared = attributeUses(namespace, key, workspace, null).some(
    ({ isDefinition, writing }) => isDefinition && writing !== 'json',
  );
  return docset.attributes.get(namespace)?.has(key) && !isDeclared
    ? `'${key}' is a name that a partner or Braze gives: it cannot be changed from a template.`
    : null;
}

/**
 * The edits that rename an attribute or content block.
 * @param uses all places of its name, those of sample users and registries too
 */
export function renameAttribute(
  thing: NamedAttribute,
  uses: readonly Use[],
  newName: string,
  context: FeatureContext,
  canRenameFiles: boolean,
): WorkspaceEdit | Refusal {
  const refusal = whyNotAttribute(thing, context) ?? whyNotName(thing, uses, newName, context);
  if (refusal !== null) return { refusal };
  const block = thing.namespace === CONTENT_BLOCKS ? context.workspace.contentBlocks.get(thing.key) : undefined;
  const edit =
    block?.uri == null
      ? { changes: renameEdits(uses, newName) }
      : renameBlock(block, uses, newName, context, canRenameFiles);
  if ('refusal' in edit || newName === thing.key) return edit;
  return annotated(
    edit,
    `Rename '${thing.key}' in the files of this folder`,
    `Braze itself is not changed: there it is still '${thing.key}'. Give it the name '${newName}' there too, or messages find nothing.`,
  );
}

function renameBlock(
  block: ContentBlock,
  uses: readonly Use[],
  newName: string,
  context: FeatureContext,
  canRenameFiles: boolean,
): WorkspaceEdit | Refusal {
  const document = readBlock(block, context);
  const named = document && blockNameUse(document);
  const all = named ? [...uses.filter((use) => !isSamePlace(use, named)), named] : uses;
  const changes = renameEdits(all, newName);
  // A file that is called as its block is called goes on being so.
  if (baseName(block.uri!) !== block.name) return { changes };
  if (!canRenameFiles) {
    return named
      ? { changes }
      : { refusal: `The content block's name is that of its file, which this editor does not rename with it.` };
  }
  const edits = Object.entries(changes).map(
    ([uri, list]): TextDocumentEdit => ({ textDocument: { uri, version: null }, edits: list }),
  );
  const move: RenameFile = { kind: 'rename', oldUri: block.uri!, newUri: renamedUri(block.uri!, newName) };
  return { documentChanges: [...edits, move] };
}

const isSamePlace = (a: Use, b: Use): boolean => a.uri === b.uri && a.span.start === b.span.start;

/** The address of a file with another name and the endings it has. */
function renamedUri(uri: string, newName: string): string {
  const slash = uri.lastIndexOf('/') + 1;
  const file = decodeURIComponent(uri.slice(slash));
  return uri.slice(0, slash) + encodeURIComponent(newName) + file.slice(baseName(uri).length);
}

function whyNotName(
  { namespace, key }: NamedAttribute,
  uses: readonly Use[],
  newName: string,
  { workspace }: FeatureContext,
): string | null {
  if (newName.trim() === '' || newName !== newName.trim() || /[{}\n\r]/.test(newName)) {
    return `'${newName}' cannot stand in \${…}: a name has no braces and no blanks around it.`;
  }
  if (newName === key) return null;
  if (namespace === CONTENT_BLOCKS) {
    if (/[\\/:*?"'<>|]/.test(newName)) return `'${newName}' cannot be the name of a content block and its file.`;
    return workspace.contentBlocks.has(newName)
      ? `There is a content block '${newName}' already: the two would become one.`
      : null;
  }
  const id = attributeId(namespace, newName);
  const declaring = new Set(uses.filter(({ isDefinition }) => isDefinition).map(({ uri }) => uri));
  const twice = workspace.files.find(({ uri, names }) => declaring.has(uri) && names.attributes.has(id));
  return twice === undefined
    ? null
    : `'${twice.uri.slice(twice.uri.lastIndexOf('/') + 1)}' has a '${newName}' already: it would stand there twice.`;
}
