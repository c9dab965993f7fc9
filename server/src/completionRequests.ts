/** Completion: the list in the size that the client lets it have, and the docs of an item when it is looked at. */
import type { ClientCapabilities, CompletionItem, Connection, ServerCapabilities } from 'vscode-languageserver';
import { completion } from './features/completion';
import { completionList, resolvedItem } from './features/completionList';
import type { Handlers } from './handlers';

/** What the requests of this file add to the server's abilities. */
export const completionCapabilities: ServerCapabilities = {
  completionProvider: {
    triggerCharacters: ['{', '%', '$', '|', ':', '.', "'", '"', '[', ' ', ','],
    resolveProvider: true,
  },
};

/** Answers the requests on a connection; `client` tells what the client can take. */
export function serveCompletion(connection: Connection, { at }: Handlers, client: () => ClientCapabilities): void {
  let last: { list: number; items: readonly CompletionItem[] } = { list: 0, items: [] };
  connection.onCompletion(
    at('textDocument/completion', null, (document, { position }, context) => {
      const items = completion(document, position, context);
      last = { list: last.list + 1, items };
      return completionList(items, abilities(client()), last.list);
    }),
  );
  connection.onCompletionResolve((item) => resolvedItem(item, last));
}

function abilities({ textDocument }: ClientCapabilities) {
  const { completionList: list, completionItem: item } = textDocument?.completion ?? {};
  return {
    editRange: list?.itemDefaults?.includes('editRange') === true,
    lazyDocs: item?.resolveSupport?.properties.includes('documentation') === true,
  };
}
