/** Document links: from a content block's name to its file. */
import type { DocumentLink } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import { walk } from '../liquid';
import { type FeatureContext, fieldRange } from './context';

/** Links of a document, in the order of the file. Addresses in the text an editor finds by itself. */
export function documentLinks(document: TemplateDocument, { workspace }: FeatureContext): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const field of document.fields) {
    walk(field.tree, {
      enter(node) {
        if (node.kind !== 'attribute' || node.namespace?.text !== 'content_blocks') return;
        const target = workspace.contentBlocks.get(node.key.text)?.uri;
        if (target != null)
          links.push({
            range: fieldRange(document, field, node.key.textSpan),
            target,
            tooltip: 'Open the content block',
          });
      },
    });
  }
  return links;
}
