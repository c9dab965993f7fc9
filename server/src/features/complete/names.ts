/** Names of the user's data: attributes of a namespace, the namespaces, content blocks. */

import { CompletionItemKind } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../../docset';
import type { AttributeEntry, NamespaceEntry } from '../../docset/types';
import type { TemplateDocument } from '../../document/types';
import type { Closing, FeatureContext } from '../context';
import { attributeCode, attributeDocs, contentBlockDocs, namespaceDocs, ownAttributeDocs } from '../docs';
import { inlineValue } from '../markdown';
import { dataKey, typeName } from '../shape';
import { type Draft, escapeSnippet, type Rank } from './draft';

/** What can stand in `namespace.${█}`; `''` is the default namespace. */
export function keyDrafts(
  namespace: string,
  closing: Closing | null,
  document: TemplateDocument,
  context: FeatureContext,
): Draft[] {
  const known = attributesOf(namespace, context).map((entry) => documented(entry, document));
  const own = ownKeys(namespace, context).filter((draft) => !known.some((entry) => entry.label === draft.label));
  const drafts = byUse(
    namespace,
    namespace === CONTENT_BLOCKS ? contentBlocks(document, context) : [...own, ...known],
    context,
  );
  return closing === null ? drafts : drafts.map((draft) => ({ ...draft, insert: draft.label + closing.text }));
}

/**
 * Behind a bare `${`: keys of the workspace that stand behind a namespace, which is written before the `${`.
 * @param before the `${`, with blanks behind it perhaps
 */
export function namespacedDrafts(before: string, closing: Closing | null, context: FeatureContext): Draft[] {
  const namespaces = [...context.docset.namespaces.values()].filter(
    ({ name, open, form }) => name !== '' && name !== CONTENT_BLOCKS && open && form === 'key',
  );
  return namespaces.flatMap(({ name }) =>
    byUse(name, ownKeys(name, context), context).map((draft): Draft => {
      const opened = `${name}.\${${draft.label}`;
      const label = `${opened}}`;
      return {
        ...draft,
        label,
        insert: opened + (closing?.text ?? ''),
        filter: before + draft.label,
        before: before.length,
        rank: 'c',
      };
    }),
  );
}

/** What the workspace's templates use most comes first; the rest in the order given. */
function byUse(namespace: string, drafts: readonly Draft[], { workspace }: FeatureContext): Draft[] {
  const counts = workspace.attributes.get(namespace);
  const sorted = [...drafts].sort((a, b) => (counts?.get(b.label) ?? 0) - (counts?.get(a.label) ?? 0));
  return sorted.map((draft, order) => ({ ...draft, order }));
}

/** `${first_name}` and `custom_attribute.${…}`, for where a value begins. */
export function personalizationDrafts(
  closing: Closing | null,
  isNamespace: boolean,
  hasDollar: boolean,
  document: TemplateDocument,
  context: FeatureContext,
): Draft[] {
  const close = closing?.text ?? '';
  if (isNamespace)
    return [...context.docset.namespaces.values()]
      .filter((entry) => entry.name !== '' && entry.form === 'key')
      .map((entry) => ({ ...namespaceDraft(entry, document), rank: 'a' }));
  const known = attributesOf('', context).map((entry): Draft => {
    const rank = rankOf(entry.channels, document, hasDollar ? 'a' : 'b');
    return { ...documented(entry, document), rank };
  });
  const attributes = byUse('', known, context).map((draft): Draft => {
    const label = attributeCode('', draft.label);
    return { ...draft, label, insert: label + close, filter: hasDollar ? label : draft.label };
  });
  if (hasDollar) return attributes;
  const uses = ({ name }: NamespaceEntry): number =>
    [...(context.workspace.attributes.get(name)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  const namespaces = [...context.docset.namespaces.values()].filter((entry) => entry.name !== '');
  namespaces.sort((a, b) => uses(b) - uses(a));
  return [
    ...attributes,
    ...namespaces.map((entry, at) => ({ ...followed(entry, close, document), order: attributes.length + at })),
  ];
}

/** A namespace with what has to follow it, and completion asked for again there. */
function followed(entry: NamespaceEntry, close: string, document: TemplateDocument): Draft {
  const draft = namespaceDraft(entry, document);
  if (entry.form === 'plain') return { ...draft, insert: entry.name + close };
  const insert = `${entry.name}.\\\${$1\\}${escapeSnippet(close)}$0`;
  return { ...draft, insert, snippet: true, again: true, detail: '.${…}' };
}

function namespaceDraft(entry: NamespaceEntry, document: TemplateDocument): Draft {
  return {
    label: entry.name,
    kind: CompletionItemKind.Module,
    docs: namespaceDocs(entry),
    description: 'namespace',
    rank: rankOf(entry.channels, document, 'b'),
    status: entry.status,
  };
}

function documented(entry: AttributeEntry, document: TemplateDocument): Draft {
  return {
    label: entry.name,
    kind: CompletionItemKind.Field,
    description: entry.type,
    docs: attributeDocs(entry),
    rank: rankOf(entry.channels, document, 'a'),
    status: entry.status,
  };
}

/** What the channel cannot have stands behind the rest. */
function rankOf(channels: readonly string[] | undefined, { channel }: TemplateDocument, rank: Rank): Rank {
  return channel === null || channels === undefined || channels.includes(channel) ? rank : 'f';
}

function attributesOf(namespace: string, { docset }: FeatureContext): readonly AttributeEntry[] {
  return [...(docset.attributes.get(namespace)?.values() ?? [])];
}

/** Keys that templates and sample users of the workspace use, with the first sample. */
function ownKeys(namespace: string, { docset, workspace }: FeatureContext): Draft[] {
  const entry = docset.namespaces.get(namespace);
  // Of a closed namespace the docset knows all keys: another one in a template is a slip.
  if (entry && !entry.open) return [];
  const samples = new Map<string, unknown>();
  for (const key of workspace.attributes.get(namespace)?.keys() ?? []) samples.set(key, undefined);
  for (const user of workspace.users) {
    const values = user.data[dataKey(namespace)];
    if (typeof values !== 'object' || values === null) continue;
    for (const [key, value] of Object.entries(values)) if (samples.get(key) === undefined) samples.set(key, value);
  }
  return [...samples].map(
    ([key, sample]): Draft => ({
      label: key,
      kind: CompletionItemKind.Field,
      description: sample === undefined ? undefined : `${typeName(sample)}: ${inlineValue(sample).slice(0, 40)}`,
      docs: ownAttributeDocs(namespace, key, sample),
      rank: 'a',
    }),
  );
}

/** All but the block that is being written: it cannot hold itself. */
function contentBlocks({ uri }: TemplateDocument, { workspace }: FeatureContext): Draft[] {
  const others = [...workspace.contentBlocks.values()].filter((block) => block.uri !== uri);
  return others.map((block) => ({
    label: block.name,
    kind: CompletionItemKind.File,
    description: 'content block',
    docs: contentBlockDocs(block),
    rank: 'a',
  }));
}
