import type { Chain, Node, Output, Span } from '../liquid';
import { HOLE } from './calls';
import { dataValue, edit } from './fixes';
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
      } else if (value === HOLE && outputs.length === 1 && isUncoded(outputs[0]!)) {
        const { start, end, value: chain } = outputs[0]!;
        const message =
          "Basic authorization is 'user:password' in base64, and this is sent as it is. Add '| base64_encode'.";
        context.report({ message, span: { start, end }, data: { encodeAt: chain.end } }, field);
      } else if (value !== '' && !value.includes(HOLE) && !isUserAndPassword(value)) {
        const at = field.text.indexOf(value);
        const advice = value.includes(':') ? ` Write {{ '${value}' | base64_encode }}.` : '';
        const message = `Basic authorization is 'user:password' in base64, and this is not.${advice}`;
        context.report({ message, span: { start: at, end: at + value.length } }, field);
      }
    }
  },
  fix(problem) {
    const at = dataValue(problem, 'at');
    const encodeAt = dataValue(problem, 'encodeAt');
    if (typeof encodeAt === 'number') {
      return [edit("Add '| base64_encode'", { start: encodeAt, end: encodeAt }, ' | base64_encode', true)];
    }
    return typeof at === 'number' ? [edit('Add the colon', { start: at, end: at }, ':')] : [];
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

/** A text with a colon that no filter changes. */
function isUncoded({ value }: Output): boolean {
  return value.input?.kind === 'string' && value.filters.length === 0 && value.input.value.includes(':');
}

function isUserAndPassword(value: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  try {
    return atob(value).includes(':');
  } catch {
    return false;
  }
}
