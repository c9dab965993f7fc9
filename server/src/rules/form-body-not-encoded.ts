import { isForm } from '../document';
import { type AnyNode, type Chain, walk } from '../liquid';
import { beginsAsJson } from '../payload';
import { suggestReplacement } from './fixes';
import { pages } from './pages';
import { addFilter, reportProblems } from './payloadProof';
import type { Rule, RuleContext } from './rule';
import type { Definition } from './scope';
import { entryOf, hasFilter, isPrinted, originOf } from './values';
import { scopeHere } from './variables';

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
    if (field !== document.body || !isForm(document) || beginsAsJson(field.tree)) return {};
    return {
      output(output, context) {
        const { ancestors, report } = context;
        if (!isPrinted(ancestors) || isCaptured(ancestors) || !output.closed || isSafe(output.value, context, 0))
          return;
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

/** Variables made of variables are followed so far. */
const DEEPEST = 5;

/** Whether what a chain prints may stand in a form as it is: escaped, a number, or a part of a form itself. */
function isSafe(chain: Chain, context: RuleContext, depth: number): boolean {
  const { origin, filters } = originOf(chain);
  if (!origin || hasFilter(chain, encoding) || filters.some((name) => encoding.has(name))) return true;
  if (origin.kind === 'attribute') return NUMBERS.has(entryOf(origin, context.docset)?.type ?? '');
  if (origin.kind === 'string') return filters.length > 0 || isWritten(origin.value);
  if (origin.kind !== 'variable' || !origin.name) return true;
  if (origin.path.length > 0 || depth > DEEPEST) return false;
  const made = (scopeHere(context).byName.get(origin.name.text) ?? []).filter(({ span }) => span.start < chain.start);
  return made.length > 0 && made.every((definition) => isMadeSafe(definition, context, depth + 1));
}

function isMadeSafe({ kind, tag, block }: Definition, context: RuleContext, depth: number): boolean {
  if (kind === 'counter') return true;
  if (kind === 'assign') return tag.markup.shape === 'assign' && isSafe(tag.markup.value, context, depth);
  if (kind !== 'capture' || !block) return false;
  let isFragment = false;
  let safe = true;
  walk(block, {
    enter(node, ancestors) {
      if (node.kind === 'text') {
        const text = context.field.text.slice(node.start, node.end).replace(/^[\r\n]+|[\r\n]+$/g, '');
        if (text.includes('=')) isFragment = true;
        else if (!isWritten(text)) safe = false;
      } else if (node.kind === 'output' && isPrinted(ancestors) && !isSafe(node.value, context, depth)) safe = false;
    },
  });
  return isFragment || safe;
}

/** Whether a text is already as a form writes it, or is a part of a form: `From=%2B1500`. */
const isWritten = (text: string): boolean => text.includes('=') || /^[\w.~%-]*$/.test(text);

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number', 'boolean']);
