/**
 * Document links: from a content block's name to its file, from a Connected Content call to its mock. And of an address
 * that goes on in Liquid, its fixed beginning: an editor, which finds addresses by itself, would take half of the Liquid
 * for a part of it, but lets a link of ours take that one's place.
 */

import type { DocumentLink } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../docset';
import type { TemplateDocument } from '../document/types';
import { type Span, walk } from '../liquid';
import { callOf } from '../workspace';
import { type FeatureContext, fieldRange } from './context';
import { mocksFor } from './mocks';

/** Links of a document. Addresses without Liquid an editor finds by itself. */
export function documentLinks(document: TemplateDocument, { workspace }: FeatureContext): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const field of document.fields) {
    const calls: Span[] = [];
    const add = (span: Span, target: string, tooltip: string): void => {
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
          if (call && mock?.uri != null && !call.url.includes('*')) {
            calls.push(call);
            add(call, mock.uri, 'Open the mock that answers');
          }
        }
      },
    });
    for (const { start, end } of fixedBeginnings(field.text))
      if (!calls.some((call) => call.start < end && start < call.end))
        add({ start, end }, field.text.slice(start, end), 'Open the part before the Liquid');
  }
  return links;
}

/** Characters that end an address, and with them every way back to its beginning. */
const ENDS = ' \t\r\n"\'<>`|\\{}()[]';
/** Longer than addresses are. */
const LONGEST = 2000;

/** Of each address that Liquid continues, what stands before it, from `http` on; with a host in full. */
function fixedBeginnings(text: string): readonly Span[] {
  const found: Span[] = [];
  for (let end = text.indexOf('{'); end >= 0; end = text.indexOf('{', end + 1)) {
    if (text[end + 1] !== '{' && text[end + 1] !== '%') continue;
    let start = end;
    while (start > 0 && end - start < LONGEST && !ENDS.includes(text[start - 1]!)) start--;
    if (/^https?:\/\/[^/?#]+[/?#]/i.test(text.slice(start, end))) found.push({ start, end });
  }
  return found;
}
