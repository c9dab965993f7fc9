/** A completion before it is an LSP item: what it says and writes, without ranges. */
import {
  type Command,
  type CompletionItem,
  type CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
  type MarkupContent,
  type Range,
} from 'vscode-languageserver-types';
import type { Status } from '../../docset/types';

export interface Draft {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is written; the label when absent. With `snippet`, in LSP snippet syntax. */
  readonly insert?: string;
  readonly snippet?: boolean;
  /** How many characters before the word are replaced with it, on its line. */
  readonly before?: number;
  /** What the typed word is matched against, with what is replaced before it; the label when absent. */
  readonly filter?: string;
  /** Right beside the label, and at the list's edge. */
  readonly detail?: string;
  readonly description?: string;
  readonly docs?: MarkupContent;
  /** `a` comes first. Entries of a rank go by `order`, else by label. */
  readonly rank: Rank;
  readonly order?: number;
  readonly status?: Status;
  /** Ask for completions again once it is in: a namespace is to be followed by a key. */
  readonly again?: boolean;
}

/** From what the place asks for to what merely may stand there. */
export type Rank = 'a' | 'b' | 'c' | 'd' | 'e' | 'f';

const AGAIN: Command = { title: 'Suggest', command: 'editor.action.triggerSuggest' };
/** Behind all that is supported. */
const LAST: Readonly<Record<Status, string>> = { supported: '', uncertain: 'x', deprecated: 'y', unsupported: 'z' };

/** The item that replaces `range` by the draft. Of two drafts with one label the first counts. */
export function completionItems(drafts: readonly Draft[], range: Range): CompletionItem[] {
  const byLabel = new Map<string, CompletionItem>();
  for (const draft of drafts) {
    if (!byLabel.has(draft.label)) byLabel.set(draft.label, completionItem(draft, range));
  }
  return [...byLabel.values()];
}

function completionItem(draft: Draft, range: Range): CompletionItem {
  const outdated = draft.status === 'deprecated' || draft.status === 'unsupported';
  return {
    label: draft.label,
    kind: draft.kind,
    sortText: sortText(draft),
    filterText: draft.filter ?? draft.label,
    textEdit: { range: widened(range, draft.before ?? 0), newText: draft.insert ?? draft.label },
    // Its lines are indented already.
    ...(draft.insert?.includes('\n') === true ? { insertTextMode: InsertTextMode.asIs } : {}),
    ...(draft.snippet === true ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(draft.detail !== undefined || draft.description !== undefined
      ? { labelDetails: { detail: draft.detail, description: draft.description } }
      : {}),
    ...(draft.docs !== undefined ? { documentation: draft.docs } : {}),
    ...(outdated ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(draft.again === true ? { command: AGAIN } : {}),
  };
}

const widened = ({ start, end }: Range, before: number): Range => ({
  start: { line: start.line, character: start.character - before },
  end,
});

function sortText(draft: Draft): string {
  const order = draft.order === undefined ? draft.label.toLowerCase() : String(draft.order).padStart(5, '0');
  return `${LAST[draft.status ?? 'supported'] || draft.rank}${order}`;
}

/** Text for a snippet in which nothing is a tab stop. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
