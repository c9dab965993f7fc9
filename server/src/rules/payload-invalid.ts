import { pages } from './pages';
import { proofRule, reportProblems } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports where the body stops being JSON on some path through the template, where no more exact rule does.
 * Why: the receiver rejects such a body, and the message is lost for the users on that path.
 * Bad: `{ "a": {% if ${language} == 'en' %}1{% endif %} }`
 * Good: `{ "a": {% if ${language} == 'en' %}1{% else %}2{% endif %} }`
 */
export const payloadInvalid: Rule = {
  ...proofRule({
    code: 'payload-invalid',
    severity: 'error',
    category: 'payload',
    title: 'A body that is no JSON',
    href: pages.webhooks,
  }),
  check: (context) => {
    reportProblems('payload-invalid', context);
    // In a tag the parser finds them, in JSON the proof.
    reportProblems('curly-quotes', context);
  },
};
