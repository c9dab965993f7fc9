import type { Chain, Node, Output, Span } from '../liquid';
import { HOLE } from './calls';
import { edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';

/**
 * What it does: reports a Basic authorization whose value is not `user:password` in base64.
 * Why: the server cannot read it and refuses the request. A key without a password still needs the colon.
 * Bad:
 * ```liquid
 * ---
 * url: https://api.example.com/letters
 * headers:
 *   Authorization: "Basic {{ 'KEY' | base64_encode }}"
 * ---
 * text
 * ```
 * Good:
 * ```liquid
 * ---
 * url: https://api.example.com/letters
 * headers:
 *   Authorization: "Basic {{ 'KEY:' | base64_encode }}"
 * ---
 * text
 * ```
 */
export const basicAuthShape: Rule = {
  code: 'basic-auth-shape',
  severity: 'warning',
  category: 'webhook',
  title: 'A Basic authorization without a colon',
  href: pages.webhooks,
  check(context) {
    for (const field of context.document.fields) {
      if (field.role !== 'header' || field.name.toLowerCase() !== 'authorization' || isPublished(context)) continue;
      const text = flat(field.tree.children, field.text);
      const start = /^\s*Basic\s+/i.exec(text)?.[0].length;
      if (start === undefined) continue;
      const value = text.slice(start).trim();
      const outputs = field.tree.children.filter((node) => node.kind === 'output');
      const key = value === HOLE && outputs.length === 1 ? literalKey(outputs[0]!) : null;
      if (key && !key.text.includes(':')) {
        context.report(
          {
            message:
              "Basic authorization is 'user:password' in base64. Write a colon behind the key if there is no password.",
            span: key.span,
            data: { at: key.span.end - 1 },
          },
          field,
        );
      } else if (value !== '' && !value.includes(HOLE) && !isUserAndPassword(value)) {
        const at = field.text.indexOf(value);
        const message = "Basic authorization is 'user:password' in base64, and this is not.";
        context.report({ message, span: { start: at, end: at + value.length } }, field);
      }
    }
  },
  fix(problem) {
    const { at } = (problem.data ?? {}) as { at?: number };
    return at === undefined ? [] : [edit('Add the colon', { start: at, end: at }, ':')];
  },
};

/** Whether the partner itself publishes a Basic authorization of this kind: then it knows what it takes. */
function isPublished({ document }: RuleContext): boolean {
  const header = document.partner?.template.headers?.find(({ name }) => name.toLowerCase() === 'authorization');
  const literal = /'([^']*)'\s*\|\s*base64_encode/.exec(header?.value ?? '')?.[1];
  return literal !== undefined && !literal.includes(':');
}

function flat(nodes: readonly Node[], text: string): string {
  return nodes
    .map((node) => (node.kind === 'text' ? text.slice(node.start, node.end) : node.kind === 'output' ? HOLE : ''))
    .join('');
}

/** `'KEY' | base64_encode`. */
function literalKey({ value }: Output): { readonly text: string; readonly span: Span } | null {
  const { input }: Chain = value;
  if (input?.kind !== 'string' || !input.closed || value.filters[0]?.name.text !== 'base64_encode') return null;
  return { text: input.value, span: { start: input.start, end: input.end } };
}

function isUserAndPassword(value: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  try {
    return atob(value).includes(':');
  } catch {
    return false;
  }
}
