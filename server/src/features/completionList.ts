/**
 * A completion's items as small as the client lets them be: the edit's range once for all, the docs when they are looked at.
 */

import { type CompletionItem, type CompletionList, type Range, TextEdit } from 'vscode-languageserver-types';
import { sameRange } from './position';

/** What a client says that it can do. */
export interface CompletionAbilities {
  /** `itemDefaults.editRange`. */
  readonly editRange: boolean;
  /** It asks for an item's documentation by `completionItem/resolve`. */
  readonly lazyDocs: boolean;
}

/** Which item of which list: what a client hands back to ask for its docs. */
export interface ItemKey {
  readonly list: number;
  readonly index: number;
}

/** The list for a client. `list` names it in the items whose docs are left out. */
export function completionList(
  items: readonly CompletionItem[],
  { editRange, lazyDocs }: CompletionAbilities,
  list: number,
): CompletionList {
  const range = editRange ? firstRange(items) : null;
  const isUsual = ({ textEdit }: CompletionItem): boolean =>
    range !== null && TextEdit.is(textEdit) && sameRange(textEdit.range, range);
  const small = items.map((item, index): CompletionItem => {
    const { documentation, textEdit, filterText, ...rest } = item;
    const key: ItemKey = { list, index };
    return {
      ...rest,
      ...(filterText === item.label ? {} : { filterText }),
      ...(documentation === undefined ? {} : lazyDocs ? { data: key } : { documentation }),
      ...(textEdit === undefined || !isUsual(item)
        ? { textEdit }
        : textEdit.newText === item.label
          ? {}
          : { textEditText: textEdit.newText }),
    };
  });
  return { isIncomplete: false, ...(range === null ? {} : { itemDefaults: { editRange: range } }), items: small };
}

/** The range that the best items replace, and nearly always all; null where there is none. */
function firstRange(items: readonly CompletionItem[]): Range | null {
  const first = items[0]?.textEdit;
  return TextEdit.is(first) ? first.range : null;
}

/** An item of the last list with its docs; as it came where the list is another one. */
export function resolvedItem(
  item: CompletionItem,
  last: { readonly list: number; readonly items: readonly CompletionItem[] },
): CompletionItem {
  const { list, index }: Partial<ItemKey> = item.data ?? {};
  const full = list === last.list && index !== undefined ? last.items[index] : undefined;
  return full?.documentation === undefined ? item : { ...item, documentation: full.documentation };
}
