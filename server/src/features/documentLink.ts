/** Document links: from a content block's name to its file, from a Connected Content call to its mock. */

import type { DocumentLink } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../docset';
import type { TemplateDocument } from '../document/types';
import { walk } from '../liquid';
import { callOf } from '../workspace';
import { type FeatureContext, fieldRange } from './context';
import { mocksFor } from './mocks';

/** Links of a document, in the order of the file. Addresses in the text an editor finds by itself. */
export function documentLinks(document: TemplateDocument, { workspace }: FeatureContext): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const field of document.fields) {
    const add = (span: { readonly start: number; readonly end: number }, target: string, tooltip: string): void => {
      links.push({ range: fieldRange(document, field, span), target, tooltip });
    };
    walk(field.tree, {
      enter(node) {
        if (node.kind === 'attribute' && node.namespace?.text === CONTENT_BLOCKS) {
          const target = workspace.contentBlocks.get(node.key.text)?.uri;
          if (target != null) add(node.key.textSpan, target, 'Open the content block');
        } else if (node.kind === 'tag') {
          const call = callOf(node, field.tree);
          const mock = call && mocksFor(call, workspace).find(({ uri }) => uri !== null);
          // What is computed in the URL has names of its own to go to.
          if (call && mock?.uri != null && !call.url.includes('*')) add(call, mock.uri, 'Open the mock that answers');
        }
      },
    });
  }
  return links;
}
