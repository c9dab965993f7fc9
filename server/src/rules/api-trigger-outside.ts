import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports properties of an API trigger in a message that no API triggers.
 * Why: only an API-triggered campaign gets them. Elsewhere they are blank.
 * Bad:
 * ```liquid
 * ---
 * sent-by: campaign
 * ---
 * {{api_trigger_properties.${code} | default: 'none'}}
 * ```
 * Good:
 * ```liquid
 * ---
 * sent-by: campaign
 * ---
 * {{event_properties.${code} | default: 'none'}}
 * ```
 */
export const apiTriggerOutside: Rule = {
  code: 'api-trigger-outside',
  severity: 'warning',
  category: 'context',
  title: 'Trigger properties without an API trigger',
  href: pages.restApi,
  visit: ({ document }) =>
    document.sentBy === 'campaign' || document.sentBy === 'canvas'
      ? {
          attribute({ namespace }, { report }) {
            if (!namespace || !NAMESPACES.has(namespace.text)) return;
            report({
              message: `'${namespace.text}' is blank here: only a campaign triggered by the API has it. Use ${document.sentBy === 'canvas' ? "'context'" : "'event_properties'"}.`,
              span: { start: namespace.start, end: namespace.end },
            });
          },
        }
      : {},
};

const NAMESPACES = new Set(['api_trigger_properties']);
