import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { isWholeWebhook, methodOf, valueSpan } from './webhook';

/**
 * What it does: reports a webhook by GET that has a body.
 * Why: Braze sends no body with GET.
 * Bad:
 * ```liquid
 * ---
 * method: GET
 * url: https://api.example.com/send
 * ---
 * name=value
 * ```
 * Good:
 * ```liquid
 * ---
 * method: POST
 * url: https://api.example.com/send
 * ---
 * name=value
 * ```
 */
export const getWithBody: Rule = {
  code: 'get-with-body',
  severity: 'warning',
  category: 'webhook',
  title: 'A body that GET does not send',
  href: pages.webhooks,
  fix: ({ span }) => [edit('Send it by POST', span, 'POST')],
  check({ document, reportInFile }) {
    if (!isWholeWebhook(document) || methodOf(document) !== 'GET') return;
    const { tree, text } = document.body;
    const isEmpty = tree.children.every((node) => {
      if (node.kind === 'text') return text.slice(node.start, node.end).trim() === '';
      return (node.kind === 'block' && node.name === 'comment') || (node.kind === 'tag' && node.name === '#');
    });
    if (isEmpty) return;
    reportInFile({
      message: 'GET sends no body. Use POST, or leave the body empty.',
      span: valueSpan(document, 'method'),
    });
  },
};
