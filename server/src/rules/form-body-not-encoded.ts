import type { TemplateDocument } from '../document/types';
import type { AnyNode } from '../liquid';
import { pages } from './pages';
import { addFilter } from './payloadProof';
import type { Rule } from './rule';
import { entryOf, hasFilter, isPrinted, originOf } from './values';

/**
 * What it does: reports an attribute that is printed into a form-urlencoded body as it is.
 * Why: an `&`, a `+` or a space in it cuts the value or changes it.
 * Bad:
 * ```liquid
 * ---
 * method: POST
 * url: https://api.example.com/send
 * headers:
 *   Content-Type: application/x-www-form-urlencoded
 * ---
 * To={{${phone_number}}}
 * ```
 * Good:
 * ```liquid
 * ---
 * method: POST
 * url: https://api.example.com/send
 * headers:
 *   Content-Type: application/x-www-form-urlencoded
 * ---
 * To={{${phone_number} | url_param_escape}}
 * ```
 */
export const formBodyNotEncoded: Rule = {
  code: 'form-body-not-encoded',
  severity: 'warning',
  category: 'webhook',
  title: 'A form with raw text',
  href: pages.webhooks,
  visit: ({ document, field }) => {
    if (field !== document.body || !isForm(document)) return {};
    return {
      output(output, { ancestors, report, docset }) {
        if (!isPrinted(ancestors) || isCaptured(ancestors) || !output.closed || hasFilter(output.value, encoding))
          return;
        const { origin, filters } = originOf(output.value);
        if (!origin || filters.some((name) => encoding.has(name))) return;
        const entry = origin.kind === 'attribute' ? entryOf(origin, docset) : null;
        if (origin.kind !== 'attribute' && origin.kind !== 'variable') return;
        if (entry?.type === 'integer' || entry?.type === 'number' || entry?.type === 'boolean') return;
        report({
          message:
            "This is printed into a form as it is: an '&' or '+' in it changes what is sent. Add '| url_param_escape'.",
          span: { start: output.start, end: output.end },
          data: { output: output.start },
        });
      },
    };
  },
  fix: (problem, context) => addFilter(problem, context, 'url_param_escape', true),
};

const encoding: ReadonlySet<string> = new Set([
  'url_param_escape',
  'url_encode',
  'base64_encode',
  'md5',
  'sha1',
  'sha2',
  'size',
  'plus',
  'minus',
  'times',
]);

function isForm({ partner, fields }: TemplateDocument): boolean {
  if (partner?.template.body) return partner.template.body.format === 'form';
  return fields.some(
    ({ role, name, text }) =>
      role === 'header' &&
      name.toLowerCase() === 'content-type' &&
      text.trim().toLowerCase().startsWith('application/x-www-form-urlencoded'),
  );
}

function isCaptured(ancestors: readonly AnyNode[]): boolean {
  return ancestors.some((node) => node.kind === 'block' && node.name === 'capture');
}
