import { callOption, isCall, textParts } from './calls';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a token or key that is written out in `:headers`.
 * Why: everyone who may read the message can read it. Braze keeps credentials apart: name one by `:auth_credentials`.
 * Bad: `{% connected_content https://example.com/offer :headers {"Authorization": "Bearer abc"} :save offer %}{{offer.title}}`
 * Good: `{% connected_content https://example.com/offer :auth_credentials offers_api :save offer %}{{offer.title}}`
 */
export const ccInlineSecret: Rule = {
  code: 'cc-inline-secret',
  severity: 'warning',
  category: 'connected_content',
  title: 'A secret written out',
  href: pages.makingCalls,
  visit: () => ({
    tag(tag, { field, report }) {
      const value = isCall(tag) ? callOption(tag, 'headers')?.value : undefined;
      if (!value) return;
      for (const part of textParts(value)) {
        for (const match of field.text.slice(part.start, part.end).matchAll(SECRET)) {
          // A row of x's stands for a secret and is none.
          if (/^(?:\w+ )?x{3,}$/i.test(match[1]!)) continue;
          const start = part.start + match.index + match[0].length - match[1]!.length - 1;
          report({
            message:
              "A secret should not stand in a message. Keep it in Braze's credentials and name it by ':auth_credentials'.",
            span: { start, end: start + match[1]!.length },
          });
        }
      }
    },
  }),
};

/** A header that carries a secret, with a value that is written out to its end. */
const SECRET = /"(?:authorization|[\w-]{0,40}(?:api-?key|token|secret)[\w-]{0,20})"\s{0,20}:\s{0,20}"([^"]+)"/gi;
