import { isForm } from '../document';
import type { AnyNode } from '../liquid';
import { suggestReplacement } from './fixes';
import { pages } from './pages';
import { addFilter, reportProblems } from './payloadProof';
import type { Rule } from './rule';
import { entryOf, hasFilter, isPrinted, originOf } from './values';

/**
 * What it does: reports text in a form-urlencoded body that is not escaped: an attribute printed as it is, the `+` of a phone number, an `&` in a text.
 * Why: an `&` cuts the value, and a `+` is read as a space.
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
  check: (context) => reportProblems('form-body-not-encoded', context),
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
  fix: (problem, context) => [...addFilter(problem, context, 'url_param_escape', true), ...suggestReplacement(problem)],
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

function isCaptured(ancestors: readonly AnyNode[]): boolean {
  return ancestors.some((node) => node.kind === 'block' && node.name === 'capture');
}
