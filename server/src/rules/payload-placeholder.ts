import type { Span } from '../liquid';
import { pages } from './pages';
import { placeholdersIn } from './placeholders';
import type { Rule, RuleContext } from './rule';

/**
 * What it does: reports a placeholder of the published template that is still in the URL, a header or the body.
 * Why: the partner rejects the request until your own value stands there.
 * Bad: `{% comment %} partner: passkit/coupon {% endcomment %}{ "externalId": "u-1", "campaignId": "<PASSKIT_CAMPAIGN_ID>" }`
 * Good: `{% comment %} partner: passkit/coupon {% endcomment %}{ "externalId": "u-1", "campaignId": "2xa1lRy8dBz4eEElBfmIz8" }`
 */
export const payloadPlaceholder: Rule = {
  code: 'payload-placeholder',
  severity: 'warning',
  category: 'payload',
  title: 'A placeholder that is still there',
  href: pages.webhooks,
  visit: ({ document, field }) => {
    if (document.kind !== 'webhook' && !document.partner) return {};
    const known = document.partner?.template.placeholders ?? {};
    const find = (span: Span, { ancestors, report }: RuleContext): void => {
      if (ancestors.some((node) => node.kind === 'tag' || (node.kind === 'block' && isSilent(node.name)))) return;
      for (const place of placeholdersIn(field.text, span, Object.keys(known))) {
        const what = known[place.name];
        if (what === undefined && !isPlaceholder(place.name)) continue;
        const advice = what === undefined ? 'Put your own value in its place.' : `Put in its place: ${what}`;
        report({ message: `'${place.name}' is a placeholder. ${advice}`, span: place.span });
      }
    };
    return { text: find, string: find };
  },
};

/** Unlike HTML's tags, `<MY_KEY>` has capitals and more than one word; `YOUR-KEY` has no brackets at all. */
function isPlaceholder(name: string): boolean {
  return !name.startsWith('<') || name.startsWith('<<') || /^<[A-Z][A-Z0-9]*(?:[ _.-][A-Z0-9]+)+>$/.test(name);
}

function isSilent(name: string): boolean {
  return name === 'comment' || name === 'doc' || name === 'raw';
}
