/** Call hierarchy of content blocks: which templates use one, and which ones a template uses. */

import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Position,
  type Range,
  SymbolKind,
} from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../docset';
import type { TemplateDocument } from '../document/types';
import { attributeId, baseName } from '../workspace';
import type { NamePlace, WorkspaceFile } from '../workspace/types';
import type { FeatureContext } from './context';
import { blockIn, filesUsing } from './linked';
import { namedAt } from './symbols';
import { normalUri } from './uses';

const PREFIX = attributeId(CONTENT_BLOCKS, '');

/** The content block under the cursor; the file itself where there is none. */
export function prepareCallHierarchy(
  document: TemplateDocument,
  position: Position,
  context: FeatureContext,
): CallHierarchyItem[] | null {
  const thing = namedAt(document, position, context)?.thing;
  const isBlock = thing?.kind === 'attribute' && thing.namespace === CONTENT_BLOCKS;
  const uri = isBlock ? context.workspace.contentBlocks.get(thing.key)?.uri : normalUri(document.uri);
  const file = context.workspace.files.find((candidate) => candidate.uri === uri);
  return file === undefined ? null : [itemOf(file, context)];
}

/** The files that use the block of an item. */
export function incomingCalls(item: CallHierarchyItem, context: FeatureContext): CallHierarchyIncomingCall[] {
  const block = blockIn(item.uri, context);
  if (block === null) return [];
  return filesUsing(block.name, context).map((file) => ({
    from: itemOf(file, context),
    fromRanges: rangesOf(file, file.names.attributes.get(attributeId(CONTENT_BLOCKS, block.name)) ?? []),
  }));
}

/** The blocks that the file of an item uses and that have a file. */
export function outgoingCalls(item: CallHierarchyItem, context: FeatureContext): CallHierarchyOutgoingCall[] {
  const uri = normalUri(item.uri);
  const { workspace } = context;
  const file = workspace.files.find((candidate) => candidate.uri === uri);
  if (file === undefined) return [];
  return [...file.names.attributes].flatMap(([id, places]): CallHierarchyOutgoingCall[] => {
    const block = id.startsWith(PREFIX) ? workspace.contentBlocks.get(id.slice(PREFIX.length)) : undefined;
    const target = block && workspace.files.find((candidate) => candidate.uri === block.uri);
    return target === undefined ? [] : [{ to: itemOf(target, context), fromRanges: rangesOf(file, places) }];
  });
}

function itemOf(file: WorkspaceFile, context: FeatureContext): CallHierarchyItem {
  const block = file.kind === 'content-block' ? blockIn(file.uri, context) : null;
  const lines = TextDocument.create(file.uri, '', 0, file.text);
  const start = { line: 0, character: 0 };
  return {
    name: block?.name ?? baseName(file.uri),
    detail: block ? 'content block' : file.kind === 'markdown' ? 'document' : 'template',
    kind: block ? SymbolKind.Module : SymbolKind.File,
    uri: file.uri,
    range: { start, end: lines.positionAt(file.text.length) },
    selectionRange: { start, end: start },
  };
}

function rangesOf({ uri, text }: WorkspaceFile, places: readonly NamePlace[]): Range[] {
  const lines = TextDocument.create(uri, '', 0, text);
  return places.map(({ start, end }) => ({ start: lines.positionAt(start), end: lines.positionAt(end) }));
}
